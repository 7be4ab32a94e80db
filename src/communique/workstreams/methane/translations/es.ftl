workstream-methane-name = Metano de residuos
workstream-methane-question = ¿Cuánto metano emiten los residuos sólidos y las aguas residuales, y qué tan lejos está eso de un 15 por ciento menos que en 2020?
workstream-methane-plan-sheet = communique template methane.abatement_measures --out measures.csv
workstream-methane-method = Los inventarios se leen como cada país los presentó, sin completar nada. Los rellenos sanitarios siguen un decaimiento de primer orden; las aguas residuales y el ganado, los niveles de las directrices internacionales, con cada parámetro sorteado una vez por mundo posible. El cambio entre dos años se compara dentro de un mismo informe, de modo que se cancelan los errores que ambos comparten. El plan elige medidas enteras que interactúan y vuelve a probar su respuesta en cada mundo posible.
indicator-methane-waste-ch4 = Metano de residuos sólidos y aguas residuales
methane-method-reported = Tal como lo reportan los inventarios nacionales de gases de efecto invernadero, un solo envío por país; ningún año se completa.

methane-country-can = Canadá
methane-country-mex = México
methane-country-usa = Estados Unidos
methane-country-all = Los tres países en conjunto

methane-category-5-a = Disposición de residuos sólidos (5.A)
methane-category-5-b = Composteo y digestión (5.B)
methane-category-5-c = Incineración y quema a cielo abierto (5.C)
methane-category-5-d = Aguas residuales (5.D)

methane-caveat-no-inventory = En esta fecha no se conoce ningún inventario de este país.
methane-caveat-vintage = Todas las cifras provienen de un mismo envío, { $vintage } ({ $guidelines }). Otros envíos dan cifras distintas para los mismos años.
methane-caveat-submission-unknown = La fuente de { $vintage } no indica en qué año se presentó; cualquier envío que sí lo indique se usa antes.
methane-caveat-no-base-year = No hay cifra para { $base }: la serie va de { $first } a { $last } y no se completa. Toda cifra posterior es un pronóstico y así se señala.
methane-caveat-incomplete-years = De { $first } a { $last } no se conoce la cifra: algunas provincias o entidades no tienen datos en esos años, y su suma no es la del país.
methane-caveat-category-missing = { $category } no tiene ni cifra ni clave de notación de { $first } a { $last }; la suma de esos años no se conoce.
methane-caveat-notation = { $category } lleva la clave { $key } de { $first } a { $last }. No equivale a cero: IE se contabiliza en otro sector, NE no se estimó, NA y NO no aplican u ocurren, C es confidencial.
caveat-series-break = Ruptura de { $category } en { $year }: { $kind ->
    [slope] a partir de ese año la serie avanza a otro ritmo
   *[level] la serie da un salto
    }. No se traza ninguna tendencia a través de ella; los años anteriores no son comparables.
methane-caveat-start-up = { $category } comienza casi en cero en { $year }: no se cuenta lo que ya estaba depositado, por lo que el aumento exagera el crecimiento real.
methane-caveat-uncertainty-not-stated = El archivo del inventario no indica la incertidumbre de estas cifras; cada una se muestra como se reportó y su error se desconoce.
methane-caveat-uncertainty-elsewhere = Para { $year } el inventario nacional da a todo el sector de residuos una incertidumbre de ±{ NUMBER($share, style: "percent", maximumFractionDigits: 1) } (en CO2 equivalente). No se aplica a otros años.
methane-caveat-vintage-unusable = { $vintage } no se usa: en ningún año contiene completas las categorías 5.A a 5.D para todo el país (vea { $categories }).
methane-caveat-vintage-conflict = No se usa ningún envío, porque varios son igual de recientes: { $vintages }.
methane-caveat-others-inventory = Las filas que { $by } aportó sobre este país no se usan: el inventario de un país es suyo.
methane-caveat-together-lacks = La suma de los tres no se conoce para { $base }: { $country } no tiene cifra.
methane-caveat-together-break = La suma es comparable a partir de { $year }: ahí hay una ruptura en las cifras de { $country }.
methane-caveat-mixed-guidelines = La suma de los tres mezcla ediciones de las directrices ({ $editions }).
methane-caveat-mixed-vintages = La suma de los tres reúne envíos distintos ({ $vintages }).

methane-remedy-inventory = Aporte el inventario: communique contribute methane.inventory ARCHIVO --party { $party }
methane-remedy-base-year = Aporte el envío que contiene { $base }: communique contribute methane.inventory ARCHIVO --party { $party }
methane-remedy-regions = Aporte una cifra nacional, o filas de cada provincia, territorio o entidad federativa.
methane-remedy-key = Asigne a 5.A, 5.B, 5.C y 5.D una cifra o una clave de notación (NO, NE, IE, NA, C).
methane-remedy-withdraw = Retire todos menos uno, o indique el año de envío más reciente.
methane-remedy-own = Corresponde al propio país aportar sus cifras.
methane-remedy-history = Aporte una serie modelada con al menos 50 años de depósitos previos a su primer año.
methane-remedy-recalculate = Aporte un envío en el que toda la serie se haya recalculado con un mismo método.
methane-remedy-uncertainty = Publique la incertidumbre de cada categoría junto a su cifra.

