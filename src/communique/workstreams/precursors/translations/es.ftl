workstream-precursors-name = Precursores químicos
workstream-precursors-question = ¿En qué lista de control figura una sustancia en un día dado y qué flujos comerciales de su fracción arancelaria conviene revisar?
workstream-precursors-method = Cada inscripción en una lista de control se guarda con los días de decisión, publicación y vigencia, cada uno tan exacto como su fuente. En un día dado, una sustancia figura en una lista, no figura o no se sabe, con el motivo. Los rezagos comparan días de vigencia y conservan su amplitud. Se comparan las cifras comerciales de quien exporta y de quien importa, y cada mes se contrasta con su propio pasado controlando los falsos hallazgos; lo que se aparta es una pregunta para una oficina de estadística y no aparece en ninguna página.

precursors-where-un = Naciones Unidas
precursors-where-can = Canadá
precursors-where-mex = México
precursors-where-usa = Estados Unidos

precursors-list-un-table-one = Convención de 1988, Cuadro I
precursors-list-un-table-two = Convención de 1988, Cuadro II
precursors-list-un-surveillance = lista internacional limitada de vigilancia especial (no es un cuadro de la Convención)
precursors-list-can-schedule-one = Ley de Canadá sobre drogas y sustancias controladas, anexo I
precursors-list-can-schedule-one-class = Ley de Canadá sobre drogas y sustancias controladas, anexo I (clase de los fentanilos)
precursors-list-can-schedule-five = Ley de Canadá sobre drogas y sustancias controladas, anexo V (temporal)
precursors-list-can-schedule-six = Ley de Canadá sobre drogas y sustancias controladas, anexo VI
precursors-list-can-schedule-six-part-one = Ley de Canadá sobre drogas y sustancias controladas, anexo VI, parte 1
precursors-list-mex-law = Ley Federal para el Control de Precursores Químicos (LFCPQ)
precursors-list-mex-law-precursors = Ley Federal para el Control de Precursores Químicos (LFCPQ), artículo 4, fracción I
precursors-list-usa-list-one = Sustancias de la Lista I (21 CFR 1310.02)
precursors-list-usa-list-two = Sustancias de la Lista II (21 CFR 1310.02)
precursors-list-usa-schedule-two = Lista de control II de Estados Unidos (21 CFR 1308.12)
precursors-list-usa-schedule-two-immediate = Lista de control II de Estados Unidos, precursores inmediatos (21 CFR 1308.12)
precursors-list-item = { $list }, numeral { $item }

precursors-mark-verified = verificado
precursors-mark-inferred = inferido
precursors-mark-confirm = una sola fuente secundaria, por confirmar
precursors-mark-recalled = de memoria, por confirmar
precursors-mark-unknown = se desconoce

precursors-watched = Una entrada de la lista de vigilancia pide atención y no controla nada.

precursors-reason-in-force = Vigente
precursors-reason-before-first-effect = Aún no vigente
precursors-reason-ended = Terminada
precursors-reason-date-uncertain = La fecha no es exacta
precursors-reason-undated = Sin fecha registrada
precursors-reason-no-evidence = No se halló constancia
precursors-reason-moved = Pasa de una lista a otra
precursors-reason-stale = Posterior a la última lectura
precursors-reason-not-recorded = Aún no registrado entonces

precursors-view-timeline = Cuándo entraron las sustancias en las listas de control
precursors-view-substance = { $substance }: cuándo entró en las listas ({ $name })
precursors-view-coming = Cambios por venir, o cuyo día aún no se conoce
precursors-view-timely = Parte del Cuadro I incorporada a más tardar { NUMBER($days) } días después de su vigencia en el tratado
precursors-view-lags = Días entre la inclusión en el tratado y la nacional
precursors-view-unknown = Lo que se desconoce de las listas de cada jurisdicción
precursors-view-crosswalk = Todas las entradas en este día, con sus cuatro tipos de fecha
precursors-view-codes = Códigos arancelarios que abarcan sustancias en lista
precursors-view-trade = Datos aduaneros disponibles

