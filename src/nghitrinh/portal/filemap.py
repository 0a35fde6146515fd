"""Pages and files of one release as ready answers: path → type, tag, and the bytes in each encoding.

The manifest already says what is there, so no request searches the disk; bytes are kept in memory up to a budget.
"""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
ENCODINGS = ((".br", "br"), (".gz", "gzip"))
_MEMORY = 64_000_000


@dataclass(frozen=True)
class FileEntry:
    """One address: where its bytes are for each encoding ("" is as it is), its type and its entity tag."""

    media_type: str
    tag: str
    variants: dict[str, str]


@dataclass
class FileMap:
    """Every address of a release's pages, and the bytes read so far."""

    folder: Path
    entries: dict[str, FileEntry]
    contents: dict[str, bytes] = field(default_factory=dict)
    contents_size: int = 0

    def read(self, path: str) -> bytes:
        """Return a file's bytes, from memory when they were read before."""
        content = self.contents.get(path)
        if content is None:
            content = (self.folder / path).read_bytes()
            if self.contents_size + len(content) <= _MEMORY:
                self.contents[path] = content
                self.contents_size += len(content)
        return content


def media_type_of(path: str) -> str:
    """Return the media type of a page's path."""
    suffix = Path(path).suffix
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def file_map(folder: Path, files: Mapping[str, str]) -> FileMap:
    """Return the map of a release's files (path → SHA-256): `pages/hoi-nghi/x/index.html` answers at `/hoi-nghi/x/`."""
    entries: dict[str, FileEntry] = {}
    for path, digest in files.items():
        if not path.startswith("pages/") or path.endswith((".br", ".gz")):
            continue
        variants = {"": path}
        for suffix, encoding in ENCODINGS:
            if path + suffix in files:
                variants[encoding] = path + suffix
        address = "/" + path.removeprefix("pages/").removesuffix("index.html")
        entries[address] = FileEntry(media_type_of(path), digest[:32], variants)
    return FileMap(folder, entries)
