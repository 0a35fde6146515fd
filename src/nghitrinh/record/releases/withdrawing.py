"""What goes with an object that is withdrawn, and what must be withdrawn or corrected before it."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.nouns import NOUNS, WITHDRAW, children_of, row_of
from nghitrinh.record.publications.queries import is_live


def model_of(kind: str) -> type[Owned]:
    """Return the noun of a kind that this verb withdraws."""
    row = NOUNS.get(kind)
    if row is None or row.withdrawn_by != WITHDRAW:
        able = ", ".join(each.kind for each in NOUNS.values() if each.withdrawn_by == WITHDRAW)
        own = row.withdrawn_by if row else ""
        raise BadInput(
            _("Không rút được bằng cách này"), code="not_withdrawn_so", field="kind", found=kind, expected=own or able
        )
    return row.model


def with_parts(noun: Owned) -> list[Owned]:
    """Return an object with everything that hangs under it, but for what has its own verb of withdrawal."""
    parts = [child for child in children_of(noun) if row_of(child).withdrawn_by == WITHDRAW]
    return [noun, *(each for part in parts for each in with_parts(part))]


def used_by(noun: Owned) -> list[Owned]:
    """Return the public documents and articles that carry an object or what hangs under it."""
    carrying = {
        (type(child), child.pk): child
        for each in with_parts(noun)
        for child in children_of(each)
        if row_of(child).withdrawn_by not in ("", WITHDRAW)
    }
    return [each for each in carrying.values() if is_live(each)]


def require_unused(noun: Owned) -> None:
    """Refuse while a document or an public article still carries what would go."""
    live = [each.label() for each in used_by(noun)]
    if live:
        raise Contradiction(
            _("Trang công khai còn mang nội dung này: %(found)s"),
            code="carried_by_public",
            field="id",
            found="; ".join(live),
            expected=_("rút các mục này trước"),
        )
