"""How are the pages of a planner's report written, apart from the process that read the feed?

python -m communique.workstreams.transit.served.writer FOLDER DATE LANGUAGE
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from communique.workstreams.transit.day import Day
from communique.workstreams.transit.planning import Planned
from communique.workstreams.transit.served import work

#: Seconds of a processor at most: whoever waits has given up long before.
MOST_SECONDS = 120


def write(folder: Path, date: str, language: str) -> list[str]:
    """Writes the pages in a language with all that they load; what they say first."""
    from communique.workstreams.transit.fleet import pareto
    from communique.workstreams.transit.report.answer import Report
    from communique.workstreams.transit.report.page import spoken, write_report

    found: Day = work.kept(folder / work.DAY)
    planned: Planned = work.kept(folder / work.PLANNED)
    front = pareto(planned.problem, 4) if planned.plan.status == "optimal" else ()
    command = f"communique transit plan {work.FEED} --date {date} --config {work.TOML} --out report"
    text = (folder / work.TOML).read_text(encoding="utf-8")
    config = work.config_of(folder)
    made = Report(planned, config, text, found.feed_name, found.feed_digest, date, command, found, front)
    write_report(made, folder / work.REPORT, (language,))
    return spoken(made, language)


def _limits() -> None:
    """As much address space as the machine's own limit, for charts; and an end."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows sets no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    _limits()
    place, on, tongue = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    (place / f"said-{tongue}.json").write_text(json.dumps(write(place, on, tongue)), encoding="utf-8")
