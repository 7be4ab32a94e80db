methane-plan-method-resimulated = El plan se mantiene y los parámetros se sortean de nuevo: es la proporción de sorteos en que se cumplen todas las metas.
methane-plan-nothing-uncertain = Ninguna cifra tiene intervalo, así que no hay nada que sortear de nuevo.

methane-plan-view-cost-curve = Las medidas del plan según el costo por tonelada de metano, cada una con su parte de lo que logran todas juntas
methane-plan-view-timeline = Cuándo actúa cada medida del plan
methane-plan-view-gas = De los residuos al gas en { $year }, miles de toneladas de metano
methane-plan-view-sites = Rellenos sanitarios, con tamaño según su cifra
methane-plan-view-sites-year = Rellenos sanitarios en { $year }, con tamaño según su cifra
methane-plan-view-tornado = De qué depende el resultado: cada parámetro por separado en los dos extremos de su intervalo
methane-plan-view-over-count = Lo que las medidas prometen una por una y lo que logran juntas
methane-plan-view-sharing = Quién paga y quién gana: { $rule } ({ $money }, millones)

methane-plan-without-effect = { $measure } no aporta nada en el año de la meta; actúa para años posteriores o porque deja ingresos.
methane-plan-sites-nowhere = { $count ->
    [one] Un sitio no tiene coordenadas y no se dibuja.
   *[other] { $count } sitios no tienen coordenadas y no se dibujan.
    }
methane-plan-sites-unsized = { $count ->
    [one] Un sitio no tiene cifra; lo desconocido no es cero, y se dibuja sin tamaño.
   *[other] { $count } sitios no tienen cifra; lo desconocido no es cero, y se dibujan sin tamaño.
    }
methane-plan-swing-contradicted = { $parameter }: en un extremo de su intervalo se genera menos gas del que se recuperó, por lo que no tiene barra.
methane-plan-sharing-note = Es un escenario para comparar. El texto no fija ningún reparto y este no es el oficial.
methane-plan-sharing-lacking = Faltan las cifras que necesita esta regla.

methane-plan-bar-alone = todas las medidas, una por una
methane-plan-bar-together = todas las medidas, juntas
methane-plan-bar-claimed = lo que elige la curva ingenua, según ella
methane-plan-bar-true = lo que elige la curva ingenua, en realidad

methane-plan-gas-generated = generado en los rellenos
methane-plan-gas-captured = captado
methane-plan-gas-escaping = escapa a la captación
methane-plan-gas-destroyed = destruido en quemadores y motores
methane-plan-gas-oxidised = oxidado en la cubierta
methane-plan-gas-emitted = a la atmósfera
methane-plan-gas-treated = compostaje y digestión

methane-plan-stream-food = alimentos
methane-plan-stream-sludge = lodos
methane-plan-stream-garden = residuos de jardín
methane-plan-stream-nappies = pañales
methane-plan-stream-paper = papel
methane-plan-stream-textiles = textiles
methane-plan-stream-wood = madera
methane-plan-stream-bulk = residuos mezclados
methane-plan-stream-plastics = plásticos
methane-plan-stream-metal = metal
methane-plan-stream-glass = vidrio
methane-plan-stream-other-inert = otros residuos inertes
methane-plan-stream-rubber-leather = hule y cuero

methane-plan-rule-equal-per-cent = el mismo porcentaje para cada país
methane-plan-rule-per-head = la misma emisión por habitante
methane-plan-rule-least-cost = donde cuesta menos, sin pagos
methane-plan-column-party = País
methane-plan-column-allowed = Puede emitir (kt CH4)
methane-plan-column-emitted = Emite con el plan (kt CH4)
methane-plan-column-own-cost = Costo de sus medidas
methane-plan-column-pays = Paga (con signo menos, recibe)
methane-plan-column-net = Carga total
methane-plan-column-alone = Su parte solo con medidas propias
methane-plan-column-gain = Lo que gana al actuar en conjunto

methane-measure-divert-whole = Una medida de desvío indica su fracción de residuos y el metano de su tratamiento (0 si el residuo se evita).
methane-measure-divert-only = La fracción, la emisión y el ritmo son solo para medidas de desvío.
methane-measure-blocks-priced = Los bloques y su costo anual requieren el costo de construir uno.
methane-measure-blocks-of-gas = Un desvío no tiene bloques; incluya su planta en el costo por tonelada.
