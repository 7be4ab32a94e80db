# Una parte y lo que hace, tal como va en la frase.
exchange-party-allows = { $party ->
   *[other] { $name } permite
}
exchange-party-requires = { $party ->
   *[other] { $name } exige
}
exchange-party-forbids = { $party ->
   *[other] { $name } prohíbe
}
exchange-party-unknown = { $party ->
   *[other] no se halló texto que diga si { $name } permite
}
exchange-party-silent = { $party ->
   *[other] la ley de { $name } no dice nada de
}

# Solicitudes.
exchange-request = { $act } { $request }
exchange-age-days = { $count ->
    [0] el mismo día de { $since }
    [one] { $count } día después de { $since }
   *[other] { $count } días después de { $since }
}
exchange-age-months = { $count ->
    [0] el mismo día de { $since }
   *[other] en el mes { $count } después de { $since }
}

# Plazos.
exchange-period-years = { $count ->
    [one] { $count } año
   *[other] { $count } años
}
exchange-period-months = { $count ->
    [one] { $count } mes
   *[other] { $count } meses
}
exchange-period-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
exchange-period-hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
exchange-period-none = ningún plazo
exchange-period-unknown = un plazo que no se conoce

# Verbos de una posición, y lo que piden los deberes.
exchange-verb-collection = obtención
exchange-verb-storage = almacenamiento
exchange-verb-use = uso
exchange-verb-sharing = intercambio
exchange-verb-retention = conservación
exchange-do-delete = eliminación
exchange-do-mask = enmascaramiento
exchange-do-review = revisión
exchange-do-notify = notificación
exchange-do-redress = reparación
exchange-do-log = registro de accesos
exchange-do-onward = condición para la transmisión ulterior
exchange-do-disclose = comunicación
exchange-do-keep = conservación obligatoria
exchange-duty = { $duty }: { $period } desde { $since }

# Diferencias, conflictos.
exchange-difference = { $one }, y { $other }, { $act } { $request }.
exchange-difference-excluded = Demostrado: nunca ocurre que { $one } esto y { $other } esto.
exchange-difference-vacuous = Nunca ocurre que { $one } esto y { $other } esto. Es cierto, pero no dice nada: { $why }
exchange-empty-no-position = ninguna posición de { $name } está vigente este día.
exchange-empty-allows-nothing = { $party ->
   *[other] { $name } no permite nada.
}
exchange-empty-allows-nothing-for-certain = { $party ->
   *[other] { $name } no permite nada con certeza, porque faltan textos que no se hallaron.
}
exchange-empty-requires-nothing = { $party ->
   *[other] lo que { $name } exige no se aplica a ninguna solicitud.
}
exchange-empty-requires-nothing-for-certain = { $party ->
   *[other] lo que { $name } exige no se aplica con certeza a ninguna solicitud, porque faltan textos que no se hallaron.
}
exchange-empty-forbids = { $party ->
   *[other] { $name } no prohíbe nada con certeza.
}
exchange-empty-unknown = { $party ->
   *[other] los textos de { $name } que no se hallaron no deciden nada.
}
exchange-empty-silent = { $party ->
   *[other] la ley de { $name } se pronuncia sobre todo lo que puede preguntarse.
}
exchange-difference-not-proved = No demostrado: si puede ocurrir que { $one } esto y { $other } esto.

# Vacíos.
exchange-gap-unknown = { $name }: no se halló ningún texto para «{ $clause }»
exchange-gap-value = { $name }: no se dice nada de estos valores ({ $field }): { $values }.
exchange-gap-verb = { $name }: ninguna cláusula sobre { $verb }.
exchange-gap-duty = { $name }: no se prevé { $duty } para { $values }.
exchange-gap-absent = { $name }: ninguna posición está vigente en este día.
exchange-gap-nobody = Ninguna parte dice nada de { $request }.
exchange-gap-nobody-unproved = No demostrado: si hay una solicitud de la que ninguna parte dice nada.

# Cambios.
exchange-redline-add = { $name }: adoptar «{ $clause }» Con ello ya no se permitiría { $today }.
exchange-redline-settle = { $name }: definir lo que no se conoce, «{ $clause }»
exchange-redline-shorten = { $name }: acortar su propio plazo («{ $own }») a «{ $clause }»
exchange-redline-take-on = { $name }: asumir «{ $clause }»

# Demostraciones.
exchange-claim-within = La posición común no permite nada que no permita esta posición: { $name }.
exchange-claim-never = La posición común nunca permite lo siguiente: { $never }.
exchange-claim-possible = La posición común permite algo.
exchange-claim-vacuous = { $claim } Solo porque no hay caso en que pudiera ser falso.
exchange-status-proved = demostrado
exchange-status-refuted = refutado
exchange-status-vacuous = cierto, pero no dice nada
exchange-status-not-proved = no demostrado

# Cláusulas y sus fuentes.
exchange-speaks-only = Solo de estos valores ({ $field }): { $values }.
exchange-no-clauses = { $name }: ninguna cláusula está vigente.
exchange-citation = { $instrument }, { $article } ({ $confidence })
exchange-confidence-verified = leído en la fuente
exchange-confidence-recalled = de memoria, por confirmar
exchange-confidence-invented = inventado

