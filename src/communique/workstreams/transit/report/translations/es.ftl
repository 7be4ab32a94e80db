workstream-transit-name = Descarbonización del transporte público
workstream-transit-question = ¿Con qué autobuses, cargadores y en qué años los horarios de un organismo se cumplen con una flota de cero emisiones, y a qué costo?
workstream-transit-method = El horario publicado de una agencia se convierte en bloques, en jornadas eléctricas que nunca se quedan sin energía, en carga en el patio y en un pedido, año por año, de autobuses y cargadores. Cada paso es una optimización exacta que muestra su distancia al óptimo demostrado; la energía resulta de la velocidad, la pendiente, la carga y el clima, con su intervalo; las emisiones se cuentan hasta la central eléctrica.
transit-scenario-plan = con el plan
transit-scenario-baseline = como hoy
transit-view-share = Servicio de hora pico con autobuses de cero emisiones
transit-view-ghg = Gases de efecto invernadero por año, del pozo a la rueda
transit-view-cost = Valor presente de los costos por tipo
transit-view-nox = Óxidos de nitrógeno (NOx) en el escape, suma de todos los años
transit-view-pm25 = Partículas finas (PM2.5) en el escape, suma de todos los años
transit-view-load = Carga del patio por hora
transit-view-purchases = Autobuses comprados y puntos de carga pedidos por año
transit-view-unmet = Autobuses que no alcanzan a recibir toda su energía en el patio
transit-view-blocks = Bloques que ningún autobús de batería de este tipo puede cubrir tal como están
transit-view-assumptions = En qué supuestos se basa el plan
transit-view-front = Planes que ningún otro supera a la vez en costo y en emisiones
transit-view-map = Rutas del día y patio
transit-view-equity = Bloques según quién vive a lo largo de ellos
transit-view-burden = Lo que recae en cada quintil de ingreso
transit-infeasible = Ningún plan cumple todo lo que se pide. No pueden darse todos a la vez: { $conflict }.
transit-infeasible-reach = Ningún plan cumple todo lo que se pide. No pueden darse todos a la vez: { $conflict }. La mayor proporción del servicio de hora pico con cero emisiones que puede alcanzarse en el último año de la meta es de { $share } %.
transit-list = { $before }; { $last }
transit-wish-target = las metas de cero emisiones
transit-wish-budget = el presupuesto anual
transit-wish-points = los cargadores antes que los autobuses
transit-wish-emission = el límite de emisiones
transit-wish-duties = cubrir todo el servicio de hora pico
transit-wish-none = la vida útil de los autobuses existentes
transit-grid-held = Emisiones de la red { $region } según lo publicado para { $year }, sin cambio en todos los años: no se pronostica.
transit-cost-of = { $kind }, { $scenario }
transit-cost-buses = autobuses
transit-cost-chargers = puntos de carga
transit-cost-batteries = baterías de media vida
transit-cost-energy = energía
transit-cost-maintenance = mantenimiento
transit-cost-salvage = valor restante al final
transit-cost-note = Conductores y edificios cuestan lo mismo en ambos casos y se omiten. El valor restante es proporcional a los años que faltan de la vida mínima.
transit-model-of = { $model }, { $scenario }
transit-exhaust-note = Se muestran dos modelos porque difieren de cinco a nueve veces en los óxidos de nitrógeno de los autobuses más nuevos; ninguno se toma por verdadero.
transit-emfac-bins = EMFAC escribe sus intervalos de velocidad con huecos (0–8, 9–16 km/h); aquí se unen a la mitad, en 8.5 km/h.
transit-load-before = Todos al llegar
transit-load-after = Gestionada
transit-load-peak = máxima
transit-tariff-illustrative = La tarifa es ilustrativa y no es de ningún suministrador: reemplácela antes de confiar en la factura.
transit-technology-diesel = diésel
transit-technology-hybrid = híbrido diésel
transit-technology-cng = gas comprimido
transit-technology-fuel-cell = celda de combustible
transit-technology-battery = batería
transit-points-ordered = puntos de carga pedidos
transit-column-bus = Autobús
transit-column-day = Día
transit-column-missing-kwh = Faltan, kWh
transit-column-why = Por qué
transit-column-block = Bloque
transit-column-km = km
transit-column-kwh = Día habitual, kWh
transit-column-kwh-cold = Día frío de diseño, kWh
transit-column-assumption = Supuesto
transit-column-unit = Unidad
transit-column-confidence = Confianza
transit-column-ghg = t CO2e en todos los años
transit-column-rank = Lugar
transit-column-people = Personas
transit-column-priority = En comunidades prioritarias
transit-column-unknown = No se sabe
transit-column-priority-share = Proporción de las conocidas
transit-column-quintile = Quintil de ingreso
transit-column-nox-moves-kg = NOx, MOVES, kg por día
transit-column-nox-emfac-kg = NOx, EMFAC, kg por día
transit-column-pm25-moves-kg = PM2.5, MOVES, kg por día
transit-column-pm25-emfac-kg = PM2.5, EMFAC, kg por día
transit-column-km-per-1000 = km por 1,000 personas
transit-column-nox-moves-kg-per-1000 = NOx, MOVES, kg por 1,000 personas
transit-column-nox-emfac-kg-per-1000 = NOx, EMFAC, kg por 1,000 personas
transit-column-pm25-moves-kg-per-1000 = PM2.5, MOVES, kg por 1,000 personas
transit-column-pm25-emfac-kg-per-1000 = PM2.5, EMFAC, kg por 1,000 personas
transit-column-npc = Costo presente neto, millones de { $money }
transit-day-usual = habitual
transit-day-cold = frío de diseño
transit-unmet-no-window = sin tiempo en el patio
transit-unmet-short-window = estancia demasiado corta para su energía
transit-unmet-transformer = la acometida es insuficiente
transit-unmet-none = Todos los autobuses reciben toda su energía, en el día habitual y en el día frío de diseño.
transit-blocks-all-feasible = Un autobús de batería puede cubrir todos los bloques, al final de la vida de su batería y en el día frío de diseño.
transit-own = propio del organismo
transit-depot = Patio
transit-depot-unknown = No se conoce el patio: indique su ubicación en plan.toml y se contará el recorrido hasta él.
transit-trips-without-shape = { $n ->
    [one] Un viaje no tiene trazo y no puede
   *[other] { $n } viajes no tienen trazo y no pueden
    } dibujarse.
