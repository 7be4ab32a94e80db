workstream-methane-name = Méthane des déchets
workstream-methane-question = Combien de méthane les déchets solides et les eaux usées émettent-ils, et quel est l’écart avec une baisse de 15 pour cent par rapport à 2020?
workstream-methane-plan-sheet = communique template methane.abatement_measures --out measures.csv
workstream-methane-method = Les inventaires sont lus tels que chaque pays les a remis, sans rien compléter. Les décharges suivent une décroissance du premier ordre, les eaux usées et les troupeaux les niveaux des lignes directrices internationales, chaque paramètre étant tiré une fois par monde possible. L’écart entre deux années est calculé dans une même remise, si bien que les erreurs qu’elles partagent s’annulent. Le plan choisit des mesures entières qui interagissent et éprouve de nouveau sa réponse dans chaque monde possible.
indicator-methane-waste-ch4 = Méthane des déchets solides et des eaux usées
methane-method-reported = Selon les inventaires nationaux de gaz à effet de serre, une seule déclaration par pays; aucune année n’est complétée.

methane-country-can = Canada
methane-country-mex = Mexique
methane-country-usa = États-Unis
methane-country-all = Les trois pays ensemble

methane-category-5-a = Élimination des déchets solides (5.A)
methane-category-5-b = Compostage et digestion (5.B)
methane-category-5-c = Incinération et brûlage à l’air libre (5.C)
methane-category-5-d = Eaux usées (5.D)

methane-caveat-no-inventory = Aucun inventaire de ce pays n’est connu à cette date.
methane-caveat-vintage = Tous les chiffres proviennent d’une même déclaration, { $vintage } ({ $guidelines }). D’autres déclarations donnent d’autres chiffres pour les mêmes années.
methane-caveat-submission-unknown = La source de { $vintage } ne précise pas l’année de la déclaration; toute déclaration datée lui est préférée.
methane-caveat-no-base-year = Aucun chiffre pour { $base } : la série va de { $first } à { $last } et n’est pas complétée. Tout chiffre au-delà est une prévision, signalée comme telle.
methane-caveat-incomplete-years = De { $first } à { $last }, le chiffre est inconnu : des provinces, territoires ou États n’ont aucune donnée pour ces années, et leur somme n’est pas celle du pays.
methane-caveat-category-missing = { $category } n’a ni chiffre ni mention type de { $first } à { $last }; la somme de ces années est inconnue.
methane-caveat-notation = { $category } porte la mention { $key } de { $first } à { $last }. Ce n’est pas zéro : IE est compté dans un autre secteur, NE n’est pas estimé, NA et NO sont sans objet, C est confidentiel.
caveat-series-break = Rupture de { $category } en { $year } : { $kind ->
    [slope] à partir de cette année, la série évolue à un autre rythme
   *[level] la série fait un saut
    }. Aucune tendance n’est tracée à travers elle; les années antérieures ne sont pas comparables.
methane-caveat-start-up = { $category } commence presque à zéro en { $year } : ce qui était déjà enfoui n’est pas compté, de sorte que la hausse exagère la croissance réelle.
methane-caveat-uncertainty-not-stated = Le fichier de l’inventaire n’indique pas l’incertitude de ces chiffres; chacun est montré tel que déclaré et son erreur est inconnue.
methane-caveat-uncertainty-elsewhere = Pour { $year }, l’inventaire national donne à l’ensemble du secteur des déchets une incertitude de ±{ NUMBER($share, style: "percent", maximumFractionDigits: 1) } (en équivalent CO2). Elle n’est pas appliquée à d’autres années.
methane-caveat-vintage-unusable = { $vintage } n’est pas utilisée : aucune année ne contient toutes les catégories 5.A à 5.D pour l’ensemble du pays (voir { $categories }).
methane-caveat-vintage-conflict = Aucune déclaration n’est utilisée, car plusieurs sont aussi récentes les unes que les autres : { $vintages }.
methane-caveat-others-inventory = Les lignes fournies par { $by } au sujet de ce pays ne sont pas utilisées : l’inventaire d’un pays lui appartient.
methane-caveat-together-lacks = La somme des trois est inconnue pour { $base } : { $country } – aucun chiffre.
methane-caveat-together-break = La somme n’est comparable qu’à partir de { $year }, en raison d’une rupture dans les chiffres de ce pays : { $country }.
methane-caveat-mixed-guidelines = La somme des trois combine plusieurs éditions des lignes directrices ({ $editions }).
methane-caveat-mixed-vintages = La somme des trois additionne des déclarations différentes ({ $vintages }).

