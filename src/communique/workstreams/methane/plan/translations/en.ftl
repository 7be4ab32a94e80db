methane-plan-method-resimulated = The plan is kept and the parameters are drawn anew: the share of the draws in which every target is met.
methane-plan-nothing-uncertain = No figure has a range, so there is nothing to draw anew.

methane-plan-view-cost-curve = The plan’s measures by cost of a tonne of methane, each with its share of what all of them do together
methane-plan-view-timeline = When each measure of the plan acts
methane-plan-view-gas = From waste to gas in { $year }, thousand tonnes of methane
methane-plan-view-sites = Landfills, as large as their figure
methane-plan-view-sites-year = Landfills in { $year }, as large as their figure
methane-plan-view-tornado = What the result hangs on: each parameter alone at the two ends of its range
methane-plan-view-over-count = What measures claim one by one, and what they do together
methane-plan-view-sharing = Who pays and who gains: { $rule } ({ $money }, millions)

methane-plan-without-effect = { $measure } brings nothing in the target year; it acts for later years or because it earns.
methane-plan-sites-nowhere = { $count ->
    [one] One site has no coordinates and is not drawn.
   *[other] { $count } sites have no coordinates and are not drawn.
    }
methane-plan-sites-unsized = { $count ->
    [one] One site has no figure; unknown is not zero, and it is drawn without a size.
   *[other] { $count } sites have no figure; unknown is not zero, and they are drawn without a size.
    }
methane-plan-swing-contradicted = { $parameter }: at one end of its range less gas is generated than was recovered, so it has no bar.
methane-plan-sharing-note = A scenario to look at. The text names no way to share, and this is not the official split.
methane-plan-sharing-lacking = The figures that this rule needs are not there.

methane-plan-bar-alone = all measures, one by one
methane-plan-bar-together = all measures, together
methane-plan-bar-claimed = the naive curve’s choice, as it claims
methane-plan-bar-true = the naive curve’s choice, in truth

methane-plan-gas-generated = generated in landfills
methane-plan-gas-captured = captured
methane-plan-gas-escaping = escapes capture
methane-plan-gas-destroyed = destroyed in flares and engines
methane-plan-gas-oxidised = oxidised in the cover
methane-plan-gas-emitted = into the air
methane-plan-gas-treated = composting and digestion

methane-plan-stream-food = food
methane-plan-stream-sludge = sludge
methane-plan-stream-garden = garden waste
methane-plan-stream-nappies = nappies
methane-plan-stream-paper = paper
methane-plan-stream-textiles = textiles
methane-plan-stream-wood = wood
methane-plan-stream-bulk = mixed waste
methane-plan-stream-plastics = plastics
methane-plan-stream-metal = metal
methane-plan-stream-glass = glass
methane-plan-stream-other-inert = other inert waste
methane-plan-stream-rubber-leather = rubber and leather

methane-plan-rule-equal-per-cent = the same per cent for each country
methane-plan-rule-per-head = the same emission per inhabitant
methane-plan-rule-least-cost = where it costs least, without payments
methane-plan-column-party = Country
methane-plan-column-allowed = May emit (kt CH4)
methane-plan-column-emitted = Emits under the plan (kt CH4)
methane-plan-column-own-cost = Cost of its measures
methane-plan-column-pays = Pays (minus: receives)
methane-plan-column-net = Bears in all
methane-plan-column-alone = Its share by its own measures
methane-plan-column-gain = Gain from acting together

methane-measure-divert-whole = A diversion names its stream and the methane of its treatment (0 for prevented waste).
methane-measure-divert-only = Stream, emission and ramp are for diversions alone.
methane-measure-blocks-priced = Blocks and their yearly cost need the cost of building one.
methane-measure-blocks-of-gas = A diversion has no blocks; put its plant into the cost of a tonne.

