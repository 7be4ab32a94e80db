# Dialogues.
workstream-dialogues-name = Diálogos
workstream-dialogues-question = ¿Quiénes se reunieron, qué se decidió y qué se debe, quién respondió, qué práctica se difundió, quién es integrante y qué no se sabe?
workstream-dialogues-method = Los informes se convierten en reuniones, decisiones, respuestas, prácticas y membresías, cada una con una fecha no más exacta que su fuente. Lo que contradice un informe oficial o nombra a alguien fuera de su cargo se aparta por regla y se muestra. Una promesa cuenta como incumplida solo donde el propio registro lo demuestra; el silencio sigue siendo desconocido. Una lista de integrantes prueba su propio día, nunca un día de ingreso.

# Topics of practice.
dialogues-topic-public-health-substance-use = salud pública frente al consumo de sustancias
dialogues-topic-labour-rights = derechos laborales
dialogues-topic-indigenous-women = violencia contra mujeres y niñas indígenas
dialogues-topic-trafficking = trata de personas
dialogues-topic-asylum = asilo
dialogues-topic-narratives-on-migrants = narrativas públicas sobre migrantes
dialogues-topic-root-causes = causas de fondo de la migración
dialogues-topic-lawful-pathways = vías legales
dialogues-topic-equity = equidad y justicia racial
dialogues-topic-lgbtqi-rights = derechos de las personas LGBTQI+
dialogues-topic-online-harassment = acoso en línea por motivos de género
dialogues-topic-precursors = precursores químicos
dialogues-topic-cyber-security = ciberseguridad
dialogues-topic-nuclear-security = seguridad nuclear física y tecnológica
dialogues-topic-passenger-records = registros de nombres de pasajeros
dialogues-topic-pandemics = preparación ante pandemias
dialogues-topic-semiconductors = semiconductores
dialogues-topic-critical-minerals = minerales críticos
dialogues-topic-skills = competencias laborales
dialogues-topic-student-mobility = movilidad estudiantil
dialogues-topic-waste-methane = metano de residuos
dialogues-topic-food-waste = pérdida y desperdicio de alimentos
dialogues-topic-clean-transit = transporte público limpio
dialogues-topic-border-charging = recarga en las fronteras
dialogues-topic-conservation = conservación de tierras y océanos
dialogues-topic-hydrogen = hidrógeno limpio

# Where a decision or a recommendation stands.
dialogues-standing-overdue-unknown = vencida, sin evidencia
dialogues-standing-open = abierta
dialogues-standing-undated = abierta, sin fecha
dialogues-standing-not-done = consta que no se hizo
dialogues-standing-late = cumplida tarde
dialogues-standing-done-undated = cumplida, día desconocido
dialogues-standing-done = cumplida

# How strong the evidence of an effect is, and where a country stands with a practice.
dialogues-strength-comparison = medido frente a una comparación
dialogues-strength-before-after = medido antes y después
dialogues-strength-described = descrito, no medido
dialogues-strength-claimed = solo afirmado
dialogues-strength-none-known = sin evidencia conocida
dialogues-practice-origin = inició aquí
dialogues-practice-adopted = adoptada
dialogues-practice-declined = no adoptada

# Members, and why.
dialogues-member-certain = integrante
dialogues-member-not = no es integrante
dialogues-member-unsaid = Nada en el registro menciona a este país.
dialogues-member-on-the-day = Consta para ese mismo día.
dialogues-member-contradicted = Las fuentes se contradicen para ese día.
dialogues-member-imprecise = La fecha registrada es demasiado imprecisa para saberlo.
dialogues-member-before-joining = Aún no había ingresado.
dialogues-member-before-first = No hay nada registrado antes de ese día.
dialogues-member-since-joining = Ingresó, y nada muestra que haya salido.
dialogues-member-since-leaving = Salió, y nada muestra que haya vuelto.
dialogues-member-shown-around = Consta como integrante antes y después.
dialogues-member-absent-around = Consta que no lo era ni antes ni después.
dialogues-member-after-last = Última constancia como integrante: { $date }; una lista prueba solo su día.
dialogues-member-after-absent = No figuraba en la última lista completa; pudo ingresar después.
dialogues-member-changed-between = Cambió entre dos listas; no se conoce el día.
dialogues-on = el { $day }
dialogues-between = entre { $first } y { $last }
dialogues-members-counted = El { $date }: por lo menos { $low } y a lo más { $high } de los países aquí nombrados.
dialogues-members-changed = Cambio entre los dos días: de { $low } a { $high }; las listas reflejan un momento y no dan fecha de ingreso.

