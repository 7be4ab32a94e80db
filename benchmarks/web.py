"""How many pages and reads of the API a second on one core, and when does a slow phone see the first paint?

    communique assess --out edition
    python benchmarks/web.py edition [--seconds 5]

Server and peer (the standard library's file server, pages only) are processes of their own on one core each in turn;
the readers are on the others, keep their connections, and take gzip. First paint: a fresh browser each time, four times
slower, at 1.6 Mbit/s and 150 ms. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

READERS = 4
PATHS = {
    "home page": "/en/index.html",
    "page of a promise": "/en/06-waste-methane.html",
    "page the reader has (304)": "/en/index.html",
    "API: one promise": "/api/v1/commitments/06-waste-methane",
    "API: all promises": "/api/v1/commitments",
    "API: evidence as CSV": "/api/v1/evidence?format=csv",
    "API: filtered, each time another page": "/api/v1/evidence?party=USA&limit=7&offset={n}",
}
OURS = """
import os, sys
from pathlib import Path
os.sched_setaffinity(0, {0})
from communique.web.app import create_app
from communique.web.limits import Rate
from communique.web.running import listen, run
with listen("127.0.0.1", 0) as socket:
    app = create_app(Path(sys.argv[1]), rate=Rate(1e9, 1e9))
    print(socket.getsockname()[1], flush=True)
    run(app, socket)
"""
PEER = """
import functools, http.server, os, sys
os.sched_setaffinity(0, {0})
class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *args): pass
handler = functools.partial(Handler, directory=sys.argv[1])
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
    print(serving.server_port, flush=True)
    serving.serve_forever()
"""


@contextmanager
def running(code: str, edition: str) -> Iterator[int]:
    """A server of the edition on one core; its port."""
    words = [sys.executable, "-c", code, edition]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline())
            time.sleep(0.5)
            yield port
        finally:
            process.kill()


def rate(port: int, path: str, seconds: float, known: bool = False) -> tuple[float, float]:
    """Answers a second, and the 95th percentile of milliseconds, of readers that ask one after another."""
    waits: list[float] = []
    until = time.perf_counter() + seconds

    def read() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        headers = {"Accept-Encoding": "gzip"}
        n = 0
        while time.perf_counter() < until:
            began = time.perf_counter()
            connection.request("GET", path.format(n=n % 200), headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status not in (200, 304):
                raise RuntimeError(f"{path}: {answer.status}")
            if known:
                headers["If-None-Match"] = answer.headers["ETag"] or ""
            waits.append(1000 * (time.perf_counter() - began))
            n += 1

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(waits) / (time.perf_counter() - began), statistics.quantiles(waits, n=20)[-1]


def first_paint(port: int, path: str, runs: int) -> list[float]:
    """Milliseconds to the first contentful paint on a slow phone, nothing kept from before."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(runs):
            context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, locale="es-MX")
            page = context.new_page()
            phone = context.new_cdp_session(page)
            phone.send("Network.enable")
            speed = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
            phone.send("Network.emulateNetworkConditions", {"offline": False, **speed})
            phone.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            page.goto(f"http://127.0.0.1:{port}{path}")
            paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
            page.wait_for_function(paint)
            found.append(float(page.evaluate(paint)))
            context.close()
        browser.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("edition")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    os.sched_setaffinity(0, set(range(1, os.cpu_count() or 1)) or {0})
    print("| what | ours, a second | ours, p95 ms | peer, a second |")
    print("|---|---|---|---|")
    with running(OURS, given.edition) as ours, running(PEER, given.edition) as peer:
        for name, path in PATHS.items():
            found, p95 = rate(ours, path, given.seconds, known="304" in name)
            beside = "–" if path.startswith("/api") or "304" in name else f"{rate(peer, path, given.seconds)[0]:.0f}"
            print(f"| {name} | {found:.0f} | {p95:.1f} | {beside} |")
    os.sched_setaffinity(0, set(range(os.cpu_count() or 1)))
    print("\n| first paint on a slow phone | median ms | worst ms |\n|---|---|---|")
    with running(OURS, given.edition) as ours:
        for path in ("/", "/es/index.html", "/es/06-waste-methane.html"):
            paints = first_paint(ours, path, given.runs)
            print(f"| {path} | {statistics.median(paints):.0f} | {max(paints):.0f} |")


if __name__ == "__main__":
    main()
