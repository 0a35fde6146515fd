"""Whether an object is public, or was, and the count of what the public was given to read of it."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.models import Publication


def publication_of(noun: Owned) -> Publication | None:
    """Return the publication of an object, live or withdrawn; None when it never was published."""
    return Publication.objects.filter(subject_kind=noun._meta.model_name, subject_id=noun.pk).first()


def is_live(noun: Owned) -> bool:
    """Tell whether an object is released and not withdrawn."""
    found = publication_of(noun)
    return found is not None and found.withdrawn_at is None


def was_withdrawn(noun: Owned) -> bool:
    """Tell whether an object was released and taken back: it does not come again by itself."""
    found = publication_of(noun)
    return found is not None and found.withdrawn_at is not None


def withdrawn_among(nouns: Iterable[Owned]) -> set[UUID]:
    """Return the keys of those of some objects that were released and taken back, in one query."""
    return _among(nouns, is_withdrawn=True)


def live_among(nouns: Iterable[Owned]) -> set[UUID]:
    """Return the keys of those of some objects that are released and not withdrawn, in one query."""
    return _among(nouns, is_withdrawn=False)


def _among(nouns: Iterable[Owned], *, is_withdrawn: bool) -> set[UUID]:
    found = Publication.objects.filter(subject_id__in=[each.pk for each in nouns])
    return set(found.filter(withdrawn_at__isnull=not is_withdrawn).values_list("subject_id", flat=True))


def raise_public_revision(act: Act, noun: Owned, *, adds: bool = False) -> None:
    """Count, once an act, that the public reads a live object otherwise from now on, and ask why.

    The portal tells the reason beside old and new. Nobody is asked where the act only `adds` to what was announced, or
    goes on as it was announced.
    """
    found = publication_of(noun)
    if found is None or found.withdrawn_at is not None:
        return
    if not adds and not act.reason:
        act.refuse(
            BadInput(
                _("“%(title)s” đã công bố: đổi điều mọi người đã đọc thì cần nêu lý do"),
                code="public_without_reason",
                field="reason",
                expected=_("vì sao đổi; cổng ghi lý do cạnh điều cũ và điều mới"),
                title=noun.label(),
            )
        )
    if canonical.key(found) in act.touched:
        return
    found.public_revision += 1
    act.save(found)


def require_not_live(noun: Owned) -> None:
    """Refuse what would leave an object public that its keepers no longer answer for."""
    if is_live(noun):
        raise Contradiction(
            _("“%(title)s” đang ở trên trang công khai: rút khỏi đó trước"),
            code="still_public",
            field=str(noun._meta.model_name),
            found=noun.label(),
            expected=_("rút khỏi trang công khai trước"),
            title=noun.label(),
        )


def require_level_kept(noun: Owned, level: str) -> None:
    """Refuse another level for what is public: a withdrawal takes it back, a release lets more out."""
    if level != noun.level and is_live(noun):
        raise Contradiction(
            _("“%(title)s” đang ở trên trang công khai: muốn đổi mức phổ biến thì rút về trước"),
            code="public_level_fixed",
            field="level",
            found=Level(level).label,
            expected=_("%(level)s, hoặc rút về trước"),
            title=noun.label(),
            level=label_of(noun, "level"),
        )
