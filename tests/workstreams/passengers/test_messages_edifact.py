"""Is an interchange cut where its sender meant it, and is every fault of form told?"""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.workstreams.passengers.edifact import tokens as reader
from communique.workstreams.passengers.edifact.diagnostics import form
from communique.workstreams.passengers.edifact.separators import DEFAULT, SeparatorError, Separators, advised
from communique.workstreams.passengers.edifact.separators import given as separators_given
from communique.workstreams.passengers.edifact.tokens import Tokens
from communique.workstreams.passengers.edifact.writing import WritingError, write
from communique.workstreams.passengers.parsing.reading import read_bytes

UNB = "UNB+IATA:1+XX+GOV+260105:1200+1'"


def cut(text: str | bytes, **options):
    faults = []
    data = text if isinstance(text, bytes) else text.encode("latin-1")
    found = Tokens(BytesIO(data), faults.append, **options)
    return list(found), [fault.code for fault in faults], faults, found


def elements(text, **options):
    return [segment.elements for segment in cut(text, **options)[0][1:]]


@pytest.mark.parametrize(
    ("una", "written"),
    [
        (":+.? '", "SSR+DOCS:HK+a?+b'"),
        (":+.?*'", "SSR+DOCS:HK+a?+b'"),
        (r":+.\*'", r"SSR+DOCS:HK+a\+b'"),
        (":*.?-'", "SSR*DOCS:HK*a+b'"),
        (":-.?*'", "SSR-DOCS:HK-a+b'"),
        (";|.^ ~", "SSR|DOCS;HK|a+b~"),
    ],
)
def test_una_says_what_separates(una, written):
    head = write([[["UNB"], ["IATA", "1"], ["XX"]]], Separators(*una))
    segments, codes, _, _ = cut(f"UNA{una}{head}\n{written}")
    assert segments[1].elements == [["SSR"], ["DOCS", "HK"], ["a+b"]]
    assert codes == []


def test_without_una_the_standard_holds():
    _, codes, _, found = cut(UNB + "SRC'")
    assert (found.separators, codes) == (DEFAULT, [])


def test_una_after_unb_is_ignored():
    segments, codes, _, found = cut(UNB + "UNA;|.^ ~\nUNH+1+PNRGOV:13:1'SRC'")
    assert [segment.tag for segment in segments] == ["UNB", "UNH", "SRC"]
    assert found.separators == DEFAULT
    assert codes == ["UNA_MISPLACED"]


@pytest.mark.parametrize("una", [r":+\*'", ":+.\\*\xe2\x80\x99", "::.? '", "A+.? '"])
def test_a_una_that_cannot_be_is_inferred_from_unb(una):
    segments, codes, _, found = cut(f"UNA{una}\n{UNB}UNH+1+PNRGOV:13:1'")
    assert [segment.tag for segment in segments] == ["UNB", "UNH"]
    assert found.separators[:2] == DEFAULT[:2]
    assert found.separators.terminator == "'"
    assert codes == ["UNA_DAMAGED"]


def test_separators_that_cannot_separate_are_refused():
    with pytest.raises(SeparatorError, match="not six separators"):
        separators_given(":::::'")
    assert advised("UNA:+.? ") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a??'", [["LTS"], ["a?"]]),
        ("a?+50b'", [["LTS"], ["a+50b"]]),
        ("a???'b'", [["LTS"], ["a?'b"]]),
        ("a????'", [["LTS"], ["a??"]]),
        ("a?:b:c'", [["LTS"], ["a:b", "c"]]),
        ("a?xb'", [["LTS"], ["axb"]]),
    ],
)
def test_a_release_character_escapes_exactly_the_next_one(written, meant):
    assert elements(UNB + "LTS+" + written) == [meant]


def test_line_ends_between_segments_say_nothing_and_inside_one_are_damage():
    segments, codes, faults, _ = cut(UNB + "\r\n  UNH+1+PNRGOV:13:1'\nSSR+DOCS:HK:1+VANDEN\r\nBERG'\n")
    assert segments[2].elements[2] == ["VANDENBERG"]
    assert codes == ["WRAPPED_LINE"]
    assert faults[0].segment == 2


def test_an_offset_is_the_byte_of_the_file():
    text = UNB + "\r\n UNH+1+PNRGOV:13:1'SSR+A:é'LTS+O?'X'DAT'"
    segments, _, _, _ = cut(text)
    for segment in segments:
        assert text[segment.offset :].startswith(segment.tag)


@given(st.integers(1, 40))
def test_where_the_stream_was_cut_into_reads_changes_nothing(size):
    text = "UNA:+.? '" + UNB + "UNH+1+PNRGOV:13:1'\r\nLTS+a??'LTS+b?'c???'d'\nLTS+wrap\nped'UNT+4+1'UNZ+1+1'  " + UNB
    whole = cut(text)

    class Slow(BytesIO):
        def read(self, _=None):
            return super().read(size)

    faults = []
    found = Tokens(Slow(text.encode()), faults.append)
    found_segments = list(found)
    assert found_segments == whole[0]
    assert faults == whole[2]