# Views.
dialogues-view-meetings = Reuniones
dialogues-view-held = Reuniones registradas
dialogues-view-documents = Quién da cuenta de las reuniones y dónde
dialogues-view-rooms = Quién se reúne y con qué regularidad
dialogues-view-decisions = Qué se decidió y qué resultó
dialogues-view-recommendations = Qué se recomendó y quién respondió
dialogues-view-practices = Práctica
dialogues-view-trainings = Capacitaciones
dialogues-view-care = Léase con cautela
dialogues-view-replies = Réplicas de las partes
dialogues-view-known = Qué saben estas tablas y cómo completarlas
dialogues-view-members = Integrantes: { $body }
dialogues-column-number = Núm.
dialogues-column-date = fecha
dialogues-column-place = lugar
dialogues-column-agenda = agenda
dialogues-column-what = qué
dialogues-column-source-class = lo dice
dialogues-column-source = fuente
dialogues-column-meeting = reunión
dialogues-column-body = órgano
dialogues-column-held = reuniones conocidas
dialogues-column-last = última
dialogues-column-promised = prometido
dialogues-column-kept = años cumplidos
dialogues-column-missed = años sin reunión
dialogues-column-unknown = años sin dato
dialogues-column-page = página
dialogues-column-owner = a cargo de
dialogues-column-to-whom = debe responder
dialogues-column-due = para
dialogues-column-standing = situación
dialogues-column-evidence = evidencia
dialogues-column-row = fila
dialogues-column-topic = tema
dialogues-column-where = dónde
dialogues-column-strength = evidencia de efecto
dialogues-column-effect = efecto
dialogues-column-audience = para quién
dialogues-column-languages = idiomas
dialogues-column-framework = marco
dialogues-column-people = personas
dialogues-column-country = país
dialogues-column-why = por qué
dialogues-column-joined = ingreso
dialogues-column-left = salida
dialogues-column-last-shown = última constancia
dialogues-column-care = qué ocurre
dialogues-column-treated = tratamiento
dialogues-column-against = en conflicto con
dialogues-column-who = quién
dialogues-column-reply = réplica
dialogues-column-table = tabla
dialogues-column-rows = filas
dialogues-column-not-public = filas no públicas
dialogues-column-add = para agregar
dialogues-column-on-day = al { $date }
dialogues-table-convenings = reuniones
dialogues-table-decisions = decisiones
dialogues-table-recommendations = recomendaciones
dialogues-table-practices = prácticas
dialogues-table-memberships = constancias de integrantes
dialogues-table-trainings = capacitaciones
dialogues-unsaid = no se dijo con palabras
dialogues-nobody = nadie en particular
dialogues-not-promised = no se prometió un ritmo
dialogues-promised = { $n } al año
dialogues-promised-between = de { $low } a { $high } al año, según la lectura
dialogues-suppressed = reservado: grupo pequeño
dialogues-meetings-note = Cada reunión se dibuja tan larga como es imprecisa su fecha. Una reunión es un producto: muestra que hubo encuentro, no lo que resultó de él.
dialogues-rooms-note = Un año cuenta como sin reunión solo si los números de dos reuniones seguidas muestran que no hubo ninguna entre ellas. El silencio es desconocimiento, no incumplimiento.
dialogues-share-decisions = Decisiones cuya fecha llegó: { $all }. Cumplidas: { $kept }; tarde o no cumplidas: { $late }; sin evidencia conocida: { $unknown }. Abiertas o sin fecha: { $open }.
dialogues-share-decisions-none = Ninguna decisión registrada ha vencido. Abiertas o sin fecha: { $open }.
dialogues-share-recommendations = Recomendaciones que debían tener respuesta: { $all }. Respondidas a tiempo: { $kept }; tarde: { $late }; sin respuesta conocida: { $unknown }. Sin fecha: { $open }.
dialogues-share-recommendations-none = Aún no vence ninguna respuesta. Recomendaciones sin fecha: { $open }.
dialogues-diffusion = Casos en que uno de los tres podría adoptar una práctica: { $all }. Adoptadas: { $adopted }; no adoptadas: { $declined }; sin dato: { $unknown }.
dialogues-no-practice = No hay ninguna práctica registrada sobre este tema.
dialogues-set-aside = apartada, no se cuenta
dialogues-flagged = se conserva, con cautela
dialogues-known-minutes = Un acta de reunión entrega todo esto a la vez: communique dialogues minutes BODY --out minutes.xlsx.
dialogues-known-no-body = No se conoce ningún órgano en el que se trabaje esta promesa.

