methane-plan-method-resimulated = Le plan est maintenu et les paramètres sont tirés de nouveau : c’est la part des tirages où toutes les cibles sont atteintes.
methane-plan-nothing-uncertain = Aucun chiffre n’a d’intervalle : il n’y a rien à tirer de nouveau.

methane-plan-view-cost-curve = Les mesures du plan selon le coût d’une tonne de méthane, chacune avec sa part de ce que toutes accomplissent ensemble
methane-plan-view-timeline = Quand chaque mesure du plan agit
methane-plan-view-gas = Des déchets au gaz en { $year }, en milliers de tonnes de méthane
methane-plan-view-sites = Les lieux d’enfouissement, selon la grandeur de leur chiffre
methane-plan-view-sites-year = Les lieux d’enfouissement en { $year }, selon la grandeur de leur chiffre
methane-plan-view-tornado = De quoi dépend le résultat : chaque paramètre, seul, aux deux bouts de son intervalle
methane-plan-view-over-count = Ce que les mesures promettent une à une et ce qu’elles accomplissent ensemble
methane-plan-view-sharing = Qui paie et qui gagne : { $rule } ({ $money }, en millions)

methane-plan-without-effect = { $measure } n’apporte rien dans l’année cible; elle agit pour des années ultérieures ou parce qu’elle rapporte.
methane-plan-sites-nowhere = { $count ->
    [one] { $count } lieu n’a pas de coordonnées et n’est pas dessiné.
   *[other] { $count } lieux n’ont pas de coordonnées et ne sont pas dessinés.
    }
methane-plan-sites-unsized = { $count ->
    [one] { $count } lieu n’a pas de chiffre; l’inconnu n’est pas zéro, et il est dessiné sans grandeur.
   *[other] { $count } lieux n’ont pas de chiffre; l’inconnu n’est pas zéro, et ils sont dessinés sans grandeur.
    }
methane-plan-swing-contradicted = { $parameter } : à un bout de son intervalle, il se produit moins de gaz qu’il n’en a été récupéré; il n’a donc pas de barre.
methane-plan-sharing-note = C’est un scénario à examiner. Le texte ne fixe aucun partage et celui-ci n’est pas officiel.
methane-plan-sharing-lacking = Les chiffres dont cette règle a besoin manquent.

methane-plan-bar-alone = toutes les mesures, une à une
methane-plan-bar-together = toutes les mesures, ensemble
methane-plan-bar-claimed = le choix de la courbe naïve, selon elle
methane-plan-bar-true = le choix de la courbe naïve, en vérité

methane-plan-gas-generated = produit dans les lieux d’enfouissement
methane-plan-gas-captured = capté
methane-plan-gas-escaping = échappe au captage
methane-plan-gas-destroyed = détruit par torchères et moteurs
methane-plan-gas-oxidised = oxydé dans le recouvrement
methane-plan-gas-emitted = dans l’air
methane-plan-gas-treated = compostage et digestion

methane-plan-stream-food = aliments
methane-plan-stream-sludge = boues
methane-plan-stream-garden = résidus verts
methane-plan-stream-nappies = couches
methane-plan-stream-paper = papier
methane-plan-stream-textiles = textiles
methane-plan-stream-wood = bois
methane-plan-stream-bulk = déchets mélangés
methane-plan-stream-plastics = plastiques
methane-plan-stream-metal = métal
methane-plan-stream-glass = verre
methane-plan-stream-other-inert = autres déchets inertes
methane-plan-stream-rubber-leather = caoutchouc et cuir

methane-plan-rule-equal-per-cent = le même pourcentage pour chaque pays
methane-plan-rule-per-head = la même émission par habitant
methane-plan-rule-least-cost = là où il en coûte le moins, sans paiements
methane-plan-column-party = Pays
methane-plan-column-allowed = Peut émettre (kt CH4)
methane-plan-column-emitted = Émet selon le plan (kt CH4)
methane-plan-column-own-cost = Coût de ses mesures
methane-plan-column-pays = Paie (moins : reçoit)
methane-plan-column-net = Charge totale
methane-plan-column-alone = Sa part par ses seules mesures
methane-plan-column-gain = Gain à agir ensemble

methane-measure-divert-whole = Un détournement nomme sa catégorie de déchets et le méthane de son traitement (0 pour un déchet évité).
methane-measure-divert-only = La catégorie, l’émission et le rythme ne concernent que les détournements.
methane-measure-blocks-priced = Les blocs et leur coût annuel exigent le coût de construction d’un bloc.
methane-measure-blocks-of-gas = Un détournement n’a pas de blocs; incluez son installation dans le coût d’une tonne.

