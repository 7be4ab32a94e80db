workstream-methane-name = Metano de residuos
workstream-methane-question = ¿Cuánto metano emiten los residuos sólidos y las aguas residuales, y qué tan lejos está eso de un 15 por ciento menos que en 2020?
indicator-methane-waste-ch4 = Metano de residuos sólidos y aguas residuales
methane-method-reported = Tal como lo reportan los inventarios nacionales de gases de efecto invernadero, un solo envío por país; ningún año se completa.

methane-country-can = Canadá
methane-country-mex = México
methane-country-usa = Estados Unidos
methane-country-all = Los tres países en conjunto

methane-category-5-a = Disposición de residuos sólidos (5.A)
methane-category-5-b = Composteo y digestión (5.B)
methane-category-5-c = Incineración y quema a cielo abierto (5.C)
methane-category-5-d = Aguas residuales (5.D)

methane-caveat-no-inventory = En esta fecha no se conoce ningún inventario de este país.
methane-caveat-vintage = Todas las cifras provienen de un mismo envío, { $vintage } ({ $guidelines }). Otros envíos dan cifras distintas para los mismos años.
methane-caveat-submission-unknown = La fuente de { $vintage } no indica en qué año se presentó; cualquier envío que sí lo indique se usa antes.
methane-caveat-no-base-year = No hay cifra para { $base }: la serie va de { $first } a { $last } y no se completa. Toda cifra posterior es un pronóstico y así se señala.
methane-caveat-incomplete-years = De { $first } a { $last } no se conoce la cifra: algunas provincias o entidades no tienen datos en esos años, y su suma no es la del país.
methane-caveat-category-missing = { $category } no tiene ni cifra ni clave de notación de { $first } a { $last }; la suma de esos años no se conoce.
methane-caveat-notation = { $category } lleva la clave { $key } de { $first } a { $last }. No equivale a cero: IE se contabiliza en otro sector, NE no se estimó, NA y NO no aplican u ocurren, C es confidencial.
caveat-series-break = Ruptura de { $category } en { $year }: { $kind ->
    [slope] a partir de ese año la serie avanza a otro ritmo
   *[level] la serie da un salto
    }. No se traza ninguna tendencia a través de ella; los años anteriores no son comparables.
methane-caveat-start-up = { $category } comienza casi en cero en { $year }: no se cuenta lo que ya estaba depositado, por lo que el aumento exagera el crecimiento real.
methane-caveat-uncertainty-not-stated = El archivo del inventario no indica la incertidumbre de estas cifras; cada una se muestra como se reportó y su error se desconoce.
methane-caveat-uncertainty-elsewhere = Para { $year } el inventario nacional da a todo el sector de residuos una incertidumbre de ±{ NUMBER($share, style: "percent", maximumFractionDigits: 1) } (en CO2 equivalente). No se aplica a otros años.
methane-caveat-vintage-unusable = { $vintage } no se usa: en ningún año contiene completas las categorías 5.A a 5.D para todo el país (vea { $categories }).
methane-caveat-vintage-conflict = No se usa ningún envío, porque varios son igual de recientes: { $vintages }.
methane-caveat-others-inventory = Las filas que { $by } aportó sobre este país no se usan: el inventario de un país es suyo.
methane-caveat-together-lacks = La suma de los tres no se conoce para { $base }: { $country } no tiene cifra.
methane-caveat-together-break = La suma es comparable a partir de { $year }: ahí hay una ruptura en las cifras de { $country }.
methane-caveat-mixed-guidelines = La suma de los tres mezcla ediciones de las directrices ({ $editions }).
methane-caveat-mixed-vintages = La suma de los tres reúne envíos distintos ({ $vintages }).

methane-remedy-inventory = Aporte el inventario: communique contribute methane.inventory ARCHIVO --party { $party }
methane-remedy-base-year = Aporte el envío que contiene { $base }: communique contribute methane.inventory ARCHIVO --party { $party }
methane-remedy-regions = Aporte una cifra nacional, o filas de cada provincia, territorio o entidad federativa.
methane-remedy-key = Asigne a 5.A, 5.B, 5.C y 5.D una cifra o una clave de notación (NO, NE, IE, NA, C).
methane-remedy-withdraw = Retire todos menos uno, o indique el año de envío más reciente.
methane-remedy-own = Corresponde al propio país aportar sus cifras.
methane-remedy-history = Aporte una serie modelada con al menos 50 años de depósitos previos a su primer año.
methane-remedy-recalculate = Aporte un envío en el que toda la serie se haya recalculado con un mismo método.
methane-remedy-uncertainty = Publique la incertidumbre de cada categoría junto a su cifra.

methane-view-recalculation = { $country }, { $year }: el mismo año en dos envíos
methane-recalculation-note = La diferencia es un recálculo con mejores métodos y datos, no un cambio en las emisiones. Puede superar el 15 por ciento prometido.
methane-view-missing = Qué falta y cómo subsanarlo
methane-column-country = País
methane-column-missing = Qué falta
methane-column-remedy = Qué aportar

methane-inventory-gwp-named = Una cifra en CO2e debe indicar el potencial de calentamiento con el que se calculó.
methane-inventory-unit-of-gas = La unidad debe ser del gas de la fila, o CO2e.
methane-inventory-value-or-key = Una fila nacional necesita un valor o una clave de notación.
methane-inventory-numbering = Los residuos son la categoría 5. Escriba 5.A por 6.A, 5.D por 6.B, 5.C por 6.C, 5.B por 6.D, y conserve el código anterior en original_category.
methane-inventory-submitted-after = Un envío no puede contener años posteriores a él.
