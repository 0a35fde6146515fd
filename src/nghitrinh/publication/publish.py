"""Publishing: the record's public rows become pages, and both a signed bundle that replaces the one before it.

The portal is switched first, then the release is sealed in the record. Killed between the two, the portal is whole and
new, and the next publication seals what it finds before it does anything else.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from nghitrinh.bundle import BundleError, create_key, open_bundle, write_bundle
from nghitrinh.bundle.manifest import Manifest
from nghitrinh.bundle.schema import TABLES, Site
from nghitrinh.bundle.writer import Step, current_release
from nghitrinh.publication import look
from nghitrinh.publication.files import add_files
from nghitrinh.publication.pages import PublicSet, page_paths, pages_touched, render_page
from nghitrinh.publication.rows import Rows, public_rows
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.models import User
from nghitrinh.record.releases.acts import require_publisher, seal
from nghitrinh.record.releases.queries import last_release


@dataclass(frozen=True)
class PublishResult:
    """What became of a publication: the release in force, whether it is new, pages rendered and pages taken over."""

    folder: Path
    sequence: int
    changed: bool
    rendered: int
    carried: int

    def summary(self) -> str:
        """Return the result in one line."""
        if not self.changed:
            return f"release {self.sequence} stands: nothing has changed"
        return f"release {self.sequence}: {self.rendered} pages rendered, {self.carried} taken over, {self.folder}"


@dataclass(frozen=True)
class Before:
    """The release in force: its manifest, its rows, and whether today's templates made its pages."""

    manifest: Manifest
    rows: Rows
    same_look: bool


def portal_root() -> Path:
    """Return the folder that the portal serves."""
    return Path(settings.HOME) / "portal"


def key_path() -> Path:
    """Return the file of the signing key; its public half lies beside it."""
    return Path(settings.HOME) / "keys" / "signing.pem"


def publish(*, by: User | None, step: Step = lambda _name: None) -> PublishResult:
    """Publish everything that release acts have let through. An unchanged record gives no new release.

    Raises:
        BundleError: the portal's folder is in use, lost, or not the one that the record sealed.
        NotAllowed: the user may not publish.
    """
    require_publisher(by)
    before = _before(by)
    as_of = clock.today()
    with transaction.atomic():
        journal.wait_for_turn()  # no act commits between one query and the next
        rows = public_rows(as_of)
        contents = add_files(rows)
    if before is not None and before.same_look and _same(before.rows, rows):
        folder = current_release(portal_root())
        return PublishResult(folder or portal_root(), before.manifest.sequence, changed=False, rendered=0, carried=0)
    return _write(by, before, rows, contents, as_of, step)


def _before(by: User | None) -> Before | None:
    """Return the release in force, sealed when a publication was killed before it could."""
    folder, sealed = current_release(portal_root()), last_release()
    if folder is None:
        if sealed is not None:
            raise BundleError(f"{portal_root()}: found no release, expected {sealed.sequence}, which the record sealed")
        return None
    bundle = open_bundle(folder)
    try:
        rows: Rows = {name: list(bundle.rows(kind)) for name, kind in TABLES.items()}
    finally:
        bundle.close()
    _reconcile(by, bundle.manifest, rows)
    return Before(bundle.manifest, rows, same_look=look.is_recorded(portal_root()))


def _reconcile(by: User | None, manifest: Manifest, rows: Rows) -> None:
    sealed = last_release()
    last = sealed.sequence if sealed else 0
    if manifest.sequence == last + 1:
        as_of = next((row.as_of for row in rows["site"] if isinstance(row, Site)), "")
        seal(by=by, sequence=manifest.sequence, as_of=as_of or clock.today(), digest=manifest.digest)
    elif sealed is None or manifest.sequence != last or manifest.digest != sealed.digest:
        found = f"release {manifest.sequence} ({manifest.digest[:8]})"
        raise BundleError(f"{portal_root()}: found {found}, expected release {last}, which the record sealed")


def _same(old: Rows, new: Rows) -> bool:
    """Tell whether nothing changed but the day: a day alone, on which nothing falls overdue, makes no release."""
    return all(old[name] == new[name] for name in TABLES if name != "site") and _named(old) == _named(new)


def _named(rows: Rows) -> list[tuple[str, str, str]]:
    return [(row.id, row.name, row.jurisdiction) for row in rows["site"] if isinstance(row, Site)]


def _write(
    by: User | None, before: Before | None, rows: Rows, contents: dict[str, bytes], as_of: date, step: Step
) -> PublishResult:
    public = PublicSet(rows)
    rendered, carried = _pages(before, public)
    written = write_bundle(
        portal_root(),
        rows=rows,
        pages=[*((path, render_page(public, path)) for path in rendered), *look.static_files()],
        carried=carried,
        files=contents,
        key=create_key(key_path()),
        at=clock.now(),
        forget=before is not None and _withdrew(before.rows, rows),
        step=step,
    )
    step("written")
    if written.changed:
        seal(by=by, sequence=written.manifest.sequence, as_of=as_of, digest=written.manifest.digest)
        step("sealed")
    look.record(portal_root())
    return PublishResult(
        written.folder, written.manifest.sequence, written.changed, rendered=len(rendered), carried=len(carried)
    )


def _pages(before: Before | None, public: PublicSet) -> tuple[list[str], list[str]]:
    """Return which pages must be rendered, and which the release in force has already."""
    paths = list(page_paths(public))
    if before is None or not before.same_look:
        return paths, []
    touched = pages_touched(PublicSet(before.rows), public)
    return [path for path in paths if path in touched], [path for path in paths if path not in touched]


def _withdrew(old: Rows, new: Rows) -> bool:
    """Tell whether something was withdrawn since: then the content of older releases goes."""
    return bool({row.id for row in new["tombstone"]} - {row.id for row in old["tombstone"]})
