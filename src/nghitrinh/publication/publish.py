"""Publishing: the record's public rows become pages, and both a signed bundle that replaces the one before it.

The portal is switched first, then the release is sealed in the record. Killed between the two, the portal is whole and
new, and the next publication seals what it finds before it does anything else.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nghitrinh.bundle import publishing
from nghitrinh.bundle.manifest import Place
from nghitrinh.bundle.schema import SCHEMA_VERSION
from nghitrinh.bundle.writer import Step, WrittenRelease
from nghitrinh.publication.full import build_everything
from nghitrinh.publication.incremental import build_changes
from nghitrinh.publication.inforce import SWITCHING, in_force
from nghitrinh.publication.result import BuildResult
from nghitrinh.publication.resuming import take_up
from nghitrinh.publication.signing import signing_key
from nghitrinh.publication.site import settle_address
from nghitrinh.publication.workers import Workers
from nghitrinh.record.bodies.models import Body
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import WrongState
from nghitrinh.record.kernel.models import User
from nghitrinh.record.releases.acts import require_publisher, seal
from nghitrinh.record.releases.queries import last_release


@dataclass(frozen=True)
class PublishResult:
    """What became of a publication: the release in force, whether it is new, how many pages were rendered.

    `remark` is what whoever publishes is to know of the portal's address, "" for nothing.
    """

    folder: Path
    sequence: int
    changed: bool
    rendered: int
    remark: str = ""

    def summary(self) -> str:
        """Return the result in one line; what is remarked of the address is a line of its own."""
        found = f"release {self.sequence} stands: nothing has changed"
        if self.changed:
            found = f"release {self.sequence}: {self.rendered} pages rendered, {self.folder}"
        return "\n".join(filter(None, (found, self.remark)))


def portal_root() -> Path:
    """Return the folder that the portal serves."""
    return Path(settings.HOME) / "portal"


def publish(
    *,
    by: User | None,
    restore: bool = False,
    new_key: bool = False,
    resume: str = "",
    step: Step = lambda _name: None,
) -> PublishResult:
    """Publish everything that release acts have let through. An unchanged record gives no new release.

    What the journal says of the acts since the release in force decides which meetings are read and which pages are
    rendered; where it cannot say, all are. With `restore` a portal that was lost or damaged is made anew: the next
    release follows the last one that the record sealed. With `new_key` a key that was lost for good is replaced. With
    `resume`, a reason, a record that was brought back older than its portal goes on from the release in force.

    Raises:
        BundleError: the portal's folder is in use, lost, or not the one that the record sealed; or the key is lost.
        NotAllowed: the user may not publish.
        WrongState: the record has no body yet that anything could be published for.
    """
    require_publisher(by)
    if not Body.objects.exists():
        raise WrongState(
            _("Hồ sơ chưa có địa bàn và cơ quan nào, nên chưa có gì để phát hành; hãy lập cơ quan trước"),
            code="nobody_to_publish_for",
        )
    remark = settle_address()
    root, as_of = portal_root(), clock.today()
    with publishing(root, step=step) as work, Workers(work.lock) as others:
        if resume:
            take_up(root, by, resume)
        before = in_force(root, by, restore=restore)
        sealed = last_release()
        key = signing_key(work.before, sealed.sequence if sealed else 0, new_key=new_key)
        if sealed is not None and (before is None or (restore and work.is_damaged(key.public_key()))):
            before = None
            work.follow(Place(SCHEMA_VERSION, sealed.sequence, sealed.digest))
        result = build_changes(work, before, as_of) if before is not None else None
        if result is None:
            result = build_everything(work, as_of, others)
        if not result.is_new and before is not None:
            result.checkpoint(before.place.digest).keep(root)
            return PublishResult(before.folder, before.place.sequence, changed=False, rendered=0, remark=remark)
        result.checkpoint("").keep(root, SWITCHING)
        resumes = (sealed.resumes or 0) if sealed else 0
        written = work.finish(key, clock.now(), forget=result.withdrew, resumes=resumes, each=others.map)
        step("written")
        _seal(by, root, written, result, as_of, step)
        return PublishResult(written.folder, written.place.sequence, written.changed, result.rendered, remark)


def _seal(by: User | None, root: Path, written: WrittenRelease, result: BuildResult, as_of: date, step: Step) -> None:
    """Seal in the record what the portal was switched to, and keep what it was made of."""
    if written.changed:
        seal(by=by, sequence=written.place.sequence, as_of=as_of, digest=written.place.digest)
        step("sealed")
    result.checkpoint(written.place.digest).keep(root)
    (root / SWITCHING).unlink(missing_ok=True)
