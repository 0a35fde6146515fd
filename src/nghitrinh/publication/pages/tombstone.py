"""What stands at the address of what was withdrawn."""

from nghitrinh.bundle.schema import Tombstone
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.public_set import PublicSet


def tombstone(public: PublicSet, key: str, subject: str) -> Facts:
    """Say what kind of thing was withdrawn, when and why; not one word of what it was."""
    (stone,) = public.all(Tombstone)
    return {
        "kind": subject,
        "day": words.day(stone.withdrawn_at),
        "reason": stone.reason,
        "iso": words.iso_day(stone.withdrawn_at),
        "key": key,
    }