def test_nine_characters_of_every_size_of_chunk_are_enough(monkeypatch):
    monkeypatch.setattr(reader, "LOOK_AHEAD", 64)
    monkeypatch.setattr(reader, "CHUNK", 5)
    assert elements(UNB + "SRC'LTS+a?'b'") == [[["SRC"]], [["LTS"], ["a'b"]]]


def test_utf_8_is_decoded_where_it_is_declared_and_only_there():
    name = "MUÑOZ"
    declared = b"UNB+UNOW:4+XX'TIF+" + name.encode() + b"'"
    undeclared = b"UNB+UNOA:4+XX'TIF+" + name.encode("latin-1") + b"'"
    assert cut(declared)[0][1].elements == cut(undeclared)[0][1].elements == [["TIF"], [name]]
    broken, codes, _, _ = cut(b"UNB+UNOW:4+XX'TIF+" + name.encode("latin-1") + b"'")
    assert broken[1].elements == [["TIF"], [name]]
    assert codes == ["CHARACTER_SET"]


def test_a_character_set_that_is_not_known_is_told():
    assert cut("UNB+UNOZ:4+XX'SRC'")[1] == ["CHARACTER_SET"]


@pytest.mark.parametrize("apostrophe", ["\xe2\x80\x99", "\x92"])
def test_a_typographic_terminator_is_told_and_mended_only_when_asked(apostrophe):
    text = UNB + f"UNH+1+PNRGOV:13:1'LTS+a{apostrophe}\nTVL+050126:1200'"
    segments, codes, _, _ = cut(text)
    assert ([s.tag for s in segments], codes[0]) == (["UNB", "UNH", "LTS"], "TYPOGRAPHIC_TERMINATOR")
    segments, codes, _, _ = cut(text, repair=True)
    assert [s.tag for s in segments] == ["UNB", "UNH", "LTS", "TVL"]
    assert segments[2].elements == [["LTS"], ["a"]]
    assert codes == ["TYPOGRAPHIC_REPAIRED"]


@pytest.mark.parametrize(
    ("glued", "tags"),
    [
        ("RPI+1+HKIFT+4:19+TEXT'", ["RPI", "IFT"]),
        ("ORG+1A:MUC+CFDEA9+9TIF+KIM:I+KONG MRS:A:3'", ["ORG", "TIF"]),
        ("LTS+4/Z/1AINV\nLTS+0/5/C'", ["LTS", "LTS"]),
        ("LTS+XUNT+50+1'", ["LTS", "UNT"]),
    ],
)
def test_a_glued_segment_is_told_and_mended_only_when_asked(glued, tags):
    text = UNB + "UNH+1+PNRGOV:13:1'" + glued
    segments, codes, faults, _ = cut(text)
    assert len(segments) == 3
    assert "GLUED_SEGMENT" in codes
    at = faults[codes.index("GLUED_SEGMENT")].offset
    assert text[at:].lstrip().startswith(tags[1])
    segments, codes, _, _ = cut(text, repair=True)
    assert [segment.tag for segment in segments[2:]] == tags
    assert "GLUED_REPAIRED" in codes


@pytest.mark.parametrize(
    "sound",
    [
        "TIF+MOTIF+JEAN:A:1'", "TIF+LOLFUNE+2883'", "IFT+4:28::YY+LOUUNT?+50BB'", "TIF+O?'ZUTRA+NAMON:A:1'",
        "IFT+4:43+ANA FUERPI+12 ROAD'", "TIF+ADAT+TIFIFT:A:1'",
    ],
)  # fmt: skip
def test_a_name_that_ends_like_a_tag_is_not_a_lost_terminator(sound):
    segments, codes, _, _ = cut(UNB + "UNH+1+PNRGOV:13:1'" + sound, repair=True)
    assert (len(segments), codes) == (3, [])


def test_junk_before_between_and_after_interchanges_is_told_and_the_rest_read():
    text = "QU HDQ\x01\n" + UNB + "UNZ+0+1'  FOOTER 17 '" + "UNA:+.? '" + UNB + "UNZ+0+1'\nend of file\n"
    segments, codes, faults, found = cut(text)
    assert [segment.tag for segment in segments] == ["UNB", "UNZ", "UNB", "UNZ"]
    assert (codes, found.interchanges) == (["JUNK"] * 3, 2)
    assert text[faults[1].offset :].startswith("FOOTER")


def test_an_interchange_that_follows_one_that_did_not_end_has_its_own_separators():
    segments, _, _, found = cut(UNB + "SRC'UNA:*.?+'UNB*IATA:1*XX'LTS*a+b'")
    assert segments[-1].elements == [["LTS"], ["a+b"]]
    assert found.interchanges == 2


def test_a_thousand_interchanges_in_one_file_are_read_one_after_the_other():
    text = UNB + "UNH+1+PNRGOV:13:1'TIF+KUNZ+ANA'LTS+UNZ?'S'UNZ+1+1'\n"
    segments, codes, _, found = cut(text * 1000)
    assert (len(segments), codes, found.interchanges) == (5000, [], 1000)
    assert [s.offset for s in segments if s.tag == "UNB"] == [n * len(text) for n in range(1000)]
    assert segments[3].elements == [["LTS"], ["UNZ'S"]]


