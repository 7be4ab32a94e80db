workstream-methane-name = Waste methane
workstream-methane-question = How much methane do solid waste and wastewater emit, and how far is that from 15 per cent less than in 2020?
workstream-methane-plan-sheet = communique template methane.abatement_measures --out measures.csv
workstream-methane-method = Inventories are read as each country submitted them, never filled in. Landfills follow first-order decay, waste water and herds the tiers of the international guidelines, each parameter drawn once for a possible world. A change between two years is compared within one submission, so that errors which both years share cancel. The plan picks whole measures that interact and tries its answer again in every possible world.
indicator-methane-waste-ch4 = Methane from solid waste and wastewater
methane-method-reported = As reported in national greenhouse gas inventories, one submission for each country; no year is filled in.

methane-country-can = Canada
methane-country-mex = Mexico
methane-country-usa = United States
methane-country-all = The three countries together

methane-category-5-a = Solid waste disposal (5.A)
methane-category-5-b = Composting and digestion (5.B)
methane-category-5-c = Incineration and open burning (5.C)
methane-category-5-d = Wastewater (5.D)

methane-caveat-no-inventory = No inventory is known of this country on this date.
methane-caveat-vintage = All figures are those of one submission, { $vintage } ({ $guidelines }). Other submissions give other figures for the same years.
methane-caveat-submission-unknown = The source of { $vintage } does not say in which year it was submitted; any submission that does is taken before it.
methane-caveat-no-base-year = No figure for { $base }: the series runs from { $first } to { $last } and is not filled in. Any figure beyond it is a forecast and marked as one.
methane-caveat-incomplete-years = { $first } to { $last } are unknown: some provinces or states have no rows for these years, so their sum is not the country’s.
methane-caveat-category-missing = { $category } has neither a figure nor a notation key from { $first } to { $last }; the sum of these years is unknown.
methane-caveat-notation = { $category } is marked { $key } from { $first } to { $last }. That is not zero: IE is counted in another sector, NE not estimated, NA and NO do not apply, C is confidential.
caveat-series-break = Break in { $category } in { $year }: { $kind ->
    [slope] from that year on the series moves at another pace
   *[level] the series jumps
    }. No trend is drawn through it; earlier years are not comparable.
methane-caveat-start-up = { $category } begins near zero in { $year }: what had been deposited before is not counted, so the rise overstates what really grew.
methane-caveat-uncertainty-not-stated = The inventory file states no uncertainty for these figures; each is shown as reported, and its error is unknown.
methane-caveat-uncertainty-elsewhere = For { $year } the national inventory gives the whole waste sector an uncertainty of ±{ NUMBER($share, style: "percent", maximumFractionDigits: 1) } (in CO2 equivalent). It is not applied to other years.
methane-caveat-vintage-unusable = { $vintage } is not used: in no year does it hold all of 5.A to 5.D for the whole country (see { $categories }).
methane-caveat-vintage-conflict = No submission is used, because several are equally new: { $vintages }.
methane-caveat-others-inventory = Rows that { $by } contributed about this country are not used: a country’s inventory is its own.
methane-caveat-together-lacks = The sum of the three is unknown for { $base }: { $country } has no figure.
methane-caveat-together-break = The sum can be compared from { $year } on: the figures of { $country } break there.
methane-caveat-mixed-guidelines = The sum of the three mixes editions of the guidelines ({ $editions }).
methane-caveat-mixed-vintages = The sum of the three adds different submissions ({ $vintages }).

methane-remedy-inventory = Contribute the inventory: communique contribute methane.inventory FILE --party { $party }
methane-remedy-base-year = Contribute the submission that holds { $base }: communique contribute methane.inventory FILE --party { $party }
methane-remedy-regions = Contribute a national figure, or rows for every province, territory or state.
methane-remedy-key = Give each of 5.A, 5.B, 5.C and 5.D a figure or a notation key (NO, NE, IE, NA, C).
methane-remedy-withdraw = Withdraw all but one, or state the later year of submission.
methane-remedy-own = Let the country contribute its own figures.
methane-remedy-history = Contribute a series modelled with at least 50 years of deposits before its first year.
methane-remedy-recalculate = Contribute a submission in which the whole series is recalculated by one method.
methane-remedy-uncertainty = Publish the uncertainty of each category beside its figure.

