workstream-passengers-question = Quels dossiers de passagers chaque pays recueille-t-il, conserve-t-il, masque-t-il et communique-t-il, et s’accordent-ils?
