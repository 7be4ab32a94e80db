"""Every line of the specification's table of traps and bad input: fatal, rejected or flagged, never silent."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from small_feed import FILES, MONDAY, codes, edited, small

from communique.workstreams.transit.day import FeedError, NoService
from communique.workstreams.transit.feed import read_day, read_feed
from communique.workstreams.transit.feed.travel import read_travel


def test_a_sound_feed_has_only_notes(tmp_path: Path) -> None:
    day = read_day(small(tmp_path), MONDAY)
    assert codes(day) == {"distance-unit": "note", "not-a-bus": "note", "no-block-id": "note"}
    assert day.trips["trip_id"].to_list() == ["out", "back", "late"]
    assert day.trips["end_s"].to_list()[-1] == 24 * 3600 + 120
    assert day.segments["run_s"].to_list()[:2] == [300, 360]
    assert day.segments["dwell_s"].to_list()[:2] == [60, 0]
    assert day.blocks["trip_ids"].to_list() == [["out", "back"], ["late"]]


@pytest.mark.parametrize("file", ["stop_times.txt", "trips.txt", "stops.txt", "routes.txt"])
def test_a_missing_file_is_fatal_and_named(tmp_path: Path, file: str) -> None:
    with pytest.raises(FeedError, match="missing") as fault:
        read_feed(small(tmp_path, without=(file,), stop_times_mini=FILES["stop_times.txt"]))
    assert fault.value.file == file


def test_no_calendar_at_all_is_fatal(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"calendar\.txt"):
        read_feed(small(tmp_path, without=("calendar.txt",)))


def test_a_missing_column_is_fatal_and_named(tmp_path: Path) -> None:
    with pytest.raises(FeedError) as fault:
        read_feed(small(tmp_path, stop_times=edited("stop_times", "stop_sequence", "sequence")))
    assert (fault.value.file, fault.value.column) == ("stop_times.txt", "stop_sequence")


def test_no_archive_and_no_feed_are_fatal(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no archive")
    with pytest.raises(FeedError, match="not a zip archive"):
        read_feed(tmp_path / "text.zip")
    with pytest.raises(FeedError, match="no such file"):
        read_feed(tmp_path / "absent.zip")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FeedError, match="no GTFS feed"):
        read_feed(tmp_path / "folder")


def test_the_one_real_feed_is_found_among_clutter(tmp_path: Path) -> None:
    path = small(tmp_path, under="deep/google_transit/")
    with zipfile.ZipFile(path, "a") as archive:
        for name in FILES:
            archive.writestr(f"__MACOSX/google_transit/._{name}", "clutter")
            archive.writestr(f"deep/google_transit/._{name}", "clutter")
        archive.writestr("deep/desktop.ini", "clutter")
    assert read_day(path, MONDAY).trips.height == 3


def test_two_feeds_in_one_archive_are_fatal(tmp_path: Path) -> None:
    path = small(tmp_path, under="north/")
    with zipfile.ZipFile(path, "a") as archive:
        for name, text in FILES.items():
            archive.writestr(f"south/{name}", text)
    with pytest.raises(FeedError, match=r"more than one feed.*north.*south"):
        read_feed(path)


def test_a_folder_is_as_good_as_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(small(tmp_path)) as archive:
        archive.extractall(tmp_path / "unpacked")
    day = read_day(tmp_path / "unpacked", MONDAY)
    assert day.trips.equals(read_day(tmp_path / "small.zip", MONDAY).trips)


def test_no_shapes_is_degraded_and_flagged(tmp_path: Path) -> None:
    day = read_day(small(tmp_path, without=("shapes.txt",)), MONDAY)
    assert day.trips["degraded"].all()
    assert codes(day) | {"no-shapes": "flag", "degraded-distance": "flag"} == codes(day)
    by_shape = read_day(small(tmp_path), MONDAY).trips["km"][0]
    assert day.trips["km"][0] == pytest.approx(1.3 * by_shape)


def test_an_unknown_shape_degrades_its_trips_only(tmp_path: Path) -> None:
    day = read_day(small(tmp_path, trips=edited("trips", "out,b1,s", "out,b1,x")), MONDAY)
    assert day.trips.filter("degraded")["trip_id"].to_list() == ["out"]
    assert codes(day)["unknown-shape"] == "flag"


@pytest.mark.parametrize("how", ["absent", "empty", "partly"])
def test_blocks_are_inferred_where_none_are_given(tmp_path: Path, how: str) -> None:
    text = FILES["trips.txt"]
    if how == "absent":
        text = "\n".join(line.rsplit(",", 2)[0] + "," + line.rsplit(",", 1)[1] for line in text.split("\n") if line)
    elif how == "empty":
        text = text.replace("b1", "").replace("b2", "")
    else:
        text = text.replace("late,b2", "late,")
    day = read_day(small(tmp_path, trips=text), MONDAY)
    inferred = day.blocks.filter("inferred")
    assert codes(day)["no-block-id"] == "note"
    expected = [["late"]] if how == "partly" else [["out", "back", "late"]]
    assert inferred["trip_ids"].to_list() == expected
    assert ("blocks-inferred" in codes(day)) == (how == "partly")


def test_a_block_id_of_two_services_is_two_blocks(tmp_path: Path) -> None:
    trips = FILES["trips.txt"] + "R,SA,out2,b1,s\n"
    times = FILES["stop_times.txt"] + "out2,8:00:00,8:00:00,A,1,0\nout2,8:12:00,8:12:00,C,2,1.6\n"
    calendar = FILES["calendar.txt"] + "SA,0,0,0,0,0,1,0,20260105,20260626\n"
    path = small(tmp_path, trips=trips, stop_times=times, calendar=calendar)
    assert read_day(path, MONDAY).blocks["trip_ids"].to_list()[0] == ["out", "back"]
    assert read_day(path, dt.date(2026, 3, 21)).blocks["trip_ids"].to_list() == [["out2"]]


def test_a_block_whose_trips_overlap_is_rejected_and_listed(tmp_path: Path) -> None:
    day = read_day(small(tmp_path, stop_times=edited("stop_times", "08:20:00,08:20:00", "08:10:00,08:10:00")), MONDAY)
    defect = next(d for d in day.defects if d.code == "overlapping-block")
    assert (defect.severity, defect.ids) == ("rejected", ("b1",))
    assert sorted(day.blocks.filter("inferred")["trip_ids"].explode().to_list()) == ["back", "out"]


def test_no_agency_is_a_warning(tmp_path: Path) -> None:
    assert codes(read_day(small(tmp_path, without=("agency.txt",)), MONDAY))["no-agency"] == "flag"


def test_leading_blanks_in_times_are_read(tmp_path: Path) -> None:
    text = edited("stop_times", "8:00:00,8:00:00,A", " 8:00:00, 8:00:00 ,A")
    assert read_day(small(tmp_path, stop_times=text), MONDAY).trips["start_s"][0] == 8 * 3600


@pytest.mark.parametrize("bad", ["8h00", "8:60:00", "08-00-00", "0800", "-1:00:00", "noon"])
def test_what_is_no_time_is_rejected_and_its_trip_not_scheduled(tmp_path: Path, bad: str) -> None:
    day = read_day(small(tmp_path, stop_times=edited("stop_times", "8:00:00,8:00:00,A", f"{bad},{bad},A")), MONDAY)
    assert codes(day)["bad-time"] == "rejected"
    assert next(d for d in day.defects if d.code == "bad-time").row == 2
    assert next(d for d in day.defects if d.code == "trip-without-end-times").ids == ("out",)
    assert "out" not in day.trips["trip_id"]


def test_a_missing_first_departure_excludes_the_trip_and_a_blank_between_does_not(tmp_path: Path) -> None:
    first = read_day(small(tmp_path, stop_times=edited("stop_times", "out,8:00:00,8:00:00", "out,,")), MONDAY)
    assert first.trips.height == 2
    between = read_day(small(tmp_path, stop_times=edited("stop_times", "out,8:05:00,8:06:00", "out,,")), MONDAY)
    assert between.trips.height == 3
    assert between.segments["run_s"].to_list()[:2] == [360, 360]


def test_shape_points_are_sorted_by_number_not_by_text(tmp_path: Path) -> None:
    """Sequence 10 comes after 2; as text it would come before, and the shape would be half as long again."""
    rows = FILES["shapes.txt"].strip().split("\n")
    text = "\n".join([rows[0], *sorted(rows[1:], reverse=True)]) + "\n"
    day = read_day(small(tmp_path, shapes=text), MONDAY)
    assert day.trips["km"].to_list() == read_day(small(tmp_path), MONDAY).trips["km"].to_list()
    assert day.trips["km"][0] == pytest.approx(1.5725, rel=1e-3)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("0,0", "stop-at-zero"),
        ("-74.99,45.00", "swapped-coordinates"),
        ("-114.99,45.00", "swapped-coordinates"),
        (",", "stop-without-place"),
        ("95,200", "stop-off-the-globe"),
    ],
)
def test_a_stop_that_cannot_lie_there_is_rejected(tmp_path: Path, place: str, code: str) -> None:
    day = read_day(small(tmp_path, stops=edited("stops", "45.00,-74.99", place)), MONDAY)
    defect = next(d for d in day.defects if d.code == code)
    assert (defect.severity, defect.ids, defect.row) == ("rejected", ("B",), 3)
    assert "B" not in day.segments["to_stop"]
    assert day.segments.filter(day.segments["trip_id"] == "out")["run_s"].to_list() == [720]


def test_a_trip_that_begins_at_a_rejected_stop_is_not_scheduled(tmp_path: Path) -> None:
    day = read_day(small(tmp_path, stops=edited("stops", "45.00,-75.00", "0,0"), trips=FILES["trips.txt"]
                         + "R,WK,short,,s\n", stop_times=FILES["stop_times.txt"]
                         + "short,10:00:00,10:00:00,B,1,0\nshort,10:05:00,10:05:00,C,2,1\n"), MONDAY)  # fmt: skip
    assert day.trips["trip_id"].to_list() == ["short"]
    assert next(d for d in day.defects if d.code == "trip-ends-nowhere").ids == ("back", "late", "out")


def test_instant_and_implausibly_fast_segments_are_flagged(tmp_path: Path) -> None:
    instant = edited("stop_times", "8:05:00,8:06:00", "8:00:00,8:06:00")
    assert codes(read_day(small(tmp_path, stop_times=instant), MONDAY))["zero-duration"] == "flag"
    fast = edited("stop_times", "8:05:00,8:06:00", "8:00:20,8:06:00")
    assert codes(read_day(small(tmp_path, stop_times=fast), MONDAY))["implausible-speed"] == "flag"


def test_a_trip_that_ends_before_it_begins_is_rejected(tmp_path: Path) -> None:
    day = read_day(small(tmp_path, stop_times=edited("stop_times", "8:12:00,8:12:00", "7:12:00,7:12:00")), MONDAY)
    assert next(d for d in day.defects if d.code == "trip-ends-before-it-begins").ids == ("out",)


def test_a_date_outside_the_calendar_names_the_valid_range(tmp_path: Path) -> None:
    with pytest.raises(NoService, match="2026-01-05 to 2026-06-26"):
        read_day(small(tmp_path), dt.date(2027, 1, 4))


def test_a_day_without_service_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoService, match="nothing runs on 2026-03-21"):
        read_day(small(tmp_path), dt.date(2026, 3, 21))


def test_exceptions_add_and_remove_services(tmp_path: Path) -> None:
    dates = "service_id,date,exception_type\nWK,20260316,2\nWK,20260321,1\nWK,20260322,9\n"
    path = small(tmp_path, calendar_dates=dates)
    with pytest.raises(NoService):
        read_day(path, MONDAY)
    day = read_day(path, dt.date(2026, 3, 21))
    assert day.trips.height == 3
    assert codes(day)["bad-exception-type"] == "rejected"


def test_a_service_that_never_runs_and_a_route_without_trips_are_warnings(tmp_path: Path) -> None:
    text = FILES["trips.txt"] + "R,GHOST,ghost,,s\n"
    times = FILES["stop_times.txt"] + "ghost,9:00:00,9:00:00,A,1,0\nghost,9:09:00,9:09:00,C,2,1\n"
    routes = FILES["routes.txt"] + "IDLE,9,Idle,3\n"
    info = "feed_start_date,feed_end_date\n20260101,20260201\n"
    found = codes(read_day(small(tmp_path, trips=text, stop_times=times, routes=routes, feed_info=info), MONDAY))
    expected = {"service-never-runs": "flag", "route-without-trips": "flag", "feed-info-ends-early": "flag"}
    assert expected.items() <= found.items()


def test_a_duplicate_trip_id_is_fatal(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="'out' occurs more than once") as fault:
        read_feed(small(tmp_path, trips=FILES["trips.txt"] + "R,WK,out,b9,s\n"))
    assert (fault.value.file, fault.value.row, fault.value.column) == ("trips.txt", 6, "trip_id")


def test_tram_ferry_and_metro_are_excluded_and_trolleybuses_are_not(tmp_path: Path) -> None:
    day = read_day(small(tmp_path, routes=edited("routes", "Tram,0", "Trolley,11")), MONDAY)
    assert "tram" in day.trips["trip_id"]
    extended = read_day(small(tmp_path, routes=edited("routes", "Tram,0", "Night bus,705")), MONDAY)
    assert "tram" in extended.trips["trip_id"]
    ferry = read_day(small(tmp_path, routes=edited("routes", "Tram,0", "Ferry,4")), MONDAY)
    assert "1 of route_type 4" in next(d for d in ferry.defects if d.code == "not-a-bus").message


def test_a_loop_keeps_both_calls_at_its_one_end(tmp_path: Path) -> None:
    times = FILES["stop_times.txt"].replace("out,8:12:00,8:12:00,C,3,1.6", "out,8:12:00,8:12:00,A,3,1.6")
    day = read_day(small(tmp_path, stop_times=times, trips=edited("trips", "out,b1,s", "out,b1,")), MONDAY)
    loop = day.segments.filter(day.segments["trip_id"] == "out")
    assert loop["from_stop"].to_list() == ["A", "B"]
    assert loop["to_stop"].to_list() == ["B", "A"]
    assert day.trips["km"][0] == pytest.approx(1.3 * 2 * 0.78626, rel=1e-3)


def test_a_stop_sequence_that_is_repeated_is_rejected(tmp_path: Path) -> None:
    times = FILES["stop_times.txt"] + "out,8:30:00,8:30:00,C,3,1.6\n"
    day = read_day(small(tmp_path, stop_times=times), MONDAY)
    assert codes(day)["repeated-stop-sequence"] == "rejected"
    assert day.trips["end_s"][0] == 8 * 3600 + 720


def test_a_cell_that_is_no_number_is_rejected_with_its_row(tmp_path: Path) -> None:
    day = read_day(small(tmp_path, stop_times=edited("stop_times", "8:06:00,B,2,0.8", "8:06:00,B,two,0.8")), MONDAY)
    bad = next(d for d in day.defects if d.code == "bad-number")
    assert (bad.file, bad.row) == ("stop_times.txt", 3)
    assert codes(day)["required-value-missing"] == "rejected"
    assert day.segments.filter(day.segments["trip_id"] == "out").height == 1


def test_a_byte_order_mark_quotes_blank_lines_and_latin_letters_are_read(tmp_path: Path) -> None:
    stops = "\ufeff" + "stop_id , stop_name,stop_lat,stop_lon\r\n" + "".join(
        f'"{s}"," Rue Ste-{s}, 1 ",{lat},{lon}\r\n' for s, lat, lon in
        (("A", 45, -75), ("B", 45, -74.99), ("C", 45, -74.98))) + "\r\n\r\n"  # fmt: skip
    day = read_day(small(tmp_path, stops=stops), MONDAY)
    assert day.stops["name"].to_list() == ["Rue Ste-A, 1", "Rue Ste-B, 1", "Rue Ste-C, 1"]
    path = small(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("feed_info.txt", "feed_publisher_name,feed_end_date\nSociété,20270101\n".encode("latin-1"))
    assert codes(read_day(path, MONDAY))["not-utf8"] == "flag"


def test_an_unknown_unit_is_flagged_and_changes_nothing(tmp_path: Path) -> None:
    shapes = FILES["shapes.txt"].replace("0.7863", "7").replace("1.5725", "14")
    odd = read_day(small(tmp_path, shapes=shapes), MONDAY)
    assert codes(odd)["unknown-distance-unit"] == "flag"
    assert odd.segments.equals(read_day(small(tmp_path), MONDAY).segments)


def test_headways_without_sense_are_rejected(tmp_path: Path) -> None:
    rows = ("out,8:00:00,9:00:00,600", "late,9:00:00,8:00:00,600", "back,8:00:00,9:00:00,0")
    text = "\n".join(["trip_id,start_time,end_time,headway_secs", *rows])
    day = read_day(small(tmp_path, frequencies=text), MONDAY)
    assert codes(day)["bad-frequency"] == "rejected"
    assert codes(day)["approximate-departures"] == "note"
    assert day.trips.filter(day.trips["trip_id"].str.starts_with("out@")).height == 6


def test_travel_times_are_checked_cell_by_cell(tmp_path: Path) -> None:
    file = tmp_path / "travel.csv"
    for text, column, row in (
        ("from_stop,to_stop,seconds\nA,B,1\n", "km", 1),
        ("from_stop,to_stop,seconds,km\nA,B,-1,2\n", "seconds", 2),
        ("from_stop,to_stop,seconds,km\nA,B,1,2\nA,B,1,2\n", "to_stop", 3),
        ("from_stop,to_stop,seconds,km\nA,B,soon,2\n", "seconds", 2),
    ):
        file.write_text(text)
        with pytest.raises(FeedError) as fault:
            read_travel(file)
        assert (fault.value.column, fault.value.row) == (column, row)
