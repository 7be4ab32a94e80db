"""Workstreams are found cheaply, loaded when needed and ordered by what they read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from communique.errors import MissingExtra
from communique.estimate import Indicator
from communique.hooks import Workstream, WorkstreamError, indicator_owner, order, workstreams


def workstream(name, reads=(), measures=()):
    return Workstream(name, "communique", tuple(Indicator(m, unit="1") for m in measures), reads=reads)


def named(*all_of_them):
    return {w.name: w for w in all_of_them}


def test_each_comes_after_those_it_reads():
    found = order(named(workstream("a", reads=("b.x",)), workstream("b", reads=("c.x",), measures=("b.x",)),
                        workstream("c", measures=("c.x",))))  # fmt: skip
    assert [w.name for w in found] == ["c", "b", "a"]


def test_a_circle_is_refused_and_named():
    circle = named(
        workstream("a", reads=("b.x",), measures=("a.x",)), workstream("b", reads=("a.x",), measures=("b.x",))
    )
    with pytest.raises(WorkstreamError, match="a → b → a"):
        order(circle)


def test_what_nobody_measures_and_what_it_measures_itself_do_not_matter():
    assert [w.name for w in order(named(workstream("a", reads=("z.x", "a.x"), measures=("a.x",))))] == ["a"]


def test_the_built_in_workstream_is_found_by_its_entry_point():
    assert "methane" in workstreams()
    assert indicator_owner("methane.waste_ch4") is workstreams()["methane"]
    assert indicator_owner("nobody.measures_this") is None


def test_a_missing_package_names_the_command_that_installs_it(tmp_path, monkeypatch):
    (tmp_path / "needy.py").write_text("import not_installed_anywhere\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    lacking = Workstream("needy", "needy", estimate="needy:estimate", extra="needy")
    with pytest.raises(MissingExtra, match=r"pip install 'communique\[needy\]'"):
        Workstream("needy", "other", estimate="needy:estimate", extra="needy").load("estimate")
    assert lacking.load("plan") is None


def test_a_hook_that_is_not_there_is_an_error_of_the_workstream():
    with pytest.raises(WorkstreamError, match="is not there"):
        Workstream("wrong", "communique", estimate="communique.no_such_module:estimate").load("estimate")


@pytest.mark.parametrize("module", ["communique", "communique.cli.app", "communique.workstreams.methane"])
def test_discovery_loads_nothing_heavy(module):
    heavy = ("numpy", "polars", "scipy", "pandas", "xarray", "linopy", "z3", "altair", "deltalake", "pint", "babel")
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
