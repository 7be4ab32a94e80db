# Ce que demande chaque règle de base d’un tableau, dit à la personne qui dépose le fichier.
rule-required = { $column } ne peut pas rester vide.
rule-type = { $column } doit être { $type ->
    [integer] un nombre entier
    [number] un nombre
    [boolean] vrai ou faux (true ou false)
    [date] une date dans l’ordre année-mois-jour
    [year] une année
   *[other] du texte
}.
rule-finite = { $column } doit être un nombre fini.
rule-not-negative = { $column } ne peut pas être négatif.
rule-positive = { $column } doit être supérieur à zéro.
rule-minimum = { $column } doit valoir au moins { $minimum }.
rule-above = { $column } doit être supérieur à { $minimum }.
rule-maximum = { $column } doit valoir au plus { $maximum }.
rule-below = { $column } doit être inférieur à { $maximum }.
rule-allowed = { $column } n’admet que l’une de ces valeurs : { $allowed }.
rule-pattern = { $column } doit suivre le modèle { $pattern }.
rule-country-known = { $column } doit désigner un pays par son code ISO ou par son nom complet.
rule-unit = { $column } doit indiquer une unité qui se convertit dans celle du tableau.
rule-duplicate-key = Deux lignes ne peuvent pas avoir la même valeur de { $key }.
rule-already-contributed = L’entrepôt contient déjà cette valeur de { $key }; si vous corrigez, indiquez le dépôt remplacé.
rule-row-shape = Chaque ligne doit compter autant de champs que l’en-tête.
