"""A small book of rules in TOML, invented for the tests, and facts to judge by it."""

from __future__ import annotations

from typing import Any

BOOK_TEXT = """\
[citations.act]
instrument = "Visitors Act (invented)"
pinpoint = "s. 4"
url = "https://example.org/act"
retrieved = 2026-11-20

[facts.age]
type = "int"
low = 0
high = 120
curable = "never"

[facts.funds]
type = "number"
places = 2
low = 0
high = 1_000_000
curable = { action = 5 }

[facts.family]
type = "int"
low = 1
high = 20
curable = "never"

[facts.convicted]
type = "bool"
curable = "never"

[facts.sponsored]
type = "bool"
curable = { action = 3, only = "up" }

[facts.student]
type = "bool"
curable = { action = 2 }

[facts.nationality]
type = "set"
values = ["CAN", "MEX", "USA", "stateless"]
curable = "never"

[facts.senior]
type = "bool"
derive = { fact = "age", ">=" = { param = "senior_age" } }

[parameters.senior_age]
type = "number"
unit = "years"
citation = "act"
rows = [
  { from = 2020-01-01, to = 2026-11-02, value = 65, recorded_on = 2020-01-01 },
  { from = 2026-11-03, unknown = "new age not published", recorded_on = 2026-11-10 },
]

[parameters.funds_needed]
type = "steps"
unit = "CAD"
citation = "act"

[[parameters.funds_needed.rows]]
from = 2020-01-01
to = 2022-12-31
value = [["below", 100], [2, 150.5], [3, 200]]
recorded_on = 2020-01-01

[[parameters.funds_needed.rows]]
from = 2023-01-01
value = [["below", 110], [2, 160], [3, 210]]
recorded_on = 2023-01-01

[[rule]]
id = "visit.funds"
kind = "requirement"
from = 2020-01-01
recorded_on = 2020-01-01
citation = "act"
text = "rule-visit-funds"
when = { fact = "funds", ">=" = { steps = { fact = "family" }, rows = { param = "funds_needed" } } }

[[rule]]
id = "visit.sponsor_instead"
kind = "exception"
lifts = "visit.funds"
from = 2020-01-01
recorded_on = 2020-01-01
citation = "act"
when = { fact = "sponsored" }

[[rule]]
id = "visit.student_instead"
kind = "exception"
lifts = "visit.funds"
from = 2020-01-01
recorded_on = 2020-01-01
citation = "act"
when.all = [
  { fact = "student" },
  { fact = "age", ">=" = 16 },
]

[[rule]]
id = "visit.conviction"
kind = "bar"
from = 2020-01-01
recorded_on = 2020-01-01
citation = "act"
when = { fact = "convicted" }

[[rule]]
id = "visit.officer"
kind = "discretionary"
from = 2021-01-01
recorded_on = 2021-01-01
citation = "act"
when.any = [
  { not = { fact = "senior" } },
  { fact = "nationality", any_in = ["CAN", "MEX"] },
]

[sets.visit]
rules = ["visit.funds", "visit.sponsor_instead", "visit.student_instead", "visit.conviction", "visit.officer"]
"""

WHOLE: dict[str, Any] = {
    "age": 30,
    "funds": 150.5,
    "family": 2,
    "convicted": False,
    "sponsored": False,
    "student": False,
    "nationality": ["MEX"],
}
SOME_FACTS: list[dict[str, Any]] = [
    WHOLE,
    {},
    {**WHOLE, "convicted": True},
    {**WHOLE, "funds": 150.49},
    {**WHOLE, "funds": 0, "sponsored": True},
    {**WHOLE, "age": {"between": [60, 70]}, "nationality": ["USA"]},
    {**WHOLE, "family": {"between": [1, 2]}, "student": None},
    {**WHOLE, "convicted": {"declined": True}},
    {**WHOLE, "age": 66, "nationality": ["stateless"]},
]
