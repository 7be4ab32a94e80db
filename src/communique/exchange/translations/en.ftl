# A party and what it does, as a sentence has it.
exchange-party-allows = { $party ->
    [USA] the United States allows
   *[other] { $name } allows
}
exchange-party-requires = { $party ->
    [USA] the United States requires
   *[other] { $name } requires
}
exchange-party-forbids = { $party ->
    [USA] the United States forbids
   *[other] { $name } forbids
}
exchange-party-unknown = { $party ->
    [USA] no text was found that says whether the United States allows
   *[other] no text was found that says whether { $name } allows
}
exchange-party-silent = { $party ->
    [USA] the law of the United States does not speak of
   *[other] the law of { $name } does not speak of
}

# Requests.
exchange-request = { $act } { $request }
exchange-age-days = { $count ->
    [0] on the day of { $since }
    [one] { $count } day after { $since }
   *[other] { $count } days after { $since }
}
exchange-age-months = { $count ->
    [0] on the day of { $since }
   *[other] in month { $count } after { $since }
}

# Periods.
exchange-period-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
exchange-period-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
exchange-period-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
exchange-period-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
exchange-period-none = no time
exchange-period-unknown = a period that is not known

# Verbs of a position, and what duties ask.
exchange-verb-collection = collection
exchange-verb-storage = storage
exchange-verb-use = use
exchange-verb-sharing = sharing
exchange-verb-retention = retention
exchange-do-delete = deletion
exchange-do-mask = masking
exchange-do-review = review
exchange-do-notify = notification
exchange-do-redress = redress
exchange-do-log = a record of access
exchange-do-onward = a condition on passing on
exchange-do-disclose = disclosure
exchange-do-keep = keeping
exchange-duty = { $duty } after { $period } from { $since }

# Differences, conflicts.
exchange-difference = { $one }, and { $other }, { $act } { $request }.
exchange-difference-excluded = Proved: it never happens that { $one } it and { $other } it.
exchange-difference-vacuous = It never happens that { $one } it and { $other } it. True, but empty: { $why }
exchange-empty-no-position = no position of { $name } is in force on this day.
exchange-empty-allows-nothing = { $party ->
    [USA] the United States permits nothing.
   *[other] { $name } permits nothing.
}
exchange-empty-allows-nothing-for-certain = { $party ->
    [USA] the United States permits nothing for certain, because texts were not found.
   *[other] { $name } permits nothing for certain, because texts were not found.
}
exchange-empty-requires-nothing = { $party ->
    [USA] what the United States requires applies to no request.
   *[other] what { $name } requires applies to no request.
}
exchange-empty-requires-nothing-for-certain = { $party ->
    [USA] what the United States requires applies to no request for certain, because texts were not found.
   *[other] what { $name } requires applies to no request for certain, because texts were not found.
}
exchange-empty-forbids = { $party ->
    [USA] the United States forbids nothing for certain.
   *[other] { $name } forbids nothing for certain.
}
exchange-empty-unknown = { $party ->
    [USA] no text of the United States that was not found decides anything.
   *[other] no text of { $name } that was not found decides anything.
}
exchange-empty-silent = { $party ->
    [USA] the law of the United States speaks of all that can be asked.
   *[other] the law of { $name } speaks of all that can be asked.
}
exchange-difference-not-proved = Not proved: whether it can happen that { $one } it and { $other } it.

# Gaps.
exchange-gap-unknown = { $name }: no text was found for “{ $clause }”
exchange-gap-value = { $name }: nothing is said of this { $field }: { $values }.
exchange-gap-verb = { $name }: no clause on { $verb }.
exchange-gap-duty = { $name }: no { $duty } is stated for { $values }.
exchange-gap-absent = { $name }: no position is in force on this day.
exchange-gap-nobody = No party speaks of { $request }.
exchange-gap-nobody-unproved = Not proved: whether there is a request on which no party speaks.

# Redlines.
exchange-redline-add = { $name }: take over “{ $clause }” This would end { $today }.
exchange-redline-settle = { $name }: settle what is not known, “{ $clause }”
exchange-redline-shorten = { $name }: shorten its own period (“{ $own }”) to “{ $clause }”
exchange-redline-take-on = { $name }: take on “{ $clause }”

# Proofs.
exchange-claim-within = The common position permits nothing that this position does not permit: { $name }.
exchange-claim-never = The common position never permits that { $never }.
exchange-claim-possible = The common position permits something.
exchange-claim-vacuous = { $claim } Only because there is nothing of which it could be false.
exchange-status-proved = proved
exchange-status-refuted = refuted
exchange-status-vacuous = true, but empty
exchange-status-not-proved = not proved

