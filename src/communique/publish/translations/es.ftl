page-as-of = al { $date }
page-manifest = Manifiesto
page-foot = Se muestra el mundo del { $on }, según lo que se sabía el { $known }. Desconocido quiere decir desconocido: nunca cero, nunca incumplimiento.

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
page-parts = En esta página
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
page-around = Otras promesas

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
manifest-marking = Marca (TLP 2.0); lo marcado con más rigor se dejó fuera
manifest-lock = Paquetes
manifest-versions = Versiones
manifest-tables = Tablas
manifest-store = Versiones del almacén
manifest-facts = Cifras de referencia
manifest-inputs = Insumos

terminal-unknown = no se sabe: { $reason }

# El resumen
brief-link = Resumen para imprimir, de dos páginas como máximo
brief-whole = La página completa
brief-title = Resumen: { $number } { $title }
brief-unknown = Lo que no se sabe
brief-nothing-unknown = Nada de lo que se muestra aquí está marcado como desconocido.
brief-dates = Próximas fechas
brief-no-dates = No queda ninguna fecha por venir.
brief-events = Evidencia más reciente
page-plan-how = Las medidas se entregan en una tabla con sus costos; la página del campo la nombra y este comando escribe la hoja vacía:
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

# Citar y encontrar
page-cite = Para citar:
page-citation = Communique { $version }, { $summit }, «{ $title }», al { $on }, según lo sabido el { $known }, semilla { $seed }, edición { $edition }.
page-copy-citation = Copiar la cita
page-download-promise = Esta promesa
page-download-evidence = Evidencia
page-download-edition = Edición completa
foot-nav = Todas las páginas
foot-pages = Páginas
foot-home = Todas las promesas
foot-workstreams = Campos

# La página de una imagen
chart-take = Citar, insertar, descargar
chart-cite = Para citar
chart-embed = Para insertar
chart-embed-note = Así se muestra la imagen en otra página. Sigue el tema claro u oscuro de quien lee y no pide nada a ningún otro servidor.
chart-embed-address = La dirección que lleva es solo el nombre del archivo: anteponga el lugar donde se publican estas páginas.
chart-copy = Copiar
chart-copied = Copiado
page-downloads-only = Descargas

# Una parte
party-title = { $party }: qué prometió y cómo va
party-lead = Parte en { $n } promesas. Cumplidas o en camino: { $kept }. Con la fecha ya vencida y sin registro público de cumplimiento: { $overdue }.
party-overdue = Fecha vencida
party-overdue-note = La fecha que consta en los textos ya pasó y no consta el cumplimiento. Puede ser que no se haya hecho o que no se haya publicado nada.
party-overdue-none = Ninguna fecha ha vencido sin cumplimiento.
party-owed = Por cumplir
party-owed-note = Promesas cuya fecha está por llegar o que no tienen fecha; primero la más próxima.
party-owed-none = No queda nada por cumplir.
party-kept = Cumplido o en camino
party-kept-note = Consta por evidencia o por una cifra.
party-kept-none = Nada consta como cumplido o en camino.
party-account = Su propia versión
party-account-note = Lo que esta parte misma ha hecho constar: sus textos de la cumbre y las filas del registro que provienen solo de sus propias fuentes oficiales.
party-texts = Sus textos de la cumbre
party-record = En el registro desde entonces
party-no-record = El registro no tiene ninguna fila que se apoye solo en fuentes oficiales de esta parte.
party-reply = Su respuesta
party-reply-note = Una parte puede responder al estado de cualquier promesa y a cualquier fila de su evidencia. La respuesta aparece aquí y en la página de la promesa, junto a lo que responde. No cambia ningún estado y puede retirarse.
reply-how = Cómo responde una parte:
reply-none = Ninguna parte ha respondido a lo que aquí se dice. Cómo responde una parte:
reply-answered = Respondió:
reply-to-state = a su estado
reply-to-row = a la fila { $row }
reply-says = Responde { $party }
party-no-reply = No se ha recibido ninguna respuesta de esta parte que la edición pueda mostrar (marca: { $marking }).
party-reply-how = Para responder, llene esta hoja y entréguela:
party-record-how = Un hecho que falte aquí se hace constar como fila de evidencia, que pasa por las mismas revisiones que cualquier otra:

# Un campo
workstream-promises = Promesas que se apoyan en él
workstream-no-promise = Ninguna promesa de esta cumbre se apoya en él.
workstream-method = Método
workstream-no-indicator = No mide una meta propia: aporta tablas, mapas o una herramienta.
workstream-reads = Lee los resultados de otros campos:
workstream-tool = También es una herramienta en sí:
workstream-parameters = Cifras que trae consigo
workstream-verified = { $verified } de { $n } cifras se leyeron en la fuente que nombran; las demás son de memoria y están por confirmarse.
workstream-no-parameter = No trae cifras.
workstream-tables = Tablas que se pueden entregar
workstream-tables-note = Los contratos están en inglés, igual que las columnas de los archivos.
workstream-no-table = No pide ninguna tabla.

