workstream-passengers-name = Passenger records
workstream-passengers-question = Which records of passengers does each country collect, keep, mask and share, and do they agree?

passengers-reference-eu = European Union (reference)
passengers-reference-icao = ICAO (reference)

# Elements.
passengers-view-elements = Which of the nineteen elements goes where, and until when
passengers-column-element = element
passengers-column-common = in common
passengers-cell-not-spoken = its law does not speak of it
passengers-cell-barred = not to be used
passengers-cell-no-clock = no period is stated
passengers-cell-mandatory = must be sent
passengers-cell-optional = may be sent
passengers-cell-exception = { $duty } (with an exception)
passengers-cell-common = permitted by all three: { $until }
passengers-cell-common-if = only if the texts that were not found allow it: { $until }
passengers-cell-common-never = never permitted by all three
passengers-unknown-mexico = Mexico: no public rule was found on how long records are kept or when they are masked. This is not zero, and not without end: what is in common is computed twice, with the most and the least protective value.
passengers-event-load = load
passengers-event-departure = departure
passengers-clock-mask = masked { $period } after { $event }
passengers-clock-mask-between = masked between { $low } and { $high } after { $event }
passengers-clock-mask-unknown = masking: no text was found
passengers-clock-delete = deleted { $period } after { $event }
passengers-clock-delete-between = deleted between { $low } and { $high } after { $event }
passengers-clock-delete-unknown = deletion: no text was found
passengers-cell-cited = { $reason } ({ $article }; { $confidence })
passengers-state-masked = masked
passengers-state-deleted = deleted

# The common position.
passengers-view-unified = In common on { $verb }, clause by clause, and what it would ask of each country
passengers-view-matrix = What each position says, with two references that are no parties
passengers-not-an-agreement = This is not an agreement: nothing here may be shown as one.
passengers-column-clause = clause
passengers-column-source = source
passengers-cell-own = its own clause
passengers-cell-already = already follows from its own clauses
passengers-cell-add = would have to take it over
passengers-cell-settle = would have to settle what is not known
passengers-cell-not-concerned = not its text to settle
passengers-cell-shorten = would have to shorten its own period
passengers-cell-take-on = would have to take on this duty

# One record's life.
passengers-view-life = The life of one record under each regime
passengers-view-life-table = Each span of days, and why
passengers-life-load = loaded into the receiving system
passengers-life-departure = the flight departed
passengers-life-change = { $party }: { $state }
passengers-life-from-the-start = { $party }: { $state } from the first day on
passengers-state-seen = may be seen
passengers-state-barred = may not be seen
passengers-state-unknown = no text was found that decides it
passengers-state-silent = its law does not speak of it
passengers-column-party = country or reference
passengers-column-first = from
passengers-column-last = until
passengers-column-state = state
passengers-column-why = why
passengers-cell-open-end = no later change
passengers-cell-permitted = Permitted by every clause.

# What was done.
passengers-view-activity = What was done with records, as the parties released it
passengers-column-year = year
passengers-column-action = what was done
passengers-column-records = records
passengers-column-in-time = of them in time
passengers-action-received = received
passengers-action-kept = kept
passengers-action-masked = masked
passengers-action-deleted = deleted
passengers-action-unmasked = shown again after approval
passengers-action-access-answered = requests for access answered
passengers-action-redress-answered = complaints answered
passengers-unknown-activity = { $party }: no released counts have been handed in.
passengers-in-time-within = what was done in time is not more than what was done

# The tool.
passengers-view-tool = Where this is computed for other days and other records
passengers-column-what = what
passengers-column-command = command
passengers-tool-served = The simulator of one record’s life and the positions as live pages: serve an edition and open its list of tools
passengers-tool-life = One record’s life under each regime, in the terminal
passengers-tool-position = The position in common and what it asks of each country
passengers-tool-mask = A carrier’s message without what identifies a person

# Live pages.
passengers-page-name = Passenger records
passengers-page-index = One record’s life under each regime
passengers-page-positions = The positions side by side
passengers-page-sources = Sources
passengers-page-index-lead = Choose two days and a question. The law of today is applied to every day of the record. Nothing that you choose is kept, and nothing of a person is asked.
passengers-page-positions-lead = What the law of each country says of collection, storage, use, sharing and retention, what would be common, and what each would have to change. Silence is not permission.
passengers-page-foot = An aid for reading law, not legal advice. Clauses that are marked as recalled are still to be confirmed in the text.
passengers-ask-load = Loaded on
passengers-ask-departure = Departed on
passengers-ask-true = What is true of the case
passengers-ask-show = Show its life
