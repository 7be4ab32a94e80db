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

methane-worked-first = Elaborado con datos publicados de { $n } rellenos sanitarios de Estados Unidos; ninguna parte ha entregado a la vez sus depósitos y sus medidas. Para emitir en { $year } un { $percent } por ciento menos que en { $base }, esos sitios tienen que evitar { $needed } mil toneladas de metano al año; este plan evita { $closed }.
methane-worked-first-unmet = Elaborado con datos publicados de { $n } rellenos sanitarios de Estados Unidos; ninguna parte ha entregado a la vez sus depósitos y sus medidas. Con las medidas publicadas, esos sitios no pueden emitir en { $year } un { $percent } por ciento menos que en { $base }.
methane-worked-scope = No es el plan de ninguna de las partes ni el oficial. El { $percent } por ciento se pide solo a estos sitios: la meta conjunta abarca todos los residuos sólidos y las aguas residuales de los tres países, y no se conoce su nivel de { $base }.
methane-worked-rule = Incluye todo relleno sanitario que reportó { $threshold } mil toneladas de metano o más en { $reported }. De { $all } rellenos así, { $left } quedan fuera porque les falta un dato o porque sus residuos no explican su reporte; se nombran bajo la gráfica del desajuste.
methane-worked-costs = Los costos son cifras publicadas, en dólares estadounidenses de { $year }; algunas se citan de memoria y están por confirmarse. El capital cuenta por año: se reparte en { $life } años al { $interest } por ciento. No se cuentan la energía vendida, las tarifas de disposición que se ahorran ni la recolección separada de alimentos.
methane-worked-confident = Un plan que apenas alcanza su meta falla en muchos mundos posibles. Para cumplirla en { $of_ten } de cada 10 tendría que apuntar a { $percent } por ciento y costaría { $dearer } por ciento más al año.
methane-worked-replace = Los depósitos y las medidas que entregue una parte lo sustituyen por completo. El comando «communique methane plan --published --out CARPETA» escribe sus cifras en hojas: modifíquelas y entréguelas con «communique contribute».

methane-worked-action = { $measure }: { $site }
methane-worked-measure-collect-gas = Captación y quema de biogás
methane-worked-measure-biocover = Biocubierta
methane-worked-measure-compost-food = Compostaje de residuos de alimentos
methane-worked-measure-all = Todas las medidas
methane-worked-view-misfit = Plan elaborado: rellenos sanitarios según lo que implica su reporte entre lo que da el modelo
methane-worked-view-figures = Plan elaborado: las cifras publicadas en las que se apoyan sus medidas
methane-worked-class = { NUMBER($low, minimumFractionDigits: 2) } a { NUMBER($high, minimumFractionDigits: 2) }
methane-worked-misfit-sum = Los reportes de los { $n } rellenos implican { $implied } mil toneladas generadas; el modelo da { $modelled }. Después, la proporción de residuos degradables de cada sitio se ajusta a su propio reporte.
methane-worked-left-no-history = Fuera, no están en la lista de rellenos sanitarios ({ $n }): { $names }.
methane-worked-left-two-histories = Fuera, dos rellenos en un mismo reporte ({ $n }): { $names }.
methane-worked-left-opened = Fuera, no se conoce el año de apertura ({ $n }): { $names }.
methane-worked-left-closes = Fuera, no se conoce el año de cierre ({ $n }): { $names }.
methane-worked-left-waste = Fuera, no se conocen los residuos depositados ({ $n }): { $names }.
methane-worked-left-gas = Fuera, no se conoce el biogás captado ({ $n }): { $names }.
methane-worked-left-misfit = Fuera, ninguna proporción de residuos degradables explica el reporte ({ $n }): { $names }.
methane-worked-column-figure = Cifra
methane-worked-column-value = Valor
methane-worked-column-unit = Unidad
methane-worked-column-prices = Precios de
methane-worked-column-source = Fuente
methane-worked-prices = { $year }, { $mark }
methane-worked-column-mark = Marca
methane-worked-figure = { $measure }: { $what }
methane-worked-what-final = proporción captada con cubierta final
methane-worked-what-intermediate = proporción captada con cubierta intermedia
methane-worked-what-capital-with = capital de un proyecto con el sistema
methane-worked-what-capital-without = capital del mismo proyecto sin él
methane-worked-what-yearly-with = operación de un proyecto con el sistema
methane-worked-what-yearly-without = operación del mismo proyecto sin él
methane-worked-what-power = tamaño de ese proyecto
methane-worked-what-gas = biogás de un millón de toneladas cortas
methane-worked-what-electricity = electricidad de ese biogás
methane-worked-what-exponent = capital según el tamaño, elevado a
methane-worked-what-efficiency = proporción que elimina del metano restante
methane-worked-what-capital = capital
methane-worked-what-yearly = operación
methane-worked-what-reach = proporción de residuos de alimentos que se separa
methane-worked-what-capacity = capacidad de esa planta
methane-worked-what-per-ton = operación por tonelada corta
methane-worked-what-emission = metano del compostaje
methane-worked-what-interest = interés del capital
methane-worked-what-life = vida de lo que se construye
methane-worked-figures-note = El costo de captar el biogás es el del proyecto con el sistema menos el del mismo proyecto sin él. Los precios de otros años se llevan a los del plan con el índice de precios al consumidor de Estados Unidos.
constraint-emission-2030-ALL = Límite de la emisión de 2030
