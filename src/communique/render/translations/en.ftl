# Any page
page-skip = Skip to the content
page-nav = Languages and pages
page-menu = Menu
page-sources = Sources
language-name = English
sources-lead = Everything that is shown stands on one of these. Verified: read in the source. Recalled: still to be confirmed.

# Countries in a narrow column
party-short-can = CAN
party-short-mex = MEX
party-short-usa = USA

# Chances
chance-about = about { $n } in 10 ({ $p })
chance-below = less than 1 in 20 ({ $p })
chance-above = more than 19 in 20 ({ $p })

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
view-own-page = On its own page, to cite or embed
view-table-whole = The whole table, { $n } rows, on the picture’s own page
view-moves = The map that moves, on its own page
