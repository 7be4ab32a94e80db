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