methane-remedy-inventory = Fournissez l’inventaire : communique contribute methane.inventory FICHIER --party { $party }
methane-remedy-base-year = Fournissez la déclaration qui contient { $base } : communique contribute methane.inventory FICHIER --party { $party }
methane-remedy-regions = Fournissez un chiffre national, ou des lignes pour chaque province, territoire ou État.
methane-remedy-key = Donnez à 5.A, 5.B, 5.C et 5.D un chiffre ou une mention type (NO, NE, IE, NA, C).
methane-remedy-withdraw = Retirez toutes les déclarations sauf une, ou indiquez l’année de déclaration la plus récente.
methane-remedy-own = Il revient au pays de fournir ses propres chiffres.
methane-remedy-history = Fournissez une série modélisée avec au moins 50 ans de dépôts avant sa première année.
methane-remedy-recalculate = Fournissez une déclaration où toute la série est recalculée selon une seule méthode.
methane-remedy-uncertainty = Publiez l’incertitude de chaque catégorie à côté de son chiffre.

methane-view-recalculation = { $country }, { $year } : la même année dans deux déclarations
methane-recalculation-note = L’écart vient d’un nouveau calcul, fondé sur de meilleures méthodes et données, et non d’un changement des émissions. Il peut dépasser les 15 pour cent promis.
methane-missing-plan = Aucune partie n’a fourni à la fois ce qui a été enfoui et ce qui peut être fait.
methane-remedy-plan = Partez des chiffres du plan établi : communique methane plan --published --out DOSSIER les écrit sur des feuilles. Modifiez-les, puis : communique contribute methane.deposits, methane.abatement_measures et methane.parameter_ranges.
methane-view-missing = Ce qui manque et comment y remédier
methane-column-country = Pays
methane-column-missing = Ce qui manque
methane-column-remedy = Ce qu’il faut fournir

methane-inventory-gwp-named = Un chiffre en CO2e doit nommer le potentiel de réchauffement qui a servi à le calculer.
methane-inventory-unit-of-gas = L’unité doit être celle du gaz de la ligne, ou CO2e.
methane-inventory-value-or-key = Une ligne nationale exige une valeur ou une mention type.
methane-inventory-numbering = Les déchets forment la catégorie 5. Écrivez 5.A pour 6.A, 5.D pour 6.B, 5.C pour 6.C, 5.B pour 6.D, et conservez l’ancien code dans original_category.
methane-inventory-submitted-after = Une déclaration ne peut pas contenir d’années postérieures à elle-même.

indicator-methane-all-ch4 = Tout le méthane d’origine humaine, sans l’utilisation des terres
methane-method-total-reported = Totaux nationaux tels que déclarés dans les inventaires de gaz à effet de serre, sans l’utilisation des terres; aucune année n’est comblée.
methane-caveat-no-total = Aucune déclaration disponible ne contient le total de méthane de ce pays.
methane-caveat-total = Le total est celui de { $vintage }, sans l’utilisation des terres; une autre déclaration en donne un autre.
methane-caveat-pledge-collective = L’engagement est collectif et mondial; la somme de ces trois pays sert de contexte, non de verdict.

