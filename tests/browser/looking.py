"""How do the browser tests look at a page: which Chromium, what it complains of, and when it has drawn?"""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARGUMENTS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip
#: What a careful host allows; the map library draws in a worker of its own and has pictures in its style.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src blob:; "
    "connect-src 'self' blob: data:; base-uri 'none'; form-action 'none'"
)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a policy."""

    def __init__(self, *given: Any, policy: str, **named: Any) -> None:
        self.policy = policy
        super().__init__(*given, **named)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextlib.contextmanager
def served(site: Path, policy: str = POLICY) -> Iterator[str]:
    """The address of a folder on a loopback server, under the strict policy or another."""
    handler = functools.partial(Handler, directory=str(site), policy=policy)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


@dataclass
class Heard:
    """What a page complained of and asked for while it was open."""

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def strangers(self, home: str) -> list[str]:
        return [url for url in self.requests if not url.startswith((home, "file:", "data:", "blob:"))]


def settle(page: Page) -> None:
    """Waits until charts and maps have drawn."""
    from playwright.sync_api import expect

    expect(page.locator("[data-chart]:not(:has(svg.marks))")).to_have_count(0)
    expect(page.locator("[data-map]:not([data-idle])")).to_have_count(0, timeout=15_000)
