workstream-methane-name = Méthane des déchets
workstream-methane-question = Combien de méthane les déchets solides et les eaux usées émettent-ils, et quel est l’écart avec une baisse de 15 pour cent par rapport à 2020 ?
indicator-methane-waste-ch4 = Méthane des déchets solides et des eaux usées
methane-method-reported = Selon les inventaires nationaux de gaz à effet de serre, une seule déclaration par pays ; aucune année n’est complétée.

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
methane-caveat-submission-unknown = La source de { $vintage } ne précise pas l’année de la déclaration ; toute déclaration datée lui est préférée.
methane-caveat-no-base-year = Aucun chiffre pour { $base } : la série va de { $first } à { $last } et n’est pas complétée. Tout chiffre au-delà est une prévision, signalée comme telle.
methane-caveat-incomplete-years = De { $first } à { $last }, le chiffre est inconnu : des provinces, territoires ou États n’ont aucune donnée pour ces années, et leur somme n’est pas celle du pays.
methane-caveat-category-missing = { $category } n’a ni chiffre ni mention type de { $first } à { $last } ; la somme de ces années est inconnue.
methane-caveat-notation = { $category } porte la mention { $key } de { $first } à { $last }. Ce n’est pas zéro : IE est compté dans un autre secteur, NE n’est pas estimé, NA et NO sont sans objet, C est confidentiel.
caveat-series-break = Rupture de { $category } en { $year } : { $kind ->
    [slope] à partir de cette année, la série évolue à un autre rythme
   *[level] la série fait un saut
    }. Aucune tendance n’est tracée à travers elle ; les années antérieures ne sont pas comparables.
methane-caveat-start-up = { $category } commence presque à zéro en { $year } : ce qui était déjà enfoui n’est pas compté, de sorte que la hausse exagère la croissance réelle.
methane-caveat-uncertainty-not-stated = Le fichier de l’inventaire n’indique pas l’incertitude de ces chiffres ; chacun est montré tel que déclaré et son erreur est inconnue.
methane-caveat-uncertainty-elsewhere = Pour { $year }, l’inventaire national donne à l’ensemble du secteur des déchets une incertitude de ±{ NUMBER($share, style: "percent", maximumFractionDigits: 1) } (en équivalent CO2). Elle n’est pas appliquée à d’autres années.
methane-caveat-vintage-unusable = { $vintage } n’est pas utilisée : aucune année ne contient toutes les catégories 5.A à 5.D pour l’ensemble du pays (voir { $categories }).
methane-caveat-vintage-conflict = Aucune déclaration n’est utilisée, car plusieurs sont aussi récentes les unes que les autres : { $vintages }.
methane-caveat-others-inventory = Les lignes fournies par { $by } au sujet de ce pays ne sont pas utilisées : l’inventaire d’un pays lui appartient.
methane-caveat-together-lacks = La somme des trois est inconnue pour { $base } : { $country } – aucun chiffre.
methane-caveat-together-break = La somme n’est comparable qu’à partir de { $year }, en raison d’une rupture dans les chiffres de ce pays : { $country }.
methane-caveat-mixed-guidelines = La somme des trois combine plusieurs éditions des lignes directrices ({ $editions }).
methane-caveat-mixed-vintages = La somme des trois additionne des déclarations différentes ({ $vintages }).

methane-remedy-inventory = Fournissez l’inventaire : communique contribute methane.inventory FICHIER --party { $party }
methane-remedy-base-year = Fournissez la déclaration qui contient { $base } : communique contribute methane.inventory FICHIER --party { $party }
methane-remedy-regions = Fournissez un chiffre national, ou des lignes pour chaque province, territoire ou État.
methane-remedy-key = Donnez à 5.A, 5.B, 5.C et 5.D un chiffre ou une mention type (NO, NE, IE, NA, C).
methane-remedy-withdraw = Retirez toutes les déclarations sauf une, ou indiquez l’année de déclaration la plus récente.
methane-remedy-own = Il revient au pays de fournir ses propres chiffres.
methane-remedy-history = Fournissez une série modélisée avec au moins 50 ans de dépôts avant sa première année.
methane-remedy-recalculate = Fournissez une déclaration où toute la série est recalculée selon une seule méthode.
methane-remedy-uncertainty = Publiez l’incertitude de chaque catégorie à côté de son chiffre.

methane-view-recalculation = { $country }, { $year } : la même année dans deux déclarations
methane-recalculation-note = L’écart vient d’un nouveau calcul, fondé sur de meilleures méthodes et données, et non d’un changement des émissions. Il peut dépasser les 15 pour cent promis.
methane-view-missing = Ce qui manque et comment y remédier
methane-column-country = Pays
methane-column-missing = Ce qui manque
methane-column-remedy = Ce qu’il faut fournir

methane-inventory-gwp-named = Un chiffre en CO2e doit nommer le potentiel de réchauffement qui a servi à le calculer.
methane-inventory-unit-of-gas = L’unité doit être celle du gaz de la ligne, ou CO2e.
methane-inventory-value-or-key = Une ligne nationale exige une valeur ou une mention type.
methane-inventory-numbering = Les déchets forment la catégorie 5. Écrivez 5.A pour 6.A, 5.D pour 6.B, 5.C pour 6.C, 5.B pour 6.D, et conservez l’ancien code dans original_category.
methane-inventory-submitted-after = Une déclaration ne peut pas contenir d’années postérieures à elle-même.
