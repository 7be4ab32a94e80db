state-delivered = cumplido
state-on-track = en camino
state-partial = parcial
state-activity = con actividad
state-behind = rezagado
state-late = cumplido con retraso
state-overdue-unknown = vencido, se desconoce
state-reversed = revertido
state-mixed = dispar
state-unknown = se desconoce

reason-delivered = Cumplido; la evidencia: { $evidence }.
reason-partial = Cumplido en parte; la evidencia: { $evidence }.
reason-activity = En curso, aún sin resultado; la evidencia: { $evidence }.
reason-late = Cumplido después de la fecha prometida, { $date }; la evidencia: { $evidence }.
reason-reversed = Revertido; lo ocurrido: { $undone }.
reason-reversed-after = Revertido; lo ocurrido: { $undone }; lo que ya se había hecho: { $done }.
reason-overdue = Prometido para el { $date }; no se halló registro público.

unknown-none-found = Se buscó y no se encontró registro público.
unknown-not-searched = Todavía nadie lo ha buscado.
unknown-not-measured = Solo una cifra puede responder a esta promesa, y no se conoce ninguna.
unknown-not-yet = Lo registrado aún no había ocurrido en esta fecha.
unknown-uncertain = Lo encontrado es demasiado incierto para contarlo.
unknown-not-named = La evidencia encontrada no menciona a esta parte.
unknown-related-only = Solo se hallaron hechos cercanos, no la promesa misma.
unknown-context-only = Solo se hallaron antecedentes, nada que hiciera esta parte.
unknown-no-row = El registro no tiene evidencia al respecto.

flag-single-source = Se apoya en una sola fuente que no es oficial ni del organizador: { $evidence }.
flag-conflict = Las fuentes se contradicen ({ $group }); solo se usa aquello en lo que coinciden.
flag-bilateral = Un acto de dos países vale, a lo más, como cumplimiento parcial de una promesa de tres.
flag-deadline-passed = La fecha prometida, { $date }, ya pasó.
flag-strict-late = En una lectura estricta, la fecha era { $date }: entonces llegó tarde.

evidence-kind-delivered = cumplimiento
evidence-kind-partial = cumplimiento parcial
evidence-kind-activity = actividad
evidence-kind-none_found = se buscó, nada encontrado
evidence-kind-not_searched = no se ha buscado
evidence-kind-uncertain = incierto
evidence-kind-reversal = reversión
evidence-kind-rejected = rechazado

role-direct = sobre la promesa
role-related = hecho cercano
role-context = antecedente
role-measure = se responde con una cifra

scope-trilateral = trilateral
scope-bilateral = bilateral
scope-regional = regional
scope-national = nacional

source-class-official = oficial
source-class-official_copy = copia de un texto oficial
source-class-organiser = organizador
source-class-partner = socio
source-class-press = prensa
source-class-secondary = secundaria
source-class-none = sin fuente

confidence-high = confianza alta
confidence-medium = confianza media
confidence-low = confianza baja
confidence-unverified = sin verificar
confidence-verified = verificado
confidence-verified-in-part = verificado en parte
confidence-verified-through-a-copy = verificado en una copia
confidence-recalled = de memoria

precision-day = día
precision-month = mes
precision-year = año
precision-inferred_day = día, inferido
precision-inferred_year = año, inferido
precision-undated = sin fecha
date-inferred = { $date } (inferido)
date-undated = sin fecha

commitment-kind-measure = cifra por alcanzar
commitment-kind-map = mapa
commitment-kind-plan = plan
commitment-kind-serve = servicio a las personas
commitment-kind-exchange = intercambio de prácticas
commitment-kind-convene = reunión o membresía

milestone-basis-text = consta en un texto
milestone-basis-declaration = consta en la declaración
milestone-basis-evidence = según la evidencia
milestone-basis-linear_path = en línea recta hacia la meta
milestone-basis-reporting_cycle = ciclo de informes
milestone-basis-suggested = sugerencia nuestra, no una promesa

read-whole = leído completo
read-part = leído en parte
read-opening = solo se leyó el inicio

party-together = en conjunto
party-regional = países de la región, mencionados en el hecho

manner-reported = informado
manner-modelled = modelado
manner-forecast = tendencia pasada prolongada
manner-path = trayectoria necesaria
manner-target = meta
