workstream-precursors-name = Précurseurs chimiques
workstream-precursors-question = Sur quelle liste de contrôle une substance figure-t-elle un jour donné, et quels échanges sous son code tarifaire faut-il examiner?
workstream-precursors-method = Chaque inscription à une liste de contrôle est conservée avec les jours de décision, de publication et d’effet, chacun aussi précis que sa source. Un jour donné, une substance figure sur une liste, n’y figure pas, ou on ne le sait pas, avec le motif. Les écarts comparent des jours d’effet et gardent leur étendue. Les chiffres de l’exportateur et de l’importateur sont comparés, et chaque mois est mis à l’épreuve de son propre passé en maîtrisant les fausses découvertes; ce qui s’écarte est une question pour un bureau de statistique et ne figure sur aucune page.

precursors-where-un = Nations Unies
precursors-where-can = Canada
precursors-where-mex = Mexique
precursors-where-usa = États-Unis

precursors-list-un-table-one = Convention de 1988, Tableau I
precursors-list-un-table-two = Convention de 1988, Tableau II
precursors-list-un-surveillance = liste internationale limitée de surveillance spéciale (et non un tableau de la Convention)
precursors-list-can-schedule-one = Loi réglementant certaines drogues et autres substances, annexe I
precursors-list-can-schedule-one-class = Loi réglementant certaines drogues et autres substances, annexe I (classe des fentanyls)
precursors-list-can-schedule-five = Loi réglementant certaines drogues et autres substances, annexe V (temporaire)
precursors-list-can-schedule-six = Loi réglementant certaines drogues et autres substances, annexe VI
precursors-list-can-schedule-six-part-one = Loi réglementant certaines drogues et autres substances, annexe VI, partie 1
precursors-list-mex-law = Loi fédérale mexicaine sur les précurseurs (LFCPQ)
precursors-list-mex-law-precursors = Loi fédérale mexicaine sur les précurseurs (LFCPQ), article 4, section I
precursors-list-usa-list-one = Produits de la Liste I des États-Unis (21 CFR 1310.02)
precursors-list-usa-list-two = Produits de la Liste II des États-Unis (21 CFR 1310.02)
precursors-list-usa-schedule-two = Annexe II des États-Unis (21 CFR 1308.12)
precursors-list-usa-schedule-two-immediate = Annexe II des États-Unis, précurseurs immédiats (21 CFR 1308.12)
precursors-list-item = { $list }, article { $item }

precursors-mark-verified = vérifié
precursors-mark-inferred = déduit
precursors-mark-confirm = une seule source secondaire, à confirmer
precursors-mark-recalled = de mémoire, à confirmer
precursors-mark-unknown = inconnu

precursors-watched = Une inscription à la liste de surveillance appelle à l’attention et ne contrôle rien.

precursors-reason-in-force = En vigueur
precursors-reason-before-first-effect = Pas encore en vigueur
precursors-reason-ended = Terminée
precursors-reason-date-uncertain = La date n’est pas exacte
precursors-reason-undated = Aucune date consignée
precursors-reason-no-evidence = Aucune preuve trouvée
precursors-reason-moved = En passage d’une liste à l’autre
precursors-reason-stale = Postérieur à la dernière lecture
precursors-reason-not-recorded = Pas encore consigné alors

precursors-view-timeline = Quand les substances ont été inscrites aux listes de contrôle
precursors-view-substance = { $substance } : dates d’inscription ({ $name })
precursors-view-coming = Changements à venir, ou dont le jour n’est pas encore connu
precursors-view-timely = Part du Tableau I inscrite au plus tard { NUMBER($days) } jours après sa prise d’effet dans le traité
precursors-view-lags = Jours entre l’inscription au traité et l’inscription nationale
precursors-view-unknown = Ce que l’on ignore des listes de chaque autorité
precursors-view-crosswalk = Toutes les inscriptions ce jour-là, avec leurs quatre sortes de dates
precursors-view-codes = Codes tarifaires qui couvrent des substances inscrites
precursors-view-trade = Données douanières disponibles

