"""Does a store on an S3-compatible server behave as one on a disk?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from communique.store import (
    DuplicateKeys,
    Store,
    StoreError,
    compact,
    contribute,
    history,
    keyindex,
    pin,
    quarantine,
    read,
    vacuum,
    versions,
    withdraw,
)
from communique.tables import Table

moto = pytest.importorskip("moto.server", reason="moto's server is not installed")
boto3: Any = pytest.importorskip("boto3", reason="boto3 is not installed")


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "someone", "AWS_SECRET_ACCESS_KEY": "something", "AWS_REGION": "us-east-1"}
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="us-east-1",
        aws_access_key_id="someone",
        aws_secret_access_key="something",
    )
    client.create_bucket(Bucket="summit")
    yield {
        **keys,
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_CONDITIONAL_PUT": "etag",
    }
    running.stop()


def rows(*cells: tuple[str, int, float]) -> pl.DataFrame:
    return pl.DataFrame(cells, schema={"country": pl.String, "year": pl.Int64, "mass": pl.Float64}, orient="row")


def test_a_whole_life_on_an_object_store(
    server: dict[str, str], inventory: Table, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyindex, "WORTH", 1)  # with an index of keys, as a large table has one
    store = Store("s3://summit/store", storage_options=server, clock=clock)
    first = contribute(store, inventory, rows(("MEX", 2020, 1.0), ("MEX", 2021, -1.0)), "MEX")
    then = clock.now
    manifest = versions(store)
    pin(store, "first", manifest)
    clock.move(days=1)
    with pytest.raises(DuplicateKeys):
        contribute(store, inventory, rows(("MEX", 2020, 2.0)), "MEX")
    second = contribute(store, inventory, rows(("MEX", 2020, 2.0)), "MEX", supersedes=first.contribution_id)
    assert read(store, inventory)["mass"].to_list() == [2.0]
    assert read(store, inventory, known_at=then)["mass"].to_list() == [1.0]
    assert quarantine(store)["value"].to_list() == ["-1.0"]
    compact(store, inventory)
    vacuum(store, inventory, retention_hours=0, keep_pinned=True)
    assert read(store, inventory, version=manifest)["mass"].to_list() == [1.0]
    assert withdraw(store, second.contribution_id, "revoked").no_longer_reproducible == ()
    assert read(store, inventory)["mass"].to_list() == [1.0]
    assert history(store)["state"].to_list() == ["current", "withdrawn"]


def test_a_bucket_that_is_not_there_is_a_clear_error(server: dict[str, str], inventory: Table) -> None:
    with pytest.raises(StoreError, match="cannot be read or written"):
        contribute(Store("s3://nowhere/store", storage_options=server), inventory, rows(("MEX", 2020, 1.0)), "MEX")
