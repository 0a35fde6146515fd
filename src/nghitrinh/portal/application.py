"""The portal as a WSGI application: files first, then search and the interface for programs."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nghitrinh.bundle.addresses import former_file
from nghitrinh.portal.answers import STATUS, Answer, as_json
from nghitrinh.portal.conditions import conditioned, encoding_for
from nghitrinh.portal.feeds import feed, refused
from nghitrinh.portal.filemap import FileEntry, FileMap
from nghitrinh.portal.gone_files import drawn_anew, numbered_file
from nghitrinh.portal.interface import interface
from nghitrinh.portal.open_data import OPEN_DATA, open_data
from nghitrinh.portal.release import OpenRelease, Releases, SentAnswer
from nghitrinh.portal.searching import PARAMETERS, Wrong, search_page
from nghitrinh.portal.signed_files import signed_file

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], Any]
# Answers kept, longest header of encodings: strange requests must not fill the memory.
_MOST_ANSWERS, _LONGEST_HEADER = 20_000, 100
_LONG, _SHORT = "public, max-age=31536000, immutable", "no-cache"


class Portal:
    """Serves one portal root."""

    def __init__(self, root: Path, key: Ed25519PublicKey) -> None:
        self.releases = Releases(root, key)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request. A page that was asked for before is answered from memory, headers and all."""
        release = self.releases.current()
        asked = (environ["PATH_INFO"], environ.get("HTTP_ACCEPT_ENCODING"))
        sent = release.sent_answers.get(asked)
        if (
            sent is None
            or environ["REQUEST_METHOD"] != "GET"
            or "HTTP_IF_NONE_MATCH" in environ
            or "HTTP_RANGE" in environ
            or "HTTP_IF_MATCH" in environ
        ):
            sent = self._sent(release, environ, asked)
        start(sent[0], sent[1])
        return sent[2]

    def _sent(self, release: OpenRelease, environ: Environ, asked: tuple[str, str | None]) -> SentAnswer:
        answer = self._answered(release, environ)
        whole = environ["REQUEST_METHOD"] != "HEAD"
        sent = (STATUS[answer.status], answer.head(), answer.body() if whole and answer.status != 304 else [])
        is_short = len(asked[1] or "") < _LONGEST_HEADER
        if answer.is_for_all and whole and is_short and len(release.sent_answers) < _MOST_ANSWERS:
            release.sent_answers[asked] = sent
        return sent

    def answer(self, environ: Environ) -> Answer:
        """Return the answer to a request, without what is kept for speed alone."""
        return self._answered(self.releases.current(), environ)

    def _answered(self, release: OpenRelease, environ: Environ) -> Answer:
        """Answer from a release; when a withdrawal has taken its files away, from the one that followed."""
        try:
            return self._from(release, environ)
        except OSError:
            pass
        try:
            return self._from(self.releases.renewed(), environ)
        except OSError as error:
            sys.stderr.write(f"nghitrinh portal: {error}\n")
            return Answer(503, "text/plain; charset=utf-8", b"503\n", (("Retry-After", "5"),))

    def _from(self, release: OpenRelease, environ: Environ) -> Answer:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return Answer(405, "text/plain; charset=utf-8", b"GET, HEAD\n", (("Allow", "GET, HEAD"),))
        path = _decoded(environ)
        entry = release.files.entries.get(path)
        if entry is not None:
            return _page(release.files, entry, environ, 410 if path in release.gone else 200)
        return self.computed(release, path, environ)

    def computed(self, release: OpenRelease, path: str, environ: Environ) -> Answer:
        """Return an answer that is no page: search, interface, data, files; or say that there is none."""
        query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        found = _made(release, path, query) or _handed_out(release, path, environ)
        if found is not None:
            return found
        if f"{path}/" in release.files.entries or f"{path}/" in ("/tra-cuu/", OPEN_DATA):
            return Answer(301, headers=(("Location", quote(f"{path}/")),))
        return _nothing(release, environ)


def _first(query: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in query.items()}


def _made(release: OpenRelease, path: str, query: dict[str, list[str]]) -> Answer | None:
    """Return what is made of the rows for who asks; None where nothing is."""
    if path == "/suc-khoe":
        return as_json({"release": release.bundle.manifest.sequence})
    if path == "/tra-cuu/":
        return search_page(release, _first(query))
    return interface(release, path.removeprefix("/api/"), query) if path.startswith("/api/") else None


def _handed_out(release: OpenRelease, path: str, environ: Environ) -> Answer | None:
    """Return a file, or a table made of the whole release; None where there is none at the address."""
    if path.startswith("/tep/"):
        return _file(release, path, environ) or _gone_file(release, numbered_file(path), environ)
    made = open_data(release, path.removeprefix(OPEN_DATA)) if path.startswith(OPEN_DATA) else None
    if path.endswith(".atom"):
        query = parse_qs(environ.get("QUERY_STRING", ""))
        twice = [
            Wrong(str(len(query[name])), "một lần").line(name) for name in PARAMETERS if len(query.get(name, ())) > 1
        ]
        made = refused(*twice) if twice else feed(release, path, _first(query))
    found = made or signed_file(release, path)
    return None if found is None else conditioned(found, environ)


def _nothing(release: OpenRelease, environ: Environ) -> Answer:
    missing = release.files.entries.get("/404.html")
    return _page(release.files, missing, environ, 404) if missing else Answer(404)


def _decoded(environ: Environ) -> str:
    """Return the path as text: WSGI hands its bytes over as Latin-1."""
    return str(environ.get("PATH_INFO", "/")).encode("latin-1", "replace").decode("utf-8", "replace")


def _page(files: FileMap, entry: FileEntry, environ: Environ, status: int) -> Answer:
    encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING"), [each for each in entry.variants if each])
    if encoding is None:
        return Answer(406, "text/plain; charset=utf-8", b"identity\n", (("Vary", "Accept-Encoding"),))
    tag = f'"{entry.tag}{"-" + encoding if encoding else ""}"'
    cache = _LONG if entry.media_type == "font/woff2" else _SHORT
    headers = [("ETag", tag), ("Cache-Control", cache), ("Vary", "Accept-Encoding")]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    path = entry.variants[encoding]
    content = files.read(path)
    is_for_all = status == 200 and path in files.contents and environ["REQUEST_METHOD"] == "GET"
    answer = Answer(status, entry.media_type, content, tuple(headers), is_for_all=is_for_all)
    return conditioned(answer, environ)


def _gone_file(release: OpenRelease, number: str, environ: Environ) -> Answer | None:
    """Answer the address of a file that is no more public; None where no document had this number."""
    if not number:
        return None
    page = release.files.entries.get(former_file(number))
    return _page(release.files, page, environ, 410) if page else drawn_anew(release, number)


def _file(release: OpenRelease, path: str, environ: Environ) -> Answer | None:
    """Answer `/tep/<SHA-256>/<name>` from the public files; a name that is not the recorded one is no address."""
    digest, _, name = path.removeprefix("/tep/").partition("/")
    row = release.public.get(digest)
    if row is None or name != row.name:
        return None
    tag = f'"{digest[:32]}"'
    shown = "inline" if row.media_type in ("application/pdf", "image/png", "image/jpeg", "image/webp") else "attachment"
    disposition = f"{shown}; filename*=UTF-8''{quote(row.name)}"
    headers = (
        ("ETag", tag),
        ("Cache-Control", _LONG),
        ("Accept-Ranges", "bytes"),
        ("Content-Disposition", disposition),
    )
    answer = Answer(200, row.media_type, release.files.read(f"files/{digest}"), headers)
    return conditioned(answer, environ)
