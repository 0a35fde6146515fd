"""The text and the pages of files that were handed in: read in a sandbox once, kept in the home's cache by digest.

Whoever asks has found the file by its rights; here are only bytes. What takes too long is said, and asked anew later.
"""

import json
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from nghitrinh.contents.kinds import HEAD, Kind, kind_of
from nghitrinh.contents.pictures import page_picture
from nghitrinh.contents.texts import Unreadable, pages_of
from nghitrinh.publication.kept import cache, keep, kept
from nghitrinh.record import search
from nghitrinh.record.kernel import deadline, storage
from nghitrinh.record.search_files import digests, unread
from nghitrinh.sandbox import Ended, Sandbox

_VERSION = "1"  # raised when the same bytes give another text or picture
# Seconds for one file where no request waits; of what a request has left, this share: the rest is for its answer.
SECONDS, SHARE = 20.0, 0.4

WHY_NOT = {
    "no_text": _("không phải tệp có chữ mà máy đọc được"),
    "only_pictures": _("bản quét, không có chữ"),
    "file_with_password": _("có mật khẩu"),
    "file_damaged": _("bị hỏng"),
    "too_slow": _("dài quá, đọc không kịp"),
}


@dataclass(frozen=True)
class FileText:
    """What a file says page by page; where it has no text, a code of WHY_NOT says why."""

    pages: tuple[str, ...] = ()
    code: str = ""

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.pages)


def text_of(digest: str, content: bytes | None = None) -> FileText:
    """Return what a file says; `content` are its bytes where they are at hand."""
    path = cache("texts") / f"{digest}-{_VERSION}"
    known = kept(path)
    if known is not None:
        found = json.loads(known)
        return FileText(tuple(found["pages"]), found["code"])
    said = _read(storage.get(digest) if content is None else content)
    if said.code != "too_slow":
        keep(path, json.dumps({"pages": said.pages, "code": said.code}).encode())
    return said


def why_not(content: bytes) -> str:
    """Return why bytes do not open as what they are, as a code, or nothing; what they say is kept nowhere."""
    return _read(content).code


def let_search_know(*, again: bool) -> list[str]:
    """Read the files that search has not, all of them `again`, and return the digests of those that are lost.

    What takes too long counts as without words, so that the next start does not wait for it too.
    """
    lost = []
    for digest in unread() if not again else digests():
        try:
            search.learn(digest, text_of(digest).text)
        except storage.StorageFault:
            lost.append(digest)
    return lost


def has_pages(digest: str) -> bool:
    """Tell whether a file can be looked at page by page: by its bytes, since an old row may call anything a PDF.

    Its first bytes are read once, for bytes never change; one that turned out to be damaged is not offered again.
    """
    if not _begins_as_pdf(digest):
        return False
    known = kept(cache("texts") / f"{digest}-{_VERSION}")
    return known is None or bool(json.loads(known)["pages"])


@lru_cache(maxsize=10_000)
def _begins_as_pdf(digest: str) -> bool:
    return kind_of(storage.beginning(digest, HEAD)) is Kind.PDF


def _read(content: bytes) -> FileText:
    try:
        with Sandbox(pages_of) as read:
            pages = read(SHARE * deadline.remaining(SECONDS), content)
    except Unreadable as error:
        return FileText(code=error.code)
    except Ended:
        return FileText(code="too_slow")
    if pages is None:
        return FileText(code="no_text")
    return FileText(tuple(pages), "" if any(page.strip() for page in pages) else "only_pictures")


def picture_of(digest: str, index: int) -> bytes:
    """Return a page of a PDF, counted from 0, as a WebP picture. Raises IndexError, Unreadable, Ended."""
    path = cache("pages") / f"{digest}-{index}-{_VERSION}"
    known = kept(path)
    if known is not None:
        return known
    with Sandbox(page_picture) as draw:
        picture = draw(SHARE * deadline.remaining(SECONDS), storage.get(digest), index)
    keep(path, picture)
    return picture