# Datos
data-title = Datos
data-lead = Cada tabla, cifra y fila en que se apoya esta edición: quién la entregó, en qué versión, con qué licencia y cuánto se verificó.
data-share = Parte verificada
data-share-col = Parte
data-workstream = Campo
data-figures = Cifras
data-verified = { $share } de todas las cifras incluidas ({ $verified } de { $n }) se leyeron en la fuente que nombran.
data-no-figures = Esta edición no trae cifras.
data-by-confidence = Registro de evidencia, por confianza
data-by-class = Registro de evidencia, por tipo de fuente
data-tables-note = Una tabla sin versión nunca se ha entregado; lo que se muestra se apoya entonces en las cifras que el campo trae, o se desconoce.
data-table = Tabla
data-what = Qué
data-store-version = Versión
data-version = versión { $version }
data-provenance = Entregas
data-handed = { $n ->
    [one] Una contribución:
   *[other] { $n } contribuciones:
    }
data-none-handed = nunca entregada
data-no-tables = Esta edición no leyó ninguna tabla.
data-columns = { $n ->
    [one] Una columna
   *[other] { $n } columnas
    }
data-column = Columna
data-unit = Unidad
data-key = clave
data-licences = Licencias
data-licences-note = Tal como las enuncian las fuentes de las cifras, en sus propias palabras. El paquete mismo tiene la Licencia Apache 2.0.
data-sources = { $n ->
    [one] una fuente
   *[other] { $n } fuentes
    }
data-files = Archivos para llevar
data-files-note = Los datos detrás de cada imagen y toda la evidencia; lo desconocido queda vacío. Todo en un archivo:

# Qué cambió
changes-title = Qué cambió
changes-no-earlier = No se dio ninguna edición anterior con la cual comparar. Una edición hecha como sigue dice aquí qué cambió desde la que está en DIR, y por qué.
changes-lead = { $n ->
    [0] Nada cambió
    [one] Cambió una promesa
   *[other] Cambiaron { $n } promesas
    } desde la edición { $edition } del { $on }, según lo sabido el { $known }; { $same } siguen como estaban.
changes-because = causa: { $causes }
changes-to = ahora
changes-before = Antes
changes-after = Ahora
changes-cause = Causa
changes-more = { $n ->
    [one] Cambió un valor más de sus cifras; está en edition.json.
   *[other] Cambiaron { $n } valores más de sus cifras; están en edition.json.
    }
changed-party = Estado de { $party }
changed-evidence = Evidencia, fila { $row }
changed-reply = Respuesta { $reply }
changed-conflict = Contradicción entre fuentes
changed-plan = El plan (valor de su objetivo)
changed-texts = Palabras de la promesa
changed-figure = { $target }, { $party }: { $part }
changed-part-latest = último dato
changed-part-latest-year = año del último dato
changed-part-gap = lo que falta
changed-part-ratio = ritmo, de lo necesario
changed-part-band = valoración
changed-part-probability = probabilidad
changed-part-unknown-reason = por qué no se sabe
feed-title = { $summit }: qué cambió
feed-edition = Edición al { $date }
feed-said = { $n ->
    [one] Cambió una promesa desde la edición anterior.
   *[other] Cambiaron { $n } promesas desde la edición anterior.
    }
feed-link = Seguir los cambios (canal Atom)

# Buscar
search-title = Buscar
search-lead = Todo lo que hay en esta edición, en una lista.
search-label = Buscar promesas, partes, evidencia, fuentes y términos
search-button = Buscar
search-some = { $n } resultados; las flechas los recorren
search-none = Sin resultados. Cada palabra debe aparecer: pruebe con menos palabras o con el comienzo de una.
search-kind-promise = Promesas
search-kind-party = Partes
search-kind-workstream = Campos
search-kind-page = Páginas
search-kind-term = Términos
search-kind-picture = Imágenes
search-kind-evidence = Evidencia
search-kind-source = Fuentes

# El resumen de la cumbre
summit-brief-title = Resumen de la cumbre en dos páginas
summit-brief-what = Cifra, o por qué no se sabe

