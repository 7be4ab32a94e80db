### Progrès : barèmes et leurs mots, raisons de l’inconnu, façon de lire un verdict.

progress-scheme-statcan = Statistique Canada
progress-scheme-eurostat = Eurostat
progress-scheme-un = Tableau des progrès des Nations Unies

progress-band-unable-to-assess = Évaluation impossible
progress-band-statcan-achieved = Cible atteinte
progress-band-statcan-on-track = En bonne voie
progress-band-statcan-acceleration-needed = Accélération nécessaire
progress-band-statcan-limited = Progrès limités
progress-band-statcan-deterioration = Détérioration
progress-band-eurostat-significant = Progrès importants
progress-band-eurostat-moderate = Progrès modérés
progress-band-eurostat-insufficient = Progrès insuffisants
progress-band-eurostat-away = Éloignement de la cible
progress-band-eurostat-moderate-away = Éloignement modéré
progress-band-eurostat-significant-away = Éloignement important
progress-band-un-on-track-or-met = En bonne voie ou cible atteinte
progress-band-un-fair = Progrès passables, accélération nécessaire
progress-band-un-limited-or-none = Progrès limités ou nuls
progress-band-un-regression = Recul

progress-formula-geometric = Rapport géométrique : croissance annuelle observée sur croissance annuelle requise
progress-formula-linear = Rapport linéaire : variation annuelle observée sur variation annuelle requise
progress-linear-base-zero = Le rapport linéaire est employé parce que la valeur de départ est nulle.
progress-linear-latest-zero = Le rapport linéaire est employé parce que la dernière valeur est nulle.
progress-linear-target-zero = Le rapport linéaire est employé parce que la cible est nulle.
progress-linear-signs-differ = Le rapport linéaire est employé parce que des chiffres sont positifs et d’autres négatifs.

progress-method-ar1 = Tendance passée avec erreurs corrélées
progress-method-observed = Chiffres de l’année cible elle-même
progress-assumes-trend = On suppose que la tendance passée se maintient et qu’aucun plan n’est mis en œuvre.
progress-assumes-plan = On suppose que la tendance passée se maintient et que le plan est mis en œuvre.
progress-scale-log = Tendance du logarithme
progress-scale-linear = Tendance linéaire

progress-flag-base-moved = Il n’y a pas de chiffre pour { $asked }; les progrès sont mesurés à partir de { $year }.
progress-flag-base-chosen = Vous avez choisi { $year } comme année de base; l’année habituelle est { $usual }.
progress-flag-absent-years = Années sans chiffre : { $years }.
progress-flag-lost = La cible a été atteinte en { $achieved }, puis perdue en { $lost }.
progress-flag-formulas-differ = Le rapport géométrique et le rapport linéaire donnent des mentions différentes ({ $scheme ->
    [statcan] Statistique Canada
    [eurostat] Eurostat
   *[un] Nations Unies
    }).
progress-flag-linear-scale = La tendance est linéaire et non exponentielle, parce qu’un chiffre ou la cible est nul ou négatif.
progress-flag-baseline-forecast = L’année de base { $year } est elle-même une prévision, établie avec celle de l’année cible.

unknown-no-data = Il n’y a aucun chiffre.
unknown-too-few-points = { $n ->
    [one] Il n’y a de chiffre que pour { $n } année; il en faut { $needed }.
   *[other] Il n’y a de chiffres que pour { $n } années; il en faut { $needed }.
    }
unknown-no-base = Il n’y a aucun chiffre pour l’année de base { $year } ni pour une année suivante.
unknown-no-data-after-base = Il n’y a aucun chiffre après l’année de base { $year }.
unknown-target-year-not-after-base = L’année cible { $year } n’est pas postérieure à celle d’où les progrès sont mesurés, { $base }.
unknown-target-equals-base = La cible est la valeur de départ elle-même : aucun rythme n’est requis, il n’y a donc rien à comparer.
unknown-growth-undefined = La croissance annuelle ne peut être calculée : un chiffre est nul, ou le signe change.
unknown-base-not-observed = { $year ->
    [none] La cible est une part d’une année de base qui n’est pas connue.
   *[other] La cible est une part de la valeur de { $year }, et il n’y a pas de chiffre pour cette année.
    }
unknown-plan-needs-base = L’effet d’un plan ne peut être jugé tant qu’il n’y a pas de chiffre pour l’année de base { $year }.
unknown-no-variation = Les chiffres se trouvent exactement sur une droite : ils ne montrent pas combien ils varient.
unknown-target-year-not-observed = L’année cible { $year } est passée, et elle n’a pas de chiffre.
