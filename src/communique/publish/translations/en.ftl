# Every page
page-as-of = as of { $date }
page-manifest = Manifest
page-foot = Shown is the world of { $on }, as far as it was known on { $known }. Unknown means unknown: never zero, never failure.

# Home
home-title = { $summit }: where the promises stand
home-description = { $n } promises of { $summit }, where each stands, by which evidence and how likely its target is to be met.
home-promises = { $n ->
    [one] One promise
   *[other] { $n } promises
    }
home-computed = { $computed } computed, { $evidence } by evidence only.
home-count-done = { $n } delivered or on track
home-count-under-way = { $n } under way
home-count-mixed = { $n } mixed
home-count-reversed = { $n } reversed
home-count-unknown = { $n } unknown
home-caption = All promises by section: state, figure, trend and next date
home-col-number = Number
home-col-promise = Promise
home-col-state = State
home-col-figure = Figure
home-col-trend = Trend
home-col-date = Next date
home-filter-party = Party
home-filter-kind = Kind
home-filter-state = State
home-filter-all = all
home-filter-reset = Show all
home-filter-shown = { $n } of { $all } shown
home-standing = { $now } of { $needed }
home-trend = { $first }: { $start }; { $last }: { $end }
home-passed = passed
home-no-figure = no figure: judged by evidence
home-no-trend = no series
home-no-date = no date stated
home-chance-title = probability of meeting the target if the past trend goes on
home-key = Brackets hold the interval of a figure. P: probability of meeting the target if the past trend goes on and no plan is carried out. Hatched: not known, with the reason. CAN Canada, MEX Mexico, USA United States.

# A promise
page-basis-computed = computed
page-basis-evidence = by evidence only
page-basis-both = computed, and by evidence
page-title = { $number } { $title }
page-last-change = last change { $date }
page-promised = Promised date
page-deadline = Date in the texts
page-deadline-strict = Date on a strict reading
page-target = The target
page-chance = Probability of meeting it: { $chance }.
page-picture-title = { $title }: { $party }
page-parts = On this page
page-by-party = By party
page-reason = Why
page-collective = A collective target: no verdict for a single country.
page-latest = Latest (interval)
page-standing = So far, of what is needed
page-chance-col = Probability
page-share = Share of the gap
page-wordings = Own wordings, side by side
page-wordings-note = Where a party’s own text says an element differently, in our words. A difference that is missing is not a finding of sameness.
page-wording-no-text = No text of its own is known.
page-wording-same = As paraphrased above.
page-wording-not-read = Not read: only a part of its text was read, not this passage.
page-joint-text = Joint declaration
page-plan = The plan
page-plan-optimal = { $n ->
    [one] One action meets the target at least cost.
   *[other] { $n } actions meet the target at least cost.
    }
page-plan-infeasible = No plan meets the target. These conditions cannot all hold: { $conflict }.
page-plan-reachable = Closest target that can be met
page-plan-effect-total = Effect of the plan
page-plan-cost-total = Cost of the plan
page-plan-gap = Distance to the proved optimum
page-plan-marginal = Cost of one point more
page-plan-chance = Probability that the plan suffices
page-plan-action = Action
page-plan-amount = Amount
page-plan-effect = Effect
page-plan-cost = Cost
page-plan-on = From
page-plan-binding = What stops it from being cheaper
page-plan-bound = { $constraint }: one unit more would change the cost by { $price }.
page-plan-bound-whole = { $constraint }: binding, with no price because only whole decisions exist.
page-views = Where and how
page-evidence = Evidence
page-evidence-title = Evidence in time
page-undated = Without a date
page-no-evidence = The register holds no evidence for this promise.
page-rejected = { $n ->
    [one] One rejected row, never counted
   *[other] { $n } rejected rows, never counted
    }
page-rejected-because = Rejected because:
page-row = row { $row }
page-single-source = single source
page-bilateral = bilateral: counts at most as partial
page-conflict-with = contradicts { $others }: both are shown, only what they agree on counts
page-milestones = Milestones
page-milestones-note = Only what a text states is promised. Suggestions are ours; they are never promises.
page-method = How this is computed
page-rule = How a person would score it
page-compliance = Compliance score
page-compliance-note = +1 fulfilled, 0 in progress, −1 shown to be the contrary, ? not known. It is a count of promises kept, not an outcome; the interval is what the unknown leave open.
page-window-end = Window to
page-mean = Mean
page-coverage = Known
page-open = Interval
page-coverage-of = { $known } of { $all }
page-ratio = pace { $ratio } of what is needed
page-baseline = Base
page-level = Level to reach
page-gap = Still missing
page-formula = Formula
page-score = Score, −5 to 5
page-chance-method = How the probability was made
page-points = { $n ->
    [one] one observed year
   *[other] { $n } observed years
    }
