page-skip = Ir al contenido
page-nav = Idiomas y páginas
page-as-of = al { $date }
page-sources = Fuentes
page-manifest = Manifiesto
page-foot = Se muestra el mundo del { $on }, según lo que se sabía el { $known }. Desconocido quiere decir desconocido: nunca cero, nunca incumplimiento.
language-name = Español
party-short-can = CAN
party-short-mex = MEX
party-short-usa = EUA

home-title = { $summit }: cómo van las promesas
home-description = { $n } promesas de { $summit }: cómo va cada una, con qué evidencia y qué tan probable es que alcance su meta.
home-promises = { $n ->
    [one] Una promesa
   *[other] { $n } promesas
    }
home-computed = { $computed } { $computed ->
    [one] calculada
   *[other] calculadas
    }, { $evidence } solo por evidencia.
home-count-done = { $n ->
    [one] { $n } cumplida o en camino
   *[other] { $n } cumplidas o en camino
    }
home-count-under-way = { $n } en curso
home-count-mixed = { $n ->
    [one] { $n } dispar
   *[other] { $n } dispares
    }
home-count-reversed = { $n ->
    [one] { $n } revertida
   *[other] { $n } revertidas
    }
home-count-unknown = { $n ->
    [one] { $n } desconocida
   *[other] { $n } desconocidas
    }
home-caption = Todas las promesas por sección: estado, cifra, tendencia y próxima fecha
home-col-number = Número
home-col-promise = Promesa
home-col-state = Estado
home-col-figure = Cifra
home-col-trend = Tendencia
home-col-date = Próxima fecha
home-filter-party = Parte
home-filter-kind = Tipo
home-filter-state = Estado
home-filter-all = todos
home-filter-reset = Mostrar todo
home-filter-shown = { $n } de { $all } a la vista
home-standing = { $now } de { $needed }
home-trend = { $first }: { $start }; { $last }: { $end }
home-passed = ya pasó
home-no-figure = sin cifra: se juzga por la evidencia
home-no-trend = sin serie
home-no-date = sin fecha establecida
home-chance-title = probabilidad de alcanzar la meta si continúa la tendencia pasada
home-key = Entre paréntesis, el intervalo de la cifra. P: probabilidad de alcanzar la meta si continúa la tendencia pasada y no se ejecuta ningún plan. Con trama: no se sabe, con el motivo. CAN Canadá, MEX México, EUA Estados Unidos.

chance-about = cerca de { $n } en 10 ({ $p })
chance-below = menos de 1 en 20 ({ $p })
chance-above = más de 19 en 20 ({ $p })

page-basis-computed = calculada
page-basis-evidence = solo por evidencia
page-basis-both = calculada y por evidencia
page-title = { $number } { $title }
page-last-change = último cambio: { $date }
page-promised = Fecha prometida
page-deadline = Fecha en los textos
page-deadline-strict = Fecha en lectura estricta
page-target = La meta
page-chance = Probabilidad de alcanzarla: { $chance }.
page-picture-title = { $title }: { $party }
page-by-party = Por parte
page-reason = Por qué
page-collective = Meta colectiva: no hay veredicto para un solo país.
page-latest = Último dato (intervalo)
page-standing = Avance, de lo necesario
page-chance-col = Probabilidad
page-share = Parte de la brecha
page-wordings = Redacción propia, lado a lado
page-wordings-note = Donde el texto propio de una parte dice algo de otro modo, en nuestras palabras. Que no aparezca una diferencia no demuestra que los textos coincidan.
page-wording-no-text = No se conoce un texto propio.
page-wording-same = Como se resume arriba.
page-wording-not-read = No leído: solo se leyó una parte de su texto, no este pasaje.
page-joint-text = Declaración conjunta
page-plan = El plan
page-plan-optimal = { $n ->
    [one] Una acción alcanza la meta al menor costo.
   *[other] { $n } acciones alcanzan la meta al menor costo.
    }
page-plan-infeasible = Ningún plan alcanza la meta. Estas condiciones no pueden cumplirse a la vez: { $conflict }.
page-plan-reachable = Meta más cercana que sí se puede alcanzar
page-plan-effect-total = Efecto del plan
page-plan-cost-total = Costo del plan
page-plan-gap = Distancia al óptimo demostrado
page-plan-marginal = Costo de un punto más
page-plan-chance = Probabilidad de que el plan baste
page-plan-action = Acción
page-plan-amount = Cantidad
page-plan-effect = Efecto
page-plan-cost = Costo
page-plan-on = Desde
page-plan-binding = Qué impide que cueste menos
page-plan-bound = { $constraint }: una unidad más cambiaría el costo en { $price }.
page-plan-bound-whole = { $constraint }: es limitante, sin precio porque solo hay decisiones enteras.
page-views = Dónde y cómo
page-evidence = Evidencia
page-evidence-title = La evidencia en el tiempo
page-undated = Sin fecha
page-no-evidence = El registro no tiene evidencia sobre esta promesa.
page-rejected = { $n ->
    [one] Un renglón rechazado, que nunca se cuenta
   *[other] { $n } renglones rechazados, que nunca se cuentan
    }