methane-view-reconciliation = Lieux d’enfouissement comptés de trois façons : inventaire, modèle et somme des sites
methane-view-reconciliation-years = Année par année : ce que contient l’inventaire et ce que les sites ne couvrent pas
methane-dot-inventory = { $country } { $year }, inventaire
methane-dot-modelled = { $country } { $year }, modèle
methane-dot-sites = { $country } { $year }, somme des sites
methane-column-year = Année
methane-column-inventory = Inventaire, 5.A (kt CH4)
methane-column-modelled = Modèle, médiane
methane-column-low = 5 %
methane-column-high = 95 %
methane-column-sites = Somme des sites
methane-column-site-count = Sites
methane-column-residual = Non couvert par les sites
methane-column-flag = Remarque
methane-reconcile-negative = { $country } { $year } : les sites déclarent plus que le pays entier. L’un des deux chiffres est faux ou compte autre chose; rien n’est rogné.
methane-reconcile-model-above = { $country } { $year } : l’inventaire se situe sous l’intervalle du modèle.
methane-reconcile-model-below = { $country } { $year } : l’inventaire se situe au-dessus de l’intervalle du modèle.
methane-reconcile-residual = { $country } { $year } : les sites ne couvrent pas { NUMBER($kt, maximumFractionDigits: 0) } kt ({ NUMBER($share, style: "percent", maximumFractionDigits: 0) } de l’inventaire). Les petits lieux, les anciens et ceux de l’industrie ne déclarent pas.
methane-reconcile-no-sites = { $country } : aucun tableau de sites n’est disponible; ce qu’ils émettent est inconnu.
methane-reconcile-modelled-note = Modèle : décomposition de premier ordre à partir de la population, des déchets par personne, de leur composition et du climat. Bon nombre de ces données sont citées de mémoire et restent à confirmer; la barre est l’intervalle à 90 %. Il ne remplace jamais un chiffre déclaré.
methane-reconcile-collected = { $country } : les sites connus captent { NUMBER($collected, maximumFractionDigits: 0) } kt par année, plus que les { NUMBER($generated, maximumFractionDigits: 0) } kt que le modèle produit avec ses valeurs par défaut en { $year }. Ces valeurs sont trop basses pour ce pays; fiez-vous à l’inventaire.
methane-reconcile-listed = { $country } : la liste des lieux d’enfouissement compte { NUMBER($sites, maximumFractionDigits: 0) } sites, chacun une seule fois. { NUMBER($reporting, maximumFractionDigits: 0) } déclarent leurs émissions; ils renferment { NUMBER($share, style: "percent", maximumFractionDigits: 0) } des déchets en place qui sont connus.
methane-reconcile-list-collected = Le gaz capté est connu pour { NUMBER($known, maximumFractionDigits: 0) } des { NUMBER($sites, maximumFractionDigits: 0) } sites : au moins { NUMBER($kt, maximumFractionDigits: 0) } kt de méthane par année. Une case vide est inconnue, non nulle.
methane-modelled-refused-can = Le Canada n’est pas modélisé : la part enfouie de ses déchets et les types de ses sites ne sont pas consignés ici.
methane-modelled-refused-mex = Le Mexique n’est pas modélisé : une donnée nécessaire n’est pas consignée ici.
methane-modelled-refused-usa = Les États-Unis ne sont pas modélisés : une donnée nécessaire n’est pas consignée ici.

methane-view-flow-published = { $country } { $year } : des déchets au gaz, selon les chiffres publiés
methane-view-flow-modelled = { $country } { $year } : des déchets au gaz, selon le modèle
methane-flow-published = Chiffres des lieux d’enfouissement que le rapport d’inventaire national donne pour { $year }, cités de mémoire et à confirmer. Ce qui n’est ni capté ni émis est tenu pour oxydé dans le recouvrement.
methane-flow-modelled = Modèle avec la valeur par défaut de chaque paramètre pour { $year }, non déclaré. L’intervalle figure dans la première image.
methane-site-confirmed = Lieu confirmé par une seconde liste
methane-site-single = Lieu tiré d’une seule liste
methane-site-apart = Deux listes le situent à plus de 5 km de distance
methane-site-reported = Fourni : déclaré par l’exploitant
methane-site-measured = Fourni : mesuré
methane-site-modelled = Fourni : modélisé
methane-site-unknown = On ignore comment son chiffre a été établi
methane-sites-unreporting = Les sites qui ne déclarent rien ne figurent pas sur cette carte; cela n’est pas zéro.
methane-view-tornado = { $country } { $year }, modèle : de quoi dépend l’émission des lieux d’enfouissement
methane-parameter-zone = Zone climatique des sites
methane-tornado-rest = { $count ->
    [one] Un autre paramètre fait moins varier le résultat.
   *[other] { $count } autres paramètres font moins varier le résultat.
    }

