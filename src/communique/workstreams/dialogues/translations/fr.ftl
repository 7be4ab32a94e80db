# Dialogues.
workstream-dialogues-name = Dialogues
workstream-dialogues-question = Qui s’est réuni, qu’a-t-on décidé et que doit-on, qui a répondu, quelle pratique s’est répandue, qui est membre et que ne sait-on pas?
workstream-dialogues-method = Les comptes rendus deviennent des réunions, des décisions, des réponses, des pratiques et des adhésions, chacune avec une date qui n’est pas plus précise que sa source. Ce qui contredit un compte rendu officiel ou nomme une personne hors de ses fonctions est écarté par règle et montré. Une promesse n’est tenue pour manquée que si le registre lui-même le montre; le silence reste inconnu. Une liste de membres prouve son propre jour, jamais un jour d’adhésion.

# Topics of practice.
dialogues-topic-public-health-substance-use = approches de santé publique en matière de substances
dialogues-topic-labour-rights = droits du travail
dialogues-topic-indigenous-women = violence faite aux femmes et aux filles autochtones
dialogues-topic-trafficking = traite des personnes
dialogues-topic-asylum = asile
dialogues-topic-narratives-on-migrants = discours publics sur les personnes migrantes
dialogues-topic-root-causes = causes profondes de la migration
dialogues-topic-lawful-pathways = voies légales
dialogues-topic-equity = équité et justice raciale
dialogues-topic-lgbtqi-rights = droits des personnes LGBTQI+
dialogues-topic-online-harassment = harcèlement en ligne fondé sur le genre
dialogues-topic-precursors = précurseurs chimiques
dialogues-topic-cyber-security = cybersécurité
dialogues-topic-nuclear-security = sécurité et sûreté nucléaires
dialogues-topic-passenger-records = dossiers passagers
dialogues-topic-pandemics = préparation aux pandémies
dialogues-topic-semiconductors = semiconducteurs
dialogues-topic-critical-minerals = minéraux critiques
dialogues-topic-skills = compétences
dialogues-topic-student-mobility = mobilité étudiante
dialogues-topic-waste-methane = méthane des déchets
dialogues-topic-food-waste = pertes et gaspillage d’aliments
dialogues-topic-clean-transit = transport en commun propre
dialogues-topic-border-charging = recharge le long des frontières
dialogues-topic-conservation = conservation des terres et des océans
dialogues-topic-hydrogen = hydrogène propre

# Where a decision or a recommendation stands.
dialogues-standing-overdue-unknown = échue, sans preuve
dialogues-standing-open = ouverte
dialogues-standing-undated = ouverte, sans échéance
dialogues-standing-not-done = non réalisée, preuve à l’appui
dialogues-standing-late = réalisée en retard
dialogues-standing-done-undated = réalisée, jour inconnu
dialogues-standing-done = réalisée

# How strong the evidence of an effect is, and where a country stands with a practice.
dialogues-strength-comparison = mesuré par comparaison
dialogues-strength-before-after = mesuré avant et après
dialogues-strength-described = décrit, non mesuré
dialogues-strength-claimed = seulement affirmé
dialogues-strength-none-known = aucune preuve connue
dialogues-practice-origin = née ici
dialogues-practice-adopted = reprise
dialogues-practice-declined = non reprise

# Members, and why.
dialogues-member-certain = membre
dialogues-member-not = non-membre
dialogues-member-unsaid = Rien au dossier ne nomme ce pays.
dialogues-member-on-the-day = Attesté pour ce jour même.
dialogues-member-contradicted = Les sources se contredisent pour ce jour.
dialogues-member-imprecise = La date au dossier est trop imprécise pour le dire.
dialogues-member-before-joining = N’avait pas encore adhéré.
dialogues-member-before-first = Rien n’est au dossier avant ce jour.
dialogues-member-since-joining = A adhéré, et rien ne montre un départ.
dialogues-member-since-leaving = Est parti, et rien ne montre un retour.
dialogues-member-shown-around = Attesté comme membre avant et après.
dialogues-member-absent-around = Attesté comme non-membre avant et après.
dialogues-member-after-last = Dernière attestation comme membre : { $date }; une liste ne prouve que son jour.
dialogues-member-after-absent = Absent de la dernière liste complète; a pu adhérer depuis.
dialogues-member-changed-between = A changé entre deux listes; le jour est inconnu.
dialogues-on = le { $day }
dialogues-between = entre { $first } et { $last }
dialogues-members-counted = Le { $date } : au moins { $low }, au plus { $high } des pays nommés ici.
dialogues-members-changed = Variation entre les deux jours : de { $low } à { $high }; une liste est un instantané et ne date aucune adhésion.

