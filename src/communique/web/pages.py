"""Which pages does an edition have, and how are they served as they stand on the disk?

The site is read once. Only names found then are ever served, so that no address leads outside the edition's folder, and
pages and API always show the same edition.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.responses import RedirectResponse

from communique.errors import CommuniqueError
from communique.language import COMPLETE, words
from communique.web.answers import CHECKED, FOREVER, Prepared, prepare, send
from communique.web.headers import page_policy
from communique.web.negotiation import language

#: All that a site consists of; whatever else lies in the folder is not for readers.
ROOT_FILES = ("index.html", "edition.json")
FOLDERS = (*COMPLETE, "assets", "data", "images")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".atom": "application/atom+xml; charset=utf-8",
    ".geojson": "application/geo+json",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: The pages of single pictures, which may stand in a frame of another site.
_FRAMED = re.compile(r"[a-z]{2}/charts/")
#: Where a page's foot lists the tools that are served; on a disk there are none.
_TOOLS = "<!--tools-->"
#: A tool in a table: on a disk the command that serves it and where it then is, here a link to it.
_TOOL = re.compile(r"<!--tool (?P<address>/tools/(?P<name>[a-z0-9-]+)(?:/[a-z0-9./-]*)?)-->.*?<!--/tool-->")
#: Where a page that does not know its own address would name it.
_ADDRESS = "<!--address-->"
_IMAGE = re.compile(r'(<meta property="og:image" content=")(?:\.\./)+')
_SNIPPET = re.compile(r'<code id="snippet" data-relative>&lt;iframe src=(?:"|&#34;)[^"&]+')
_LINK = re.compile(r'(<link [^>]*href=")(?!https?:)')
_ASSET = re.compile(r'(?P<before>\b(?:href|src)=")(?P<address>(?:\.\./)*(?P<name>assets/[^"?#]+))(?=")')

router = APIRouter(include_in_schema=False)


class SiteError(CommuniqueError):
    """A folder that holds no site, or a file that leads out of it."""


@dataclass(frozen=True)
class Site:
    """Files by address from the root, without the leading slash."""

    files: Mapping[str, Prepared]

    def fingerprint(self, name: str) -> str:
        """What an asset's address carries so that it can be kept for ever."""
        return self.files[name].digest[:16]


def read_site(folder: Path, tools: Sequence[str] = (), address: str = "") -> Site:
    """The site of an edition, ready to be sent, with links to these workstreams' tools in tables and at the foot.

    address   where the server is reached, with a slash at its end; pages and feeds that do not know theirs then name it

    Otherwise pages are as on the disk but for their assets' addresses, which get a hash of the asset's content.
    Raises SiteError where there is no site, or where a link on the disk leads outside the folder.
    """
    paths = {path.relative_to(folder).as_posix(): path for path in _paths(folder)}
    if not any(f"{code}/index.html" in paths for code in COMPLETE):
        raise SiteError("there are no pages here; `communique assess --out` writes them", file=folder)
    content = {name: path.read_bytes() for name, path in sorted(paths.items())}
    prints = {name: hashlib.sha256(data).hexdigest()[:16] for name, data in content.items()}
    links = {code: _tool_links(tools, code) for code in COMPLETE}
    return Site({
        name: _prepared(name, _linked(name, _addressed(name, data, address), tools, links.get(name[:2], "")), prints)
        for name, data in content.items()
    })  # fmt: skip


def _addressed(name: str, data: bytes, address: str) -> bytes:
    """A page or feed that names itself as `communique assess --address` would have made it."""
    if not address or not name.endswith((".html", ".atom")):
        return data
    text, own = data.decode("utf-8"), escape(address + name)
    if name.endswith(".atom"):
        return _LINK.sub(lambda found: found[1] + escape(f"{address}{name[:2]}/"), text).encode()
    if _ADDRESS not in text:
        return data
    text = _IMAGE.sub(lambda found: found[1] + escape(address), text)
    text = _SNIPPET.sub(f'<code id="snippet">&lt;iframe src="{own}', text)
    head = f'<link rel="canonical" href="{own}">\n<meta property="og:url" content="{own}">'
    return text.replace(_ADDRESS, head).encode()


def _linked(name: str, data: bytes, tools: Sequence[str], foot: str) -> bytes:
    """A page with links to the tools that are served, in its tables and at its foot."""
    if not name.endswith(".html"):
        return data
    html = _TOOL.sub(lambda found: _led(found, tools), data.decode("utf-8"))
    return html.replace(_TOOLS, foot).encode()


def _led(found: re.Match[str], tools: Sequence[str]) -> str:
    address = found["address"]
    return f'<a href="{address}">{address}</a>' if found["name"] in tools else found[0]


def _tool_links(tools: Sequence[str], code: str) -> str:
    said = words(code)
    items = []
    for name in tools:
        id = f"workstream-{name}-name"
        items.append(f'<li><a href="/tools/{escape(name)}">{escape(said.message(id) if id in said else name)}</a></li>')
    title = escape(said.message("web-tools-title"))
    return f'<div><h2><a href="/tools">{title}</a></h2><ul>{"".join(items)}</ul></div>' if items else ""


def _paths(folder: Path) -> Iterator[Path]:
    home = folder.resolve()
    found = [folder / name for name in ROOT_FILES]
    found += [path for part in FOLDERS for path in (folder / part).rglob("*")]
    for path in found:
        if not path.is_file() or path.suffix not in TYPES or path.name.startswith("."):
            continue
        if not path.resolve().is_relative_to(home):
            raise SiteError("leads outside the edition's folder", file=path)
        yield path


def _prepared(name: str, data: bytes, prints: Mapping[str, str]) -> Prepared:
    kind = TYPES[Path(name).suffix]
    if not name.endswith(".html"):
        return prepare(data, kind)
    html = _ASSET.sub(lambda found: _printed(found, prints), data.decode("utf-8"))
    return prepare(
        html.encode(), kind, {"Content-Security-Policy": page_policy(html, framed=bool(_FRAMED.match(name)))}
    )


def _printed(found: re.Match[str], prints: Mapping[str, str]) -> str:
    name = found["name"]
    return found[0] if name not in prints else f"{found['before']}{found['address']}?v={prints[name]}"


@router.get("/")
async def front(request: Request) -> Response:
    """To the home page in the reader's language."""
    site: Site = request.app.state.site
    offered = [code for code in COMPLETE if f"{code}/index.html" in site.files]
    code = language(request.headers.get("accept-language"), offered)
    return RedirectResponse(f"/{code}/index.html", 302, {"Vary": "Accept-Language", "Cache-Control": CHECKED})


@router.get("/{path:path}")
async def file(request: Request, path: str) -> Response:
    """A file of the site."""
    site: Site = request.app.state.site
    name = f"{path}index.html" if path.endswith("/") else path
    found = site.files.get(name)
    if found is not None:
        kept = request.url.query == f"v={site.fingerprint(name)}"
        return send(request, found, keep=FOREVER if kept else CHECKED)
    if f"{path}/index.html" in site.files:
        return RedirectResponse(f"/{path}/", 308)
    raise HTTPException(404, "there is no such page in this edition")