transit-feasible = un autobús de batería puede cubrirlo
transit-not-feasible = ningún autobús de batería de este tipo puede cubrirlo
transit-section-plan = Qué comprar y cuándo
transit-section-cost = Cuánto cuesta
transit-section-emission = Qué se evita
transit-section-charging = La carga en el patio
transit-section-day = Los autobuses del día
transit-section-equity = Quién vive a lo largo de los bloques
transit-section-assumptions = Supuestos y sus fuentes
transit-drawn-blocks = Los bloques a lo largo del día
transit-drawn-blocks-note = Cada barra es un bloque, del primer al último viaje. Rayado: ningún autobús de batería de este tipo puede cubrirlo al final de la vida de su batería en el día frío de diseño.
transit-drawn-load = Potencia que demanda el patio a lo largo del día
transit-drawn-load-note = Línea discontinua: cada autobús carga a plena potencia al llegar. Continua: la misma energía al menor costo con la tarifa.
transit-drawn-waterfall = Del costo de hoy al del plan
transit-drawn-waterfall-note = Valores presentes de todos los años. «Como hoy» sigue comprando la tecnología actual.
transit-heading = { $agency }: plan para autobuses de cero emisiones
transit-answer = Hasta { $last }, el plan compra { $buses } autobuses de cero emisiones y { $points } puntos de carga, con un costo presente neto de { $cost } millones de { $money }; seguir como hoy cuesta { $before } millones.
transit-line-blocks = De { $n } bloques, un autobús de batería puede cubrir { $share } tal como están, al final de la vida de su batería en el día frío de diseño.
transit-line-ratio = El horario requiere { $today } autobuses hoy y { $electric } de batería: { $ratio } por cada uno.
transit-line-charging = La carga gestionada reduce la demanda máxima del patio de { $before } a { $after } kW.
transit-line-unserved = { $n ->
    [one] Un viaje es demasiado largo
   *[other] { $n } viajes son demasiado largos
    } para una batería de este tamaño.
