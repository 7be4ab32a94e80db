workstream-transit-name = Décarbonation du transport collectif
workstream-transit-question = Quels autobus, quelles bornes et quelles années transforment l’horaire d’une société de transport en parc zéro émission, et à quel coût?
workstream-transit-method = L’horaire publié d’une société de transport devient des blocs, des journées électriques qui ne tombent jamais à court, une recharge au garage et une commande, année par année, d’autobus et de chargeurs. Chaque étape est une optimisation exacte dont la distance à l’optimum démontré est montrée; l’énergie découle de la vitesse, de la pente, de la charge et du temps qu’il fait, avec son intervalle; les émissions sont comptées jusqu’à la centrale.
transit-scenario-plan = avec le plan
transit-scenario-baseline = comme aujourd’hui
transit-view-share = Service de pointe assuré par des autobus zéro émission
transit-view-ghg = Gaz à effet de serre par an, du puits à la roue
transit-view-cost = Valeur actualisée des coûts par poste
transit-view-nox = Oxydes d’azote (NOx) à l’échappement, toutes années confondues
transit-view-pm25 = Particules fines (PM2,5) à l’échappement, toutes années confondues
transit-view-load = Charge du garage selon l’heure
transit-view-purchases = Autobus achetés et points de recharge commandés par année
transit-view-unmet = Autobus qui ne peuvent recevoir toute leur énergie au garage
transit-view-blocks = Voitures-services qu’aucun autobus à batterie de ce type ne peut assurer telles quelles
transit-view-assumptions = Ce que le plan suppose
transit-view-front = Plans qu’aucun autre ne bat à la fois en coût et en émissions
transit-view-map = Lignes du jour et garage
transit-view-equity = Voitures-services selon qui habite le long de leur parcours
transit-view-burden = Ce qui retombe sur chaque quintile de revenu
transit-infeasible = Aucun plan ne satisfait tout ce qui est demandé. Ces exigences ne peuvent tenir ensemble : { $conflict }.
transit-infeasible-reach = Aucun plan ne satisfait tout ce qui est demandé. Ces exigences ne peuvent tenir ensemble : { $conflict }. La plus grande part du service de pointe zéro émission atteignable dans la dernière année cible est de { $share } %.
transit-list = { $before }; { $last }
transit-wish-target = les cibles zéro émission
transit-wish-budget = le budget annuel
transit-wish-points = les bornes avant les autobus
transit-wish-emission = la limite d’émissions
transit-wish-duties = assurer tout le service de pointe
transit-wish-none = la durée de vie des autobus existants
transit-grid-held = Émissions du réseau { $region } publiées pour { $year }, maintenues pour toutes les années : aucune évolution n’est prédite.
transit-cost-of = { $kind }, { $scenario }
transit-cost-buses = autobus
transit-cost-chargers = points de recharge
transit-cost-batteries = batteries de mi-vie
transit-cost-energy = énergie
transit-cost-maintenance = entretien
transit-cost-salvage = valeur résiduelle
transit-cost-note = Les chauffeurs et les bâtiments coûtent autant dans les deux cas et sont omis. La valeur résiduelle est proportionnelle aux années restantes de la durée de vie minimale.
transit-model-of = { $model }, { $scenario }
transit-exhaust-note = Deux modèles sont présentés parce qu’ils diffèrent de cinq à neuf fois pour les oxydes d’azote des autobus récents; aucun n’est tenu pour vrai.
transit-emfac-bins = EMFAC écrit ses classes de vitesse avec des trous (0–8, 9–16 km/h); elles se rejoignent ici à mi-chemin, à 8,5 km/h.
transit-load-before = Tous à l’arrivée
transit-load-after = Gérée
transit-load-peak = maximum
transit-tariff-illustrative = Le tarif est illustratif et n’est celui d’aucun distributeur : remplacez-le avant de vous fier à la facture.
transit-technology-diesel = diesel
transit-technology-hybrid = hybride diesel
transit-technology-cng = gaz comprimé
transit-technology-fuel-cell = pile à combustible
transit-technology-battery = batterie
transit-points-ordered = points de recharge commandés
transit-column-bus = Autobus
transit-column-day = Jour
transit-column-missing-kwh = Manque, kWh
transit-column-why = Pourquoi
transit-column-block = Voiture-service
transit-column-km = km
transit-column-kwh = Jour habituel, kWh
transit-column-kwh-cold = Jour froid de référence, kWh
transit-column-assumption = Hypothèse
transit-column-unit = Unité
transit-column-confidence = Fiabilité
transit-column-ghg = t CO2e sur toutes les années
transit-column-rank = Rang
transit-column-people = Personnes
transit-column-priority = Dans des communautés prioritaires
transit-column-unknown = Non connu
transit-column-priority-share = Part des cas connus
transit-column-quintile = Quintile de revenu
transit-column-nox-moves-kg = NOx, MOVES, kg par jour
transit-column-nox-emfac-kg = NOx, EMFAC, kg par jour
transit-column-pm25-moves-kg = PM2,5, MOVES, kg par jour
transit-column-pm25-emfac-kg = PM2,5, EMFAC, kg par jour
transit-column-km-per-1000 = km pour 1 000 personnes
transit-column-nox-moves-kg-per-1000 = NOx, MOVES, kg pour 1 000 personnes
transit-column-nox-emfac-kg-per-1000 = NOx, EMFAC, kg pour 1 000 personnes
transit-column-pm25-moves-kg-per-1000 = PM2,5, MOVES, kg pour 1 000 personnes
transit-column-pm25-emfac-kg-per-1000 = PM2,5, EMFAC, kg pour 1 000 personnes
transit-column-npc = Coût actualisé net, millions de { $money }
transit-day-usual = habituel
transit-day-cold = froid de référence
transit-unmet-no-window = aucun temps au garage
transit-unmet-short-window = séjour trop court pour son énergie
transit-unmet-transformer = le raccordement est trop faible
transit-unmet-none = Chaque autobus reçoit toute son énergie, le jour habituel et le jour froid de référence.
transit-blocks-all-feasible = Un autobus à batterie peut assurer chaque voiture-service, en fin de vie de sa batterie et le jour froid de référence.
transit-own = propre à la société
transit-depot = Garage
transit-depot-unknown = Le garage n’est pas connu : donnez son emplacement dans plan.toml et le trajet vers lui comptera.
transit-trips-without-shape = { $n ->
    [one] Un voyage n’a pas de tracé et ne peut
   *[other] { $n } voyages n’ont pas de tracé et ne peuvent
    } être dessinés.
