# Une partie et ce qu’elle fait, comme la phrase le dit.
exchange-party-allows = { $party ->
    [CAN] le Canada permet
    [MEX] le Mexique permet
    [USA] les États-Unis permettent
   *[other] { $name } permet
}
exchange-party-requires = { $party ->
    [CAN] le Canada exige
    [MEX] le Mexique exige
    [USA] les États-Unis exigent
   *[other] { $name } exige
}
exchange-party-forbids = { $party ->
    [CAN] le Canada interdit
    [MEX] le Mexique interdit
    [USA] les États-Unis interdisent
   *[other] { $name } interdit
}
exchange-party-unknown = { $party ->
    [CAN] aucun texte trouvé ne dit si le Canada permet
    [MEX] aucun texte trouvé ne dit si le Mexique permet
    [USA] aucun texte trouvé ne dit si les États-Unis permettent
   *[other] aucun texte trouvé ne dit si { $name } permet
}
exchange-party-silent = { $party ->
    [CAN] le droit canadien ne parle pas
    [MEX] le droit mexicain ne parle pas
    [USA] le droit des États-Unis ne parle pas
   *[other] le droit de { $name } ne parle pas
}

# Demandes.
exchange-request = { $act } { $request }
exchange-age-days = { $count ->
    [0] dès { $since }
    [one] { $count } jour après { $since }
   *[other] { $count } jours après { $since }
}
exchange-age-months = { $count ->
    [0] dès { $since }
   *[other] au mois { $count } après { $since }
}

# Délais.
exchange-period-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
exchange-period-months = { $count ->
   *[other] { $count } mois
}
exchange-period-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
exchange-period-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
exchange-period-none = aucun délai
exchange-period-unknown = un délai qui n’est pas connu

# Verbes d’une position, et ce que demandent les obligations.
exchange-verb-collection = collecte
exchange-verb-storage = stockage
exchange-verb-use = utilisation
exchange-verb-sharing = communication
exchange-verb-retention = conservation
exchange-do-delete = suppression
exchange-do-mask = masquage
exchange-do-review = examen
exchange-do-notify = notification
exchange-do-redress = recours
exchange-do-log = journal des accès
exchange-do-onward = condition de transmission ultérieure
exchange-do-disclose = communication obligatoire
exchange-do-keep = conservation obligatoire
exchange-duty = { $duty } : { $period } depuis { $since }

# Différences, conflits.
exchange-difference = { $one }, et { $other }, { $act } { $request }.
exchange-difference-excluded = Prouvé : rien ne remplit à la fois ces deux conditions : { $one }, { $other }.
exchange-difference-vacuous = Rien ne remplit à la fois ces deux conditions : { $one }, { $other }. C’est vrai, mais sans portée : { $why }
exchange-empty-no-position = aucune position n’est en vigueur ce jour-là ({ $name }).
exchange-empty-allows-nothing = { $party ->
    [CAN] le Canada ne permet rien.
    [MEX] le Mexique ne permet rien.
    [USA] les États-Unis ne permettent rien.
   *[other] { $name } ne permet rien.
}
exchange-empty-allows-nothing-for-certain = { $party ->
    [CAN] le Canada ne permet rien de façon certaine, faute de textes trouvés.
    [MEX] le Mexique ne permet rien de façon certaine, faute de textes trouvés.
    [USA] les États-Unis ne permettent rien de façon certaine, faute de textes trouvés.
   *[other] { $name } ne permet rien de façon certaine, faute de textes trouvés.
}
exchange-empty-requires-nothing = { $party ->
    [CAN] ce que le Canada exige ne vise aucune demande.
    [MEX] ce que le Mexique exige ne vise aucune demande.
    [USA] ce que les États-Unis exigent ne vise aucune demande.
   *[other] ce que { $name } exige ne vise aucune demande.
}
exchange-empty-requires-nothing-for-certain = { $party ->
    [CAN] ce que le Canada exige ne vise aucune demande de façon certaine, faute de textes trouvés.
    [MEX] ce que le Mexique exige ne vise aucune demande de façon certaine, faute de textes trouvés.
    [USA] ce que les États-Unis exigent ne vise aucune demande de façon certaine, faute de textes trouvés.
   *[other] ce que { $name } exige ne vise aucune demande de façon certaine, faute de textes trouvés.
}
exchange-empty-forbids = { $party ->
    [CAN] le Canada n’interdit rien de façon certaine.
    [MEX] le Mexique n’interdit rien de façon certaine.
    [USA] les États-Unis n’interdisent rien de façon certaine.
   *[other] { $name } n’interdit rien de façon certaine.
}
exchange-empty-unknown = { $party ->
   *[other] les textes qui n’ont pas été trouvés ne décident rien ({ $name }).
}
exchange-empty-silent = { $party ->
   *[other] la loi parle de tout ce qui peut être demandé ({ $name }).
}
exchange-difference-not-proved = Non prouvé : si quelque chose remplit à la fois ces deux conditions : { $one }, { $other }.

