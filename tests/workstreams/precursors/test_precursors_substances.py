"""A substance is found by its CAS number in a closed list; everything else is refused or said not to be in it."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.workstreams.precursors.errors import StructureRefused, SubstanceError
from communique.workstreams.precursors.substances import by_cas, cas, check_digit, known, substances


def test_all_22_shipped_numbers_have_valid_check_digits():
    assert len(substances()) == 22
    for substance in substances().values():
        assert cas(substance.cas) == substance.cas


def test_the_shipped_list_is_the_shared_one(shared):
    with (shared / "data" / "precursors" / "substances.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["substance_id"], r["name"], r["cas"], r["hs6_2022"], r["hs6_scope"]) for r in rows] == [
        (s.id, s.name, s.cas, s.hs6, s.hs6_scope) for s in substances().values()
    ]
    assert all(s.hs6_mark in (r["hs6_mark"], "verified") for r, s in zip(rows, substances().values(), strict=True))


def test_a_code_is_verified_only_where_its_description_can_name_the_substance():
    verified = {s.hs6 for s in substances().values() if s.hs6_mark == "verified"}
    assert not {code for code in verified if code.endswith(("9", "90"))}


def test_the_worked_example_of_the_check_digit():
    # 6·1 + 2·2 + 9·3 + 0·4 + 4·5 + 1·6 + 2·7 = 77
    assert check_digit("2140926") == 7


@given(st.integers(10_00, 9_999_999_99).map(str))
def test_one_digit_written_wrongly_is_always_found(digits):
    number = f"{digits}{check_digit(digits)}"
    good = cas(f"{number[:-3]}-{number[-3:-1]}-{number[-1]}")
    for wrong in range(10):
        if str(wrong) != number[-1]:
            with pytest.raises(SubstanceError, match="last digit"):
                cas(good[:-1] + str(wrong))


@pytest.mark.parametrize(
    "text", ["21409-26-7", " 21409-26-7 ", "21409 - 26 - 7", "21409‑26‑7", "21409−26–7", "21409267"]
)
def test_blanks_other_hyphens_and_none_are_mended_and_checked_again(text):
    assert cas(text) == "21409-26-7"
    assert by_cas(text) is substances()["ANPP"]


@pytest.mark.parametrize("text", ["21409-26-8", "21409268", " 21409 - 26 - 1"])
def test_a_mended_number_with_a_wrong_check_digit_is_refused(text):
    with pytest.raises(SubstanceError, match="last digit"):
        cas(text)


@pytest.mark.parametrize("text", ["", "abc", "1-2-3", "21409-2-67", "021409-26-7", "123456789-00-1", "21409/26/7"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(SubstanceError, match="is not a CAS number"):
        cas(text)


# nitrogen, water, ethene, benzene: what is refused is the notation, whatever it shows
@pytest.mark.parametrize(
    "text", ["N#N", "[OH2]", "C=C", "c1ccccc1", "InChI=1S/H2O/h1H2", "XLYOFNOQVPJJNP-UHFFFAOYSA-N", "\n\nM  END"]
)
def test_a_structure_is_refused_with_an_explanation(text):
    for read in (cas, known):
        with pytest.raises(StructureRefused, match="structures are not read here, by design"):
            read(text)


def test_a_good_number_outside_the_closed_list_gets_no_status_and_no_claim():
    water = "7732-18-5"
    assert by_cas(water) is None
    with pytest.raises(SubstanceError, match="only the authority can say"):
        known(water)


def test_names_and_ids_are_found_whatever_their_case():
    assert known("acetic Anhydride").cas == "108-24-7"
    assert known("4-ap").id == "4-AP"
    assert known("108-24-7").id == "acetic anhydride"
