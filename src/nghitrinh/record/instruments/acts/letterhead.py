"""Acts on letterheads."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.models import Letterhead, PaperForm
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.texts import Heading, OneLine, ShortLine

# What fits into the heading of a page, one line of it a line.
Lines = Annotated[str, StringConstraints(max_length=400)]
OwnLines = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Code = Annotated[str, StringConstraints(max_length=20), OneLine()]
_MOST_LINES = 3


@act("letterhead.set", Role.SECRETARY, ADMINISTRATOR)
def set_letterhead(
    act: Act,
    *,
    organization: UUID,
    form: PaperForm,
    name: OwnLines,
    place: Heading,
    head: Heading,
    superior: Lines = "",
    code: Code = "",
    in_name_of: ShortLine = "",
) -> Letterhead:
    """Say for the first time how an organization's documents are headed and signed.

    `superior` and `name` have one line of the heading a line. What was issued before keeps its heading.
    """
    act.require(organization)
    owner = act.get(Organization, organization, field="organization")
    if Letterhead.objects.filter(organization=owner).exists():
        raise Contradiction(
            _("Cơ quan này đã có tiêu đề văn bản: %(found)s"),
            code="letterhead_set",
            field="organization",
            found=owner.name,
            expected=_("sửa tiêu đề đang có"),
        )
    letterhead = Letterhead(organization=owner)
    _write(act, letterhead, form, superior, name, place, code, in_name_of, head)
    act.create(letterhead)
    act.about(letterhead, owner=organization)
    return letterhead


@act("letterhead.revise", Role.SECRETARY, ADMINISTRATOR)
def revise_letterhead(
    act: Act,
    *,
    letterhead: UUID,
    edit: int,
    form: PaperForm,
    name: OwnLines,
    place: Heading,
    head: Heading,
    superior: Lines = "",
    code: Code = "",
    in_name_of: ShortLine = "",
) -> Letterhead:
    """Change how an organization's documents are headed and signed from now on; those that were issued keep theirs."""
    found = act.open(Letterhead, letterhead, edit, side=lambda letterhead: letterhead.organization_id, yours=name)
    _write(act, found, form, superior, name, place, code, in_name_of, head)
    return act.save(found)


def _write(
    act: Act,
    letterhead: Letterhead,
    form: PaperForm,
    superior: str,
    name: str,
    place: str,
    code: str,
    in_name_of: str,
    head: str,
) -> None:
    given = {
        "form": form.value,
        "superior": _lines(act, "superior", superior),
        "name": _lines(act, "name", name),
        "place": place,
        "code": code.strip("/- "),
        "in_name_of": in_name_of,
        "head": head,
    }
    for field, value in given.items():
        act.change(letterhead, field, getattr(letterhead, field), value)
        setattr(letterhead, field, value)


def _lines(act: Act, field: str, text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST_LINES:
        act.refuse(
            BadInput(
                _("Có %(found)s dòng"),
                code="too_many_lines",
                field=field,
                found=len(lines),
                expected=_("nhiều nhất %(most)d dòng"),
                most=_MOST_LINES,
            )
        )
    return "\n".join(lines)
