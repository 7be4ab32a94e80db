### Avance: esquemas y sus palabras, motivos de lo desconocido, cómo leer un veredicto.

progress-scheme-statcan = Statistics Canada
progress-scheme-eurostat = Eurostat
progress-scheme-un = Gráfico de avances de las Naciones Unidas

progress-band-unable-to-assess = No se puede evaluar
progress-band-statcan-achieved = Meta alcanzada
progress-band-statcan-on-track = Por buen camino
progress-band-statcan-acceleration-needed = Hay que acelerar
progress-band-statcan-limited = Avance limitado
progress-band-statcan-deterioration = Deterioro
progress-band-eurostat-significant = Avance significativo
progress-band-eurostat-moderate = Avance moderado
progress-band-eurostat-insufficient = Avance insuficiente
progress-band-eurostat-away = Alejamiento de la meta
progress-band-eurostat-moderate-away = Alejamiento moderado
progress-band-eurostat-significant-away = Alejamiento significativo
progress-band-un-on-track-or-met = Por buen camino o meta cumplida
progress-band-un-fair = Avance aceptable, pero hay que acelerar
progress-band-un-limited-or-none = Avance limitado o nulo
progress-band-un-regression = Retroceso

progress-formula-geometric = Razón geométrica: crecimiento anual observado entre el crecimiento anual requerido
progress-formula-linear = Razón lineal: cambio anual observado entre el cambio anual requerido
progress-linear-base-zero = Se usa la razón lineal porque el valor de partida es cero.
progress-linear-latest-zero = Se usa la razón lineal porque el último valor es cero.
progress-linear-target-zero = Se usa la razón lineal porque la meta es cero.
progress-linear-signs-differ = Se usa la razón lineal porque hay cifras positivas y negativas.

progress-method-ar1 = Tendencia pasada con errores correlacionados
progress-method-observed = Cifras del propio año meta
progress-assumes-trend = Se supone que la tendencia pasada continúa y que no se lleva a cabo ningún plan.
progress-assumes-plan = Se supone que la tendencia pasada continúa y que el plan se lleva a cabo.
progress-scale-log = Tendencia del logaritmo
progress-scale-linear = Tendencia lineal

progress-flag-base-moved = No hay cifra de { $asked }; el avance se mide a partir de { $year }.
progress-flag-base-chosen = Usted eligió { $year } como año base; el habitual es { $usual }.
progress-flag-absent-years = Años sin cifra: { $years }.
progress-flag-lost = La meta se cumplió en { $achieved } y se volvió a perder en { $lost }.
progress-flag-formulas-differ = La razón geométrica y la lineal dan calificaciones distintas ({ $scheme ->
    [statcan] Statistics Canada
    [eurostat] Eurostat
   *[un] Naciones Unidas
    }).
progress-flag-linear-scale = La tendencia es lineal y no exponencial, porque una cifra o la meta es cero o negativa.
progress-flag-baseline-forecast = El año base { $year } es también un pronóstico, hecho junto con el del año meta.

unknown-no-data = No hay ninguna cifra.
unknown-too-few-points = { $n ->
    [one] Hay cifra de un solo año; se necesitan { $needed }.
   *[other] Hay cifras de apenas { $n } años; se necesitan { $needed }.
    }
unknown-no-base = No hay ninguna cifra del año base, { $year }, ni posterior.
unknown-no-data-after-base = No hay ninguna cifra posterior al año base, { $year }.
unknown-target-year-not-after-base = El año meta, { $year }, no es posterior al año desde el que se mide el avance, { $base }.
unknown-target-equals-base = La meta es el propio valor de partida: no se requiere ningún ritmo, así que no hay con qué comparar.
unknown-growth-undefined = No se puede calcular el crecimiento anual: una cifra es cero o cambia el signo.
unknown-base-not-observed = { $year ->
    [none] La meta es una proporción de un año base que no se conoce.
   *[other] La meta es una proporción del valor de { $year }, y no hay cifra de ese año.
    }
unknown-plan-needs-base = No se puede juzgar el efecto de un plan mientras no haya cifra del año base, { $year }.
unknown-no-variation = Las cifras caen exactamente sobre una recta: no muestran cuánto varían.
unknown-target-year-not-observed = El año meta, { $year }, ya pasó y no tiene cifra.
