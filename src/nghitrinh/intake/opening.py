"""Taking a page in: bytes are read, and what was read waits for a person. The same bytes are recognised."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from nghitrinh.reading import Reading, ReadingError, read_bytes
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.intakes.queries import same_bytes
from nghitrinh.record.kernel.models import User


@dataclass(frozen=True)
class IntakePage:
    """The bytes of a page with the name of their file, and what was read of them."""

    name: str
    data: bytes
    reading: Reading

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


class NoMeeting(ValueError):
    """A page that tells of no meeting, named by its file."""


def read_page(data: bytes, name: str, *, read: Callable[[bytes, str], Reading] = read_bytes) -> IntakePage:
    """Read a page, text or HTML in UTF-8. Raises ReadingError for what is none, NoMeeting for a page without one.

    `read` is `read_in_sandbox` for a page from outside, which nobody has looked at.
    """
    reading = read(data, name).stripped()  # an act strips what it is given, and every span must point into what is kept
    if not reading.is_session:
        raise NoMeeting(f"{name}: found no meeting in the page, expected the account of one")
    return IntakePage(name, data, reading)


def known_page(page: IntakePage, organization: Organization) -> Intake | None:
    """Return the page that came in with the same bytes before, unless it was discarded."""
    return same_bytes(organization, page.digest)


def open_page(page: IntakePage, organization: UUID, *, by: User, address: str = "") -> Intake:
    """Take a page in for an organization; raises Contradiction when its bytes came in before."""
    reading = page.reading.as_json()
    reading.pop("source")
    title = str(page.reading.title.value) if page.reading.title else page.name
    intake: Intake = ACTS["intake.open"](
        by=by,
        organization=organization,
        title=_cut(title, 300),
        text=page.reading.source,
        digest=page.digest,
        size=len(page.data),
        reading=reading,
        file_name=_cut(page.name, 200),
        address=address,
    )
    return intake


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


__all__ = ["IntakePage", "NoMeeting", "ReadingError", "known_page", "open_page", "read_page"]
