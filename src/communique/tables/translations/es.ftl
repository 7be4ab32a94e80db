# Lo que pide cada regla básica de una tabla, dicho a quien entrega el archivo.
rule-required = { $column } no puede quedar vacío.
rule-type = { $column } debe ser { $type ->
    [integer] un número entero
    [number] un número
    [boolean] verdadero o falso (true o false)
    [date] una fecha en el orden año-mes-día
    [year] un año
   *[other] texto
}.
rule-finite = { $column } debe ser un número finito.
rule-not-negative = { $column } no puede ser negativo.
rule-positive = { $column } debe ser mayor que cero.
rule-minimum = { $column } debe ser { $minimum } o más.
rule-above = { $column } debe ser mayor que { $minimum }.
rule-maximum = { $column } debe ser { $maximum } o menos.
rule-below = { $column } debe ser menor que { $maximum }.
rule-allowed = { $column } solo admite uno de estos valores: { $allowed }.
rule-pattern = { $column } debe escribirse conforme al patrón { $pattern }.
rule-country-known = { $column } debe indicar un país por su código ISO o por su nombre completo.
rule-unit = { $column } debe indicar una unidad que se pueda convertir a la de la tabla.
rule-duplicate-key = Dos filas no pueden compartir el mismo valor de { $key }.
rule-already-contributed = El almacén ya tiene este valor de { $key }; si usted corrige, indique qué entrega se sustituye.
rule-row-shape = Cada fila debe tener tantos campos como el encabezado.