transit-feasible = un autobus à batterie peut l’assurer
transit-not-feasible = aucun autobus à batterie de ce type ne peut l’assurer
transit-section-plan = Quoi acheter, et quand
transit-section-cost = Ce que cela coûte
transit-section-emission = Ce que cela évite
transit-section-charging = La recharge au garage
transit-section-day = Les autobus du jour
transit-section-equity = Qui habite le long des parcours
transit-section-assumptions = Hypothèses et leurs sources
transit-drawn-blocks = Les voitures-services au fil du jour
transit-drawn-blocks-note = Chaque barre est une voiture-service, du premier au dernier voyage. Hachuré : aucun autobus à batterie de ce type ne peut l’assurer en fin de vie de sa batterie le jour froid de référence.
transit-drawn-load = Puissance appelée par le garage au fil du jour
transit-drawn-load-note = Tirets : chaque autobus se recharge à pleine puissance à l’arrivée. Trait plein : la même énergie au moindre coût selon le tarif.
transit-drawn-waterfall = Du coût d’aujourd’hui à celui du plan
transit-drawn-waterfall-note = Valeurs actualisées sur toutes les années. « Comme aujourd’hui » continue d’acheter la technologie actuelle.
transit-heading = { $agency } : plan d’autobus zéro émission
transit-answer = D’ici { $last }, le plan achète { $buses } autobus zéro émission et { $points } points de recharge, pour un coût actualisé net de { $cost } millions de { $money }; continuer comme aujourd’hui coûte { $before } millions.
transit-line-blocks = Sur { $n } voitures-services, un autobus à batterie peut en assurer { $share } telles quelles, en fin de vie de sa batterie le jour froid de référence.
transit-line-ratio = L’horaire exige { $today } autobus aujourd’hui et { $electric } à batterie : { $ratio } pour un.
transit-line-charging = La recharge gérée abaisse la pointe du garage de { $before } à { $after } kW.
transit-line-unserved = { $n ->
    [one] Un voyage est trop long
   *[other] { $n } voyages sont trop longs
    } pour une batterie de cette taille.
