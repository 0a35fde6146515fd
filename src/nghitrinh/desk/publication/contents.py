"""What becomes public or vanishes with an act, object by object: the page that asks before it shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.links import address_of, label_of
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel import canonical
from nghitrinh.record.meetings.models import AgendaItem

TEMPLATE = "desk/publication/contents.html"


@dataclass(frozen=True)
class PublicObject:
    """One object that becomes public or vanishes, by the name under which the public has it."""

    kind: str
    name: str
    address: str


def public_objects(nouns: Iterable[Any]) -> list[PublicObject]:
    """Return objects by the names under which the public has them, each once."""
    found = {noun.pk: noun for noun in nouns}.values()  # a paper may lie under several items
    return [
        PublicObject(noun._meta.model_name, _public_name(noun), address_of(noun._meta.model_name, noun.pk))
        for noun in found
    ]


def public_titles_of(subjects: Iterable[str]) -> dict[str, str]:
    """Return, of the items among subjects of the journal, the words by which the public knows each.

    Of an item that the public may not read of, that it is not public: a page that is about the portal shows no other.
    """
    kind = AgendaItem._meta.model_name
    keys = [each.partition(":")[2] for each in subjects if each.partition(":")[0] == kind]
    found = AgendaItem.objects.filter(pk__in=keys) if keys else ()
    return {canonical.key(each): each.public_name or str(_("Nội dung không công khai")) for each in found}


def _public_name(noun: Owned) -> str:
    return getattr(noun, "public_name", "") or label_of(noun)  # of a restricted item the approved title
