state-delivered = réalisé
state-on-track = en bonne voie
state-partial = partiel
state-activity = en activité
state-behind = en retard
state-late = réalisé en retard
state-overdue-unknown = échu, inconnu
state-reversed = annulé
state-mixed = inégal
state-unknown = inconnu

reason-delivered = Réalisé; la preuve : { $evidence }.
reason-partial = Réalisé en partie; la preuve : { $evidence }.
reason-activity = En cours, sans résultat encore; la preuve : { $evidence }.
reason-late = Réalisé après la date promise, { $date }; la preuve : { $evidence }.
reason-reversed = Annulé; ce qui s’est passé : { $undone }.
reason-reversed-after = Annulé; ce qui s’est passé : { $undone }; ce qui avait été fait auparavant : { $done }.
reason-overdue = Promis pour le { $date }; aucune trace publique trouvée.

unknown-none-found = Aucune trace publique trouvée après recherche.
unknown-not-searched = Personne ne l’a encore cherché.
unknown-not-measured = Seul un chiffre peut répondre à cette promesse, et aucun n’est connu.
unknown-not-yet = Ce qui est consigné n’avait pas encore eu lieu à cette date.
unknown-uncertain = Ce qui a été trouvé est trop incertain pour compter.
unknown-not-named = Les preuves trouvées ne nomment pas cette partie.
unknown-related-only = Seuls des faits voisins ont été trouvés, pas la promesse.
unknown-context-only = Seul du contexte a été trouvé, rien que cette partie ait fait.
unknown-no-row = Le registre ne contient aucune preuve à ce sujet.

flag-single-source = Repose sur une seule source, ni officielle ni de l’organisateur : { $evidence }.
flag-conflict = Des sources se contredisent ({ $group }); seul ce sur quoi elles s’accordent est retenu.
flag-bilateral = Un acte de deux pays ne vaut au plus qu’une réalisation partielle d’une promesse à trois.
flag-deadline-passed = La date promise, { $date }, est passée.
flag-strict-late = Selon une lecture stricte, la date était { $date } : c’était alors trop tard.

evidence-kind-delivered = réalisation
evidence-kind-partial = réalisation partielle
evidence-kind-activity = activité
evidence-kind-none_found = cherché, rien trouvé
evidence-kind-not_searched = non cherché
evidence-kind-uncertain = incertain
evidence-kind-reversal = annulation
evidence-kind-rejected = rejeté

role-direct = sur la promesse
role-related = fait voisin
role-context = contexte
role-measure = répondu par un chiffre

scope-trilateral = trilatéral
scope-bilateral = bilatéral
scope-regional = régional
scope-national = national

source-class-official = officielle
source-class-official_copy = copie d’un texte officiel
source-class-organiser = organisateur
source-class-partner = partenaire
source-class-press = presse
source-class-secondary = secondaire
source-class-none = sans source

confidence-high = confiance élevée
confidence-medium = confiance moyenne
confidence-low = confiance faible
confidence-unverified = non vérifié
confidence-verified = vérifié
confidence-verified-in-part = vérifié en partie
confidence-verified-through-a-copy = vérifié dans une copie
confidence-recalled = de mémoire

precision-day = jour
precision-month = mois
precision-year = année
precision-inferred_day = jour, déduit
precision-inferred_year = année, déduite
precision-undated = sans date
date-inferred = { $date } (déduit)
date-undated = sans date

commitment-kind-measure = chiffre à atteindre
commitment-kind-map = carte
commitment-kind-plan = plan
commitment-kind-serve = service aux personnes
commitment-kind-exchange = échange de pratiques
commitment-kind-convene = rencontre ou adhésion

milestone-basis-text = inscrit dans un texte
milestone-basis-declaration = inscrit dans la déclaration
milestone-basis-evidence = d’après les preuves
milestone-basis-linear_path = en ligne droite vers la cible
milestone-basis-reporting_cycle = cycle de rapports
milestone-basis-suggested = notre suggestion, non une promesse

read-whole = lu en entier
read-part = lu en partie
read-opening = seul le début a été lu

party-together = ensemble
party-regional = pays de la région, nommés dans le fait

manner-reported = déclaré
manner-modelled = modélisé
manner-forecast = tendance passée prolongée
manner-path = trajectoire requise
manner-target = cible