@pytest.mark.parametrize("text", ["", "   \n", "hello", "UNA", "UNB", "UNAUNAUNA", "UN", "UNA:+.? '", "UNB?"])
def test_what_holds_no_interchange_gives_no_segment_and_no_exception(text):
    segments, _, _, found = cut(text)
    assert (segments, found.interchanges) == ([], 0) or text == "UNB?"


def test_a_text_that_is_no_segment_is_told_and_left_out():
    segments, codes, faults, _ = cut(UNB + "UNH+1+PNRGOV:13:1'just words''SRC'")
    assert [segment.tag for segment in segments] == ["UNB", "UNH", "SRC"]
    assert codes == ["NOT_A_SEGMENT", "EMPTY_SEGMENT"]
    assert faults[0].excerpt == "AAAA AAAAA"


def test_an_excerpt_shows_a_form_and_no_content():
    assert form("SSR+DOCS:HK/P/JR3364288/MUÑOZ") == "SSR+AAAA:AA/A/AA9999999/"
    assert form("Muñoz 17") == "AAAAA 99"


def test_a_megabyte_without_a_terminator_is_skipped_and_reading_goes_on(monkeypatch):
    monkeypatch.setattr(reader, "LONGEST", 1 << 12)
    monkeypatch.setattr(reader, "CHUNK", 1 << 10)
    segments, codes, _, _ = cut(UNB + "LTS+" + "x" * (1 << 14) + "'SRC'")
    assert ([segment.tag for segment in segments], codes) == (["UNB", "SRC"], ["SEGMENT_TOO_LONG"])


def test_what_cannot_be_written_is_refused():
    with pytest.raises(WritingError, match="line break"):
        write([[["LTS"], ["a\nb"]]])
    with pytest.raises(WritingError, match="no release character"):
        write([[["LTS"], ["a+b"]]], DEFAULT._replace(release=" "))


MESSAGE = (
    "UNH+1+PNRGOV:13:1:IA+P'MSG+:22'ORG+XX'TVL+050126:1200:050126:1400+YYZ+MEX+XX+10'EQN+1'SRC'"
    "RCI+XX:ABC123::010126:0900'TIF+SOTO+ANA:A:1'UNT+9+1'UNZ+1+1'"
)
OTHERS = str.maketrans(":+'", ";|~")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MESSAGE, ["UNB_MISSING"]),
        ("UNA:+.? '" + MESSAGE, ["UNB_MISSING"]),
        ("UNA;|.^ ~\n" + MESSAGE.translate(OTHERS), ["UNB_MISSING"]),
        ("UNX+IATA:1+XX'\n" + MESSAGE, ["JUNK", "UNB_MISSING"]),
        ("UNA;|.^ ~UNX|IATA;1|XX|GOV|260105;1200|1~" + MESSAGE.translate(OTHERS), ["UNB_UNREADABLE", "UNB_MISSING"]),
        ("UNG+PNRGOV+XX'" + MESSAGE, ["JUNK", "UNB_MISSING"]),
    ],
)
def test_a_message_whose_interchange_lost_its_beginning_is_read_from_unh(text, told):
    reading = read_bytes(text.encode("latin-1"))
    assert [pnr.locator for pnr in reading] == ["ABC123"]
    assert [fault.code for fault in sorted(reading.diagnostics, key=lambda fault: fault.offset)] == told


def test_without_unb_only_the_standard_s_separators_or_those_of_una_are_tried():
    reading = read_bytes(MESSAGE.translate(OTHERS).encode())
    assert (list(reading), reading.headers) == ([], [])


def test_an_interchange_without_unb_behind_a_whole_one_is_read_too():
    reading = read_bytes((UNB + MESSAGE + MESSAGE.replace("ABC123", "DEF456") + UNB + MESSAGE).encode())
    assert [pnr.locator for pnr in reading] == ["ABC123", "DEF456", "ABC123"]
    assert [fault.code for fault in reading.diagnostics] == ["UNB_MISSING"]


SYMBOLS = list("!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'")
VALUES = st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cs"]), max_size=8)
SETS = st.permutations(SYMBOLS).map(lambda drawn: Separators(*drawn[:6]))


@given(SETS, st.lists(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=5), max_size=5))
def test_what_is_written_is_read_again_whatever_separates(separators, bodies):
    head = [[["UNB"], ["IATA", "1"], ["XX"]], [["UNH"], ["1"], ["PNRGOV", "13", "1"]]]
    segments = head + [[["LTS"], *body] for body in bodies]
    text = "UNA" + separators.una + write(segments, separators)
    found, _, _, tokens = cut(text)
    assert tokens.separators == separators
    assert [segment.elements for segment in found] == segments


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_reader(data):
    cut(data)
    cut(UNB.encode() + data, repair=True)
