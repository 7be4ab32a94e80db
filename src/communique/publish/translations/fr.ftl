page-as-of = au { $date }
page-manifest = Manifeste
page-foot = Voici le monde du { $on }, tel qu’il était connu le { $known }. Inconnu veut dire inconnu : jamais zéro, jamais échec.

home-title = { $summit } : où en sont les promesses
home-description = { $n } promesses, { $summit } : où en est chacune, sur quelles preuves, et avec quelle probabilité d’atteindre sa cible.
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
home-caption = Toutes les promesses par section : état, chiffre, tendance et prochaine date
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
home-trend = { $first } : { $start }; { $last } : { $end }
home-passed = passée
home-no-figure = aucun chiffre : jugé sur preuves
home-no-trend = aucune série
home-no-date = aucune date énoncée
home-chance-title = probabilité d’atteindre la cible si la tendance passée se poursuit
home-key = Entre parenthèses, l’intervalle du chiffre. P : probabilité d’atteindre la cible si la tendance passée se poursuit et qu’aucun plan n’est réalisé. Hachuré : inconnu, avec la raison. CAN Canada, MEX Mexique, É.-U. États-Unis.

page-basis-computed = calculée
page-basis-evidence = sur preuves seulement
page-basis-both = calculée et sur preuves
page-title = { $number } { $title }
page-last-change = dernier changement : { $date }
page-promised = Date promise
page-deadline = Date dans les textes
page-deadline-strict = Date selon une lecture stricte
page-target = La cible
page-chance = Probabilité de l’atteindre : { $chance }.
page-picture-title = { $title } : { $party }
page-parts = Dans cette page
page-by-party = Par partie
page-reason = Pourquoi
page-collective = Cible collective : aucun verdict pour un seul pays.
page-latest = Dernier chiffre (intervalle)
page-standing = Acquis, sur ce qu’il faut
page-chance-col = Probabilité
page-share = Part de l’écart
page-wordings = Formulations propres, côte à côte
page-wordings-note = Là où le texte propre d’une partie dit un élément autrement, en nos mots. L’absence d’une différence ne prouve pas que les textes concordent.
page-wording-no-text = Aucun texte propre n’est connu.
page-wording-same = Comme résumé ci-dessus.
page-wording-not-read = Non lu : seule une partie de son texte a été lue, pas ce passage.
page-joint-text = Déclaration commune
page-plan = Le plan
page-plan-optimal = { $n ->
    [one] { $n } action atteint la cible au moindre coût.
   *[other] { $n } actions atteignent la cible au moindre coût.
    }
page-plan-infeasible = Aucun plan n’atteint la cible. Ces conditions ne peuvent être réunies : { $conflict }.
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
page-plan-bound = { $constraint } : une unité de plus changerait le coût de { $price }.
page-plan-bound-whole = { $constraint } : contraignante, sans prix car les décisions sont entières.
page-views = Où et comment
page-evidence = Preuves
page-evidence-title = Les preuves dans le temps
page-undated = Sans date
page-no-evidence = Le registre ne contient aucune preuve sur cette promesse.
page-rejected = { $n ->
    [one] { $n } ligne rejetée, jamais comptée
   *[other] { $n } lignes rejetées, jamais comptées
    }
page-rejected-because = Rejetée parce que :
page-row = ligne { $row }
page-single-source = source unique
page-bilateral = bilatéral : ne vaut au plus que partiel
page-conflict-with = contredit { $others } : les deux sont montrées, seul leur accord compte
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
page-versions = Graine { $seed }, { $draws } tirages. Versions des données, des chiffres et des paquets :
page-downloads = Téléchargements et citation
page-around = Autres promesses

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
manifest-marking = Marquage (TLP 2.0); ce qui est marqué plus strictement a été laissé de côté
manifest-lock = Paquets
manifest-versions = Versions
manifest-tables = Tables
manifest-store = Versions de l’entrepôt
manifest-facts = Chiffres de référence
manifest-inputs = Entrées

terminal-unknown = inconnu : { $reason }

# Le résumé
brief-link = Résumé à imprimer, deux pages au plus
brief-whole = La page complète
brief-title = Résumé : { $number } { $title }
brief-unknown = Ce qu’on ne sait pas
brief-nothing-unknown = Rien de ce qui figure ici n’est marqué comme inconnu.
brief-dates = Prochaines dates
brief-no-dates = Aucune date n’est à venir.
brief-events = Preuves les plus récentes
page-plan-how = Les mesures se remettent dans un tableau avec leurs coûts; la page du volet le nomme, et cette commande écrit la feuille vide :
brief-no-plan = Aucun plan n’a été calculé : il n’y a pas de mesures parmi lesquelles choisir, ou aucun n’est demandé.
brief-no-figure = { $party } : aucun chiffre pour { $target }.
brief-no-sources = Aucune source n’est citée dans ces deux pages.
brief-more = { $n ->
    [one] Un autre élément figure à la page complète.
   *[other] { $n } autres éléments figurent à la page complète.
    }
