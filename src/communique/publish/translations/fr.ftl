page-skip = Aller au contenu
page-nav = Langues et pages
page-as-of = au { $date }
page-sources = Sources
page-manifest = Manifeste
page-foot = Voici le monde du { $on }, tel qu’il était connu le { $known }. Inconnu veut dire inconnu : jamais zéro, jamais échec.
language-name = Français
party-short-can = CAN
party-short-mex = MEX
party-short-usa = É.-U.

home-title = { $summit } : où en sont les promesses
home-description = { $n } promesses, { $summit } : où en est chacune, sur quelles preuves, et avec quelle probabilité d’atteindre sa cible.
home-promises = { $n ->
    [one] { $n } promesse
   *[other] { $n } promesses
    }
home-computed = { $computed ->
    [one] { $computed } calculée
   *[other] { $computed } calculées
    }, { $evidence } sur preuves seulement.
home-count-done = { $n ->
    [one] { $n } réalisée ou en bonne voie
   *[other] { $n } réalisées ou en bonne voie
    }
home-count-under-way = { $n } en cours
home-count-mixed = { $n ->
    [one] { $n } inégale
   *[other] { $n } inégales
    }
home-count-reversed = { $n ->
    [one] { $n } annulée
   *[other] { $n } annulées
    }
home-count-unknown = { $n ->
    [one] { $n } inconnue
   *[other] { $n } inconnues
    }
home-caption = Toutes les promesses par section : état, chiffre, tendance et prochaine date
home-col-number = Numéro
home-col-promise = Promesse
home-col-state = État
home-col-figure = Chiffre
home-col-trend = Tendance
home-col-date = Prochaine date
home-filter-party = Partie
home-filter-kind = Type
home-filter-state = État
home-filter-all = tous
home-filter-reset = Tout afficher
home-filter-shown = { $n } sur { $all } affichées
home-standing = { $now } sur { $needed }
home-trend = { $first } : { $start }; { $last } : { $end }
home-passed = passée
home-no-figure = aucun chiffre : jugé sur preuves
home-no-trend = aucune série
home-no-date = aucune date énoncée
home-chance-title = probabilité d’atteindre la cible si la tendance passée se poursuit
home-key = Entre parenthèses, l’intervalle du chiffre. P : probabilité d’atteindre la cible si la tendance passée se poursuit et qu’aucun plan n’est réalisé. Hachuré : inconnu, avec la raison. CAN Canada, MEX Mexique, É.-U. États-Unis.

chance-about = environ { $n } sur 10 ({ $p })
chance-below = moins de 1 sur 20 ({ $p })
chance-above = plus de 19 sur 20 ({ $p })

page-basis-computed = calculée
page-basis-evidence = sur preuves seulement
page-basis-both = calculée et sur preuves
page-title = { $number } { $title }
page-last-change = dernier changement : { $date }
page-promised = Date promise
page-deadline = Date dans les textes
page-deadline-strict = Date selon une lecture stricte
page-target = La cible
page-chance = Probabilité de l’atteindre : { $chance }.
page-picture-title = { $title } : { $party }
page-by-party = Par partie
page-reason = Pourquoi
page-collective = Cible collective : aucun verdict pour un seul pays.
page-latest = Dernier chiffre (intervalle)
page-standing = Acquis, sur ce qu’il faut
page-chance-col = Probabilité
page-share = Part de l’écart
page-wordings = Formulations propres, côte à côte
page-wordings-note = Là où le texte propre d’une partie dit un élément autrement, en nos mots. L’absence d’une différence ne prouve pas que les textes concordent.
page-wording-no-text = Aucun texte propre n’est connu.
page-wording-same = Comme résumé ci-dessus.
page-wording-not-read = Non lu : seule une partie de son texte a été lue, pas ce passage.
page-joint-text = Déclaration commune
page-plan = Le plan
page-plan-optimal = { $n ->
    [one] { $n } action atteint la cible au moindre coût.
   *[other] { $n } actions atteignent la cible au moindre coût.
    }
page-plan-infeasible = Aucun plan n’atteint la cible. Ces conditions ne peuvent être réunies : { $conflict }.
page-plan-reachable = Cible la plus proche que l’on peut atteindre
page-plan-effect-total = Effet du plan
page-plan-cost-total = Coût du plan
page-plan-gap = Distance à l’optimum démontré
page-plan-marginal = Coût d’un point de plus
page-plan-chance = Probabilité que le plan suffise
page-plan-action = Action
page-plan-amount = Quantité
page-plan-effect = Effet
page-plan-cost = Coût
page-plan-on = Dès
page-plan-binding = Ce qui l’empêche de coûter moins
page-plan-bound = { $constraint } : une unité de plus changerait le coût de { $price }.
page-plan-bound-whole = { $constraint } : contraignante, sans prix car les décisions sont entières.
page-views = Où et comment
page-evidence = Preuves
page-evidence-title = Les preuves dans le temps
page-undated = Sans date
page-no-evidence = Le registre ne contient aucune preuve sur cette promesse.
page-rejected = { $n ->
    [one] { $n } ligne rejetée, jamais comptée
   *[other] { $n } lignes rejetées, jamais comptées
    }
