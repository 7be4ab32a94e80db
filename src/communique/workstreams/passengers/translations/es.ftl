workstream-passengers-name = Registros de pasajeros
workstream-passengers-question = ¿Qué registros de pasajeros recopila, conserva, oculta y comparte cada país, y coinciden?

passengers-reference-eu = Unión Europea (referencia)
passengers-reference-icao = OACI (referencia)

# Elementos.
passengers-view-elements = A dónde va cada uno de los diecinueve elementos, y hasta cuándo
passengers-column-element = elemento
passengers-column-common = en común
passengers-cell-not-spoken = su ley no lo menciona
passengers-cell-barred = no debe usarse
passengers-cell-no-clock = no se indica ningún plazo
passengers-cell-mandatory = debe transmitirse
passengers-cell-optional = puede transmitirse
passengers-cell-exception = { $duty } (con una excepción)
passengers-cell-common = permitido por los tres: { $until }
passengers-cell-common-if = solo si así lo disponen los textos que no se encontraron: { $until }
passengers-cell-common-never = nunca lo permiten los tres
passengers-unknown-mexico = México: no se encontró ninguna regla pública sobre cuánto tiempo se conservan los registros ni cuándo se ocultan. No equivale a cero ni a un plazo sin fin: lo común se calcula dos veces, con el valor más y el menos protector.
passengers-event-load = la carga
passengers-event-departure = la salida
passengers-clock-mask = se oculta { $period } después de { $event }
passengers-clock-mask-between = se oculta entre { $low } y { $high } después de { $event }
passengers-clock-mask-unknown = ocultamiento: no se encontró texto
passengers-clock-delete = se elimina { $period } después de { $event }
passengers-clock-delete-between = se elimina entre { $low } y { $high } después de { $event }
passengers-clock-delete-unknown = eliminación: no se encontró texto
passengers-cell-cited = { $reason } ({ $article }; { $confidence })
passengers-state-masked = oculto
passengers-state-deleted = eliminado

# La posición común.
passengers-view-unified = Lo común sobre { $verb }, cláusula por cláusula, y lo que pediría a cada país
passengers-view-matrix = Lo que dice cada posición, con dos referencias que no son partes
passengers-not-an-agreement = Esto no es un acuerdo: nada de lo que sigue puede presentarse como tal.
passengers-column-clause = cláusula
passengers-column-source = fuente
passengers-cell-own = es cláusula suya
passengers-cell-already = ya se desprende de sus cláusulas
passengers-cell-add = tendría que adoptarla
passengers-cell-settle = tendría que definir lo que no se conoce
passengers-cell-not-concerned = no le toca definirlo
passengers-cell-shorten = tendría que acortar su plazo
passengers-cell-take-on = tendría que asumir este deber

# La vida de un registro.
passengers-view-life = La vida de un registro bajo cada régimen
passengers-view-life-table = Cada periodo de días, y por qué
passengers-life-load = se carga en el sistema receptor
passengers-life-departure = sale el vuelo
passengers-life-change = { $party }: { $state }
passengers-life-from-the-start = { $party }: { $state } desde el primer día
passengers-state-seen = puede verse
passengers-state-barred = no puede verse
passengers-state-unknown = no se encontró un texto que lo decida
passengers-state-silent = su ley no lo menciona
passengers-column-party = país o referencia
passengers-column-first = desde
passengers-column-last = hasta
passengers-column-state = situación
passengers-column-why = por qué
passengers-cell-open-end = sin cambios posteriores
passengers-cell-permitted = Lo permiten todas las cláusulas.

# Lo que se hizo.
passengers-view-activity = Lo que se hizo con los registros, según lo publicado por las partes
passengers-column-year = año
passengers-column-action = qué se hizo
passengers-column-records = registros
passengers-column-in-time = de ellos, a tiempo
passengers-action-received = recibidos
passengers-action-kept = conservados
passengers-action-masked = ocultados
passengers-action-deleted = eliminados
passengers-action-unmasked = mostrados de nuevo con autorización
passengers-action-access-answered = solicitudes de acceso respondidas
passengers-action-redress-answered = reclamaciones respondidas
passengers-unknown-activity = { $party }: no se han entregado cifras publicadas.
passengers-in-time-within = lo hecho a tiempo no supera lo hecho

# La herramienta.
passengers-view-tool = Dónde se calcula esto para otros días y otros registros
passengers-column-what = qué
passengers-column-command = comando
passengers-tool-served = El simulador de la vida de un registro y las posiciones como páginas activas: sirva una edición y abra su lista de herramientas
passengers-tool-life = La vida de un registro bajo cada régimen, en la terminal
passengers-tool-position = La posición común y lo que pide a cada país
passengers-tool-mask = El mensaje de una aerolínea sin lo que identifica a una persona

# Páginas activas.
passengers-page-name = Registros de pasajeros
passengers-page-index = La vida de un registro bajo cada régimen
passengers-page-positions = Las posiciones, una al lado de otra
passengers-page-sources = Fuentes
passengers-page-index-lead = Elija dos días y una pregunta. La ley de hoy se aplica a cada día del registro. Nada de lo que usted elige se conserva, y no se pregunta nada sobre ninguna persona.
passengers-page-positions-lead = Lo que dice la ley de cada país sobre recopilación, almacenamiento, uso, intercambio y conservación, lo que sería común y lo que cada uno tendría que cambiar. El silencio no es permiso.
passengers-page-foot = Una ayuda para leer la ley, no asesoría jurídica. Las cláusulas citadas de memoria aún deben confirmarse en el texto.
passengers-ask-load = Cargado el
passengers-ask-departure = Salida el
passengers-ask-true = Lo que es cierto en el caso
passengers-ask-show = Mostrar su vida