brief-more-sources = { $n ->
    [one] Une autre source figure à la page complète.
   *[other] { $n } autres sources figurent à la page complète.
    }
brief-line = { $name } : { $said }

# Citer et trouver
page-cite = Pour citer :
page-citation = Communique { $version }, { $summit }, « { $title } », au { $on }, connu le { $known }, graine { $seed }, édition { $edition }.
page-copy-citation = Copier la citation
page-download-promise = Cette promesse
page-download-evidence = Preuves
page-download-edition = Édition entière
foot-nav = Toutes les pages
foot-pages = Pages
foot-home = Toutes les promesses
foot-workstreams = Domaines

# La page d’une image
chart-take = Citer, intégrer, télécharger
chart-cite = Pour citer
chart-embed = Pour intégrer
chart-embed-note = Voici de quoi montrer l’image dans une autre page. Elle suit le thème clair ou sombre du lecteur et ne demande rien à un autre serveur.
chart-embed-address = L’adresse qu’il contient n’est que le nom du fichier : faites-la précéder du lieu où ces pages sont publiées.
chart-copy = Copier
chart-copied = Copié
page-downloads-only = Téléchargements

# Une partie
party-title = { $party } : ce qui a été promis et où cela en est
party-lead = Partie à { $n } promesses. Réalisées ou en bonne voie : { $kept }. Date passée sans trace publique de réalisation : { $overdue }.
party-overdue = Date passée
party-overdue-note = La date énoncée dans les textes est passée et la réalisation n’est pas établie. Il se peut que rien n’ait été fait, ou que rien n’ait été publié.
party-overdue-none = Aucune date n’est passée sans réalisation.
party-owed = Reste à réaliser
party-owed-note = Promesses dont la date est à venir, ou qui n’en ont pas; la plus proche d’abord.
party-owed-none = Rien ne reste à réaliser.
party-kept = Réalisé ou en bonne voie
party-kept-note = Établi par une preuve ou par un chiffre.
party-kept-none = Rien n’est établi comme réalisé ou en bonne voie.
party-account = Sa propre version
party-account-note = Ce que cette partie a elle-même consigné : ses textes du sommet et les lignes du registre qui ne viennent que de ses propres sources officielles.
party-texts = Ses textes du sommet
party-record = Consigné depuis
party-no-record = Le registre ne contient aucune ligne qui repose sur les seules sources officielles de cette partie.
party-reply = Sa réponse
party-reply-note = Une partie peut répondre à l’état de toute promesse et à toute ligne de ses preuves. La réponse paraît ici et à la page de la promesse, à côté de ce à quoi elle répond. Elle ne change aucun état et peut être retirée.
reply-how = Comment une partie répond :
reply-none = Aucune partie n’a répondu à ce qui est dit ici. Comment une partie répond :
reply-answered = A répondu :
reply-to-state = à son état
reply-to-row = à la ligne { $row }
reply-says = Réponse, { $party }
party-no-reply = Aucune réponse de cette partie n’a été reçue que l’édition puisse montrer (marquage : { $marking }).
party-reply-how = Pour répondre, remplissez cette feuille et remettez-la :
party-record-how = Un fait qui manque ici se consigne comme ligne de preuve, soumise aux mêmes vérifications que les autres :

# Un domaine
workstream-promises = Promesses qui reposent sur lui
workstream-no-promise = Aucune promesse de ce sommet ne repose sur lui.
workstream-method = Méthode
workstream-no-indicator = Il ne mesure aucune cible en propre : il apporte des tableaux, des cartes ou un outil.
workstream-reads = Il lit les résultats d’autres domaines :
workstream-tool = C’est aussi un outil en soi :
workstream-parameters = Chiffres qu’il fournit
workstream-verified = { $verified } chiffres sur { $n } ont été lus dans la source qu’ils nomment; les autres sont de mémoire et restent à confirmer.
workstream-no-parameter = Il ne fournit aucun chiffre.
workstream-tables = Tableaux que l’on peut remettre
workstream-tables-note = Les contrats sont rédigés en anglais, comme les colonnes des fichiers.
workstream-no-table = Il ne demande aucun tableau.