transit-line-unmet = { $n ->
    [one] Un autobús no puede
   *[other] { $n } autobuses no pueden
    } recibir toda su energía en el día frío de diseño.
transit-downloads = Descargas
transit-foot = Desconocido significa desconocido, nunca cero. Las cifras recordadas están por confirmarse; reemplácelas en plan.toml.
transit-view-agencies = Tres organismos generados: lo que exige su horario
transit-column-agency = Organismo
transit-column-trips = Viajes por día
transit-column-km-day = km por día
transit-column-vehicles = Autobuses hoy
transit-column-electric = Autobuses de batería
transit-column-feasible = Bloques que una batería puede cubrir, %
transit-column-kwh-per-km = kWh/km, habitual
transit-column-peak-before = Demanda al llegar, kW
transit-column-peak-after = Demanda gestionada, kW
transit-column-cost-change = Costo presente neto frente a hoy, millones
transit-column-ghg-change = Gases de efecto invernadero frente a hoy, %
transit-generated = Los organismos son generados, no reales; muestran lo que las herramientas calculan con los datos propios de un organismo. El dinero es el de cada país y no se convierte.
transit-view-ghg-agency = { $agency }: gases de efecto invernadero por año, del pozo a la rueda
transit-view-share-all = Servicio de hora pico con cero emisiones, tres organismos generados
transit-money-change = { $amount } { $money }
transit-load-of = { $agency }: { $how }
transit-exhaust-of = { $agency }, { $model }, { $scenario }
transit-view-map-agency = { $agency }: rutas y patio
transit-drawn-routes = Rutas del día
transit-drawn-routes-note = Las líneas son los trazos del feed; el cuadro es el patio, si se conoce. Los anillos son cargadores en ruta.
transit-line-energy = Un autobús de batería necesita { $middle } kWh por kilómetro en el año, entre { $low } y { $high } en nueve de cada diez casos, con calefacción eléctrica.
transit-labelled = { $label }: { $value }
transit-cost-on-route = cargadores en ruta
transit-points-on-route = puntos en ruta pedidos
transit-view-depots = Los patios, en un día habitual
transit-view-on-route = Cargadores en ruta
transit-column-depot = Patio
transit-column-meter-kwh = Energía en el medidor, kWh al día
transit-column-terminal = Terminal
transit-column-points = Puntos
transit-column-charges = Cargas, día frío de diseño
transit-column-peak-usual = Carga máxima, día habitual, kW
transit-charger = { $name }: { $n ->
    [one] un punto de carga
   *[other] { $n } puntos de carga
    }
transit-on-route-note = Una terminal tiene tantos puntos como autobuses coinciden ahí para cargar el día frío de diseño. Un autobús carga en ruta solo cuando de otro modo no podría terminar su trabajo.
transit-on-route-unhelped = { $n ->
    [one] Un bloque no puede cumplirse tal como está
   *[other] { $n } bloques no pueden cumplirse tal como están
    } ni con cargadores en todas las terminales; los viajes se reparten entre más autobuses.
transit-line-on-route = Los autobuses cargan también en ruta, en { $places ->
    [one] una terminal
   *[other] { $places } terminales
    } con { $n ->
    [one] un punto
   *[other] { $n } puntos
    } en total.
transit-on-route-crowded = { $n ->
    [one] Una terminal necesita más puntos
   *[other] { $n } terminales necesitan más puntos
    } que los { $room } que se supone que caben ahí.
