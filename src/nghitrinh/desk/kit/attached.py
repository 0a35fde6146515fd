"""Handing out a file as a download, under its own name in any script."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

A = TypeVar("A", bound=HttpResponseBase)


def attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Return bytes as a download, never to be run in the page.

    The name goes as RFC 6266 says: a "Đ" written as it is would make the whole header something that no browser reads.
    """
    return _named(HttpResponse(content, content_type=media_type), name)


def _named(answer: A, name: str) -> A:
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


class Pieces:
    """A file as it is sent, piece by piece; it is closed with the answer, or when nobody asks for it any more."""

    SIZE = 65_536

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(self.SIZE):
            yield piece

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __del__(self) -> None:
        self.close()


def attached_file(path: Path, media_type: str, name: str) -> StreamingHttpResponse:
    """Return a file as a download, read piece by piece as it is sent; it may go from its folder at once."""
    answer = StreamingHttpResponse(Pieces(path), content_type=media_type)
    answer.headers["Content-Length"] = str(path.stat().st_size)
    return _named(answer, name)