# Acerca de
about-title = Acerca de este registro y sus límites
about-short = Acerca de
about-what = Un comunicado es una lista de promesas que nadie cuenta. Este registro las cuenta: cada promesa se lee en los textos de las propias partes, y su estado se calcula con cifras cuando una cifra puede responder, o se busca en evidencia pública fechada cuando no.
about-reading = Cómo leer un estado
about-reading-text = Un estado es una forma, una palabra y un color. Cada parte tiene el suyo; cuando difieren, la promesa es dispar y se muestra cada uno.
state-means-delivered = Consta que se hizo lo que el texto dice.
state-means-on-track = Una cifra avanza lo bastante rápido para alcanzar su meta.
state-means-late = Se hizo, después de la fecha que consta en los textos.
state-means-partial = Consta que se hizo una parte.
state-means-activity = Consta que hay trabajo, aún sin resultado.
state-means-behind = Una cifra avanza, pero no lo bastante rápido.
state-means-mixed = Las partes difieren; se muestra el estado de cada una.
state-means-reversed = Lo hecho se deshizo, o una parte se retiró.
state-means-unknown = Ningún registro público responde la pregunta. Puede que se haya hecho.
state-means-overdue-unknown = La fecha ya pasó y no se halló registro público. No es una declaración de incumplimiento.
about-terms = Términos
term-promise = promesa
term-promise-means = Un compromiso del texto de la cumbre, con sus partes, sus fechas y la redacción propia de cada parte.
term-computed = calculada
term-computed-means = Su estado se deduce de una cifra, con una ecuación que se muestra.
term-evidence-only = solo por evidencia
term-evidence-only-means = Ninguna cifra puede responderla o no se conoce ninguna; solo hay evidencia fechada.
term-target = meta
term-target-means = Lo que una cifra debe alcanzar y para cuándo, según el texto.
term-gap = brecha
term-gap-means = Lo que falta entre el último dato y la meta.
term-interval = intervalo
term-interval-means = El rango que contiene la cifra con 90 por ciento de probabilidad, salvo que se indique otro.
term-probability = probabilidad
term-probability-means = Qué tan probable es alcanzar la meta si continúa la tendencia pasada y no se ejecuta ningún plan.
term-plan = plan
term-plan-means = Las acciones que cierran la brecha al menor costo entre las conocidas, con las condiciones que limitan.
term-draws = sorteos
term-draws-means = Mundos posibles en que cada parámetro incierto tiene un valor; los resultados se cuentan en todos.
term-verified = verificado
term-verified-means = Leído en la fuente que se nombra.
term-recalled = de memoria
term-recalled-means = Sabido, con una fuente nombrada, y aún por confirmarse en ella.
term-clocks = al, según lo sabido
term-clocks-means = Dos fechas: el día que se mira y el día hasta el cual se había registrado lo sabido.
term-register = registro de evidencia
term-register-means = Cada hecho fechado que se halló o se buscó, con su fuente; una fila rechazada permanece con el motivo.
term-unknown = se desconoce
term-unknown-means = Un estado por sí mismo: nunca cero, nunca incumplimiento, siempre con el motivo.
term-edition = edición
term-edition-means = Una evaluación completa. Su identificador es el comienzo del SHA-256 de edition.json, de modo que cualquiera puede comprobarlo.
about-limits = Límites
about-numbers = De { $n } promesas, { $computed } se calculan y { $evidence } se juzgan solo por evidencia; de { $unknown } se desconoce el estado.
about-limit-text = Una promesa es lo que los textos dicen en público. Lo acordado en una sala y nunca publicado no está aquí.
about-limit-found = La evidencia es lo que halló una búsqueda. Lo que nadie publicó, o no se buscó, se desconoce.
about-limit-cause = Que una promesa se cumpla no demuestra que se cumpla por la cumbre.
about-limit-outcome = El puntaje de cumplimiento cuenta promesas cumplidas. No mide si cambió la vida de alguien o el clima.
about-limit-model = Una cifra modelada se señala como tal y nunca ocupa el lugar de una informada.
about-limit-trend = Una probabilidad prolonga la tendencia pasada. No conoce leyes ni presupuestos aprobados después del último dato.
about-limit-recalled = Las cifras marcadas de memoria aún no se leyeron en su fuente y pueden ser erróneas.
about-limit-public = Solo se muestra lo que quien lo aporta permite hacer público.
about-limit-language = Las paráfrasis son nuestras, en tres idiomas; prevalecen los textos de las partes.
about-citing = Para citar y volver a encontrar
about-citing-text = Nombre la página, las dos fechas y el identificador de la edición: los primeros doce dígitos del SHA-256 de edition.json.
about-addresses = Las direcciones son permanentes: la página de una promesa lleva su número y nombre; la de una parte, su clave; una fila de evidencia y una fuente, un ancla. Son iguales en cada edición y en la carpeta de cada idioma.
about-reproduce = Los mismos datos, el mismo paquete y esta orden dan la misma edición:
about-correcting = Para corregir algo
about-correcting-text = Cualquier persona puede entregar una fila de evidencia con su fuente; una parte puede responder a lo que se dice de ella; quien contribuye puede retirar lo suyo. Lo que cambió entre dos ediciones se enlista con su causa, incluidas las correcciones.
about-rights = Derechos, privacidad, accesibilidad
about-rights-text = El paquete es software libre con la Licencia Apache 2.0. Los datos conservan las licencias de sus fuentes.
about-privacy = Estas páginas no guardan nada sobre usted, no ponen cookies y no piden nada a ningún otro servidor.
about-access = Están hechas para leerse con teclado, con lector de pantalla, en papel, en un teléfono pequeño y sin programas. Si algo no puede leerse, es una falla: por favor, avise.
