"""How fast are the log, sealing, releases and STIX objects beside the peers' libraries? In turn in one run, medians.

    python benchmarks/exchange_records.py

Makes an environment of its own for pymerkle 7.0.0, stix2 3.0.2 and OpenDP 0.16.0 in a temporary folder. What stands
directly on `cryptography` is measured against the library's bare calls, in turn in this process. Processor time, so
that a busy machine counts less; what waits for the disk by the clock.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import time
import venv
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from communique.exchange.approvals import Officer
from communique.exchange.keys import kek_id
from communique.exchange.ledger import Home, writing
from communique.exchange.log.heads import Head, check_head, signed_head
from communique.exchange.log.keeping import append_bytes, sign
from communique.exchange.log.merkle import extend, leaf_hashes, root_of
from communique.exchange.release.budget import open_budget
from communique.exchange.release.counting import count_cases
from communique.exchange.release.noise import mechanism, noisy
from communique.exchange.release.publishing import Terms, release_noisy
from communique.exchange.shredding import encrypted, record_id
from communique.exchange.stix import indicator, parse

LEAVES, DURABLE, OBJECTS, ROWS, CRYPTO, RUNS = 100_000, 20_000, 2_000, 100_000, 5_000, 5
PEERS = ("pymerkle==7.0.0", "stix2==3.0.2", "opendp==0.16.0")
OFFICER = Officer("bench", "steward", "CBSA")
CATEGORIES = [f"c{number}" for number in range(20)]


def peer_python(folder: Path) -> str:
    """An interpreter with the peers and nothing of ours."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return python


