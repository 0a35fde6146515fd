"""Answers of the portal: status, headers that every answer has, and bytes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
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
    301: "301 Moved Permanently",
    304: "304 Not Modified",
    400: "400 Bad Request",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    410: "410 Gone",
    503: "503 Service Unavailable",
}


@dataclass(frozen=True)
class Answer:
    """One answer, before it is sent; a `lasting` one is the same for all who ask for it, as long as the release is."""

    status: int
    media_type: str = "text/html; charset=utf-8"
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = field(default=())
    lasting: bool = False

    def head(self) -> list[tuple[str, str]]:
        """Return all headers."""
        own = [("Content-Type", self.media_type), ("Content-Length", str(len(self.content)))]
        return [*own, *self.headers, *SECURITY]


def as_json(content: Any, status: int = 200) -> Answer:
    """Return a JSON answer that any origin may read: what the portal has is public."""
    body = json.dumps(content, ensure_ascii=False, indent=1).encode()
    headers = (("Access-Control-Allow-Origin", "*"), ("Cache-Control", "no-cache"))
    return Answer(status, "application/json; charset=utf-8", body, headers)


def accepted(header: str, offered: Iterable[str]) -> str:
    """Return the first offered encoding that a client accepts; "" for none of them."""
    refused = {part.split(";")[0].strip() for part in header.split(",") if part.replace(" ", "").endswith(";q=0")}
    named = {part.split(";")[0].strip() for part in header.split(",")} - refused
    return next((encoding for encoding in offered if encoding in named), "")