page-reproduce = To reproduce this
page-versions = Seed { $seed }, { $draws } draws. Versions of data, facts and packages:
page-downloads = Downloads and citation
page-around = Other promises

# Sources and manifest
sources-texts = Texts of the summit
sources-figures = Sources of figures
sources-none = No figure has been computed in this edition, so there is no source of figures.
sources-register = Register of evidence
sources-row = Row
sources-recorded = Recorded on
sources-used = Used by
manifest-lead = What this edition was made from. The same manifest gives the same bytes on the same platform.
manifest-summit = Summit
manifest-on = Day looked at
manifest-known = Known at
manifest-seed = Seed
manifest-draws = Draws
manifest-marking = Marking (TLP 2.0); what is marked stricter was left out
manifest-lock = Packages
manifest-versions = Versions
manifest-tables = Tables
manifest-store = Versions of the store
manifest-facts = Facts
manifest-inputs = Inputs

terminal-unknown = not known: { $reason }

# The brief
brief-link = Brief to print, two pages at most
brief-whole = The whole page
brief-title = Brief: { $number } { $title }
brief-unknown = What is not known
brief-nothing-unknown = Nothing of what is shown here is marked as unknown.
brief-dates = Next dates
brief-no-dates = No date is still to come.
brief-events = Latest evidence
page-plan-how = Measures are handed in as a table with their costs; the field’s page names it, and this command writes the empty sheet:
brief-no-plan = No plan has been computed: there are no measures to choose from, or none is asked for.
brief-no-figure = { $party }: no figure for { $target }.
brief-no-sources = No source is cited on these two pages.
brief-more = { $n ->
    [one] One more stands on the whole page.
   *[other] { $n } more stand on the whole page.
    }
brief-more-sources = { $n ->
    [one] One more source stands on the whole page.
   *[other] { $n } more sources stand on the whole page.
    }
brief-line = { $name }: { $said }

# Citing and finding
page-cite = To cite:
page-citation = Communique { $version }, { $summit }, “{ $title }”, as of { $on }, known at { $known }, seed { $seed }, edition { $edition }.
page-copy-citation = Copy the citation
page-download-promise = This promise
page-download-evidence = Evidence
page-download-edition = Whole edition
foot-nav = All pages
foot-pages = Pages
foot-home = All promises
foot-workstreams = Fields

# A picture’s own page
chart-take = Cite, embed, download
chart-cite = To cite
chart-embed = To embed
chart-embed-note = This shows the picture on another page. It follows the reader’s light or dark theme and asks no other server for anything.
chart-embed-address = The address in it is only the file’s name: put in front of it where these pages are published.
chart-copy = Copy
chart-copied = Copied
page-downloads-only = Downloads

# A party
party-title = { $party }: what it promised and where it stands
party-lead = Party to { $n } promises. Delivered or on track: { $kept }. Date passed without a public record of delivery: { $overdue }.
party-overdue = Date passed
party-overdue-note = The date that the texts state has passed and delivery is not shown. That may mean that it was not done, or that nothing was published.
party-overdue-none = No date has passed without delivery.
party-owed = Still owed
party-owed-note = Promises whose date is still to come, or that have no date, the next date first.
party-owed-none = Nothing is still owed.
party-kept = Delivered or on track
party-kept-note = Shown by evidence or by a figure.
party-kept-none = Nothing is shown to be delivered or on track.
party-account = Its own account
party-account-note = What this party itself has put on record: its texts of the summit, and rows of the register that come from its own official sources alone.
party-texts = Its texts of the summit
party-record = On record since
party-no-record = The register holds no row that rests on official sources of this party alone.
party-reply = Its reply
party-reply-note = A party can answer the state of any promise and any row of its evidence. A reply stands here and on the promise’s page, beside what it answers. It changes no state, and can be withdrawn.
reply-how = How a party replies:
reply-none = No party has replied to what is said here. How a party replies:
reply-answered = Answered by:
reply-to-state = to its state
reply-to-row = to row { $row }
reply-says = { $party } replies
party-no-reply = No reply of this party has been received that this edition may show (marking: { $marking }).
party-reply-how = To reply, fill in this sheet and hand it in:
party-record-how = An event that is missing here is put on record as a row of evidence, which goes through the same checks as every other:

# A field
workstream-promises = Promises that stand on it
workstream-no-promise = No promise of this summit stands on it.
workstream-method = Method
workstream-no-indicator = It measures no target of its own: it brings tables, maps or a tool.
workstream-reads = It reads the results of other fields:
workstream-tool = It is also a tool of its own:
workstream-parameters = Figures it ships
workstream-verified = { $verified } of { $n } figures were read in the source that they name; the others are recalled and still to be confirmed.
workstream-no-parameter = It ships no figures.
workstream-tables = Tables that can be handed in
workstream-tables-note = Contracts are written in English, as the files’ columns are.
workstream-no-table = It asks for no table.

# Data
data-title = Data
data-lead = Every table, figure and row that this edition rests on: who handed it in, in which version, under which licence, and how much of it was verified.
data-share = Share verified
data-share-col = Share
data-workstream = Field
data-figures = Figures
data-verified = { $share } of all shipped figures ({ $verified } of { $n }) were read in the source that they name.
data-no-figures = No figures are shipped with this edition.
data-by-confidence = Register of evidence, by confidence
data-by-class = Register of evidence, by kind of source
data-tables-note = A table without a version has never been handed in; what is shown then rests on the figures that the field ships, or is unknown.
data-table = Table
data-what = What
data-store-version = Version
data-version = version { $version }
data-provenance = Handed in
data-handed = { $n ->
    [one] One contribution:
   *[other] { $n } contributions:
    }
data-none-handed = never handed in
data-no-tables = This edition read no table.
data-columns = { $n ->
    [one] One column
   *[other] { $n } columns
    }
data-column = Column
data-unit = Unit
data-key = key
data-licences = Licences
data-licences-note = As the sources of figures state them, in their own words. The package itself is under the Apache License 2.0.
data-sources = { $n ->
    [one] one source
   *[other] { $n } sources
    }
data-files = Files to take away
data-files-note = The data behind every picture, and all evidence; unknown is empty. Everything in one file:

# What changed
changes-title = What changed
changes-no-earlier = No earlier edition was given to compare with. An edition that is made as follows says here what changed since the one in DIR, and why.
changes-lead = { $n ->
    [0] Nothing changed
    [one] One promise changed
   *[other] { $n } promises changed
    } since the edition { $edition } of { $on }, known at { $known }; { $same } stand as they stood.
changes-because = because: { $causes }
changes-to = now
changes-before = Before
changes-after = Now
changes-cause = Cause
changes-more = { $n ->
    [one] One more value of its figures changed; edition.json has it.
   *[other] { $n } more values of its figures changed; edition.json has them.
    }
changed-party = State of { $party }
changed-evidence = Evidence, row { $row }
changed-reply = Reply { $reply }
changed-conflict = Contradiction between sources
changed-plan = The plan (value of its objective)
changed-texts = Words of the promise
changed-figure = { $target }, { $party }: { $part }
changed-part-latest = latest figure
changed-part-latest-year = year of the latest figure
changed-part-gap = still missing
changed-part-ratio = pace, of what is needed
changed-part-band = assessment
changed-part-probability = probability
changed-part-unknown-reason = why it is not known
feed-title = { $summit }: what changed
feed-edition = Edition as of { $date }
feed-said = { $n ->
    [one] One promise changed since the edition before.
   *[other] { $n } promises changed since the edition before.
    }
feed-link = Follow changes (Atom feed)

# Search
search-title = Search
search-lead = Everything in this edition, in one list.
search-label = Search promises, parties, evidence, sources and terms
search-button = Search
search-some = { $n } found; arrow keys move through them
search-none = Nothing found. Every word must occur: try fewer words, or the beginning of one.
search-kind-promise = Promises
search-kind-party = Parties
search-kind-workstream = Fields
search-kind-page = Pages
search-kind-term = Terms
search-kind-picture = Pictures
search-kind-evidence = Evidence
search-kind-source = Sources

# The brief of the summit
summit-brief-title = Two-page brief of the summit
summit-brief-what = Figure, or why it is not known