methane-worked-first = Établi à partir de données publiées pour { $n } lieux d’enfouissement des États-Unis; aucune partie n’a fourni à la fois ses dépôts et ses mesures. Pour émettre, en { $year }, { $percent } pour cent de moins qu’en { $base }, ces lieux doivent éviter { $needed } milliers de tonnes de méthane par année; ce plan en évite { $closed }.
methane-worked-first-unmet = Établi à partir de données publiées pour { $n } lieux d’enfouissement des États-Unis; aucune partie n’a fourni à la fois ses dépôts et ses mesures. Avec les mesures publiées, ces lieux ne peuvent pas émettre { $percent } pour cent de moins en { $year } qu’en { $base }.
methane-worked-scope = Ce n’est le plan d’aucune partie, ni le plan officiel. Les { $percent } pour cent ne sont demandés qu’à ces lieux : la cible commune porte sur tous les déchets solides et les eaux usées des trois pays, et son niveau de { $base } n’est pas connu.
methane-worked-rule = Il comprend tout lieu d’enfouissement qui a déclaré { $threshold } milliers de tonnes de méthane ou plus en { $reported }. Sur { $all } lieux, { $left } sont laissés de côté parce qu’une donnée manque ou que leurs déchets n’expliquent pas leur déclaration; ils sont nommés sous le graphique de l’écart.
methane-worked-costs = Les coûts sont des chiffres publiés, en dollars américains de { $year }; certains sont cités de mémoire et restent à confirmer. Le capital compte par année : il est réparti sur { $life } ans à { $interest } pour cent. L’énergie vendue, les redevances d’élimination évitées et la collecte séparée des aliments ne sont pas comptées.
methane-worked-confident = Un plan qui atteint tout juste sa cible échoue dans bien des mondes possibles. Pour tenir dans { $of_ten } cas sur 10, il viserait { $percent } pour cent et coûterait { $dearer } pour cent de plus par année.
methane-worked-replace = Les dépôts et les mesures que fournit une partie le remplacent en entier. La commande « communique methane plan --published --out DOSSIER » écrit ses chiffres sur des feuilles : modifiez-les, puis remettez-les avec « communique contribute ».

methane-worked-action = { $measure } : { $site }
methane-worked-measure-collect-gas = Captage et torchage du biogaz
methane-worked-measure-biocover = Biorecouvrement
methane-worked-measure-compost-food = Compostage des résidus alimentaires
methane-worked-measure-all = Toutes les mesures
methane-worked-view-misfit = Plan établi : lieux d’enfouissement selon le rapport entre leur déclaration et le modèle
methane-worked-view-figures = Plan établi : les chiffres publiés sur lesquels reposent ses mesures
methane-worked-class = { NUMBER($low, minimumFractionDigits: 2) } à { NUMBER($high, minimumFractionDigits: 2) }
methane-worked-misfit-sum = Les déclarations des { $n } lieux supposent { $implied } milliers de tonnes produites, le modèle en donne { $modelled }. La part de déchets dégradables de chaque lieu est ensuite ajustée à sa propre déclaration.
methane-worked-left-no-history = Laissés de côté, absents de la liste des lieux d’enfouissement ({ $n }) : { $names }.
methane-worked-left-two-histories = Laissés de côté, deux lieux pour une même déclaration ({ $n }) : { $names }.
methane-worked-left-opened = Laissés de côté, année d’ouverture inconnue ({ $n }) : { $names }.
methane-worked-left-closes = Laissés de côté, année de fermeture inconnue ({ $n }) : { $names }.
methane-worked-left-waste = Laissés de côté, déchets en place inconnus ({ $n }) : { $names }.
methane-worked-left-gas = Laissés de côté, biogaz capté inconnu ({ $n }) : { $names }.
methane-worked-left-misfit = Laissés de côté, aucune part de déchets dégradables n’explique la déclaration ({ $n }) : { $names }.
methane-worked-column-figure = Chiffre
methane-worked-column-value = Valeur
methane-worked-column-unit = Unité
methane-worked-column-prices = Prix de
methane-worked-column-source = Source
methane-worked-prices = { $year }, { $mark }
methane-worked-column-mark = Mention
methane-worked-figure = { $measure } : { $what }
methane-worked-what-final = part captée sous recouvrement final
methane-worked-what-intermediate = part captée sous recouvrement intermédiaire
methane-worked-what-capital-with = capital d’un projet avec le système
methane-worked-what-capital-without = capital du même projet sans lui
methane-worked-what-yearly-with = exploitation d’un projet avec le système
methane-worked-what-yearly-without = exploitation du même projet sans lui
methane-worked-what-power = taille de ce projet
methane-worked-what-gas = biogaz d’un million de tonnes courtes
methane-worked-what-electricity = électricité de ce biogaz
methane-worked-what-exponent = capital selon la taille, à la puissance
methane-worked-what-efficiency = part qu’il élimine du méthane restant
methane-worked-what-capital = capital
methane-worked-what-yearly = exploitation
methane-worked-what-reach = part des résidus alimentaires détournée
methane-worked-what-capacity = capacité de cette installation
methane-worked-what-per-ton = exploitation d’une tonne courte
methane-worked-what-emission = méthane du compostage
methane-worked-what-interest = intérêt sur le capital
methane-worked-what-life = durée de ce qui est construit
methane-worked-figures-note = Le coût du captage est celui du projet avec le système, moins celui du même projet sans lui. Les prix d’autres années sont ramenés à ceux du plan par l’indice des prix à la consommation des États-Unis.
constraint-emission-2030-ALL = Limite de l’émission de 2030
