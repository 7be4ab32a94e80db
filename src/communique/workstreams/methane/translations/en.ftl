workstream-methane-name = Waste methane
workstream-methane-question = How much methane do solid waste and wastewater emit, and how far is that from 15 per cent less than in 2020?
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
methane-view-missing = What is missing, and what would mend it
methane-column-country = Country
methane-column-missing = What is missing
methane-column-remedy = What to contribute

methane-inventory-gwp-named = A figure in CO2e must name the warming potential that it was made with.
methane-inventory-unit-of-gas = The unit must be of the row’s gas, or CO2e.
methane-inventory-value-or-key = A national row needs a value or a notation key.
methane-inventory-numbering = Waste is category 5. Write 5.A for 6.A, 5.D for 6.B, 5.C for 6.C, 5.B for 6.D, and keep the old code in original_category.
methane-inventory-submitted-after = A submission cannot hold years after itself.
