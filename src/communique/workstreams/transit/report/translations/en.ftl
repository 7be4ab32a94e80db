workstream-transit-name = Transit decarbonisation
workstream-transit-question = Which buses, chargers and years turn an agency’s schedule into a zero-emission fleet, at what cost?
workstream-transit-method = An agency’s published timetable becomes blocks, electric duties that never run empty, charging at the depot, and a year-by-year order of buses and chargers. Each step is an exact optimisation with its gap to the proven optimum shown; energy follows from speed, grade, load and weather, with its interval; emissions are counted to the power plant.
transit-scenario-plan = with the plan
transit-scenario-baseline = as today
transit-view-share = Peak service by zero-emission buses
transit-view-ghg = Greenhouse gas a year, well to wheel
transit-view-cost = Present value of costs by kind
transit-view-nox = Nitrogen oxides (NOx) at the exhaust over all years
transit-view-pm25 = Fine particles (PM2.5) at the exhaust over all years
transit-view-load = Load of the depot by hour
transit-view-purchases = Buses bought and charging points ordered by year
transit-view-unmet = Buses that cannot get all their energy at the depot
transit-view-blocks = Blocks that no such battery bus can run as they are
transit-view-assumptions = What the plan assumes
transit-view-front = Plans that no other beats in both cost and emission
transit-view-map = Routes of the day and depot
transit-view-equity = Blocks by who lives along them
transit-view-burden = What falls on each income quintile
transit-infeasible = No plan meets everything that is asked. These cannot all hold: { $conflict }.
transit-infeasible-reach = No plan meets everything that is asked. These cannot all hold: { $conflict }. The largest share of peak service by zero-emission buses that can be reached in the last target year is { $share } %.
transit-list = { $before }; { $last }
transit-wish-target = the zero-emission targets
transit-wish-budget = the yearly budget
transit-wish-points = charging points before buses
transit-wish-emission = the limit on emission
transit-wish-duties = serving every peak duty
transit-wish-none = the lives of the buses that are there
transit-grid-held = Emission of the grid { $region } as published for { $year }, held for all years: no change is foretold.
transit-cost-of = { $kind }, { $scenario }
transit-cost-buses = buses
transit-cost-chargers = charging points
transit-cost-batteries = midlife batteries
transit-cost-energy = energy
transit-cost-maintenance = maintenance
transit-cost-salvage = value left at the end
transit-cost-note = Drivers and buildings cost the same in both and are left out. Value left at the end is in proportion to the years left of the minimum life.
transit-model-of = { $model }, { $scenario }
transit-exhaust-note = Two models are shown because they differ five- to ninefold on nitrogen oxides of newer buses; neither is taken for the truth.
transit-emfac-bins = EMFAC writes its speed bins with gaps (0–8, 9–16 km/h); they are read as meeting half-way, at 8.5 km/h.
transit-load-before = Everybody on arrival
transit-load-after = Managed
transit-load-peak = highest
transit-tariff-illustrative = The tariff is illustrative, no utility’s own: replace it before you rely on the bill.
transit-technology-diesel = diesel
transit-technology-hybrid = diesel hybrid
transit-technology-cng = compressed gas
transit-technology-fuel-cell = fuel cell
transit-technology-battery = battery
transit-points-ordered = charging points ordered
transit-column-bus = Bus
transit-column-day = Day
transit-column-missing-kwh = Missing, kWh
transit-column-why = Why
transit-column-block = Block
transit-column-km = km
transit-column-kwh = Usual day, kWh
transit-column-kwh-cold = Coldest design day, kWh
transit-column-assumption = Assumption
transit-column-unit = Unit
transit-column-confidence = Confidence
transit-column-ghg = t CO2e over all years
transit-column-rank = Rank
transit-column-people = People
transit-column-priority = In priority communities
transit-column-unknown = Not known
transit-column-priority-share = Share of those known
transit-column-quintile = Income quintile
transit-column-nox-moves-kg = NOx, MOVES, kg a day
transit-column-nox-emfac-kg = NOx, EMFAC, kg a day
transit-column-pm25-moves-kg = PM2.5, MOVES, kg a day
transit-column-pm25-emfac-kg = PM2.5, EMFAC, kg a day
transit-column-km-per-1000 = km per 1,000 people
transit-column-nox-moves-kg-per-1000 = NOx, MOVES, kg per 1,000 people
transit-column-nox-emfac-kg-per-1000 = NOx, EMFAC, kg per 1,000 people
transit-column-pm25-moves-kg-per-1000 = PM2.5, MOVES, kg per 1,000 people
transit-column-pm25-emfac-kg-per-1000 = PM2.5, EMFAC, kg per 1,000 people
transit-column-npc = Net present cost, million { $money }
transit-day-usual = usual
transit-day-cold = coldest design day
transit-unmet-no-window = no time at the depot
transit-unmet-short-window = too short a stay for its energy
transit-unmet-transformer = the connection is too small
transit-unmet-none = Every bus gets all its energy, on the usual and on the coldest design day.
transit-blocks-all-feasible = A battery bus can run every block, at the end of its battery’s life on the coldest design day.
transit-own = the agency’s own
transit-depot = Depot
transit-depot-unknown = The depot is not known: give its place in plan.toml, and the way to it counts.
transit-trips-without-shape = { $n ->
    [one] One trip has
   *[other] { $n } trips have
    } no shape and cannot be drawn.
