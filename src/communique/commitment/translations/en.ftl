# States, of a commitment and of a party to it.
state-delivered = delivered
state-on-track = on track
state-partial = partial
state-activity = activity
state-behind = behind
state-late = delivered late
state-overdue-unknown = overdue, unknown
state-reversed = reversed
state-mixed = mixed
state-unknown = unknown

# Why a party is where it is. Evidence is given by its id, or on pages by its sentence and date.
reason-delivered = Delivered; the evidence: { $evidence }.
reason-partial = Partly done; the evidence: { $evidence }.
reason-activity = Under way, with no result yet; the evidence: { $evidence }.
reason-late = Delivered after the promised date, { $date }; the evidence: { $evidence }.
reason-reversed = Reversed; what happened: { $undone }.
reason-reversed-after = Reversed; what happened: { $undone }; what had been done before: { $done }.
reason-overdue = Promised for { $date }; no public record was found.

unknown-none-found = A search found no public record.
unknown-not-searched = Nobody has searched for it yet.
unknown-not-measured = Only a figure can answer this promise, and none is known.
unknown-not-yet = What is recorded had not happened by this day.
unknown-uncertain = What was found is too uncertain to count.
unknown-not-named = The evidence found does not name this party.
unknown-related-only = Only neighbouring events were found, not the promise itself.
unknown-context-only = Only background was found, nothing this party did.
unknown-no-row = The register holds no evidence for it.

# What else must be said of a state.
flag-single-source = Rests on a single source that is neither official nor the organiser’s: { $evidence }.
flag-conflict = Sources contradict each other ({ $group }); only what they agree on is used.
flag-bilateral = An act of two countries counts at most as partial for a promise of three.
flag-deadline-passed = The promised date, { $date }, has passed.
flag-strict-late = On a strict reading the date was { $date }: then it came late.

# Evidence.
evidence-kind-delivered = delivered
evidence-kind-partial = partial
evidence-kind-activity = activity
evidence-kind-none_found = searched, none found
evidence-kind-not_searched = not searched
evidence-kind-uncertain = uncertain
evidence-kind-reversal = reversal
evidence-kind-rejected = rejected

role-direct = about the promise
role-related = neighbouring
role-context = background
role-measure = answered by a figure

scope-trilateral = trilateral
scope-bilateral = bilateral
scope-regional = regional
scope-national = national

source-class-official = official
source-class-official_copy = copy of an official text
source-class-organiser = organiser
source-class-partner = partner
source-class-press = press
source-class-secondary = secondary
source-class-none = no source

confidence-high = high confidence
confidence-medium = medium confidence
confidence-low = low confidence
confidence-unverified = unverified
confidence-verified = verified
confidence-verified-in-part = verified in part
confidence-verified-through-a-copy = verified through a copy
confidence-recalled = recalled

precision-day = day
precision-month = month
precision-year = year
precision-inferred_day = day, inferred
precision-inferred_year = year, inferred
precision-undated = undated
date-inferred = { $date } (inferred)
date-undated = undated

# Commitments.
commitment-kind-measure = figure to reach
commitment-kind-map = map
commitment-kind-plan = plan
commitment-kind-serve = service for people
commitment-kind-exchange = exchange of practice
commitment-kind-convene = meeting or membership

milestone-basis-text = stated in a text
milestone-basis-declaration = stated in the declaration
milestone-basis-evidence = from the evidence
milestone-basis-linear_path = on a straight path to the target
milestone-basis-reporting_cycle = reporting cycle
milestone-basis-suggested = our suggestion, not a promise

read-whole = read whole
read-part = read in part
read-opening = only its opening was read

party-together = all together
party-regional = countries of the region, named in the event

# How a line of a chart came about.
manner-reported = reported
manner-modelled = modelled
manner-forecast = past trend continued
manner-path = path needed
manner-target = target
