# Every page
page-skip = Skip to the content
page-nav = Languages and pages
page-as-of = as of { $date }
page-sources = Sources
page-manifest = Manifest
page-foot = Shown is the world of { $on }, as far as it was known on { $known }. Unknown means unknown: never zero, never failure.
language-name = English
party-short-can = CAN
party-short-mex = MEX
party-short-usa = USA

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

chance-about = about { $n } in 10 ({ $p })
chance-below = less than 1 in 20 ({ $p })
chance-above = more than 19 in 20 ({ $p })

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
page-download-edition = Whole edition (JSON)
page-download-evidence = Evidence (CSV)
page-download-view = { $title } (CSV)
page-citation = Communique { $version }, { $summit }, commitment { $number }, “{ $title }”, as of { $on }, known at { $known }, seed { $seed }.
page-around = Other promises

# Sources and manifest
sources-lead = Everything that is shown stands on one of these. Verified: read in the source. Recalled: still to be confirmed.
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
manifest-lock = Packages
manifest-versions = Versions
manifest-tables = Tables
manifest-store = Versions of the store
manifest-facts = Facts
manifest-inputs = Inputs

# Views
view-unknown = not known
view-more-unknown = { $n ->
    [one] One more reason or remark
   *[other] { $n } more reasons and remarks
    }
view-table = Data behind the picture
view-table-of = Data: { $title }
view-key-fan = Shaded: the bands that hold the figure with { $shares } probability.
view-key-path = Dashed grey: the path needed.
view-key-outside = { $n ->
    [one] One place lies outside the picture; it is in the table.
   *[other] { $n } places lie outside the picture; they are in the table.
    }
view-table-rows = The table, { $n } rows
view-target-label = target { $value }
view-gap-label = gap { $value }
view-col-line = Line
view-col-manner = Made how
view-col-year = Year
view-col-value = Value
view-col-low = Low
view-col-high = High
view-col-probability = Probability
view-col-series = Series
view-col-name = Name
view-col-step = Measure
view-col-amount = Amount
view-col-unit-cost = Cost each
view-col-total = Total
view-col-from = From
view-col-to = To
view-col-latitude = Latitude
view-col-longitude = Longitude
view-col-date = Date
view-col-event = Event
view-col-kind = Kind
view-col-parties = Parties
view-col-party = Party
view-col-conflict = Conflict
view-col-source = Source
view-kind-time-series = Time series
view-kind-timeline = Timeline
view-kind-intervals = Values with intervals
view-kind-cost-curve = Cost curve
view-kind-bars = Bars
view-kind-sankey = Flows
view-kind-network = Network
view-kind-map = Map
view-kind-matrix = Matrix
view-kind-grid = Table
view-alt = { $kind }: { $title }.
view-alt-line = { $name }, { $first }: { $start }; { $last }: { $end }.
view-alt-target = Target { $value } in { $year }.
view-alt-moments = { $n ->
    [one] One event; it is in the list below.
   *[other] { $n } events; all are in the list below.
    }
view-alt-steps = { $n ->
    [one] One measure, { $total }.
   *[other] { $n } measures by rising cost, together { $total }.
    }
view-alt-rows = { $n ->
    [one] One entry; it is in the table below.
   *[other] { $n } entries; all are in the table below.
    }

terminal-unknown = not known: { $reason }

# The brief
brief-link = Two-page brief, to print
brief-whole = The whole page
brief-title = Brief: { $number } { $title }
brief-unknown = What is not known
brief-nothing-unknown = Nothing of what is shown here is marked as unknown.
brief-dates = Next dates
brief-no-dates = No date is still to come.
brief-events = Latest evidence
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
