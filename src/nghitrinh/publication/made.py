"""What a publication made, before it is signed: told alike by a whole one and by one of few changes."""

from dataclasses import dataclass, replace

from nghitrinh.publication.inforce import Mark


@dataclass(frozen=True)
class Made:
    """`read` is the mark of what was read; `withdrew` says that older content must go."""

    read: Mark
    is_new: bool
    rendered: int
    withdrew: bool

    def mark(self, release: str) -> Mark:
        """Return the mark of the release that was made of this."""
        return replace(self.read, release=release)
