"""What is in force on the portal, and what of the record it was made of."""

import json
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from nghitrinh.bundle import NotSealed
from nghitrinh.bundle.database import open_database, rows_of
from nghitrinh.bundle.manifest import MANIFEST, Place, read_place
from nghitrinh.bundle.schema import SCHEMA_VERSION, Row, Site
from nghitrinh.bundle.writer import current_release
from nghitrinh.bundle.years import COMMON, database_path
from nghitrinh.publication.fingerprint import fingerprint
from nghitrinh.publication.resuming import REMEDY, is_ahead, is_of_this_record
from nghitrinh.record.bodies.models import Body
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.releases.acts import seal
from nghitrinh.record.releases.models import Release
from nghitrinh.record.releases.queries import last_release, last_seal

R = TypeVar("R", bound=Row)
IN_FORCE, SWITCHING = "checkpoint.json", "switching.json"


@dataclass(frozen=True)
class Checkpoint:
    """Up to which line of the journal a release was read, and with what its pages were made.

    It lies beside the portal as `checkpoint.json`. Lost, it only costs one publication of everything. That of a release
    that is about to be switched to lies there as `switching.json`: where the publication is killed before it seals, the
    next one knows by it that the release was made of this record, and not of what a record had that was lost since.
    """

    release: str
    line: int
    line_digest: str
    fingerprint: str

    def keep(self, root: Path, name: str = IN_FORCE) -> None:
        """Write the checkpoint, at once or not at all."""
        partial = root / "checkpoint.new"
        partial.write_text(json.dumps(asdict(self)), "ascii")
        partial.replace(root / name)

    def is_of_this_journal(self) -> bool:
        """Tell whether the record has the line that was the last one when the release was read."""
        line = Journal.objects.filter(seq=self.line).first()
        return line is not None and line.digest == self.line_digest

    @classmethod
    def kept(cls, root: Path, name: str = IN_FORCE) -> "Checkpoint | None":
        """Return the checkpoint that lies beside a portal, or None where there is none that can be read."""
        try:
            return cls(**json.loads((root / name).read_text("ascii")))
        except (OSError, ValueError, TypeError):
            return None


@dataclass(frozen=True)
class InForce:
    """The release in force. `checkpoint` is None when nothing says what it was made of: everything is then built."""

    folder: Path
    place: Place
    as_of: date | None
    checkpoint: Checkpoint | None


def checkpoint_now() -> Checkpoint:
    """Return the checkpoint of a release, yet unnamed, read from the record as this transaction sees it."""
    line = Journal.objects.order_by("-seq").first()
    return Checkpoint("", line.seq if line else 0, line.digest if line else "", fingerprint())


def read_to(root: Path) -> int:
    """Return the journal's line up to which the release in force was read; without its checkpoint, that of its seal."""
    checkpoint = Checkpoint.kept(root)
    if checkpoint is not None and (sealed := last_release()) is not None and checkpoint.release == sealed.digest:
        return checkpoint.line
    return last_seal()


def in_force(root: Path, by: User | None, *, restore: bool = False) -> InForce | None:
    """Return the release in force, sealed when a publication was killed before it could.

    With `restore` a portal that is lost is no fault: there is then no release in force.

    Raises:
        NotSealed: the portal is lost, or not the one that the record sealed.
    """
    folder, sealed = current_release(root), last_release()
    if folder is None:
        if sealed is not None and not restore:
            missing = f"found no release, expected {sealed.sequence}, which the record sealed"
            raise NotSealed(root, f"{missing}; `nghitrinh publish --restore` makes the portal anew", code="portal_lost")
        return None
    place = read_place(folder / MANIFEST)
    as_of = _judged(folder) if place.schema == SCHEMA_VERSION else None
    _reconcile(by, root, folder, place, as_of, sealed)
    return InForce(folder, place, as_of, _valid(Checkpoint.kept(root), place) if as_of else None)


def _judged(folder: Path) -> date | None:
    return next((date.fromisoformat(site.as_of) for site in common_rows_in(folder, Site)), None)


def common_rows_in(folder: Path, kind: type[R]) -> list[R]:
    """Return the rows of one kind that belong to no meeting, from a release on disk."""
    with closing(open_database(folder / database_path(COMMON))) as database:
        return list(rows_of(database, kind))


def _reconcile(
    by: User | None, root: Path, folder: Path, place: Place, as_of: date | None, sealed: Release | None
) -> None:
    last = sealed.sequence if sealed else 0
    if place.sequence == last + 1 and as_of is not None and _was_left_by_us(root, folder):
        seal(by=by, sequence=place.sequence, as_of=as_of, digest=place.digest)
    elif sealed is None or place.sequence != last or place.digest != sealed.digest:
        if is_ahead(root):
            ahead = f"found release {place.sequence}, which follows release {last}, the last that this record knows"
            why = "the record was brought back from a backup that is older than its portal"
            raise NotSealed(folder, f"{ahead}: {why}; {REMEDY}", code="record_older")
        found = f"release {place.sequence} ({place.digest[:8]})"
        expected = f"release {last}, which the record sealed" if last else "none, for this record has published nothing"
        raise NotSealed(folder, f"found {found}, expected {expected}", code="other_release")


def _was_left_by_us(root: Path, folder: Path) -> bool:
    """Tell whether a publication of this record, as it is, left a release: another one's must not be sealed."""
    switching = Checkpoint.kept(root, SWITCHING)
    return is_of_this_record(folder) and switching is not None and switching.is_of_this_journal()


def require_own(root: Path) -> None:
    """Refuse a portal that a record without releases cannot have made: its own record is missing.

    Raises:
        NotSealed: a portal has a release, and the record has neither published nor whom it publishes for.
    """
    folder = current_release(root)
    if folder is not None and not Release.objects.exists() and not Body.objects.exists():
        found = f"found release {read_place(folder / MANIFEST).sequence} and a record without anything in it"
        raise NotSealed(
            root, f"{found}, expected the record that published it; bring it back from the backup", code="record_lost"
        )


def _valid(checkpoint: Checkpoint | None, place: Place) -> Checkpoint | None:
    """Return the checkpoint when it is of this release, of this journal, and of what makes pages now."""
    if checkpoint is None or checkpoint.release != place.digest or checkpoint.fingerprint != fingerprint():
        return None
    return checkpoint if checkpoint.is_of_this_journal() else None