methane-worked-first = Worked on published data for { $n } landfills of the United States; no party has handed in both its deposits and its measures. To emit { $percent } per cent less in { $year } than in { $base }, these sites have to avoid { $needed } thousand tonnes of methane a year; this plan avoids { $closed }.
methane-worked-first-unmet = Worked on published data for { $n } landfills of the United States; no party has handed in both its deposits and its measures. With the published measures these sites cannot emit { $percent } per cent less in { $year } than in { $base }.
methane-worked-scope = It is no party’s plan and not the official one. The { $percent } per cent are asked of these sites alone: the joint target holds all solid waste and waste water of three countries, and its level of { $base } is not known.
methane-worked-rule = In it is every landfill that reported { $threshold } thousand tonnes of methane or more in { $reported }. Of { $all } such landfills { $left } are left out, because a figure is missing or their waste does not explain their report; they are named below the picture of the misfit.
methane-worked-costs = Costs are published figures in US dollars of { $year }, some of them recalled and still to be confirmed. Capital counts by the year: it is spread over { $life } years at { $interest } per cent. Energy sold, fees saved at the landfill and the separate collection of food are not counted.
methane-worked-confident = A plan that just meets its target fails in many possible worlds. To hold in { $of_ten } of 10 it would aim at { $percent } per cent and cost { $dearer } per cent more a year.
methane-worked-replace = A party’s own deposits and measures take its place, as a whole. The command “communique methane plan --published --out FOLDER” writes its figures as sheets: change them, and hand them in with “communique contribute”.

methane-worked-action = { $measure }: { $site }
methane-worked-measure-collect-gas = Gas collection and flare
methane-worked-measure-biocover = Biocover
methane-worked-measure-compost-food = Composting of food waste
methane-worked-measure-all = All measures
methane-worked-view-misfit = Worked plan: landfills by what their report implies over what the model gives
methane-worked-view-figures = Worked plan: the published figures that its measures rest on
methane-worked-class = { NUMBER($low, minimumFractionDigits: 2) } to { NUMBER($high, minimumFractionDigits: 2) }
methane-worked-misfit-sum = The reports of the { $n } landfills imply { $implied } thousand tonnes generated, the model gives { $modelled }. Each site’s share of degradable waste is then scaled to its own report.
methane-worked-left-no-history = Left out, not in the list of landfills ({ $n }): { $names }.
methane-worked-left-two-histories = Left out, two landfills under one report ({ $n }): { $names }.
methane-worked-left-opened = Left out, year of opening not known ({ $n }): { $names }.
methane-worked-left-closes = Left out, year of closing not known ({ $n }): { $names }.
methane-worked-left-waste = Left out, waste in place not known ({ $n }): { $names }.
methane-worked-left-gas = Left out, gas collected not known ({ $n }): { $names }.
methane-worked-left-misfit = Left out, no share of degradable waste explains the report ({ $n }): { $names }.
methane-worked-column-figure = Figure
methane-worked-column-value = Value
methane-worked-column-unit = Unit
methane-worked-column-prices = Prices of
methane-worked-column-source = Source
methane-worked-prices = { $year }, { $mark }
methane-worked-column-mark = Mark
methane-worked-figure = { $measure }: { $what }
methane-worked-what-final = share collected under final cover
methane-worked-what-intermediate = share collected under intermediate cover
methane-worked-what-capital-with = capital of a project with the system
methane-worked-what-capital-without = capital of the same project without it
methane-worked-what-yearly-with = operation of a project with the system
methane-worked-what-yearly-without = operation of the same project without it
methane-worked-what-power = size of that project
methane-worked-what-gas = landfill gas of a million short tons
methane-worked-what-electricity = electricity of that gas
methane-worked-what-exponent = capital by size, to the power of
methane-worked-what-efficiency = share of the remaining methane it removes
methane-worked-what-capital = capital
methane-worked-what-yearly = operation
methane-worked-what-reach = share of food waste kept out
methane-worked-what-capacity = capacity of that plant
methane-worked-what-per-ton = operation for a short ton
methane-worked-what-emission = methane of composting
methane-worked-what-interest = interest on capital
methane-worked-what-life = life of what is built
methane-worked-figures-note = The cost of gas collection is the project with it less the same project without it. Prices of other years are brought to the plan’s by the US consumer price index.
constraint-emission-2030-ALL = Limit on the emission of 2030