transit-feasible = a battery bus can run it
transit-not-feasible = no such battery bus can run it
transit-section-plan = What to buy, and when
transit-section-cost = What it costs
transit-section-emission = What it saves
transit-section-charging = Charging at the depot
transit-section-day = The day’s buses
transit-section-equity = Who lives along the blocks
transit-section-assumptions = Assumptions and their sources
transit-drawn-blocks = Blocks over the day
transit-drawn-blocks-note = Each bar is one block from its first to its last trip. Hatched: no battery bus of this kind can run it at the end of its battery’s life on the coldest design day.
transit-drawn-load = Power drawn by the depot over the day
transit-drawn-load-note = Dashed: every bus charges at full power on arrival. Solid: the same energy at least cost under the tariff.
transit-drawn-waterfall = From today’s cost to the plan’s
transit-drawn-waterfall-note = Present values over all years. “As today” keeps buying the present technology.
transit-heading = { $agency }: a plan for zero-emission buses
transit-answer = By { $last } the plan buys { $buses } zero-emission buses and { $points } charging points, at a net present cost of { $cost } million { $money }; going on as today costs { $before } million.
transit-line-blocks = Of { $n } blocks, a battery bus can run { $share } as they are, at the end of its battery’s life on the coldest design day.
transit-line-ratio = The timetable needs { $today } buses today and { $electric } battery buses: { $ratio } for one.
transit-line-charging = Managed charging lowers the depot’s peak from { $before } to { $after } kW.
transit-line-unserved = { $n ->
    [one] One trip is
   *[other] { $n } trips are
    } too long for any battery of this size.
transit-line-unmet = { $n ->
    [one] One bus
   *[other] { $n } buses
    } cannot get all its energy on the coldest design day.
transit-downloads = Downloads
transit-foot = Unknown means unknown: never zero. Recalled figures are still to be confirmed; replace them in plan.toml.
transit-view-agencies = Three generated agencies: what their timetable asks
transit-column-agency = Agency
transit-column-trips = Trips a day
transit-column-km-day = km a day
transit-column-vehicles = Buses today
transit-column-electric = Battery buses
transit-column-feasible = Blocks a battery can run, %
transit-column-kwh-per-km = kWh/km, usual
transit-column-peak-before = Peak on arrival, kW
transit-column-peak-after = Peak managed, kW
transit-column-cost-change = Net present cost against today, million
transit-column-ghg-change = Greenhouse gas against today, %
transit-generated = The agencies are generated, no real one; they show what the toolkit computes from an agency’s own feed. Money is each country’s own and is not converted.
transit-view-ghg-agency = { $agency }: greenhouse gas a year, well to wheel
transit-view-share-all = Peak service by zero-emission buses, three generated agencies
transit-money-change = { $amount } { $money }
transit-load-of = { $agency }: { $how }
transit-exhaust-of = { $agency }, { $model }, { $scenario }
transit-view-map-agency = { $agency }: routes and depot
transit-drawn-routes = Routes of the day
transit-drawn-routes-note = Lines are the shapes of the feed; the square is the depot, where it is known. Rings are chargers on the way.
transit-line-energy = A battery bus needs { $middle } kWh a kilometre over the year, between { $low } and { $high } in nine of ten cases, all heated electrically.
transit-labelled = { $label }: { $value }
transit-cost-on-route = chargers on the way
transit-points-on-route = points on the way ordered
transit-view-depots = The depots, on a usual day
transit-view-on-route = Chargers on the way
transit-column-depot = Depot
transit-column-meter-kwh = Energy at the meter, kWh a day
transit-column-terminal = Terminal
transit-column-points = Points
transit-column-charges = Charges, coldest design day
transit-column-peak-usual = Highest load, usual day, kW
transit-charger = { $name }: { $n ->
    [one] one charging point
   *[other] { $n } charging points
    }
transit-on-route-note = A terminal has as many points as buses stand there to charge at one time on the coldest design day. A bus charges on the way only where it could not finish its work otherwise.
transit-on-route-unhelped = { $n ->
    [one] One block cannot be run as it is
   *[other] { $n } blocks cannot be run as they are
    } even with chargers at every terminal; the trips are shared out to more buses.
transit-line-on-route = Buses also charge on the way, at { $places ->
    [one] one terminal
   *[other] { $places } terminals
    } with { $n ->
    [one] one point
   *[other] { $n } points
    } in all.
transit-on-route-crowded = { $n ->
    [one] One terminal needs more points
   *[other] { $n } terminals need more points
    } than the { $room } that are taken to fit there.
