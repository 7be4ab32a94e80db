"""What must hold for every feed: order and units change nothing, metres and seconds add up (case R9)."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_feed import FILES, MONDAY, SHARED, small

from communique.workstreams.transit.day import BLOCKS, SEGMENTS, TRIPS, Day, deadhead, deadheading
from communique.workstreams.transit.feed import read_day, read_feed, trip_statistics
from communique.workstreams.transit.feed.clock import seconds, written
from communique.workstreams.transit.feed.defects import Defects
from communique.workstreams.transit.feed.frequencies import departures
from communique.workstreams.transit.sample import sample_tables


def same(one: Day, other: Day) -> bool:
    return one.trips.equals(other.trips) and one.segments.equals(other.segments) and one.blocks.equals(other.blocks)


@cache
def as_written() -> Day:
    with tempfile.TemporaryDirectory() as folder:
        return read_day(small(Path(folder)), MONDAY)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_permuted_rows_give_the_same_day(data: st.DataObject) -> None:
    changed = {}
    for file in ("trips", "stop_times", "stops", "shapes", "routes"):
        head, *rows = FILES[f"{file}.txt"].strip().split("\n")
        changed[file] = "\n".join([head, *data.draw(st.permutations(rows))]) + "\n"
    with tempfile.TemporaryDirectory() as folder:
        assert same(as_written(), read_day(small(Path(folder), **changed), MONDAY))


def rewritten(source: Path, target: Path, **tables: pl.DataFrame) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            table = tables.get(name.removesuffix(".txt"))
            if table is None:
                new.writestr(name, old.read(name))
            else:
                buffer = io.BytesIO()
                table.write_csv(buffer)
                new.writestr(name, buffer.getvalue())
    return target


@pytest.mark.parametrize("scale", [0.001, 1 / 1609.344, 7.3, 1000.0])
def test_a_scaled_distance_column_changes_no_result(tmp_path: Path, scale: float) -> None:
    source = SHARED / "feeds" / "ca_barrie.zip"
    if not source.exists():
        pytest.skip("ca_barrie.zip is not beside this repository")
    with zipfile.ZipFile(source) as archive:
        tables = {
            name: pl.read_csv(archive.read(f"{name}.txt"), infer_schema=False).with_columns(
                (pl.col("shape_dist_traveled").cast(pl.Float64) * scale).alias("shape_dist_traveled")
            )
            for name in ("shapes", "stop_times")
        }
    date = MONDAY.replace(month=3, day=11)
    one, other = read_day(source, date), read_day(rewritten(source, tmp_path / "scaled.zip", **tables), date)
    assert one.trips.equals(other.trips)
    assert one.blocks.equals(other.blocks)
    gap = (one.segments["distance_m"] - other.segments["distance_m"]).abs().max()
    assert gap < 1e-6  # the last bits of a product
    assert one.segments.drop("distance_m").equals(other.segments.drop("distance_m"))


@pytest.mark.parametrize("country", ["CAN", "MEX", "USA"])
def test_metres_and_seconds_of_segments_add_up_to_their_trip(sample: Callable[[str], Path], country: str) -> None:
    day = read_day(sample(country), MONDAY)
    summed = day.segments.group_by("trip_id").agg(
        metres=pl.col("distance_m").sum(), taken=pl.col("run_s").sum() + pl.col("dwell_s").sum()
    )
    both = day.trips.join(summed, on="trip_id", validate="1:1")
    assert both.height == day.trips.height
    assert (both["metres"] - 1000 * both["km"]).abs().max() < 1e-6
    assert (both["taken"] == both["end_s"] - both["start_s"]).all()
    assert day.blocks["trip_ids"].explode().sort().to_list() == day.trips["trip_id"].sort().to_list()
    assert day.blocks["km"].sum() == pytest.approx(day.trips["km"].sum())


def test_frames_have_the_promised_columns(tmp_path: Path) -> None:
    day = read_day(small(tmp_path), MONDAY)
    for frame, promised in ((day.trips, TRIPS), (day.segments, SEGMENTS), (day.blocks, BLOCKS)):
        assert dict(frame.schema) == dict(promised)


@given(st.integers(0, 100 * 3600 - 1))
def test_a_written_time_is_read_as_it_was(second: int) -> None:
    assert seconds(pl.Series([written(second), f" {written(second)} "])).to_list() == [second, second]


@given(st.integers(0, 90_000), st.integers(1, 30_000), st.integers(1, 7_200))
def test_a_window_has_as_many_departures_as_headways_begin_in_it(start: int, length: int, headway: int) -> None:
    frame = pl.DataFrame(
        {"row": [2], "trip_id": ["t"], "start_time": [written(start)], "end_time": [written(start + length)],
         "headway_secs": [headway], "exact_times": [1]}, schema_overrides={"headway_secs": pl.Int64}
    )  # fmt: skip
    found = departures(frame, Defects())
    assert found.height == -(-length // headway)
    assert found["start_s"].max() < start + length


def test_windows_of_one_trip_are_numbered_through(tmp_path: Path) -> None:
    text = (
        "trip_id,start_time,end_time,headway_secs,exact_times\nout,9:00:00,9:20:00,600,1\nout,6:00:00,6:20:00,600,1\n"
    )
    day = read_day(small(tmp_path, frequencies=text), MONDAY)
    copies = day.trips.filter(day.trips["trip_id"].str.starts_with("out@"))
    assert copies["trip_id"].to_list() == ["out@0", "out@1", "out@2", "out@3"]
    assert copies["start_s"].to_list() == [21_600, 22_200, 32_400, 33_000]
    assert (copies["end_s"] - copies["start_s"]).unique().to_list() == [720]
    assert day.segments.filter(day.segments["trip_id"] == "out@2").height == 2


@given(st.floats(0.1, 50), st.floats(5, 80), st.floats(1, 2))
def test_a_deadhead_is_monotone_and_rounded_up(km: float, speed: float, circuity: float) -> None:
    rule = deadheading(speed, circuity)
    second, road = deadhead([0, km, 2 * km], rule)
    assert second[0] == 0
    assert road[0] == 0
    assert second[1] >= road[1] / speed * 3600 - 1e-6
    assert second[1] <= second[2] <= 2 * second[1]


def test_a_whole_number_of_seconds_is_not_rounded_further() -> None:
    assert deadhead(25 / 1.3, deadheading(25, 1.3))[0] == 3600


def test_statistics_cover_every_trip_of_the_feed(tmp_path: Path) -> None:
    found = trip_statistics(read_feed(small(tmp_path)))
    assert found["trip_id"].to_list() == ["out", "back", "late", "tram"]
    assert found["calls"].to_list() == [3, 3, 3, 2]
    assert found["speed_kmh"][0] == pytest.approx(found["km"][0] / 0.2)


def test_the_sample_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    one, two, other = (sample_tables("MEX", seed=seed) for seed in (1, 1, 2))
    assert all(one[name].equals(two[name]) for name in one)
    assert not one["stop_times.txt"].equals(other["stop_times.txt"])


@pytest.mark.parametrize("size", [1, 7, 64])
def test_files_read_in_pieces_are_the_files_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """A row break within quotes ends no row, wherever a piece happens to end."""
    stops = FILES["stops.txt"].replace("Mill", '"Mill,\nupper ""old"" end"').replace("Lake", "Lac Émeraude")
    feed = small(tmp_path, stops=stops)
    whole = read_day(feed, MONDAY)
    monkeypatch.setattr("communique.workstreams.transit.feed.archive.PIECE", size)
    again = read_day(feed, MONDAY)
    assert again.trips.equals(whole.trips)
    assert again.segments.equals(whole.segments)
    assert again.stops["name"].to_list() == whole.stops["name"].to_list() == [
        'Mill,\nupper "old" end', "Market", "Lac Émeraude",
    ]  # fmt: skip