# Views.
dialogues-view-meetings = Réunions
dialogues-view-held = Réunions au dossier
dialogues-view-documents = Qui rend compte des réunions, et où
dialogues-view-rooms = Qui se réunit, et à quel rythme
dialogues-view-decisions = Ce qui a été décidé, et la suite donnée
dialogues-view-recommendations = Ce qui a été recommandé, et qui a répondu
dialogues-view-practices = Pratiques
dialogues-view-trainings = Formations
dialogues-view-care = À lire avec prudence
dialogues-view-replies = Réponses des parties
dialogues-view-known = Ce que ces tables savent, et comment les compléter
dialogues-view-members = Membres : { $body }
dialogues-column-number = Nº
dialogues-column-date = date
dialogues-column-place = lieu
dialogues-column-agenda = ordre du jour
dialogues-column-what = quoi
dialogues-column-source-class = selon
dialogues-column-source = source
dialogues-column-meeting = réunion
dialogues-column-body = organe
dialogues-column-held = réunions connues
dialogues-column-last = dernière
dialogues-column-promised = promis
dialogues-column-kept = années tenues
dialogues-column-missed = années manquées
dialogues-column-unknown = années inconnues
dialogues-column-page = page
dialogues-column-owner = à la charge de
dialogues-column-to-whom = doit répondre
dialogues-column-due = d’ici
dialogues-column-standing = situation
dialogues-column-evidence = preuve
dialogues-column-row = ligne
dialogues-column-topic = sujet
dialogues-column-where = où
dialogues-column-strength = preuve d’effet
dialogues-column-effect = effet
dialogues-column-audience = pour qui
dialogues-column-languages = langues
dialogues-column-framework = cadre
dialogues-column-people = personnes
dialogues-column-country = pays
dialogues-column-why = pourquoi
dialogues-column-joined = adhésion
dialogues-column-left = départ
dialogues-column-last-shown = dernière attestation
dialogues-column-care = de quoi il s’agit
dialogues-column-treated = traitement
dialogues-column-against = contredit
dialogues-column-who = qui
dialogues-column-reply = réponse
dialogues-column-table = table
dialogues-column-rows = lignes
dialogues-column-not-public = lignes non publiques
dialogues-column-add = pour en ajouter
dialogues-column-on-day = au { $date }
dialogues-table-convenings = réunions
dialogues-table-decisions = décisions
dialogues-table-recommendations = recommandations
dialogues-table-practices = pratiques
dialogues-table-memberships = attestations de membres
dialogues-table-trainings = formations
dialogues-unsaid = non exprimé en mots
dialogues-nobody = personne de nommé
dialogues-not-promised = aucun rythme promis
dialogues-promised = { $n } par an
dialogues-promised-between = de { $low } à { $high } par an, selon la lecture
dialogues-suppressed = retenu : petit groupe
dialogues-meetings-note = Chaque réunion est dessinée aussi longue que sa date est imprécise. Une réunion est un produit : elle montre qu’on s’est réuni, non ce qui en a résulté.
dialogues-rooms-note = Une année n’est dite manquée que si les numéros de deux réunions qui se suivent montrent qu’il n’y en a eu aucune entre elles. Le silence est une inconnue, non un échec.
dialogues-share-decisions = Décisions arrivées à échéance : { $all }. Tenues : { $kept }; en retard ou non réalisées : { $late }; aucune preuve connue : { $unknown }. Ouvertes ou sans échéance : { $open }.
dialogues-share-decisions-none = Aucune décision au dossier n’est échue. Ouvertes ou sans échéance : { $open }.
dialogues-share-recommendations = Recommandations appelant une réponse : { $all }. Réponses à temps : { $kept }; en retard : { $late }; aucune réponse connue : { $unknown }. Sans échéance : { $open }.
dialogues-share-recommendations-none = Aucune réponse n’est encore due. Recommandations sans échéance : { $open }.
dialogues-diffusion = Cas où l’un des trois pourrait reprendre une pratique : { $all }. Reprises : { $adopted }; non reprises : { $declined }; inconnu : { $unknown }.
dialogues-no-practice = Aucune pratique sur ce sujet n’est au dossier.
dialogues-set-aside = mise à l’écart, non comptée
dialogues-flagged = conservée, avec prudence
dialogues-known-minutes = Un compte rendu de réunion remet tout cela d’un coup : communique dialogues minutes BODY --out minutes.xlsx.
dialogues-known-no-body = On ne connaît aucun organe où l’on travaille à cette promesse.