# Lacunes.
exchange-gap-unknown = { $name } : aucun texte trouvé pour « { $clause } »
exchange-gap-value = { $name } : rien n’est dit de ces valeurs ({ $field }) : { $values }.
exchange-gap-verb = { $name } : aucune clause sur ce point : { $verb }.
exchange-gap-duty = { $name } : rien n’est prévu ({ $duty }) pour ceci : { $values }.
exchange-gap-absent = { $name } : aucune position n’est en vigueur ce jour-là.
exchange-gap-nobody = Aucune partie ne parle { $request }.
exchange-gap-nobody-unproved = Non prouvé : s’il y a une demande dont aucune partie ne parle.

# Changements.
exchange-redline-add = { $name } : reprendre « { $clause } » Il ne serait alors plus permis { $today }.
exchange-redline-settle = { $name } : préciser ce qui n’est pas connu, « { $clause } »
exchange-redline-shorten = { $name } : réduire son propre délai (« { $own } ») à « { $clause } »
exchange-redline-take-on = { $name } : s’engager à « { $clause } »

# Preuves.
exchange-claim-within = La position commune ne permet rien que cette position ne permette : { $name }.
exchange-claim-never = La position commune ne permet jamais ceci : { $never }.
exchange-claim-possible = La position commune permet quelque chose.
exchange-claim-vacuous = { $claim } Seulement parce que rien ne pourrait y contrevenir.
exchange-status-proved = prouvé
exchange-status-refuted = réfuté
exchange-status-vacuous = vrai, mais sans portée
exchange-status-not-proved = non prouvé

# Clauses et leurs sources.
exchange-speaks-only = Ces valeurs seulement ({ $field }) : { $values }.
exchange-no-clauses = { $name } : aucune clause n’est en vigueur.
exchange-citation = { $instrument }, { $article } ({ $confidence })
exchange-confidence-verified = lu dans la source
exchange-confidence-recalled = de mémoire, à confirmer
exchange-confidence-invented = inventé

# Motifs d’une décision.
exchange-code-clause = Interdit : « { $clause } »
exchange-code-silence = La position ne parle pas de cette valeur : { $field }.
exchange-code-missing = Non indiqué : { $field }.
exchange-code-unknown = Aucun texte connu : « { $clause } »
exchange-code-rejected = Illisible : { $field }.

# États de la position commune.
exchange-common-agreed = Les positions ont un terrain commun.
exchange-common-depends-on-unknowns = L’existence d’un terrain commun dépend de textes qui n’ont pas été trouvés.
exchange-common-empty = Les positions n’ont aucun terrain commun : ce n’est pas un accord.
exchange-common-not-proved = Non prouvé : si les positions ont un terrain commun.

