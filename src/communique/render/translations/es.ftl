# Toda página
page-skip = Ir al contenido
page-nav = Idiomas y páginas
page-menu = Menú
page-sources = Fuentes
language-name = Español
sources-lead = Todo lo que se muestra se apoya en una de estas fuentes. Verificado: leído en la fuente. De memoria: aún por confirmar.

# Países en una columna angosta
party-short-can = CAN
party-short-mex = MEX
party-short-usa = EUA

# Probabilidades
chance-about = cerca de { $n } en 10 ({ $p })
chance-below = menos de 1 en 20 ({ $p })
chance-above = más de 19 en 20 ({ $p })

# Vistas
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
view-own-page = En su propia página, para citar o insertar
view-table-whole = La tabla completa, { $n } filas, en la página de la imagen
view-moves = El mapa que se mueve, en su propia página
