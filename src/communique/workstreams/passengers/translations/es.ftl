workstream-passengers-question = ¿Qué registros de pasajeros recopila, conserva, oculta y comparte cada país, y coinciden?