# Données
data-title = Données
data-lead = Chaque tableau, chiffre et ligne sur lesquels repose cette édition : qui l’a remis, dans quelle version, sous quelle licence, et quelle part en a été vérifiée.
data-share = Part vérifiée
data-share-col = Part
data-workstream = Domaine
data-figures = Chiffres
data-verified = { $share } de tous les chiffres fournis ({ $verified } sur { $n }) ont été lus dans la source qu’ils nomment.
data-no-figures = Aucun chiffre n’accompagne cette édition.
data-by-confidence = Registre des preuves, par confiance
data-by-class = Registre des preuves, par type de source
data-tables-note = Un tableau sans version n’a jamais été remis; ce qui est montré repose alors sur les chiffres fournis par le domaine, ou est inconnu.
data-table = Tableau
data-what = Quoi
data-store-version = Version
data-version = version { $version }
data-provenance = Remises
data-handed = { $n ->
    [one] { $n } contribution :
   *[other] { $n } contributions :
    }
data-none-handed = jamais remis
data-no-tables = Cette édition n’a lu aucun tableau.
data-columns = { $n ->
    [one] { $n } colonne
   *[other] { $n } colonnes
    }
data-column = Colonne
data-unit = Unité
data-key = clé
data-licences = Licences
data-licences-note = Telles que les énoncent les sources des chiffres, dans leurs propres mots. Le logiciel lui-même est sous licence Apache 2.0.
data-sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
    }
data-files = Fichiers à emporter
data-files-note = Les données derrière chaque image, et toutes les preuves; l’inconnu est vide. Le tout en un fichier :

# Ce qui a changé
changes-title = Ce qui a changé
changes-no-earlier = Aucune édition antérieure n’a été donnée pour comparer. Une édition faite comme suit dit ici ce qui a changé depuis celle de DIR, et pourquoi.
changes-lead = { $n ->
    [0] Rien n’a changé
    [one] { $n } promesse a changé
   *[other] { $n } promesses ont changé
    } depuis l’édition { $edition } du { $on }, connue le { $known }; { $same } en sont au même point.
changes-because = cause : { $causes }
changes-to = maintenant
changes-before = Avant
changes-after = Maintenant
changes-cause = Cause
changes-more = { $n ->
    [one] { $n } autre valeur de ses chiffres a changé; edition.json la contient.
   *[other] { $n } autres valeurs de ses chiffres ont changé; edition.json les contient.
    }
changed-party = État, { $party }
changed-evidence = Preuve, ligne { $row }
changed-reply = Réponse { $reply }
changed-conflict = Contradiction entre sources
changed-plan = Le plan (valeur de son objectif)
changed-texts = Mots de la promesse
changed-figure = { $target }, { $party } : { $part }
changed-part-latest = dernier chiffre
changed-part-latest-year = année du dernier chiffre
changed-part-gap = ce qui manque
changed-part-ratio = rythme, sur ce qu’il faut
changed-part-band = appréciation
changed-part-probability = probabilité
changed-part-unknown-reason = pourquoi on l’ignore
feed-title = { $summit } : ce qui a changé
feed-edition = Édition au { $date }
feed-said = { $n ->
    [one] { $n } promesse a changé depuis l’édition précédente.
   *[other] { $n } promesses ont changé depuis l’édition précédente.
    }
feed-link = Suivre les changements (fil Atom)

# Recherche
search-title = Recherche
search-lead = Tout ce que contient cette édition, en une liste.
search-label = Chercher promesses, parties, preuves, sources et termes
search-button = Chercher
search-some = { $n } trouvés; les flèches les parcourent
search-none = Rien trouvé. Chaque mot doit y être : essayez moins de mots, ou le début d’un mot.
search-kind-promise = Promesses
search-kind-party = Parties
search-kind-workstream = Domaines
search-kind-page = Pages
search-kind-term = Termes
search-kind-picture = Images
search-kind-evidence = Preuves
search-kind-source = Sources

# Le résumé du sommet
summit-brief-title = Résumé du sommet en deux pages
summit-brief-what = Chiffre, ou pourquoi on l’ignore

