workstream-passengers-name = Dossiers passagers
workstream-passengers-question = Quels dossiers passagers chaque pays recueille-t-il, conserve-t-il, masque-t-il et communique-t-il, et s’accordent-ils?

passengers-reference-eu = Union européenne (référence)
passengers-reference-icao = OACI (référence)

# Éléments.
passengers-view-elements = Où va chacun des dix-neuf éléments, et jusqu’à quand
passengers-column-element = élément
passengers-column-common = en commun
passengers-cell-not-spoken = sa loi n’en parle pas
passengers-cell-barred = ne doit pas être utilisé
passengers-cell-no-clock = aucun délai n’est indiqué
passengers-cell-mandatory = doit être transmis
passengers-cell-optional = peut être transmis
passengers-cell-exception = { $duty } (avec une exception)
passengers-cell-common = permis par les trois : { $until }
passengers-cell-common-if = seulement si les textes introuvables le permettent : { $until }
passengers-cell-common-never = jamais permis par les trois
passengers-unknown-mexico = Mexique : aucune règle publique n’a été trouvée sur la durée de conservation des dossiers ni sur leur masquage. Ce n’est ni zéro ni sans fin : ce qui est commun est calculé deux fois, avec la valeur la plus protectrice et avec la moins protectrice.
passengers-event-load = le chargement
passengers-event-departure = le départ
passengers-clock-mask = masqué { $period } après { $event }
passengers-clock-mask-between = masqué entre { $low } et { $high } après { $event }
passengers-clock-mask-unknown = masquage : aucun texte trouvé
passengers-clock-delete = supprimé { $period } après { $event }
passengers-clock-delete-between = supprimé entre { $low } et { $high } après { $event }
passengers-clock-delete-unknown = suppression : aucun texte trouvé
passengers-cell-cited = { $reason } ({ $article }; { $confidence })
passengers-state-masked = masqué
passengers-state-deleted = supprimé

# La position commune.
passengers-view-unified = En commun sur la question suivante : { $verb }, clause par clause, et ce que cela demanderait à chaque pays
passengers-view-matrix = Ce que dit chaque position, avec deux références qui ne sont pas des parties
passengers-not-an-agreement = Ce n’est pas une entente : rien de ceci ne peut être présenté comme tel.
passengers-column-clause = clause
passengers-column-source = source
passengers-cell-own = sa propre clause
passengers-cell-already = découle déjà de ses clauses
passengers-cell-add = devrait la reprendre
passengers-cell-settle = devrait préciser ce qui n’est pas connu
passengers-cell-not-concerned = ce n’est pas à lui de le préciser
passengers-cell-shorten = devrait raccourcir son délai
passengers-cell-take-on = devrait assumer cette obligation

# La vie d’un dossier.
passengers-view-life = La vie d’un dossier sous chaque régime
passengers-view-life-table = Chaque période, et pourquoi
passengers-life-load = chargé dans le système du destinataire
passengers-life-departure = départ du vol
passengers-life-change = { $party } : { $state }
passengers-life-from-the-start = { $party } : { $state } dès le premier jour
passengers-state-seen = peut être vu
passengers-state-barred = ne peut pas être vu
passengers-state-unknown = aucun texte trouvé n’en décide
passengers-state-silent = sa loi n’en parle pas
passengers-column-party = pays ou référence
passengers-column-first = du
passengers-column-last = au
passengers-column-state = situation
passengers-column-why = pourquoi
passengers-cell-open-end = aucun changement ensuite
passengers-cell-permitted = Permis par toutes les clauses.

# Ce qui a été fait.
passengers-view-activity = Ce qui a été fait des dossiers, selon ce que les parties ont publié
passengers-column-year = année
passengers-column-action = ce qui a été fait
passengers-column-records = dossiers
passengers-column-in-time = dont à temps
passengers-action-received = reçus
passengers-action-kept = conservés
passengers-action-masked = masqués
passengers-action-deleted = supprimés
passengers-action-unmasked = montrés de nouveau après autorisation
passengers-action-access-answered = demandes d’accès traitées
passengers-action-redress-answered = plaintes traitées
passengers-unknown-activity = { $party } : aucun chiffre publié n’a été remis.
passengers-in-time-within = ce qui a été fait à temps ne dépasse pas ce qui a été fait

# L’outil.
passengers-view-tool = Où cela est calculé pour d’autres jours et d’autres dossiers
passengers-column-what = quoi
passengers-column-command = commande
passengers-tool-served = Le simulateur de la vie d’un dossier et les positions en pages actives : servez une édition et ouvrez sa liste d’outils
passengers-tool-life = La vie d’un dossier sous chaque régime, dans le terminal
passengers-tool-position = La position commune et ce qu’elle demande à chaque pays
passengers-tool-mask = Le message d’un transporteur sans ce qui identifie une personne

# Pages actives.
passengers-page-name = Dossiers passagers
passengers-page-index = La vie d’un dossier sous chaque régime
passengers-page-positions = Les positions côte à côte
passengers-page-sources = Sources
passengers-page-index-lead = Choisissez deux jours et une question. La loi d’aujourd’hui est appliquée à chaque jour du dossier. Rien de ce que vous choisissez n’est conservé, et rien n’est demandé sur une personne.
passengers-page-positions-lead = Ce que dit la loi de chaque pays sur la collecte, le stockage, l’utilisation, la communication et la conservation, ce qui serait commun et ce que chacun devrait changer. Le silence n’est pas une permission.
passengers-page-foot = Une aide à la lecture du droit, et non un avis juridique. Les clauses citées de mémoire restent à confirmer dans le texte.
passengers-ask-load = Chargé le
passengers-ask-departure = Départ le
passengers-ask-true = Ce qui est vrai dans le cas
passengers-ask-show = Montrer sa vie