# About
about-title = About this record, and its limits
about-short = About
about-what = A communique is a list of promises that nobody counts. This record counts them: each promise is read in the parties’ own texts, and its state is computed from figures where a figure can answer it, or found in dated public evidence where none can.
about-reading = How to read a state
about-reading-text = A state is a shape, a word and a colour. Each party has its own; where they differ, the promise is mixed and each is shown.
state-means-delivered = The text’s own act is shown to be done.
state-means-on-track = A figure moves fast enough to reach its target.
state-means-late = Done, after the date that the texts state.
state-means-partial = A part is shown to be done.
state-means-activity = Work is shown, and no result yet.
state-means-behind = A figure moves, and not fast enough.
state-means-mixed = The parties differ; each one’s state is shown.
state-means-reversed = What was done was undone, or a party left.
state-means-unknown = No public record answers the question. It may have been done.
state-means-overdue-unknown = The date has passed and no public record was found. It is not a finding of failure.
about-terms = Terms
term-promise = promise
term-promise-means = One commitment of the summit’s text, with its parties, dates and each party’s own wording.
term-computed = computed
term-computed-means = Its state follows from a figure, by an equation that is shown.
term-evidence-only = by evidence only
term-evidence-only-means = No figure can answer it, or none is known; dated evidence is all there is.
term-target = target
term-target-means = What a figure must reach by when, as the text says it.
term-gap = gap
term-gap-means = What is missing between the latest figure and the target.
term-interval = interval
term-interval-means = The range that holds a figure with 90 per cent probability, unless another share is named.
term-probability = probability
term-probability-means = How likely the target is to be met if the past trend goes on and no plan is carried out.
term-plan = plan
term-plan-means = The actions that close the gap at least cost among those that are known, with the conditions that bind.
term-draws = draws
term-draws-means = Possible worlds in which every uncertain parameter has one value; results are counted over all of them.
term-verified = verified
term-verified-means = Read in the source that is named.
term-recalled = recalled
term-recalled-means = Known, with a source named, and still to be confirmed in it.
term-clocks = as of, known at
term-clocks-means = Two dates: the day that is looked at, and the day up to which things had been recorded.
term-register = register of evidence
term-register-means = Every dated event that was found or looked for, with its source; a row that is rejected stays with the reason.
term-unknown = unknown
term-unknown-means = A state of its own: never zero, never failure, always with the reason.
term-edition = edition
term-edition-means = One full assessment. Its id is the beginning of the SHA-256 of edition.json, so that anybody can check it.
about-limits = Limits
about-numbers = Of { $n } promises, { $computed } are computed and { $evidence } are judged by evidence only; { $unknown } are unknown.
about-limit-text = A promise is what the texts say in public. What was agreed in a room and never published is not here.
about-limit-found = Evidence is what a search found. What nobody published, or what was not searched for, is unknown.
about-limit-cause = A promise that is kept is not shown to be kept because of the summit.
about-limit-outcome = The compliance score counts promises kept. It does not measure whether lives or the climate changed.
about-limit-model = A modelled figure is marked as such and never stands in the place of a reported one.
about-limit-trend = A probability continues the past trend. It knows no law or budget that was adopted since the last figure.
about-limit-recalled = Figures that are marked recalled were not yet read in their source, and may be wrong.
about-limit-public = Only what its contributor allows to be public is shown.
about-limit-language = Paraphrases are ours in three languages; the parties’ own texts prevail.
about-citing = To cite and to find again
about-citing-text = Name the page, both dates and the edition’s id. The id is the first twelve digits of the SHA-256 of edition.json.
about-addresses = Addresses are permanent: a promise’s page is named by its number and name, a party’s by its code, a row of evidence and a source by an anchor. They are the same in every edition and in every language’s folder.
about-reproduce = The same data, the same package and this command give the same edition:
about-correcting = To correct something
about-correcting-text = Anybody can hand in a row of evidence with its source; a party can answer what is said of it; a contributor can withdraw. What changed between two editions is listed with its cause, corrections included.
about-rights = Rights, privacy, access
about-rights-text = The package is free software under the Apache License 2.0. Data keep the licences of their sources.
about-privacy = These pages store nothing about you, set no cookie and ask no other server for anything.
about-access = They are made to be read by keyboard, by screen reader, on paper, on a small phone and without scripts. If something cannot be read, that is a fault: please report it.
