workstream-precursors-name = Precursor chemicals
workstream-precursors-question = On which control list does a listed substance stand on a given day, and which trade flows under its tariff code need a look?
workstream-precursors-method = Each entry of a control list is kept with the days of decision, publication and effect, each as exact as its source. On a day a listed substance is on a list, not on it, or not known, with the reason. Lags compare days of effect and keep their width. Trade figures of exporter and importer are compared, and months are tested against their own past with false discoveries controlled; what departs is a question for a statistics office and stands on no page.

precursors-where-un = United Nations
precursors-where-can = Canada
precursors-where-mex = Mexico
precursors-where-usa = United States

precursors-list-un-table-one = 1988 Convention, Table I
precursors-list-un-table-two = 1988 Convention, Table II
precursors-list-un-surveillance = limited international special surveillance list (not a table of the Convention)
precursors-list-can-schedule-one = Controlled Drugs and Substances Act, Schedule I
precursors-list-can-schedule-one-class = Controlled Drugs and Substances Act, Schedule I (class of fentanyls)
precursors-list-can-schedule-five = Controlled Drugs and Substances Act, Schedule V (temporary)
precursors-list-can-schedule-six = Controlled Drugs and Substances Act, Schedule VI
precursors-list-can-schedule-six-part-one = Controlled Drugs and Substances Act, Schedule VI, Part 1
precursors-list-mex-law = Mexico’s federal law on precursors (LFCPQ)
precursors-list-mex-law-precursors = Mexico’s federal law on precursors (LFCPQ), article 4, section I
precursors-list-usa-list-one = List I chemicals (21 CFR 1310.02)
precursors-list-usa-list-two = List II chemicals (21 CFR 1310.02)
precursors-list-usa-schedule-two = Schedule II (21 CFR 1308.12)
precursors-list-usa-schedule-two-immediate = Schedule II, immediate precursors (21 CFR 1308.12)
precursors-list-item = { $list }, item { $item }

precursors-mark-verified = verified
precursors-mark-inferred = inferred
precursors-mark-confirm = one secondary source, to confirm
precursors-mark-recalled = recalled, to confirm
precursors-mark-unknown = unknown

precursors-watched = An entry of the surveillance list asks for attention and controls nothing.

precursors-reason-in-force = In force
precursors-reason-before-first-effect = Not yet in effect
precursors-reason-ended = Ended
precursors-reason-date-uncertain = The date is not exact
precursors-reason-undated = No date recorded
precursors-reason-no-evidence = No evidence found
precursors-reason-moved = Moving between lists
precursors-reason-stale = Later than the last reading
precursors-reason-not-recorded = Not recorded by then

precursors-view-timeline = When substances were put on the control lists
precursors-view-substance = { $substance }: when it was listed ({ $name })
precursors-view-coming = Changes to come, or whose day is not known yet
precursors-view-timely = Share of Table I listed within { NUMBER($days) } days of the treaty’s effect, or before
precursors-view-lags = Days between the treaty’s listing and the national one
precursors-view-unknown = What is not known of each jurisdiction’s lists
precursors-view-crosswalk = Every entry on this day, with its four kinds of date
precursors-view-codes = Tariff codes that carry listed substances
precursors-view-trade = Customs figures on hand

precursors-moment = { $where }: { $substances } ({ $list })
precursors-moment-begins = { $list }
precursors-moment-ends = ends: { $list }
precursors-event-begins = begins: { $list }
precursors-event-ends = ends: { $list }
precursors-undated = { $count ->
    [one] One more entry is in force of which no date is recorded.
   *[other] { NUMBER($count) } more entries are in force of which no date is recorded.
    }
precursors-undated-on = In force, no date recorded: { $list }.
precursors-unknown-is-not-absent = What stands in no row is not thereby free of control: nothing was found, or nobody recorded it. Only the law says so.
precursors-legal-review = List status only, not legal advice. The entries await a legal review; each carries its mark.
precursors-none-coming = No change is recorded for later days. Changes that nobody recorded are not known.
precursors-timely-note = Between the least and the most it can be: an entry whose date or existence is not known may be in time or not. One that came before the treaty counts as in time.
precursors-share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
precursors-lags-note = Below zero, the country listed first. Only substances that both list and whose first days are known, so this is no list of what is missing.
precursors-only-published = publication; its day of effect is to be confirmed
precursors-unknown-note = Number of the { NUMBER($of) } listed substances whose status is not known on this day, by reason. To mend one, contribute the entry with its citation: communique contribute precursors.list_entries FILE --party MEX
precursors-code-basket = basket: not a measurement of the listed substance
precursors-code-specific = specific, and carries lawful trade too
precursors-basket = A basket code carries thousands of lawful products: no figure under it measures a listed substance, and none may be added up as one.
precursors-no-trade = Nobody has contributed monthly trade under these codes; nothing is computed from none.
precursors-leads-marked = What departs from its mirror, its price or its own past is a question for a statistics office, marked TLP:AMBER. It stands on no page.

precursors-page-title = Precursor chemicals: when each was listed
precursors-page-lead = As of { $on }, known at { $known }. Each date is drawn as long as it is imprecise: a day is a dot, a year is a bar.
precursors-page-sources = Sources

precursors-column-substance = Substance
precursors-column-cas = CAS
precursors-column-jurisdiction = Jurisdiction
precursors-column-list = List
precursors-column-scope = Scope words
precursors-column-on-this-day = On this day
precursors-column-decided = Decided
precursors-column-published = Published
precursors-column-effect = In effect from
precursors-column-until = Until
precursors-column-instrument = Instrument
precursors-column-mark = Confidence
precursors-column-event = Change
precursors-column-first-day = Earliest day
precursors-column-last-day = Latest day
precursors-column-at-least = At least
precursors-column-at-most = At most
precursors-column-of = Substances counted
precursors-column-fewest-days = Fewest days
precursors-column-most-days = Most days
precursors-column-remark = Remark
precursors-column-code = Code (HS 2022)
precursors-column-substances = Listed substances
precursors-column-code-is = Kind of code
precursors-column-rows = Rows
precursors-column-first-month = First month
precursors-column-last-month = Last month
precursors-column-command = Command

precursors-four-eyes = The office that reviewed the entry is not the one that proposed it.
precursors-dated-as-said = The precision must fit the date: none where there is no date.
precursors-quantity-has-unit = A quantity needs its unit.
precursors-two-countries = A country does not trade with itself.
