"""Answers of the portal: status, headers that every answer has, and bytes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

SECURITY = (
    (
        "Content-Security-Policy",
        (
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            "frame-ancestors 'none'; form-action 'self'"
        ),
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
STATUS = {
    200: "200 OK",
    206: "206 Partial Content",
    301: "301 Moved Permanently",
    304: "304 Not Modified",
    400: "400 Bad Request",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    406: "406 Not Acceptable",
    410: "410 Gone",
    412: "412 Precondition Failed",
    416: "416 Range Not Satisfiable",
    503: "503 Service Unavailable",
}


_AT_ONCE = 1 << 18


@dataclass(frozen=True)
class FilePart:
    """Some bytes of a file on the disk, read as they are sent: no database is held in memory for a slow reader."""

    path: Path
    start: int
    size: int

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(self.start)
            left = self.size
            while left and (content := file.read(min(left, _AT_ONCE))):
                left -= len(content)
                yield content


@dataclass(frozen=True)
class Answer:
    """One answer, before it is sent; one that `is_for_all` is the same for all who ask, as long as the release is.

    Its bytes are `content`, or the `part` of a file.
    """

    status: int
    media_type: str = "text/html; charset=utf-8"
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = field(default=())
    is_for_all: bool = False
    part: FilePart | None = None

    @property
    def size(self) -> int:
        """How many bytes are sent after the head."""
        return self.part.size if self.part else len(self.content)

    def between(self, start: int, end: int) -> "Answer":
        """Return the answer with some of its bytes alone."""
        if self.part is None:
            return replace(self, content=self.content[start:end])
        return replace(self, part=replace(self.part, start=start, size=end - start))

    def body(self) -> Iterable[bytes]:
        """Return the bytes as a server takes them."""
        return self.part or [self.content]

    def head(self) -> list[tuple[str, str]]:
        """Return all headers."""
        if self.status == 304:  # has no content, and says nothing of the length of what it stands for
            return [*self.headers, *SECURITY]
        own = [("Content-Type", self.media_type), ("Content-Length", str(self.size))]
        return [*own, *self.headers, *SECURITY]


def as_json(content: Any, status: int = 200) -> Answer:
    """Return a JSON answer that any origin may read: what the portal has is public."""
    body = json.dumps(content, ensure_ascii=False, indent=1).encode()
    headers = (("Access-Control-Allow-Origin", "*"), ("Cache-Control", "no-cache"))
    return Answer(status, "application/json; charset=utf-8", body, headers)