# Flags: what is to be known about a row. { $row } is its name.
dialogues-flag-contradicts-official = { $row }: { $column } «{ $value }» contradice lo que una fuente oficial o el organizador dice de la misma reunión numerada ({ $against }).
dialogues-flag-not-in-office = { $row }: { $column } nombra a «{ $value }», que no ocupaba ese cargo ese día.
dialogues-flag-weak-single-source = { $row }: una fuente de la clase «{ $value }» es demasiado débil para sostener sola una afirmación, y no se conoce otra.
dialogues-flag-class-not-borne = { $row }: dice que su fuente es «{ $value }», pero no muestra una fuente oficial.
dialogues-flag-other-spelling = { $row }: { $column } dice «{ $value }»; se lee como { $against }.
dialogues-flag-date-too-precise = { $row }: { $column } { $value } es más precisa que su fuente ({ $against }); no se usa con más precisión que esa.
dialogues-flag-two-numbers = { $row }: { $column } { $value }, pero { $against } da otro número a la misma reunión; se conservan ambas y cuenta una vez.
dialogues-flag-conflict = { $row }: { $column } { $value } no es lo que { $against } dice de lo mismo; se conservan ambas.
dialogues-flag-no-owner = { $row }: no se nombra a nadie a cargo.
dialogues-flag-done-without-evidence = { $row }: se dice «{ $value }» sin evidencia; cuenta como desconocida.
dialogues-flag-duplicate = { $row }: { $column } «{ $value }» se dice también en { $against }, con otra grafía; se conservan ambas.
dialogues-flag-list-read-as-joins = { $row }: { $column } «{ $value }» se leyó de una lista de integrantes ({ $against }); una lista muestra quién lo era entonces, no quién ingresó.
dialogues-flag-joined-though-listed = { $row }: { $column } { $value } es posterior a { $against }, que ya lo incluye como integrante; se conservan ambas.

# Rules of the tables, said to the person who hands them in.
dialogues-rule-date = { $column } debe escribirse con la precisión que indica su columna de precisión: 2023, 2023-06 o 2023-06-14.
dialogues-rule-said = Al menos un idioma debe llenarse, por ejemplo { $column }.
dialogues-rule-countries = { $column } debe contener códigos ISO de tres letras separados por punto y coma, como CAN;MEX;USA.
dialogues-rule-topics = { $column } debe contener temas conocidos separados por punto y coma.
dialogues-rule-cost = { $column } debe ir con su moneda y año de precios.
dialogues-rule-contradicts-official = { $column }: una fila oficial o del organizador sobre la misma reunión numerada dice otra cosa (fecha, lugar o formato).
dialogues-rule-not-in-office = { $column } debe nombrar a personas que ocupaban el cargo ese día.
dialogues-rule-weak-single-source = { $column }: una reunión que solo cuenta una fuente secundaria necesita otra independiente.
dialogues-rule-class-not-borne = { $column }: una fuente oficial debe mostrarse con su dirección, salvo que la entregue un gobierno o una dependencia.

# The agenda of the next meeting.
dialogues-agenda-title = { $body }: de qué podría tratar la próxima reunión, al { $date }
dialogues-agenda-decisions = Decisiones aún abiertas
dialogues-agenda-answers = Respuestas pendientes a recomendaciones
dialogues-agenda-practices = Prácticas que conviene adoptar
dialogues-agenda-data = Datos que faltan, y de quién
dialogues-agenda-nothing-found = Promesas de las que no se encontró nada
dialogues-agenda-flags = Por aclarar
dialogues-agenda-none = nada registrado

# Calendar.
dialogues-calendar-title = Diálogos de América del Norte
dialogues-calendar-inexact = { $name } (fecha conocida solo como: { $date })

# Pages.
dialogues-page-title = Diálogos
dialogues-page-lead = Quién se reunió, qué se acordó y qué resultó. Todo lleva fecha y fuente y admite réplica; lo que no se sabe se dice.
dialogues-page-bodies = Órganos
dialogues-page-reading-room = Sala de lectura de prácticas
dialogues-page-reading-room-lead = Prácticas por tema, primero las de evidencia de efecto más fuerte. La salud pública y los derechos laborales encabezan los temas.
dialogues-page-calendar = Calendario (iCalendar)
dialogues-page-agenda = Para la próxima reunión
dialogues-page-topics = Temas
dialogues-page-promises = Promesas
dialogues-page-skip = Saltar al contenido
dialogues-page-languages = Idiomas
dialogues-page-all-topics = todos los temas
dialogues-page-any-country = cualquier país
dialogues-page-any-strength = cualquier evidencia
dialogues-page-at-least = por lo menos
dialogues-page-not-in = no adoptada en
dialogues-page-show = Mostrar
dialogues-page-reply = Quien lea aquí algo que considere equivocado puede replicar; la réplica aparece junto a la fila y no cambia ningún conteo. Comando:
dialogues-page-minutes = Las actas se entregan con:
dialogues-page-choose = Elija un idioma
dialogues-page-as-of = Al { $date }