# Flags: what is to be known about a row. { $row } is its name.
dialogues-flag-contradicts-official = { $row } : { $column } « { $value } » contredit ce qu’une source officielle ou l’organisateur dit de la même réunion numérotée ({ $against }).
dialogues-flag-not-in-office = { $row } : { $column } nomme « { $value } », qui n’occupait pas cette charge ce jour-là.
dialogues-flag-weak-single-source = { $row } : une source de la classe « { $value } » est trop faible pour porter seule une affirmation, et on n’en connaît pas d’autre.
dialogues-flag-class-not-borne = { $row } : dit que sa source est « { $value } », mais ne montre aucune source officielle.
dialogues-flag-other-spelling = { $row } : { $column } s’écrit « { $value } »; on lit { $against }.
dialogues-flag-date-too-precise = { $row } : { $column } { $value } est plus précise que sa source ({ $against }); on ne l’utilise pas plus précisément.
dialogues-flag-two-numbers = { $row } : { $column } { $value }, mais { $against } donne un autre numéro à la même réunion; les deux sont conservées, elle compte une fois.
dialogues-flag-conflict = { $row } : { $column } { $value } n’est pas ce que { $against } dit de la même chose; les deux sont conservées.
dialogues-flag-no-owner = { $row } : personne n’est nommé pour s’en charger.
dialogues-flag-done-without-evidence = { $row } : dite « { $value } » sans preuve; elle compte comme inconnue.
dialogues-flag-duplicate = { $row } : { $column } « { $value } » est dit aussi dans { $against }, écrit autrement; les deux sont conservées.
dialogues-flag-list-read-as-joins = { $row } : { $column } « { $value } » vient d’une liste de membres ({ $against }); une liste montre qui l’était alors, non qui a adhéré.
dialogues-flag-joined-though-listed = { $row } : { $column } { $value } est postérieure à { $against }, qui le compte déjà comme membre; les deux sont conservées.

# Rules of the tables, said to the person who hands them in.
dialogues-rule-date = { $column } doit s’écrire aussi précisément que le dit sa précision : 2023, 2023-06 ou 2023-06-14.
dialogues-rule-said = Au moins une langue doit être remplie, par exemple { $column }.
dialogues-rule-countries = { $column } doit contenir des codes ISO à trois lettres séparés par des points-virgules, tels que CAN;MEX;USA.
dialogues-rule-topics = { $column } doit contenir des sujets connus séparés par des points-virgules.
dialogues-rule-cost = { $column } doit être accompagné de sa devise et de son année de prix.
dialogues-rule-contradicts-official = { $column } : une ligne officielle ou de l’organisateur sur la même réunion numérotée dit autre chose (date, lieu ou forme).
dialogues-rule-not-in-office = { $column } doit nommer des personnes qui occupaient la charge ce jour-là.
dialogues-rule-weak-single-source = { $column } : une réunion rapportée par une seule source secondaire en demande une deuxième, indépendante.
dialogues-rule-class-not-borne = { $column } : une source officielle doit être montrée par son adresse, sauf si un gouvernement ou un organisme public la remet.

# The agenda of the next meeting.
dialogues-agenda-title = { $body } : ce dont la prochaine réunion pourrait parler, au { $date }
dialogues-agenda-decisions = Décisions encore ouvertes
dialogues-agenda-answers = Réponses dues à des recommandations
dialogues-agenda-practices = Pratiques à reprendre
dialogues-agenda-data = Données qui manquent, et de qui
dialogues-agenda-nothing-found = Promesses dont rien n’a été trouvé
dialogues-agenda-flags = À éclaircir
dialogues-agenda-none = rien au dossier

# Calendar.
dialogues-calendar-title = Dialogues de l’Amérique du Nord
dialogues-calendar-inexact = { $name } (date connue seulement comme : { $date })

# Pages.
dialogues-page-title = Dialogues
dialogues-page-lead = Qui s’est réuni, ce qui a été convenu, la suite donnée. Tout est daté, sourcé et ouvert à la réplique; ce qu’on ignore est dit.
dialogues-page-bodies = Organes
dialogues-page-reading-room = Salle de lecture des pratiques
dialogues-page-reading-room-lead = Pratiques par sujet, d’abord celles dont la preuve d’effet est la plus forte. La santé publique et les droits du travail viennent en tête des sujets.
dialogues-page-calendar = Calendrier (iCalendar)
dialogues-page-agenda = Pour la prochaine réunion
dialogues-page-topics = Sujets
dialogues-page-promises = Promesses
dialogues-page-skip = Aller au contenu
dialogues-page-languages = Langues
dialogues-page-all-topics = tous les sujets
dialogues-page-any-country = n’importe quel pays
dialogues-page-any-strength = toute preuve
dialogues-page-at-least = au moins
dialogues-page-not-in = non reprise par
dialogues-page-show = Afficher
dialogues-page-reply = Une partie qui juge une ligne erronée peut répondre; la réponse figure à côté de la ligne et ne change aucun compte. Commande :
dialogues-page-minutes = Les comptes rendus se remettent par :
dialogues-page-choose = Choisissez une langue
dialogues-page-as-of = Au { $date }
