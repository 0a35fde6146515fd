"""The one place that writes which objects are public. Only acts of release and withdrawal call it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.ceilings import ceiling
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import Contradiction, WrongState
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.publications.queries import publication_of


def publish(act: Act, noun: Owned, *, changed: bool = False, again: bool = False) -> Publication:
    """Let an object of public level be published. `changed` says that the public reads another text of it than before.

    What was withdrawn comes back only when the act says `again`: an address that fell silent must not speak by chance.
    """
    for refused in not_public(noun):
        raise refused
    return write_publication(act, noun, changed=changed, again=again)


def not_public(*nouns: Owned) -> Iterator[Contradiction]:
    """Yield what speaks against publishing some objects: an act that publishes several asks of all before the first."""
    for noun in nouns:
        found = ceiling(noun)
        if found != Level.PUBLIC:
            yield Contradiction(
                _("“%(title)s” không ở mức công khai, không công bố được"),
                code="may_not_be_public",
                field="level",
                found=found,
                expected=Level.PUBLIC.label,
                title=noun.label(),
            )


def write_publication(act: Act, noun: Owned, *, changed: bool = False, again: bool = False) -> Publication:
    """Write that an object is public. Its level is the caller's to ask: `publish` does."""
    found = publication_of(noun)
    if found is None:
        return act.create(
            Publication(
                recorded_at=act.at,
                subject_kind=str(noun._meta.model_name),
                subject_id=noun.pk,
                public_revision=1,
                released_at=act.at,
            )
        )
    if found.withdrawn_at is not None and not again:
        raise WrongState(
            _("“%(title)s” đã rút khỏi trang công khai"),
            code="was_withdrawn",
            field="publication",
            found=found.reason,
            expected=_("chưa rút"),
            title=noun.label(),
        )
    if changed or found.withdrawn_at is not None:
        found.public_revision += 1
        found.withdrawn_at, found.reason = None, ""
        act.save(found)
    return found


def withdraw(act: Act, noun: Owned, reason: str) -> None:
    """Take an object back from the public, when it is there; a tombstone with the reason stays."""
    found = publication_of(noun)
    if found is None or found.withdrawn_at is not None:
        return
    found.withdrawn_at, found.reason = act.at, reason
    act.save(found)
