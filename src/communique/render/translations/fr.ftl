# Toute page
page-skip = Aller au contenu
page-nav = Langues et pages
page-menu = Menu
page-sources = Sources
language-name = Français
sources-lead = Tout ce qui est montré repose sur l’une de ces sources. Vérifié : lu dans la source. De mémoire : encore à confirmer.

# Pays dans une colonne étroite
party-short-can = CAN
party-short-mex = MEX
party-short-usa = É.-U.

# Probabilités
chance-about = environ { $n } sur 10 ({ $p })
chance-below = moins de 1 sur 20 ({ $p })
chance-above = plus de 19 sur 20 ({ $p })

# Vues
view-unknown = inconnu
view-more-unknown = { $n ->
    [one] { $n } autre raison ou remarque
   *[other] { $n } autres raisons et remarques
    }
view-table = Données derrière l’image
view-table-of = Données : { $title }
view-key-fan = Ombré : les bandes qui contiennent le chiffre avec une probabilité de { $shares }.
view-key-path = Tirets gris : la trajectoire requise.
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
view-alt = { $kind } : { $title }.
view-alt-line = { $name }, { $first } : { $start }; { $last } : { $end }.
view-alt-target = Cible : { $value } en { $year }.
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
view-own-page = Sur sa propre page, pour citer ou intégrer
view-table-whole = Le tableau entier, { $n } lignes, sur la page de l’image
view-moves = La carte mobile, sur sa propre page