methane-view-recalculation = { $country }, { $year }: the same year in two submissions
methane-recalculation-note = The difference is recalculation by better methods and data, not a change of emissions. It can exceed the 15 per cent of the promise.
methane-missing-plan = No party has handed in both what was buried and what can be done.
methane-remedy-plan = Start from the worked plan’s figures: communique methane plan --published --out FOLDER writes them as sheets. Change them, then: communique contribute methane.deposits, methane.abatement_measures and methane.parameter_ranges.
methane-view-missing = What is missing, and what would mend it
methane-column-country = Country
methane-column-missing = What is missing
methane-column-remedy = What to contribute

methane-inventory-gwp-named = A figure in CO2e must name the warming potential that it was made with.
methane-inventory-unit-of-gas = The unit must be of the row’s gas, or CO2e.
methane-inventory-value-or-key = A national row needs a value or a notation key.
methane-inventory-numbering = Waste is category 5. Write 5.A for 6.A, 5.D for 6.B, 5.C for 6.C, 5.B for 6.D, and keep the old code in original_category.
methane-inventory-submitted-after = A submission cannot hold years after itself.

indicator-methane-all-ch4 = All methane that people cause, without land use
methane-method-total-reported = National totals as reported in greenhouse gas inventories, without land use; no year is filled in.
methane-caveat-no-total = No submission on hand holds this country’s total of methane.
methane-caveat-total = The total is that of { $vintage }, without land use; another submission gives another.
methane-caveat-pledge-collective = The pledge is collective and worldwide; the sum of these three is context, not a verdict.

methane-view-reconciliation = Landfills by three ways of counting: inventory, model and sum of sites
methane-view-reconciliation-years = Year by year: what the inventory holds and what the sites leave uncovered
methane-dot-inventory = { $country } { $year }, inventory
methane-dot-modelled = { $country } { $year }, modelled
methane-dot-sites = { $country } { $year }, sum of sites
methane-column-year = Year
methane-column-inventory = Inventory, 5.A (kt CH4)
methane-column-modelled = Modelled, median
methane-column-low = 5 %
methane-column-high = 95 %
methane-column-sites = Sum of sites
methane-column-site-count = Sites
methane-column-residual = Not covered by sites
methane-column-flag = Remark
methane-reconcile-negative = { $country } { $year }: the sites report more than the whole country does. One of the two is wrong or counts something else; nothing is clipped.
methane-reconcile-model-above = { $country } { $year }: the inventory lies below the modelled interval.
methane-reconcile-model-below = { $country } { $year }: the inventory lies above the modelled interval.
methane-reconcile-residual = { $country } { $year }: { NUMBER($kt, maximumFractionDigits: 0) } kt ({ NUMBER($share, style: "percent", maximumFractionDigits: 0) } of the inventory) are not covered by sites. Small, old and industrial landfills do not report.
methane-reconcile-no-sites = { $country }: no table of sites is on hand, so what sites emit is unknown.
methane-reconcile-modelled-note = Modelled: first-order decay from population, waste per person, composition and climate. Many of these inputs are recalled and still to be confirmed; the bar is the 90 % interval. It never stands in for a reported figure.
methane-reconcile-collected = { $country }: known sites collect { NUMBER($collected, maximumFractionDigits: 0) } kt a year, more than the { NUMBER($generated, maximumFractionDigits: 0) } kt that the model at its defaults generates in { $year }. The model’s defaults are too low for this country; trust the inventory.
methane-reconcile-listed = { $country }: the list of landfills holds { NUMBER($sites, maximumFractionDigits: 0) } sites, each counted once. { NUMBER($reporting, maximumFractionDigits: 0) } of them report emissions; in these lie { NUMBER($share, style: "percent", maximumFractionDigits: 0) } of the waste in place that is known.
methane-reconcile-list-collected = Collected gas is known for { NUMBER($known, maximumFractionDigits: 0) } of { NUMBER($sites, maximumFractionDigits: 0) } sites: at least { NUMBER($kt, maximumFractionDigits: 0) } kt of methane a year. A blank is unknown, not zero.
methane-modelled-refused-can = Canada is not modelled: the share of its waste that is buried and the kinds of its sites are not recorded here.
methane-modelled-refused-mex = Mexico is not modelled: an input that it needs is not recorded here.
methane-modelled-refused-usa = The United States are not modelled: an input that they need is not recorded here.