page-rejected-because = Rechazado porque:
page-row = renglón { $row }
page-single-source = una sola fuente
page-bilateral = bilateral: vale, a lo más, como parcial
page-conflict-with = contradice a { $others }: se muestran ambos y solo cuenta aquello en lo que coinciden
page-milestones = Hitos
page-milestones-note = Solo está prometido lo que dice un texto. Las sugerencias son nuestras y nunca son promesas.
page-method = Cómo se calcula
page-rule = Cómo la calificaría una persona
page-compliance = Puntaje de cumplimiento
page-compliance-note = +1 cumplida, 0 en curso, −1 se demostró lo contrario, ? no se sabe. Es un conteo de promesas cumplidas, no un resultado; el intervalo es lo que deja abierto lo desconocido.
page-window-end = Periodo hasta
page-mean = Media
page-coverage = Conocidas
page-open = Intervalo
page-coverage-of = { $known } de { $all }
page-ratio = ritmo de { $ratio } respecto del necesario
page-baseline = Base
page-level = Nivel por alcanzar
page-gap = Lo que falta
page-formula = Fórmula
page-score = Puntaje, de −5 a 5
page-chance-method = Cómo se obtuvo la probabilidad
page-points = { $n ->
    [one] un año observado
   *[other] { $n } años observados
    }
page-reproduce = Para reproducirlo
page-versions = Semilla { $seed }, { $draws } sorteos. Versiones de datos, cifras y paquetes:
page-downloads = Descargas y cita
page-download-edition = Edición completa (JSON)
page-download-evidence = Evidencia (CSV)
page-download-view = { $title } (CSV)
page-citation = Communique { $version }, { $summit }, compromiso { $number }, “{ $title }”, al { $on }, según lo sabido el { $known }, semilla { $seed }.
page-around = Otras promesas

sources-lead = Todo lo que se muestra se apoya en una de estas fuentes. Verificado: leído en la fuente. De memoria: aún por confirmar.
sources-texts = Textos de la cumbre
sources-figures = Fuentes de las cifras
sources-none = En esta edición no se ha calculado ninguna cifra, por lo que no hay fuentes de cifras.
sources-register = Registro de evidencia
sources-row = Renglón
sources-recorded = Registrado el
sources-used = La usan
manifest-lead = De qué está hecha esta edición. El mismo manifiesto da los mismos bytes en la misma plataforma.
manifest-summit = Cumbre
manifest-on = Día que se mira
manifest-known = Sabido el
manifest-seed = Semilla
manifest-draws = Sorteos
manifest-lock = Paquetes
manifest-versions = Versiones
manifest-tables = Tablas
manifest-store = Versiones del almacén
manifest-facts = Cifras de referencia
manifest-inputs = Insumos

view-unknown = no se sabe
view-more-unknown = { $n ->
    [one] Un motivo u observación más
   *[other] { $n } motivos y observaciones más
    }
view-table = Datos detrás de la imagen
view-table-of = Datos: { $title }
view-key-fan = Sombreado: las bandas que contienen la cifra con probabilidad de { $shares }.
view-key-path = Gris discontinuo: la trayectoria necesaria.
view-key-outside = { $n ->
    [one] Un lugar queda fuera de la imagen; está en la tabla.
   *[other] { $n } lugares quedan fuera de la imagen; están en la tabla.
    }
view-table-rows = La tabla, { $n } filas
view-target-label = meta { $value }
view-gap-label = brecha { $value }
view-col-line = Línea
view-col-manner = Cómo se obtuvo
view-col-year = Año
view-col-value = Valor
view-col-low = Mínimo
view-col-high = Máximo
view-col-probability = Probabilidad
view-col-series = Serie
view-col-name = Nombre
view-col-step = Medida
view-col-amount = Cantidad
view-col-unit-cost = Costo unitario
view-col-total = Total
view-col-from = De
view-col-to = A
view-col-latitude = Latitud
view-col-longitude = Longitud
view-col-date = Fecha
view-col-event = Hecho
view-col-kind = Tipo
view-col-parties = Partes
view-col-party = Parte
view-col-conflict = Contradicción
view-col-source = Fuente
view-kind-time-series = Serie de tiempo
view-kind-timeline = Línea de tiempo
view-kind-intervals = Valores con intervalos
view-kind-cost-curve = Curva de costos
view-kind-bars = Barras
view-kind-sankey = Flujos
view-kind-network = Red
view-kind-map = Mapa
view-kind-matrix = Matriz
view-kind-grid = Tabla
view-alt = { $kind }: { $title }.
view-alt-line = { $name }, { $first }: { $start }; { $last }: { $end }.
view-alt-target = Meta: { $value } en { $year }.
view-alt-moments = { $n ->
    [one] Un hecho; está en la lista de abajo.
   *[other] { $n } hechos; todos están en la lista de abajo.
    }
view-alt-steps = { $n ->
    [one] Una medida, { $total }.
   *[other] { $n } medidas de menor a mayor costo, en conjunto { $total }.
    }
view-alt-rows = { $n ->
    [one] Un dato; está en la tabla de abajo.
   *[other] { $n } datos; todos están en la tabla de abajo.
    }

terminal-unknown = no se sabe: { $reason }

# El resumen
brief-link = Resumen de dos páginas, para imprimir
brief-whole = La página completa
brief-title = Resumen: { $number } { $title }
brief-unknown = Lo que no se sabe
brief-nothing-unknown = Nada de lo que se muestra aquí está marcado como desconocido.
brief-dates = Próximas fechas
brief-no-dates = No queda ninguna fecha por venir.
brief-events = Evidencia más reciente
brief-no-plan = No se ha calculado ningún plan: no hay medidas entre las cuales elegir, o no se pide.
brief-no-figure = { $party }: sin cifra para { $target }.
brief-no-sources = En estas dos páginas no se cita ninguna fuente.
brief-more = { $n ->
    [one] Uno más está en la página completa.
   *[other] { $n } más están en la página completa.
    }
brief-more-sources = { $n ->
    [one] Una fuente más está en la página completa.
   *[other] { $n } fuentes más están en la página completa.
    }
brief-line = { $name }: { $said }