precursors-moment = { $where }: { $substances } ({ $list })
precursors-moment-begins = { $list }
precursors-moment-ends = termina: { $list }
precursors-event-begins = entra: { $list }
precursors-event-ends = sale: { $list }
precursors-undated = { $count ->
    [one] Hay una entrada más vigente sin fecha registrada.
   *[other] Hay { NUMBER($count) } entradas más vigentes sin fecha registrada.
    }
precursors-undated-on = Vigente, sin fecha registrada: { $list }.
precursors-unknown-is-not-absent = Lo que no aparece en ninguna fila no carece por ello de control: no se halló constancia o nadie lo registró. Eso solo lo dice la ley.
precursors-legal-review = Solo situación en las listas; no es asesoría jurídica. Las entradas esperan una revisión jurídica y cada una lleva su grado de confianza.
precursors-none-coming = No hay cambios registrados para días posteriores. Los que nadie registró se desconocen.
precursors-timely-note = Entre lo mínimo y lo máximo posible: una entrada cuya fecha o existencia se desconoce puede estar a tiempo o no. La que precedió al tratado se cuenta a tiempo.
precursors-share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
precursors-lags-note = Un número negativo indica que el país se adelantó. Solo aparecen sustancias que ambos incluyen y cuyos primeros días se conocen; no es una relación de faltantes.
precursors-only-published = publicación; falta confirmar el día de entrada en vigor
precursors-unknown-note = De { NUMBER($of) } sustancias en lista, cuántas tienen una situación desconocida en este día, por motivo. Para resolver una, aporte la entrada con su cita: communique contribute precursors.list_entries FILE --party MEX
precursors-code-basket = código residual: no mide la sustancia en lista
precursors-code-specific = específico; también abarca comercio lícito
precursors-basket = Un código residual abarca miles de productos lícitos: ninguna de sus cifras mide una sustancia en lista ni puede sumarse como tal.
precursors-no-trade = Nadie ha aportado el comercio mensual de estos códigos; de la nada no se calcula nada.
precursors-leads-marked = Lo que se aparta de su espejo, de su precio o de su propio pasado es una pregunta para una oficina de estadística, marcada TLP:AMBER. No aparece en ninguna página.

precursors-page-title = Precursores químicos: cuándo entró cada uno en las listas
precursors-page-lead = Al { $on }, con lo registrado al { $known }. Cada fecha ocupa lo que tiene de imprecisa: un día es un punto, un año es una barra.
precursors-page-sources = Fuentes

precursors-column-substance = Sustancia
precursors-column-cas = CAS
precursors-column-jurisdiction = Jurisdicción
precursors-column-list = Lista
precursors-column-scope = Términos de alcance
precursors-column-on-this-day = En este día
precursors-column-decided = Decisión
precursors-column-published = Publicación
precursors-column-effect = En vigor desde
precursors-column-until = Hasta
precursors-column-instrument = Instrumento
precursors-column-mark = Confianza
precursors-column-event = Cambio
precursors-column-first-day = Primer día posible
precursors-column-last-day = Último día posible
precursors-column-at-least = Al menos
precursors-column-at-most = A lo sumo
precursors-column-of = Sustancias contadas
precursors-column-fewest-days = Mínimo de días
precursors-column-most-days = Máximo de días
precursors-column-remark = Observación
precursors-column-code = Código (SA 2022)
precursors-column-substances = Sustancias en lista
precursors-column-code-is = Tipo de código
precursors-column-rows = Filas
precursors-column-first-month = Primer mes
precursors-column-last-month = Último mes
precursors-column-command = Comando

precursors-four-eyes = La oficina que revisó la entrada no puede ser la que la propuso.
precursors-dated-as-said = La precisión debe corresponder a la fecha: none si no hay fecha.
precursors-quantity-has-unit = Una cantidad requiere su unidad.
precursors-two-countries = Un país no comercia consigo mismo.