precursors-moment = { $where } : { $substances } ({ $list })
precursors-moment-begins = { $list }
precursors-moment-ends = fin : { $list }
precursors-event-begins = début : { $list }
precursors-event-ends = fin : { $list }
precursors-undated = { $count ->
    [one] { NUMBER($count) } autre inscription est en vigueur sans date consignée.
   *[other] { NUMBER($count) } autres inscriptions sont en vigueur sans date consignée.
    }
precursors-undated-on = En vigueur, sans date consignée : { $list }.
precursors-unknown-is-not-absent = Ce qui ne figure sur aucune ligne n’échappe pas pour autant au contrôle : rien n’a été trouvé, ou personne ne l’a consigné. Seule la loi le dit.
precursors-legal-review = État des listes seulement; il ne s’agit pas d’un avis juridique. Les inscriptions attendent une révision juridique et chacune porte son degré de confiance.
precursors-none-coming = Aucun changement n’est consigné pour les jours suivants. Ceux que personne n’a consignés sont inconnus.
precursors-timely-note = Entre le minimum et le maximum possibles : une inscription dont la date ou l’existence est inconnue peut être à temps ou non. Celle qui a précédé le traité est comptée à temps.
precursors-share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
precursors-lags-note = Un nombre négatif signifie que le pays a devancé le traité. Seules paraissent les substances inscrites des deux côtés et dont les premiers jours sont connus; ce n’est pas un relevé de ce qui manque.
precursors-only-published = publication; jour d’entrée en vigueur à confirmer
precursors-unknown-note = Sur { NUMBER($of) } substances inscrites, nombre de celles dont l’état est inconnu ce jour-là, par motif. Pour en régler une, versez l’inscription avec sa référence : communique contribute precursors.list_entries FILE --party MEX
precursors-code-basket = code résiduel : ne mesure pas la substance inscrite
precursors-code-specific = code propre; couvre aussi un commerce licite
precursors-basket = Un code résiduel couvre des milliers de produits licites : aucun de ses chiffres ne mesure une substance inscrite ni ne peut être additionné comme tel.
precursors-no-trade = Personne n’a versé d’échanges mensuels sous ces codes; de rien, on ne calcule rien.
precursors-leads-marked = Ce qui s’écarte de son miroir, de son prix ou de son propre passé est une question posée à un bureau de statistique, marquée TLP:AMBER. Aucune page ne la montre.

precursors-page-title = Précurseurs chimiques : dates d’inscription de chacun
precursors-page-lead = Au { $on }, selon ce qui était consigné au { $known }. Chaque date occupe la place de son imprécision : un jour est un point, une année est une barre.
precursors-page-sources = Sources

precursors-column-substance = Substance
precursors-column-cas = CAS
precursors-column-jurisdiction = Autorité
precursors-column-list = Liste
precursors-column-scope = Termes de portée
precursors-column-on-this-day = Ce jour-là
precursors-column-decided = Décision
precursors-column-published = Publication
precursors-column-effect = En vigueur dès
precursors-column-until = Jusqu’au
precursors-column-instrument = Texte
precursors-column-mark = Confiance
precursors-column-event = Changement
precursors-column-first-day = Premier jour possible
precursors-column-last-day = Dernier jour possible
precursors-column-at-least = Au moins
precursors-column-at-most = Au plus
precursors-column-of = Substances comptées
precursors-column-fewest-days = Jours, au moins
precursors-column-most-days = Jours, au plus
precursors-column-remark = Remarque
precursors-column-code = Code (SH 2022)
precursors-column-substances = Substances inscrites
precursors-column-code-is = Sorte de code
precursors-column-rows = Lignes
precursors-column-first-month = Premier mois
precursors-column-last-month = Dernier mois
precursors-column-command = Commande

precursors-four-eyes = Le bureau qui a révisé l’inscription n’est pas celui qui l’a proposée.
precursors-dated-as-said = La précision doit convenir à la date : none là où il n’y en a pas.
precursors-quantity-has-unit = Une quantité exige son unité.
precursors-two-countries = Un pays ne commerce pas avec lui-même.
