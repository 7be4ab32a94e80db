"""Is a site that is mended the same, byte for byte, as one that is made anew, and is no more made than is needed?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import hand_made
import numpy as np
import pytest

from communique.assess.edition import Edition, as_json
from communique.publish import kept, site
from communique.publish.kept import Job, fingerprint
from communique.publish.site import write_site


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Names of the jobs that are run."""
    names: list[str] = []
    run = Job.__call__

    def watched(job: Job) -> list[site.File]:
        names.append(job.name)
        return run(job)

    monkeypatch.setattr(Job, "__call__", watched)
    return names


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("[!.]*") if p.is_file()}


@pytest.fixture(scope="module")
def bare() -> Edition:
    """The edition without views, which take long to draw."""
    whole = hand_made.edition()
    return dataclasses.replace(whole, commitments=tuple(dataclasses.replace(a, views=()) for a in whole.commitments))


@pytest.fixture(autouse=True)
def no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Images take long, and say nothing of what is kept; another test looks at them."""
    monkeypatch.setattr("communique.publish.share.packed", lambda png: png)
    monkeypatch.setattr("vl_convert.svg_to_png", lambda svg, scale: svg.encode())


def changed(edition: Edition) -> Edition:
    """The same edition, one row of evidence of the second promise said otherwise."""
    second = edition.commitments[1]
    row = dataclasses.replace(second.evidence[0], event=hand_made.said("Said otherwise"))
    second = dataclasses.replace(second, evidence=(row, *second.evidence[1:]))
    return dataclasses.replace(edition, commitments=(edition.commitments[0], second, *edition.commitments[2:]))


def write(edition: Edition, folder: Path) -> list[Path]:
    return write_site(edition, folder, json_text=as_json(edition))


def test_a_mended_site_is_a_new_site(bare: Edition, tmp_path: Path, made: list[str]) -> None:
    write(bare, tmp_path / "mended")
    everything = len(made)
    made.clear()
    write(changed(bare), tmp_path / "mended")
    mended = set(made)
    write(changed(bare), tmp_path / "new")
    assert content(tmp_path / "mended") == content(tmp_path / "new")
    assert len(mended) < everything
    own = {f"{language}/02-coalitions" for language in ("en", "es", "fr")}
    assert own | {"data/02-coalitions"} <= mended
    assert not any(c.id in name for c in hand_made.COMMITMENTS if c.number != 2 for name in mended)
    assert {f"{language}/{name}" for language in ("en", "es", "fr") for name in ("home", "sources", "search")} <= mended
    assert "en/manifest" not in mended
    assert "assets" not in mended


def test_what_stands_is_not_made_again(bare: Edition, tmp_path: Path, made: list[str]) -> None:
    first = write(bare, tmp_path)
    made.clear()
    assert write(bare, tmp_path) == first
    assert made == []


def test_another_seed_reaches_every_page(bare: Edition, tmp_path: Path) -> None:
    write(bare, tmp_path / "mended")
    other = dataclasses.replace(bare, manifest=dataclasses.replace(bare.manifest, seed=8))
    write(other, tmp_path / "mended")
    write(other, tmp_path / "new")
    assert content(tmp_path / "mended") == content(tmp_path / "new")


def test_a_page_that_was_changed_by_hand_is_made_again(bare: Edition, tmp_path: Path, made: list[str]) -> None:
    write(bare, tmp_path)
    before = content(tmp_path)
    (tmp_path / "es" / "index.html").write_text("by hand", encoding="utf-8")
    (tmp_path / "fr" / "about.html").unlink()
    made.clear()
    write(bare, tmp_path)
    assert content(tmp_path) == before
    assert set(made) == {"es/home", "fr/about"}


def test_pages_of_a_promise_that_is_gone_go_and_other_files_stay(bare: Edition, tmp_path: Path) -> None:
    write(bare, tmp_path)
    (tmp_path / "en" / "mine.html").write_text("mine", encoding="utf-8")
    write(dataclasses.replace(bare, commitments=bare.commitments[:4]), tmp_path)
    assert not (tmp_path / "en" / "05-charging-map.html").exists()
    assert not (tmp_path / "data" / "05-charging-map.json").exists()
    assert (tmp_path / "en" / "mine.html").read_text(encoding="utf-8") == "mine"


def test_a_state_that_cannot_be_read_makes_everything_anew(bare: Edition, tmp_path: Path, made: list[str]) -> None:
    write(bare, tmp_path)
    everything = len(made)
    (tmp_path / kept.STATE).write_text("{", encoding="utf-8")
    made.clear()
    write(bare, tmp_path)
    assert len(made) == everything


def test_other_code_makes_everything_anew(
    bare: Edition, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(bare, tmp_path)
    everything = len(made)
    made.clear()
    monkeypatch.setattr(kept, "software", lambda: "another")
    write(bare, tmp_path)
    assert len(made) == everything


def test_a_fingerprint_sees_every_field_and_nothing_else(bare: Edition) -> None:
    first = bare.commitments[0]
    assert fingerprint(first) == fingerprint(dataclasses.replace(first))
    figure = dataclasses.replace(first.figures[0], latest=np.nextafter(first.figures[0].latest or 0.0, 1e9))
    assert fingerprint(first) != fingerprint(dataclasses.replace(first, figures=(figure, *first.figures[1:])))
    assert fingerprint(("ab", "c")) != fingerprint(("a", "bc"))
    assert fingerprint(1) != fingerprint("1")
    assert fingerprint(((1,), 2)) != fingerprint((1, (2,)))


def test_what_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TypeError, match="ndarray is not plain data"):
        fingerprint((np.zeros(3),))
