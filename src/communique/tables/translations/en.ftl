# What each core rule of a table asks, said to the person who hands the file in.
rule-required = { $column } must not be empty.
rule-type = { $column } must be { $type ->
    [integer] a whole number
    [number] a number
    [boolean] true or false
    [date] a date written year-month-day
    [year] a year
   *[other] text
}.
rule-finite = { $column } must be a finite number.
rule-not-negative = { $column } must not be negative.
rule-positive = { $column } must be greater than zero.
rule-minimum = { $column } must be at least { $minimum }.
rule-above = { $column } must be greater than { $minimum }.
rule-maximum = { $column } must be at most { $maximum }.
rule-below = { $column } must be less than { $maximum }.
rule-allowed = { $column } must be one of these: { $allowed }.
rule-pattern = { $column } must be written as the pattern { $pattern } says.
rule-country-known = { $column } must name a country by its ISO code or its full name.
rule-unit = { $column } must name a unit that can be converted to the table’s own.
rule-duplicate-key = Two rows must not share the same { $key }.
rule-already-contributed = The store already holds this { $key }; a correction names the contribution it replaces.
rule-row-shape = Every row must have as many fields as the header.
