"""What a publication made, before it is signed: the same of a full and of an incremental one."""

from dataclasses import dataclass, replace

from nghitrinh.publication.inforce import Checkpoint


@dataclass(frozen=True)
class BuildResult:
    """`read` is the checkpoint of what was read; `withdrew` says that older content must go."""

    read: Checkpoint
    is_new: bool
    rendered: int
    withdrew: bool

    def checkpoint(self, release: str) -> Checkpoint:
        """Return the checkpoint of the release that was made of this."""
        return replace(self.read, release=release)