def theirs(python: str) -> dict[str, Any]:
    sizes = [str(size) for size in (LEAVES, DURABLE, OBJECTS, ROWS)]
    peer = Path(__file__).with_name("exchange_records_peer.py")
    done = subprocess.run([python, str(peer), *sizes], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def timed(work: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> tuple[float, Any]:
    start = clock()
    found = work()
    return clock() - start, found


def ours(folder: Path) -> dict[str, Any]:
    home = Home(folder)
    return {**log(home), **stix(), **release(home)}


def log(home: Home) -> dict[str, Any]:
    with writing(home):
        pass  # the ledger is there before the clock starts
    leaves = [number.to_bytes(8, "big") * 25 for number in range(LEAVES)]
    frontier: list[bytes] = []
    memory, _ = timed(lambda: extend(0, frontier, leaf_hashes(leaves)))

    def stored() -> str:
        with writing(home) as ledger:
            append_bytes(ledger, leaves[:DURABLE])
        return sign(home).root

    disk, _ = timed(stored, time.perf_counter)
    return {"append": memory / LEAVES, "append_disk": disk / DURABLE, "root": root_of(frontier).hex()}


def stix() -> dict[str, float]:
    def one() -> Any:
        return indicator("[ipv4-addr:value = '198.51.100.1']", "stix", datetime.now(UTC), "TLP:GREEN")

    create, made = timed(lambda: [one() for _ in range(OBJECTS)])
    text = made[0].to_json()
    read, _ = timed(lambda: [parse(text) for _ in range(OBJECTS)])
    return {"create": create / OBJECTS, "parse": read / OBJECTS}


def release(home: Home) -> dict[str, float]:
    """With the gate and the ledger, and the same counts and noise without them."""
    open_budget(home, "bench", "1000", OFFICER)
    terms = Terms(dataset="bench", officer=OFFICER, marking="TLP:GREEN", released_as="TLP:GREEN")
    large = pl.DataFrame({"category": [CATEGORIES[number % 20] for number in range(ROWS)]})
    by = {"category": CATEGORIES}

    def guarded(frame: pl.DataFrame) -> Any:
        return release_noisy(home, terms, frame, by, epsilon="1", sensitivity=1)

    def bare(frame: pl.DataFrame) -> Any:
        return noisy(mechanism(1, Decimal(1)), count_cases(frame, by).counts)

    whole, _ = timed(lambda: guarded(large))
    small, _ = timed(lambda: [guarded(large.head(1000)) for _ in range(20)], time.perf_counter)
    without, _ = timed(lambda: [bare(large.head(1000)) for _ in range(20)], time.perf_counter)
    return {"count_large": whole, "count_small": small / 20, "count_bare": without / 20}


def bare_calls() -> dict[str, float]:
    """The library alone: a signature, its check, a record encrypted with a fresh key that is wrapped."""
    key, body = Ed25519PrivateKey.generate(), b"x" * 300
    sign, signatures = timed(lambda: [key.sign(body) for _ in range(CRYPTO)])
    public = key.public_key()
    verify, _ = timed(lambda: [public.verify(signature, body) for signature in signatures])
    kek, content, bound = AESGCM.generate_key(256), b"x" * 200, b"y" * 60

    def sealed() -> tuple[bytes, bytes]:
        data_key, nonce, other = os.urandom(32), os.urandom(12), os.urandom(12)
        return AESGCM(data_key).encrypt(nonce, content, bound), AESGCM(kek).encrypt(other, data_key, bound)

    seal, _ = timed(lambda: [sealed() for _ in range(CRYPTO)])
    return {"sign": sign / CRYPTO, "verify": verify / CRYPTO, "seal": seal / CRYPTO}


def our_calls() -> dict[str, float]:
    """The same as the log and the records do it."""
    key, root, now = Ed25519PrivateKey.generate(), bytes(32), datetime.now(UTC)

    def chain() -> list[Head]:
        heads: list[Head] = []
        for number in range(CRYPTO):
            heads.append(signed_head(key, number, root, now, heads[-1] if heads else None))
        return heads

    sign, heads = timed(chain)
    public = key.public_key()
    verify, _ = timed(lambda: [check_head(public, head) for head in heads])
    kek, content, record = kek_id("CAN", now.date(), "record"), b"x" * 200, record_id()
    seal, _ = timed(lambda: [encrypted(bytes(32), kek, content, record, "kept", b"y" * 60) for _ in range(CRYPTO)])
    return {"sign": sign / CRYPTO, "verify": verify / CRYPTO, "seal": seal / CRYPTO}


ROWS_OF_TABLE = {
    "append": ("log append, 200-byte leaves, in memory / pymerkle", ">= 8"),
    "append_disk": ("append 20,000 on disk and give the root, signed / pymerkle SqliteTree, unsigned", "reported"),
    "sign": ("sign a head that names the one before / sign 300 bytes", ">= 0.8"),
    "verify": ("check a head / verify 300 bytes", ">= 0.8"),
    "seal": ("encrypt with a fresh key and wrap it / the same two calls", ">= 0.8"),
    "count_large": ("noisy count by 20 categories, 100,000 rows, with ledger / OpenDP alone", ">= 0.9"),
    "count_small": ("the same, 1,000 rows, one synced transaction each / OpenDP alone", "reported"),
    "create": ("STIX indicator made / stix2", ">= 20"),
    "parse": ("STIX indicator read / stix2", ">= 20"),
}


def main() -> None:
    mine: list[dict[str, Any]] = []
    peer: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        python = peer_python(Path(folder) / "peers")
        for run in range(RUNS):
            peer.append({**theirs(python), **bare_calls()})
            mine.append({**ours(Path(folder) / f"home-{run}"), **our_calls()})
    if {found["root"] for found in (*mine, *peer)} != {mine[0]["root"]}:
        raise SystemExit("the two trees do not agree")
    print("| task | ours, per second | peer, per second | times as fast | asked |\n|---|---|---|---|---|")
    for name, (task, asked) in ROWS_OF_TABLE.items():
        a, b = (statistics.median(found[name] for found in side) for side in (mine, peer))
        print(f"| {task} | {1 / a:,.4g} | {1 / b:,.4g} | {b / a:.3g} | {asked} |")
    ledger = statistics.median(found["count_small"] - found["count_bare"] for found in mine)
    print(f"\nThe gate, the ledger and the log add {1000 * ledger:.2f} ms to a release (one synced transaction).")


if __name__ == "__main__":
    main()