methane-view-recalculation = { $country }, { $year }: el mismo año en dos envíos
methane-recalculation-note = La diferencia es un recálculo con mejores métodos y datos, no un cambio en las emisiones. Puede superar el 15 por ciento prometido.
methane-missing-plan = Ninguna parte ha entregado a la vez qué se depositó y qué se puede hacer.
methane-remedy-plan = Parta de las cifras del plan elaborado: communique methane plan --published --out CARPETA las escribe en hojas. Modifíquelas y después: communique contribute methane.deposits, methane.abatement_measures y methane.parameter_ranges.
methane-view-missing = Qué falta y cómo subsanarlo
methane-column-country = País
methane-column-missing = Qué falta
methane-column-remedy = Qué aportar

methane-inventory-gwp-named = Una cifra en CO2e debe indicar el potencial de calentamiento con el que se calculó.
methane-inventory-unit-of-gas = La unidad debe ser del gas de la fila, o CO2e.
methane-inventory-value-or-key = Una fila nacional necesita un valor o una clave de notación.
methane-inventory-numbering = Los residuos son la categoría 5. Escriba 5.A por 6.A, 5.D por 6.B, 5.C por 6.C, 5.B por 6.D, y conserve el código anterior en original_category.
methane-inventory-submitted-after = Un envío no puede contener años posteriores a él.

indicator-methane-all-ch4 = Todo el metano de origen humano, sin uso de la tierra
methane-method-total-reported = Totales nacionales según los inventarios de gases de efecto invernadero, sin uso de la tierra; no se rellena ningún año.
methane-caveat-no-total = Ninguna entrega disponible contiene el total de metano de este país.
methane-caveat-total = El total es el de { $vintage }, sin uso de la tierra; otra entrega da otra cifra.
methane-caveat-pledge-collective = El compromiso es colectivo y mundial; la suma de estos tres países es contexto, no un veredicto.

methane-view-reconciliation = Rellenos sanitarios contados de tres maneras: inventario, modelo y suma de sitios
methane-view-reconciliation-years = Año por año: lo que contiene el inventario y lo que los sitios no cubren
methane-dot-inventory = { $country } { $year }, inventario
methane-dot-modelled = { $country } { $year }, modelo
methane-dot-sites = { $country } { $year }, suma de sitios
methane-column-year = Año
methane-column-inventory = Inventario, 5.A (kt CH4)
methane-column-modelled = Modelo, mediana
methane-column-low = 5 %
methane-column-high = 95 %
methane-column-sites = Suma de sitios
methane-column-site-count = Sitios
methane-column-residual = No cubierto por sitios
methane-column-flag = Observación
methane-reconcile-negative = { $country } { $year }: los sitios informan más que el país entero. Una de las dos cifras está mal o cuenta otra cosa; no se recorta nada.
methane-reconcile-model-above = { $country } { $year }: el inventario queda por debajo del intervalo del modelo.
methane-reconcile-model-below = { $country } { $year }: el inventario queda por encima del intervalo del modelo.
methane-reconcile-residual = { $country } { $year }: los sitios no cubren { NUMBER($kt, maximumFractionDigits: 0) } kt ({ NUMBER($share, style: "percent", maximumFractionDigits: 0) } del inventario). Los rellenos pequeños, antiguos e industriales no informan.
methane-reconcile-no-sites = { $country }: no hay una tabla de sitios disponible, así que se desconoce lo que emiten.
methane-reconcile-modelled-note = Modelo: descomposición de primer orden a partir de población, residuos por persona, composición y clima. Muchos de estos datos se citan de memoria y están por confirmar; la barra es el intervalo de 90 %. Nunca sustituye a una cifra informada.
methane-reconcile-collected = { $country }: los sitios conocidos captan { NUMBER($collected, maximumFractionDigits: 0) } kt al año, más que los { NUMBER($generated, maximumFractionDigits: 0) } kt que genera el modelo con sus valores por omisión en { $year }. Esos valores son demasiado bajos para este país; confíe en el inventario.
methane-reconcile-listed = { $country }: la lista de rellenos contiene { NUMBER($sites, maximumFractionDigits: 0) } sitios, cada uno contado una vez. { NUMBER($reporting, maximumFractionDigits: 0) } informan sus emisiones; en ellos está { NUMBER($share, style: "percent", maximumFractionDigits: 0) } de los residuos depositados que se conocen.
methane-reconcile-list-collected = El gas captado se conoce en { NUMBER($known, maximumFractionDigits: 0) } de { NUMBER($sites, maximumFractionDigits: 0) } sitios: al menos { NUMBER($kt, maximumFractionDigits: 0) } kt de metano al año. Una celda vacía es desconocida, no cero.
methane-modelled-refused-can = Canadá no se modela: aquí no constan la parte de sus residuos que se entierra ni los tipos de sus sitios.
methane-modelled-refused-mex = México no se modela: aquí no consta un dato que se necesita.
methane-modelled-refused-usa = Estados Unidos no se modela: aquí no consta un dato que se necesita.

