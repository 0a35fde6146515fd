"""What becomes public or vanishes with an act, object by object: the page that asks before it shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nghitrinh.desk.kit.links import address_of, label_of
from nghitrinh.record.bodies.models import Owned

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


def _public_name(noun: Owned) -> str:
    return getattr(noun, "public_name", "") or label_of(noun)  # of a restricted item the approved title