# Razones de una decisión.
exchange-code-clause = Prohibido: «{ $clause }»
exchange-code-silence = La posición no dice nada de este valor: { $field }.
exchange-code-missing = No se indicó: { $field }.
exchange-code-unknown = No se conoce ningún texto: «{ $clause }»
exchange-code-rejected = No se puede leer: { $field }.

# Estados de la posición común.
exchange-common-agreed = Las posiciones tienen terreno común.
exchange-common-depends-on-unknowns = Que haya terreno común depende de textos que no se hallaron.
exchange-common-empty = Las posiciones no tienen terreno común: no es un acuerdo.
exchange-common-not-proved = No demostrado: si las posiciones tienen terreno común.

# Tablas.
exchange-table-positions = Lo que dice cada posición
exchange-table-retention = Lo más que se permite algo de ello, en cualquier circunstancia
exchange-table-differences = En qué difieren las posiciones
exchange-table-conflicts = Lo que una exige y otra no permite
exchange-table-redline = Lo que cada parte tendría que cambiar
exchange-table-gaps = Lo que no se dice
exchange-table-proofs = Lo que se demostró de la posición común
exchange-table-proofs-least = Lo que se demostró de ella si lo desconocido lo permite
exchange-table-relaxations = Lo que tendría que ceder
exchange-column-verb = sobre
exchange-column-category = categoría de datos
exchange-column-common = en común
exchange-column-common-least = en común, si lo desconocido lo permite
exchange-column-allows = parte
exchange-column-other = otra parte
exchange-column-kind = la otra parte
exchange-column-witness = un ejemplo
exchange-column-against = cláusulas en contra
exchange-column-party = parte
exchange-column-change = cambio
exchange-column-source = fuente
exchange-column-gap = lo que no se dice
exchange-column-claim = afirmación
exchange-column-status = respuesta
exchange-column-without = sin estas cláusulas algo estaría permitido
exchange-kind-forbids = prohíbe
exchange-kind-unknown = sin texto hallado
exchange-kind-silent = no dice nada
exchange-cell-silent = no dice nada
exchange-cell-never = nunca
exchange-cell-no-limit = no se indica límite
exchange-cell-not-proved = no demostrado
exchange-cell-until-days = hasta { $count } días después de { $since }
exchange-cell-until-months = hasta { $count } meses después de { $since }
exchange-cell-none = ninguno
exchange-cell-excluded = ninguno
exchange-cell-vacuous = cierto, pero no dice nada
exchange-unknown-deciding = No se conoce, y de ello depende: { $clause }
exchange-unknown-text = No se halló ningún texto: { $clause }

# Registros: plazos, publicaciones, bitácora.
exchange-records-table-agenda = Lo que corresponde hacer con cada registro, al { $day }
exchange-records-column-record = registro
exchange-records-column-action = qué corresponde
exchange-records-column-law = qué dice la ley
exchange-records-column-since = se cuenta desde
exchange-records-column-rule = cómo se calculó
exchange-records-column-on = fecha
exchange-records-column-state = estado
exchange-records-column-count = número
exchange-records-column-checked = verificado
exchange-records-action-mask = ocultar una parte
exchange-records-action-review = revisar
exchange-records-action-delete = eliminar
exchange-records-action-notify = avisar a la persona
exchange-records-action-redress = responder la queja
exchange-records-rule-exact = según el calendario
exchange-records-rule-clamped = según el calendario; el mes no tiene ese día y cuenta su último día
exchange-records-state-coming = todavía no vence
exchange-records-state-due = vence hoy
exchange-records-state-overdue = vencido
exchange-records-state-done = hecho el { $reason }
exchange-records-state-held = retenido por orden legal: { $reason }
exchange-records-state-excepted = suspendido por una excepción: { $reason }
exchange-records-state-unknown = se desconoce
exchange-records-unknown-origin = Registro { $record }: la fecha no puede calcularse porque no consta el hecho «{ $origin }».
exchange-records-rejected = El registro { $record } se apartó: su hecho «{ $origin }», del { $day }, está en el futuro.
exchange-records-table-exact = Cuadro publicado, con algunas celdas ocultas
exchange-records-table-noisy = Cuadro publicado; cada número lleva ruido
exchange-records-total = total
exchange-records-hidden = oculto
exchange-records-report-exact = Se ocultan los números desde 1 hasta antes de { $k }, y otros junto con ellos, para que los pequeños no puedan deducirse. Celdas ocultas: { $hidden }.
exchange-records-report-noisy = Se añadió ruido aleatorio para proteger cada caso (épsilon { $epsilon }). En diecinueve de cada veinte veces, un número queda a no más de { $within } del verdadero.
exchange-records-note-clipped = Los números negativos se llevaron a cero: los números pequeños y los totales resultan, en promedio, demasiado altos.
exchange-records-table-log = Lo que se verificó de la bitácora
exchange-records-log-entries = asientos
exchange-records-log-heads = estados firmados de la bitácora
exchange-records-log-statements = declaraciones de testigos
exchange-records-log-unsigned = asientos posteriores a la última firma