transit-line-unmet = { $n ->
    [one] Un autobus ne peut
   *[other] { $n } autobus ne peuvent
    } recevoir toute son énergie le jour froid de référence.
transit-downloads = Téléchargements
transit-foot = Inconnu veut dire inconnu, jamais zéro. Les chiffres de mémoire restent à confirmer; remplacez-les dans plan.toml.
transit-view-agencies = Trois sociétés générées : ce qu’exige leur horaire
transit-column-agency = Société
transit-column-trips = Voyages par jour
transit-column-km-day = km par jour
transit-column-vehicles = Autobus aujourd’hui
transit-column-electric = Autobus à batterie
transit-column-feasible = Voitures-services possibles à batterie, %
transit-column-kwh-per-km = kWh/km, habituel
transit-column-peak-before = Pointe à l’arrivée, kW
transit-column-peak-after = Pointe gérée, kW
transit-column-cost-change = Coût actualisé net par rapport à aujourd’hui, millions
transit-column-ghg-change = Gaz à effet de serre par rapport à aujourd’hui, %
transit-generated = Les sociétés sont générées, non réelles; elles montrent ce que la trousse calcule à partir des données d’une société. L’argent est celui de chaque pays et n’est pas converti.
transit-view-ghg-agency = { $agency } : gaz à effet de serre par an, du puits à la roue
transit-view-share-all = Service de pointe zéro émission, trois sociétés générées
transit-money-change = { $amount } { $money }
transit-load-of = { $agency } : { $how }
transit-exhaust-of = { $agency }, { $model }, { $scenario }
transit-view-map-agency = { $agency } : lignes et garage
transit-drawn-routes = Lignes du jour
transit-drawn-routes-note = Les lignes sont les tracés du fichier GTFS; le carré est le garage, s’il est connu. Les anneaux sont des bornes en ligne.
transit-line-energy = Un autobus à batterie consomme { $middle } kWh par kilomètre sur l’année, entre { $low } et { $high } dans neuf cas sur dix, avec chauffage électrique.
transit-labelled = { $label } : { $value }
transit-cost-on-route = bornes en ligne
transit-points-on-route = points en ligne commandés
transit-view-depots = Les garages, un jour habituel
transit-view-on-route = Bornes en ligne
transit-column-depot = Garage
transit-column-meter-kwh = Énergie au compteur, kWh par jour
transit-column-terminal = Terminus
transit-column-points = Points
transit-column-charges = Recharges, jour froid de référence
transit-column-peak-usual = Charge maximale, jour habituel, kW
transit-charger = { $name } : { $n ->
    [one] un point de recharge
   *[other] { $n } points de recharge
    }
transit-on-route-note = Un terminus compte autant de points que d’autobus s’y trouvent en même temps pour se recharger le jour froid de référence. Un autobus ne se recharge en ligne que s’il ne pouvait finir son travail autrement.
transit-on-route-unhelped = { $n ->
    [one] Une voiture-service ne peut être assurée telle quelle
   *[other] { $n } voitures-services ne peuvent être assurées telles quelles
    }, même avec des bornes à tous les terminus; les voyages sont répartis entre davantage d’autobus.
transit-line-on-route = Les autobus se rechargent aussi en ligne, à { $places ->
    [one] un terminus
   *[other] { $places } terminus
    }, avec { $n ->
    [one] un point
   *[other] { $n } points
    } en tout.
transit-on-route-crowded = { $n ->
    [one] Un terminus demande plus de points
   *[other] { $n } terminus demandent plus de points
    } que les { $room } qui sont censés y tenir.