methane-view-flow-published = { $country } { $year }: from waste to gas, as published
methane-view-flow-modelled = { $country } { $year }: from waste to gas, modelled
methane-flow-published = Landfill figures that the national inventory report states for { $year }, recalled and to be confirmed. What is neither captured nor emitted is taken as oxidised in the cover.
methane-flow-modelled = Modelled at the default of every parameter for { $year }, not reported. The interval stands in the first picture.
methane-site-confirmed = Place confirmed by a second list
methane-site-single = Place from one list only
methane-site-apart = Two lists put it more than 5 km apart
methane-site-reported = Contributed: reported by its operator
methane-site-measured = Contributed: measured
methane-site-modelled = Contributed: modelled
methane-site-unknown = Nothing is known of how its figure was made
methane-sites-unreporting = Sites that report nothing are not on this map; that is not zero.
methane-view-tornado = { $country } { $year }, modelled: what the emission of landfills hangs on
methane-parameter-zone = Climate zone of the sites
methane-tornado-rest = { $count ->
    [one] One more parameter moves the result less.
   *[other] { $count } more parameters move the result less.
    }

methane-view-pledge = Global Methane Pledge: all methane of each country, and the part of its waste
methane-line-all = { $country }, all methane
methane-line-waste = { $country }, waste
methane-pledge-collective = The pledge is collective and worldwide: 30 per cent less in 2030 than in 2020, all sectors together. No country is judged by it. Totals are without land use; waste is that of the same submission as the total.
methane-pledge-unknown = { $country }: no submission on hand holds a total, so it is not drawn.

methane-view-black-carbon = Black carbon of waste burned in the open, beside its methane
methane-column-burning = What the inventory says of open burning (5.C.2)
methane-column-burned = Burned (Gg a year)
methane-column-burned-ch4 = Methane (t)
methane-column-soot = Black carbon (t)
methane-burning-key = { $vintage }, { $year }: marked { $key }, which is not zero
methane-burning-figure = { $vintage }, { $year }: { NUMBER($value, maximumFractionDigits: 3) } kt CH4
methane-black-carbon-unknown = How much waste burns in the open is not on hand for any of the three. It is unknown, not zero; a city can say it in methane.city_waste.
methane-black-carbon-lower = Only the cities that were contributed are counted, so each figure is a lower bound. The factors are recalled, to be confirmed.

methane-view-files = Get the current file of each table, and load it
methane-column-file = Official file
methane-column-where = Where it is found
methane-column-command = Command that loads it
methane-files-note = The commands name files by example; put the year of the submission into the name. Addresses are shown, nothing is fetched.
methane-file-nir-provinces = National Inventory Report: methane by province and territory
methane-file-crf = Common Reporting Format of the Parties, up to 2023
methane-file-crt = Common Reporting Tables of the Parties, from 2024, as CSV in the same columns
methane-file-di = UNFCCC data interface, wide table of a party outside Annex I
methane-file-inecc = National inventory (INECC): write its figures into the empty sheet
methane-file-facilities = Facility reports of municipal landfills (GHGRP, Subpart HH)
methane-file-landfills = List of landfills and gas projects (LMOP): counted, each site once
methane-file-cities = World Bank, What a Waste: cities
methane-file-own-city = Sheet for a city or an agency
methane-file-worked-plan = Figures of the worked plan, as sheets to change and contribute
methane-file-own-measures = Sheet of measures with their costs, for a plan
methane-file-own = your own figures

methane-city-composition = The shares of the composition must sum to 1 within half a per cent; with a blank among them they must not exceed 1. They are not made to fit.
methane-city-treatment = The shares of the treatment must sum to 1 within half a per cent; with a blank among them they must not exceed 1. They are not made to fit.

methane-reconcile-negative-short = sites above the inventory
methane-reconcile-model-above-short = inventory below the modelled interval
methane-reconcile-model-below-short = inventory above the modelled interval
methane-missing-breaks = The series breaks: { $breaks }. No trend is drawn through a break; earlier years are not comparable.
methane-file-of = { $country }: { $file }
