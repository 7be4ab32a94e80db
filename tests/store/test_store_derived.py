"""Is a result found again exactly when all it depends on is the same?"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.store import Derived
from communique.store.derived import DerivedError, key

PARTS: dict[str, Any] = {
    "code_version": "0.1.0",
    "facts": {"methane": "abc"},
    "versions": {"methane.inventory": 3, "_contributions": 5},
    "configuration": {"draws": 1000, "on": "2024-06-30"},
    "seed": 7,
}


def test_the_key_is_stable_and_each_part_counts() -> None:
    """The text is the canonical JSON written by hand: the key must never change between releases."""
    text = (
        '{"code_version":"0.1.0","configuration":{"draws":1000,"on":"2024-06-30"},"facts":{"methane":"abc"},'
        '"seed":7,"versions":{"_contributions":5,"methane.inventory":3}}'
    )
    first = key(**PARTS)
    assert first == hashlib.sha256(text.encode()).hexdigest()
    reordered = dict(reversed(PARTS["versions"].items()))
    assert key(**{**PARTS, "versions": reordered}) == first
    changes = [
        {"code_version": "0.1.1"},
        {"facts": {"methane": "abd"}},
        {"versions": {"methane.inventory": 4, "_contributions": 5}},
        {"configuration": {"draws": 1001, "on": "2024-06-30"}},
        {"seed": 8},
    ]
    assert len({first, *(key(**(PARTS | change)) for change in changes)}) == 6


@given(st.floats() | st.just(object()))
def test_a_value_without_one_meaning_is_refused(value: Any) -> None:
    if isinstance(value, float) and value - value == 0:
        assert len(key(**{**PARTS, "configuration": {"x": value}})) == 64
    else:
        with pytest.raises(DerivedError):
            key(**{**PARTS, "configuration": {"x": value}})


def test_a_frame_and_a_json_value_come_back_with_their_provenance(tmp_path: Path) -> None:
    derived = Derived(tmp_path)
    frame = pl.DataFrame({"a": [1.5, None], "b": ["x", "y"]})
    one, two = key(**PARTS), key(**{**PARTS, "seed": 8})
    assert derived.get(one) is None
    assert derived.provenance(one) is None
    derived.put(one, frame, PARTS)
    derived.put(two, {"gap": 1.5}, {"seed": 8})
    assert derived.get(one).equals(frame)
    assert derived.get(two) == {"gap": 1.5}
    assert derived.provenance(one) == json.loads(json.dumps(PARTS))


def test_what_is_there_is_never_changed(tmp_path: Path) -> None:
    derived, name = Derived(tmp_path), key(**PARTS)
    derived.put(name, {"gap": 1}, {})
    derived.put(name, {"gap": 2}, {})
    assert derived.get(name) == {"gap": 1}


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    derived, name = Derived(tmp_path), key(**PARTS)
    with pytest.raises(ValueError, match="JSON"):
        derived.put(name, {"gap": float("nan")}, {})
    assert derived.get(name) is None
    assert [path for path in tmp_path.rglob("*") if path.is_file() or path.name.startswith(".")] == []


def test_a_damaged_result_and_a_wrong_key_are_told(tmp_path: Path) -> None:
    derived, name = Derived(tmp_path), key(**PARTS)
    derived.put(name, pl.DataFrame({"a": [1]}), {})
    next(tmp_path.rglob("data.parquet")).write_bytes(b"PAR1")
    with pytest.raises(DerivedError, match="damaged"):
        derived.get(name)
    with pytest.raises(DerivedError, match="not the key"):
        derived.get("../../etc")


def test_two_processes_that_make_the_same_thing_leave_one_whole(tmp_path: Path) -> None:
    name = key(**PARTS)
    code = (
        "import sys, pathlib, polars as pl\n"
        "from communique.store import Derived\n"
        "d = Derived(pathlib.Path(sys.argv[1]))\n"
        "for n in range(50):\n"
        "    k = f'{n:02x}' + sys.argv[2][2:]\n"
        "    d.put(k, pl.DataFrame({'a': [n] * 1000}), {})\n"
        "    assert d.get(k)['a'].to_list() == [n] * 1000\n"
    )
    makers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for _ in range(2)]
    assert [maker.wait(timeout=60) for maker in makers] == [0, 0]
    assert len(list(tmp_path.rglob("data.parquet"))) == 50
    assert list(tmp_path.rglob(".making-*")) == []