# À propos
about-title = À propos de ce registre et de ses limites
about-short = À propos
about-what = Un communiqué est une liste de promesses que personne ne compte. Ce registre les compte : chaque promesse est lue dans les textes des parties elles-mêmes, et son état est calculé à partir de chiffres quand un chiffre peut y répondre, ou cherché dans des preuves publiques datées quand aucun ne le peut.
about-reading = Comment lire un état
about-reading-text = Un état est une forme, un mot et une couleur. Chaque partie a le sien; s’ils diffèrent, la promesse est inégale et chacun est montré.
state-means-delivered = Il est établi que l’acte énoncé par le texte est fait.
state-means-on-track = Un chiffre évolue assez vite pour atteindre sa cible.
state-means-late = Fait, après la date énoncée dans les textes.
state-means-partial = Il est établi qu’une part est faite.
state-means-activity = Des travaux sont établis, sans résultat encore.
state-means-behind = Un chiffre évolue, mais pas assez vite.
state-means-mixed = Les parties diffèrent; l’état de chacune est montré.
state-means-reversed = Ce qui était fait a été défait, ou une partie s’est retirée.
state-means-unknown = Aucune trace publique ne répond à la question. Il se peut que ce soit fait.
state-means-overdue-unknown = La date est passée et aucune trace publique n’a été trouvée. Ce n’est pas un constat d’échec.
about-terms = Termes
term-promise = promesse
term-promise-means = Un engagement du texte du sommet, avec ses parties, ses dates et la formulation propre de chacune.
term-computed = calculée
term-computed-means = Son état découle d’un chiffre, par une équation qui est montrée.
term-evidence-only = sur preuves seulement
term-evidence-only-means = Aucun chiffre ne peut y répondre, ou aucun n’est connu; il n’y a que des preuves datées.
term-target = cible
term-target-means = Ce qu’un chiffre doit atteindre et quand, selon le texte.
term-gap = écart
term-gap-means = Ce qui manque entre le dernier chiffre et la cible.
term-interval = intervalle
term-interval-means = L’étendue qui contient le chiffre avec une probabilité de 90 pour cent, sauf mention contraire.
term-probability = probabilité
term-probability-means = La chance d’atteindre la cible si la tendance passée se poursuit et qu’aucun plan n’est réalisé.
term-plan = plan
term-plan-means = Les actions qui comblent l’écart au moindre coût parmi celles qui sont connues, avec les conditions qui limitent.
term-draws = tirages
term-draws-means = Mondes possibles où chaque paramètre incertain a une valeur; les résultats sont comptés sur tous.
term-verified = vérifié
term-verified-means = Lu dans la source nommée.
term-recalled = de mémoire
term-recalled-means = Su, avec une source nommée, et encore à confirmer dans celle-ci.
term-clocks = au, connu le
term-clocks-means = Deux dates : le jour considéré, et le jour jusqu’auquel les choses avaient été consignées.
term-register = registre des preuves
term-register-means = Chaque fait daté trouvé ou cherché, avec sa source; une ligne rejetée y reste avec la raison.
term-unknown = inconnu
term-unknown-means = Un état à part entière : jamais zéro, jamais échec, toujours avec la raison.
term-edition = édition
term-edition-means = Une évaluation complète. Son identifiant est le début du SHA-256 d’edition.json; chacun peut donc le vérifier.
about-limits = Limites
about-numbers = Sur { $n } promesses, { $computed } sont calculées et { $evidence } jugées sur preuves seulement; { $unknown } restent inconnues.
about-limit-text = Une promesse est ce que les textes disent en public. Ce qui a été convenu dans une salle et jamais publié n’y est pas.
about-limit-found = Les preuves sont ce qu’une recherche a trouvé. Ce que personne n’a publié, ou n’a cherché, est inconnu.
about-limit-cause = Qu’une promesse soit tenue ne prouve pas qu’elle le soit à cause du sommet.
about-limit-outcome = La note de conformité compte les promesses tenues. Elle ne mesure pas si des vies ou le climat ont changé.
about-limit-model = Un chiffre modélisé est marqué comme tel et ne remplace jamais un chiffre déclaré.
about-limit-trend = Une probabilité prolonge la tendance passée. Elle ignore les lois et budgets adoptés depuis le dernier chiffre.
about-limit-recalled = Les chiffres marqués de mémoire n’ont pas encore été lus dans leur source et peuvent être faux.
about-limit-public = Seul est montré ce que la personne qui l’a fourni permet de rendre public.
about-limit-language = Les paraphrases sont les nôtres, en trois langues; les textes des parties prévalent.
about-citing = Pour citer et retrouver
about-citing-text = Nommez la page, les deux dates et l’identifiant de l’édition : les douze premiers chiffres du SHA-256 d’edition.json.
about-addresses = Les adresses sont permanentes : la page d’une promesse porte son numéro et son nom, celle d’une partie son code, une ligne de preuve et une source une ancre. Elles sont les mêmes dans chaque édition et dans le dossier de chaque langue.
about-reproduce = Les mêmes données, le même logiciel et cette commande donnent la même édition :
about-correcting = Pour corriger quelque chose
about-correcting-text = Chacun peut remettre une ligne de preuve avec sa source; une partie peut répondre à ce qui est dit d’elle; qui contribue peut se retirer. Ce qui a changé entre deux éditions est énuméré avec sa cause, corrections comprises.
about-rights = Droits, vie privée, accessibilité
about-rights-text = Le logiciel est libre, sous licence Apache 2.0. Les données gardent les licences de leurs sources.
about-privacy = Ces pages ne conservent rien à votre sujet, ne posent aucun témoin et ne demandent rien à un autre serveur.
about-access = Elles sont faites pour être lues au clavier, avec un lecteur d’écran, sur papier, sur un petit téléphone et sans scripts. Si quelque chose ne peut être lu, c’est un défaut : veuillez le signaler.