# Tableaux.
exchange-table-positions = Ce que dit chaque position
exchange-table-retention = La plus longue durée permise, quelles que soient les circonstances
exchange-table-differences = En quoi les positions diffèrent
exchange-table-conflicts = Ce que l’une exige et que l’autre ne permet pas
exchange-table-redline = Ce que chaque partie devrait changer
exchange-table-gaps = Ce qui n’est pas dit
exchange-table-proofs = Ce qui a été prouvé de la position commune
exchange-table-proofs-least = Ce qui en a été prouvé si l’inconnu le permet
exchange-table-relaxations = Ce qui devrait céder
exchange-column-verb = sur
exchange-column-category = catégorie de données
exchange-column-common = en commun
exchange-column-common-least = en commun, si l’inconnu le permet
exchange-column-allows = partie
exchange-column-other = autre partie
exchange-column-kind = l’autre partie
exchange-column-witness = un exemple
exchange-column-against = clauses qui s’y opposent
exchange-column-party = partie
exchange-column-change = changement
exchange-column-source = source
exchange-column-gap = ce qui n’est pas dit
exchange-column-claim = affirmation
exchange-column-status = réponse
exchange-column-without = sans ces clauses, quelque chose serait permis
exchange-kind-forbids = interdit
exchange-kind-unknown = aucun texte trouvé
exchange-kind-silent = n’en parle pas
exchange-cell-silent = n’en dit rien
exchange-cell-never = jamais
exchange-cell-no-limit = aucune limite indiquée
exchange-cell-not-proved = non prouvé
exchange-cell-until-days = jusqu’à { $count } jours après { $since }
exchange-cell-until-months = jusqu’à { $count } mois après { $since }
exchange-cell-none = aucun
exchange-cell-excluded = aucun
exchange-cell-vacuous = vrai, mais sans portée
exchange-unknown-deciding = Non connu, et tout en dépend : { $clause }
exchange-unknown-text = Aucun texte trouvé : { $clause }

# Dossiers : délais, publications, journal.
exchange-records-table-agenda = Ce qu’il faut faire de chaque dossier, en date du { $day }
exchange-records-column-record = dossier
exchange-records-column-action = à faire
exchange-records-column-law = ce que dit la loi
exchange-records-column-since = compté depuis
exchange-records-column-rule = mode de calcul
exchange-records-column-on = date
exchange-records-column-state = état
exchange-records-column-count = nombre
exchange-records-column-checked = vérifié
exchange-records-action-mask = masquer en partie
exchange-records-action-review = réexaminer
exchange-records-action-delete = supprimer
exchange-records-action-notify = aviser la personne
exchange-records-action-redress = répondre à la plainte
exchange-records-rule-exact = selon le calendrier
exchange-records-rule-clamped = selon le calendrier; le mois n’a pas ce jour, c’est son dernier jour qui compte
exchange-records-state-coming = pas encore échu
exchange-records-state-due = échoit aujourd’hui
exchange-records-state-overdue = en retard
exchange-records-state-done = fait le { $reason }
exchange-records-state-held = sous obligation légale de conservation : { $reason }
exchange-records-state-excepted = suspendu par une exception : { $reason }
exchange-records-state-unknown = inconnu
exchange-records-unknown-origin = Dossier { $record } : la date ne peut être calculée, car l’événement « { $origin } » n’est pas consigné.
exchange-records-rejected = Le dossier { $record } a été écarté : son événement « { $origin } », du { $day }, est dans l’avenir.
exchange-records-table-exact = Tableau publié, dont certaines cellules sont masquées
exchange-records-table-noisy = Tableau publié; chaque nombre porte du bruit
exchange-records-total = total
exchange-records-hidden = masqué
exchange-records-report-exact = Les nombres de 1 à moins de { $k } sont masqués, et d’autres avec eux, pour que l’on ne puisse pas retrouver les petits. Cellules masquées : { $hidden }.
exchange-records-report-noisy = Du bruit aléatoire a été ajouté pour protéger chaque cas (epsilon { $epsilon }). Dix-neuf fois sur vingt, un nombre est à { $within } près du vrai.
exchange-records-note-clipped = Les nombres négatifs ont été ramenés à zéro : les petits nombres et les totaux sont en moyenne trop élevés.
exchange-records-table-log = Ce qui a été vérifié du journal
exchange-records-log-entries = inscriptions
exchange-records-log-heads = états signés du journal
exchange-records-log-statements = déclarations de témoins
exchange-records-log-unsigned = inscriptions après la dernière signature