# Clauses and their citations.
exchange-speaks-only = Only of this { $field }: { $values }.
exchange-no-clauses = { $name }: no clause is in force.
exchange-citation = { $instrument }, { $article } ({ $confidence })
exchange-confidence-verified = read in the source
exchange-confidence-recalled = recalled, still to confirm
exchange-confidence-invented = invented

# Reasons of a decision.
exchange-code-clause = Forbidden: “{ $clause }”
exchange-code-silence = The position does not speak of this { $field }.
exchange-code-missing = Not given: { $field }.
exchange-code-unknown = No text is known: “{ $clause }”
exchange-code-rejected = Cannot be read: { $field }.

# States of the common position.
exchange-common-agreed = The positions have common ground.
exchange-common-depends-on-unknowns = Whether there is common ground depends on texts that were not found.
exchange-common-empty = The positions have no common ground: this is no agreement.
exchange-common-not-proved = Not proved: whether the positions have common ground.

# Tables.
exchange-table-positions = What each position says
exchange-table-retention = The longest that anything of it is permitted, in any circumstances
exchange-table-differences = Where the positions differ
exchange-table-conflicts = What one requires and another does not permit
exchange-table-redline = What each would have to change
exchange-table-gaps = What is not said
exchange-table-proofs = What was proved of the common position
exchange-table-proofs-least = What was proved of it if what is unknown allows it
exchange-table-relaxations = What would have to give way
exchange-column-verb = on
exchange-column-category = category of data
exchange-column-common = in common
exchange-column-common-least = in common, if what is unknown allows it
exchange-column-allows = party
exchange-column-other = other party
exchange-column-kind = the other party
exchange-column-witness = an example
exchange-column-against = clauses against it
exchange-column-party = party
exchange-column-change = change
exchange-column-source = source
exchange-column-gap = what is not said
exchange-column-claim = claim
exchange-column-status = answer
exchange-column-without = without these clauses something would be permitted
exchange-kind-forbids = forbids
exchange-kind-unknown = no text found
exchange-kind-silent = silent
exchange-cell-silent = says nothing
exchange-cell-never = never
exchange-cell-no-limit = no limit is stated
exchange-cell-not-proved = not proved
exchange-cell-until-days = up to { $count } days after { $since }
exchange-cell-until-months = up to { $count } months after { $since }
exchange-cell-none = none
exchange-cell-excluded = none
exchange-cell-vacuous = true, but empty
exchange-unknown-deciding = Not known, and it decides: { $clause }
exchange-unknown-text = No text was found: { $clause }

# Records: clocks, releases, the log.
exchange-records-table-agenda = What is to be done with each record, as of { $day }
exchange-records-column-record = record
exchange-records-column-action = to be done
exchange-records-column-law = what the law says
exchange-records-column-since = counted from
exchange-records-column-rule = how it was computed
exchange-records-column-on = day
exchange-records-column-state = state
exchange-records-column-count = number
exchange-records-column-checked = checked
exchange-records-action-mask = hide part of it
exchange-records-action-review = review
exchange-records-action-delete = delete
exchange-records-action-notify = notify the person
exchange-records-action-redress = answer the complaint
exchange-records-rule-exact = by the calendar
exchange-records-rule-clamped = by the calendar; the month has no such day, so its last day counts
exchange-records-state-coming = not yet due
exchange-records-state-due = due today
exchange-records-state-overdue = overdue
exchange-records-state-done = done on { $reason }
exchange-records-state-held = on legal hold: { $reason }
exchange-records-state-excepted = suspended by an exception: { $reason }
exchange-records-state-unknown = not known
exchange-records-unknown-origin = Record { $record }: the day cannot be computed, because the event “{ $origin }” is not recorded.
exchange-records-rejected = Record { $record } was set aside: its event “{ $origin }” of { $day } is in the future.
exchange-records-table-exact = Released table; some cells are hidden
exchange-records-table-noisy = Released table; each number carries noise
exchange-records-total = total
exchange-records-hidden = hidden
exchange-records-report-exact = Numbers from 1 to below { $k } are hidden, and others with them, so that the small ones cannot be worked out. Cells hidden: { $hidden }.
exchange-records-report-noisy = Random noise was added to protect each case (epsilon { $epsilon }). Nineteen times out of twenty a number is within { $within } of the true one.
exchange-records-note-clipped = Negative numbers were set to zero: small numbers and totals are too high on average.
exchange-records-table-log = What was verified of the log
exchange-records-log-entries = entries
exchange-records-log-heads = signed states of the log
exchange-records-log-statements = statements of witnesses
exchange-records-log-unsigned = entries after the last signature