methane-view-pledge = Engagement mondial sur le méthane : tout le méthane de chaque pays et la part de ses déchets
methane-line-all = { $country }, tout le méthane
methane-line-waste = { $country }, déchets
methane-pledge-collective = L’engagement est collectif et mondial : 30 pour cent de moins en 2030 qu’en 2020, tous secteurs réunis. Aucun pays n’est jugé d’après lui. Les totaux excluent l’utilisation des terres; les déchets sont ceux de la même déclaration que le total.
methane-pledge-unknown = { $country } : aucune déclaration disponible ne contient de total; il n’est donc pas tracé.

methane-view-black-carbon = Carbone noir des déchets brûlés à l’air libre, à côté de leur méthane
methane-column-burning = Ce que l’inventaire dit du brûlage à l’air libre (5.C.2)
methane-column-burned = Brûlé (Gg par année)
methane-column-burned-ch4 = Méthane (t)
methane-column-soot = Carbone noir (t)
methane-burning-key = { $vintage }, { $year } : marqué { $key }, ce qui n’est pas zéro
methane-burning-figure = { $vintage }, { $year } : { NUMBER($value, maximumFractionDigits: 3) } kt CH4
methane-black-carbon-unknown = La quantité de déchets brûlés à l’air libre n’est disponible pour aucun des trois. Elle est inconnue, non nulle; une ville peut l’indiquer dans methane.city_waste.
methane-black-carbon-lower = Seules les villes fournies sont comptées; chaque chiffre est donc une borne inférieure. Les facteurs sont cités de mémoire et à confirmer.

methane-view-files = Obtenez le fichier à jour de chaque tableau, et chargez-le
methane-column-file = Fichier officiel
methane-column-where = Où il se trouve
methane-column-command = Commande qui le charge
methane-files-note = Les commandes nomment des fichiers à titre d’exemple; mettez l’année de la déclaration dans le nom. Les adresses sont affichées, rien n’est téléchargé.
methane-file-nir-provinces = Rapport d’inventaire national : méthane par province et territoire
methane-file-crf = Cadre commun de présentation (CRF) des Parties, jusqu’en 2023
methane-file-crt = Tableaux communs (CRT) des Parties, depuis 2024, en CSV avec les mêmes colonnes
methane-file-di = Interface de données de la CCNUCC, tableau large d’une Partie non visée à l’annexe I
methane-file-inecc = Inventaire national (INECC) : inscrivez ses chiffres dans la feuille vide
methane-file-facilities = Déclarations des lieux d’enfouissement municipaux (GHGRP, sous-partie HH)
methane-file-landfills = Liste des lieux d’enfouissement et des projets de gaz (LMOP) : comptée, chaque site une fois
methane-file-cities = Banque mondiale, What a Waste : villes
methane-file-own-city = Feuille pour une ville ou un organisme
methane-file-worked-plan = Chiffres du plan établi, sur des feuilles à modifier et à remettre
methane-file-own-measures = Feuille de mesures avec leurs coûts, pour un plan
methane-file-own = vos propres chiffres

methane-city-composition = Les parts de la composition doivent totaliser 1 à un demi pour cent près; si l’une manque, elles ne doivent pas dépasser 1. Elles ne sont pas ajustées.
methane-city-treatment = Les parts du traitement doivent totaliser 1 à un demi pour cent près; si l’une manque, elles ne doivent pas dépasser 1. Elles ne sont pas ajustées.

methane-reconcile-negative-short = sites au-dessus de l’inventaire
methane-reconcile-model-above-short = inventaire sous l’intervalle du modèle
methane-reconcile-model-below-short = inventaire au-dessus de l’intervalle du modèle
methane-missing-breaks = La série comporte des ruptures : { $breaks }. Aucune tendance n’est tracée à travers une rupture; les années antérieures ne sont pas comparables.
methane-file-of = { $country } : { $file }
