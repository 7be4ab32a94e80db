methane-plan-method-resimulated = Le plan est maintenu et les paramètres sont tirés de nouveau : c’est la part des tirages où toutes les cibles sont atteintes.
methane-plan-nothing-uncertain = Aucun chiffre n’a d’intervalle : il n’y a rien à tirer de nouveau.

methane-plan-view-cost-curve = Les mesures du plan selon le coût d’une tonne de méthane, chacune avec sa part de ce que toutes accomplissent ensemble
methane-plan-view-timeline = Quand chaque mesure du plan agit
methane-plan-view-gas = Des déchets au gaz en { $year }, en milliers de tonnes de méthane
methane-plan-view-sites = Les lieux d’enfouissement, selon la grandeur de leur chiffre
methane-plan-view-sites-year = Les lieux d’enfouissement en { $year }, selon la grandeur de leur chiffre
methane-plan-view-tornado = De quoi dépend le résultat : chaque paramètre, seul, aux deux bouts de son intervalle
methane-plan-view-over-count = Ce que les mesures promettent une à une et ce qu’elles accomplissent ensemble
methane-plan-view-sharing = Qui paie et qui gagne : { $rule } ({ $money }, en millions)

methane-plan-without-effect = { $measure } n’apporte rien dans l’année cible; elle agit pour des années ultérieures ou parce qu’elle rapporte.
methane-plan-sites-nowhere = { $count ->
    [one] { $count } lieu n’a pas de coordonnées et n’est pas dessiné.
   *[other] { $count } lieux n’ont pas de coordonnées et ne sont pas dessinés.
    }
methane-plan-sites-unsized = { $count ->
    [one] { $count } lieu n’a pas de chiffre; l’inconnu n’est pas zéro, et il est dessiné sans grandeur.
   *[other] { $count } lieux n’ont pas de chiffre; l’inconnu n’est pas zéro, et ils sont dessinés sans grandeur.
    }
methane-plan-swing-contradicted = { $parameter } : à un bout de son intervalle, il se produit moins de gaz qu’il n’en a été récupéré; il n’a donc pas de barre.
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
methane-plan-column-pays = Paie (moins : reçoit)
methane-plan-column-net = Charge totale
methane-plan-column-alone = Sa part par ses seules mesures
methane-plan-column-gain = Gain à agir ensemble

methane-measure-divert-whole = Un détournement nomme sa catégorie de déchets et le méthane de son traitement (0 pour un déchet évité).
methane-measure-divert-only = La catégorie, l’émission et le rythme ne concernent que les détournements.
methane-measure-blocks-priced = Les blocs et leur coût annuel exigent le coût de construction d’un bloc.
methane-measure-blocks-of-gas = Un détournement n’a pas de blocs; incluez son installation dans le coût d’une tonne.