page-rejected-because = Rejetée parce que :
page-row = ligne { $row }
page-single-source = source unique
page-bilateral = bilatéral : ne vaut au plus que partiel
page-conflict-with = contredit { $others } : les deux sont montrées, seul leur accord compte
page-milestones = Jalons
page-milestones-note = Seul ce qu’énonce un texte est promis. Les suggestions sont les nôtres et ne sont jamais des promesses.
page-method = Comment c’est calculé
page-rule = Comment une personne la noterait
page-compliance = Note de conformité
page-compliance-note = +1 réalisée, 0 en cours, −1 contraire démontré, ? inconnu. C’est un compte de promesses tenues, non un résultat; l’intervalle est ce que l’inconnu laisse ouvert.
page-window-end = Période jusqu’au
page-mean = Moyenne
page-coverage = Connues
page-open = Intervalle
page-coverage-of = { $known } sur { $all }
page-ratio = rythme de { $ratio } par rapport à ce qu’il faut
page-baseline = Base
page-level = Niveau à atteindre
page-gap = Ce qui manque
page-formula = Formule
page-score = Note, de −5 à 5
page-chance-method = Comment la probabilité a été établie
page-points = { $n ->
    [one] { $n } année observée
   *[other] { $n } années observées
    }
page-reproduce = Pour le reproduire
page-versions = Graine { $seed }, { $draws } tirages. Versions des données, des chiffres et des paquets :
page-downloads = Téléchargements et citation
page-download-edition = Édition entière (JSON)
page-download-evidence = Preuves (CSV)
page-download-view = { $title } (CSV)
page-citation = Communique { $version }, { $summit }, engagement { $number }, « { $title } », au { $on }, connu le { $known }, graine { $seed }.
page-around = Autres promesses

sources-lead = Tout ce qui est montré repose sur l’une de ces sources. Vérifié : lu dans la source. De mémoire : encore à confirmer.
sources-texts = Textes du sommet
sources-figures = Sources des chiffres
sources-none = Aucun chiffre n’a été calculé dans cette édition; il n’y a donc aucune source de chiffres.
sources-register = Registre des preuves
sources-row = Ligne
sources-recorded = Consignée le
sources-used = Utilisée par
manifest-lead = Ce dont cette édition est faite. Le même manifeste donne les mêmes octets sur la même plateforme.
manifest-summit = Sommet
manifest-on = Jour considéré
manifest-known = Connu le
manifest-seed = Graine
manifest-draws = Tirages
manifest-lock = Paquets
manifest-versions = Versions
manifest-tables = Tables
manifest-store = Versions de l’entrepôt
manifest-facts = Chiffres de référence
manifest-inputs = Entrées

view-unknown = inconnu
view-more-unknown = { $n ->
    [one] { $n } autre raison ou remarque
   *[other] { $n } autres raisons et remarques
    }
view-table = Données derrière l’image
view-table-of = Données : { $title }
view-key-fan = Ombré : les bandes qui contiennent le chiffre avec une probabilité de { $shares }.
view-key-path = Tirets gris : la trajectoire requise.
view-key-outside = { $n ->
    [one] Un lieu se trouve hors de l’image; il est dans le tableau.
   *[other] { $n } lieux se trouvent hors de l’image; ils sont dans le tableau.
    }
view-table-rows = Le tableau, { $n } lignes
view-target-label = cible { $value }
view-gap-label = écart { $value }
view-col-line = Ligne
view-col-manner = Origine
view-col-year = Année
view-col-value = Valeur
view-col-low = Bas
view-col-high = Haut
view-col-probability = Probabilité
view-col-series = Série
view-col-name = Nom
view-col-step = Mesure
view-col-amount = Quantité
view-col-unit-cost = Coût unitaire
view-col-total = Total
view-col-from = De
view-col-to = Vers
view-col-latitude = Latitude
view-col-longitude = Longitude
view-col-date = Date
view-col-event = Fait
view-col-kind = Type
view-col-parties = Parties
view-col-party = Partie
view-col-conflict = Contradiction
view-col-source = Source
view-kind-time-series = Série chronologique
view-kind-timeline = Chronologie
view-kind-intervals = Valeurs avec intervalles
view-kind-cost-curve = Courbe de coûts
view-kind-bars = Barres
view-kind-sankey = Flux
view-kind-network = Réseau
view-kind-map = Carte
view-kind-matrix = Matrice
view-kind-grid = Tableau
view-alt = { $kind } : { $title }.
view-alt-line = { $name }, { $first } : { $start }; { $last } : { $end }.
view-alt-target = Cible : { $value } en { $year }.
view-alt-moments = { $n ->
    [one] { $n } fait; il figure dans la liste ci-dessous.
   *[other] { $n } faits; tous figurent dans la liste ci-dessous.
    }
view-alt-steps = { $n ->
    [one] { $n } mesure, { $total }.
   *[other] { $n } mesures par coût croissant, ensemble { $total }.
    }
view-alt-rows = { $n ->
    [one] { $n } donnée; elle figure dans le tableau ci-dessous.
   *[other] { $n } données; toutes figurent dans le tableau ci-dessous.
    }

terminal-unknown = inconnu : { $reason }

# Le résumé
brief-link = Résumé de deux pages, à imprimer
brief-whole = La page complète
brief-title = Résumé : { $number } { $title }
brief-unknown = Ce qu’on ne sait pas
brief-nothing-unknown = Rien de ce qui figure ici n’est marqué comme inconnu.
brief-dates = Prochaines dates
brief-no-dates = Aucune date n’est à venir.
brief-events = Preuves les plus récentes
brief-no-plan = Aucun plan n’a été calculé : il n’y a pas de mesures parmi lesquelles choisir, ou aucun n’est demandé.
brief-no-figure = { $party } : aucun chiffre pour { $target }.
brief-no-sources = Aucune source n’est citée dans ces deux pages.
brief-more = { $n ->
    [one] Un autre élément figure à la page complète.
   *[other] { $n } autres éléments figurent à la page complète.
    }
brief-more-sources = { $n ->
    [one] Une autre source figure à la page complète.
   *[other] { $n } autres sources figurent à la page complète.
    }
brief-line = { $name } : { $said }