methane-view-flow-published = { $country } { $year }: de los residuos al gas, según lo publicado
methane-view-flow-modelled = { $country } { $year }: de los residuos al gas, según el modelo
methane-flow-published = Cifras de rellenos que el informe del inventario nacional da para { $year }, citadas de memoria y por confirmar. Lo que no se capta ni se emite se toma como oxidado en la cubierta.
methane-flow-modelled = Modelo con el valor por omisión de cada parámetro para { $year }, no informado. El intervalo está en la primera figura.
methane-site-confirmed = Ubicación confirmada por una segunda lista
methane-site-single = Ubicación de una sola lista
methane-site-apart = Dos listas lo ubican a más de 5 km de distancia
methane-site-reported = Aportado: informado por su operador
methane-site-measured = Aportado: medido
methane-site-modelled = Aportado: modelado
methane-site-unknown = No se sabe cómo se obtuvo su cifra
methane-sites-unreporting = Los sitios que no informan no están en este mapa; eso no es cero.
methane-view-tornado = { $country } { $year }, modelo: de qué depende la emisión de los rellenos
methane-parameter-zone = Zona climática de los sitios
methane-tornado-rest = { $count ->
    [one] Un parámetro más mueve menos el resultado.
   *[other] Otros { $count } parámetros mueven menos el resultado.
    }

methane-view-pledge = Compromiso Mundial sobre el Metano: todo el metano de cada país y la parte de sus residuos
methane-line-all = { $country }, todo el metano
methane-line-waste = { $country }, residuos
methane-pledge-collective = El compromiso es colectivo y mundial: 30 por ciento menos en 2030 que en 2020, todos los sectores juntos. No se juzga a ningún país por él. Los totales no incluyen el uso de la tierra; los residuos son los de la misma entrega que el total.
methane-pledge-unknown = { $country }: ninguna entrega disponible contiene un total, por lo que no se dibuja.

methane-view-black-carbon = Carbono negro de los residuos quemados a cielo abierto, junto a su metano
methane-column-burning = Lo que dice el inventario de la quema a cielo abierto (5.C.2)
methane-column-burned = Quemado (Gg al año)
methane-column-burned-ch4 = Metano (t)
methane-column-soot = Carbono negro (t)
methane-burning-key = { $vintage }, { $year }: marcado { $key }, que no es cero
methane-burning-figure = { $vintage }, { $year }: { NUMBER($value, maximumFractionDigits: 3) } kt CH4
methane-black-carbon-unknown = No se dispone de cuántos residuos se queman a cielo abierto en ninguno de los tres. Se desconoce, no es cero; una ciudad puede decirlo en methane.city_waste.
methane-black-carbon-lower = Solo cuentan las ciudades aportadas, así que cada cifra es una cota inferior. Los factores se citan de memoria y están por confirmar.

methane-view-files = Obtenga el archivo vigente de cada tabla y cárguelo
methane-column-file = Archivo oficial
methane-column-where = Dónde se encuentra
methane-column-command = Comando que lo carga
methane-files-note = Los comandos nombran archivos a modo de ejemplo; ponga el año de la entrega en el nombre. Se muestran las direcciones; no se descarga nada.
methane-file-nir-provinces = Informe del inventario nacional: metano por provincia y territorio
methane-file-crf = Formulario común para los informes (CRF) de las Partes, hasta 2023
methane-file-crt = Cuadros comunes para los informes (CRT) de las Partes, desde 2024, como CSV con las mismas columnas
methane-file-di = Interfaz de datos de la CMNUCC, tabla ancha de una Parte no incluida en el anexo I
methane-file-inecc = Inventario nacional (INECC): escriba sus cifras en la hoja vacía
methane-file-facilities = Informes de rellenos sanitarios municipales (GHGRP, subparte HH)
methane-file-landfills = Lista de rellenos y proyectos de gas (LMOP): contada, cada sitio una vez
methane-file-cities = Banco Mundial, What a Waste: ciudades
methane-file-own-city = Hoja para una ciudad o dependencia
methane-file-worked-plan = Cifras del plan elaborado, en hojas para modificar y entregar
methane-file-own-measures = Hoja de medidas con sus costos, para un plan
methane-file-own = sus propias cifras

methane-city-composition = Las partes de la composición deben sumar 1 con una tolerancia de medio por ciento; si falta alguna, no deben pasar de 1. No se ajustan.
methane-city-treatment = Las partes del tratamiento deben sumar 1 con una tolerancia de medio por ciento; si falta alguna, no deben pasar de 1. No se ajustan.

methane-reconcile-negative-short = sitios por encima del inventario
methane-reconcile-model-above-short = inventario por debajo del intervalo del modelo
methane-reconcile-model-below-short = inventario por encima del intervalo del modelo
methane-missing-breaks = La serie tiene rupturas: { $breaks }. No se traza ninguna tendencia a través de una ruptura; los años anteriores no son comparables.
methane-file-of = { $country }: { $file }
