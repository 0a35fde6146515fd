"""`nghitrinh intake FILE --by USER`."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.known import known_to
from nghitrinh.intake.matching import match_organization
from nghitrinh.intake.opening import IntakePage, NoMeeting, ReadingError, known_page, open_page, read_page
from nghitrinh.intake.review import Review, review_of
from nghitrinh.intake.values import Proposal
from nghitrinh.reading.files import bytes_of
from nghitrinh.reading.sandbox import read_in_sandbox
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.queries import organizations_of, user_named
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User


def main(arguments: Sequence[str], *, say: Callable[[str], None] = print) -> int:
    """Take a page in and say what it proposes; 1 when it cannot be read, tells of no meeting, or came in before."""
    given = _parser().parse_args(arguments)
    by = user_named(given.by, field="--by")
    try:
        page = read_page(bytes_of(given.file), given.file, read=read_in_sandbox)
    except (ReadingError, NoMeeting) as error:
        print(f"nghitrinh intake: {error}", file=sys.stderr)
        return 1
    organization = _organization(by, page, given.organization)
    before = known_page(page, organization)
    if before is not None:
        print(f"nghitrinh intake: {given.file}: these bytes came in already, as {_address(before)}", file=sys.stderr)
        return 1
    intake = open_page(page, organization.pk, by=by, address=given.address)
    review = review_of(intake)
    say(json.dumps(_as_json(review), ensure_ascii=False, indent=2) if given.json else as_text(review))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nghitrinh intake", description="Take a published page in: a person decides at the desk what enters."
    )
    parser.add_argument("file", metavar="FILE", help="text or HTML in UTF-8")
    parser.add_argument("--by", required=True, metavar="USER", help="a secretary of the body that met")
    parser.add_argument("--organization", metavar="ID", help="the body, where the page and the user leave it open")
    parser.add_argument("--address", default="", help="where the page was published")
    parser.add_argument("--json", action="store_true", help="print the proposal as JSON")
    return parser


def _organization(by: User, page: IntakePage, asked: str | None) -> Organization:
    """Return the body that met: the one asked for, the one the page names, or the user's only one."""
    mine = {each.pk: each for each in Organization.objects.filter(pk__in=organizations_of(by, [Role.SECRETARY]))}
    said = str(page.reading.organization.value) if page.reading.organization else ""
    chosen = _asked(asked) if asked else _said(said, mine) or (next(iter(mine)) if len(mine) == 1 else None)
    if chosen is None or chosen not in mine:
        raise BadInput(
            _("%(user)s không phải là thư ký của cơ quan họp"),
            code="not_the_secretary",
            field="--organization",
            found=asked or said,
            expected=tuple(f"{key} ({each.name})" for key, each in mine.items()) or _("tên một thư ký ở --by"),
            user=by.username,
        )
    return mine[chosen]


def _asked(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInput(
            _("%(found)s không phải là mã định danh"),
            code="not_an_identifier",
            field="--organization",
            found=text,
            expected=_("mã định danh"),
        ) from None


def _said(said: str, mine: dict[UUID, Organization]) -> UUID | None:
    if not said:
        return None
    for organization in mine.values():
        known = known_to(organization)
        if match_organization(said, known.organizations, known.jurisdiction) == organization.pk:
            return organization.pk
    return None


def _address(intake: Intake) -> str:
    return f"/nhap/{intake.pk}/"


def as_text(review: Review) -> str:
    """Return a page's proposal as lines for a person."""
    proposal = review.proposal
    lines = [f"{review.intake.title}: {_address(review.intake)}"]
    lines += [f"  {value.path:14} {value.text}" for value in proposal.head.values() if value.text]
    for group, rows in proposal.rows.items():
        first = {"chairs": "post", "items": "title", "charges": "text", "figures": "quantity"}[group]
        lines += [f"  {row.path:14} {row.text(first)}{'' if row.kept else ' (not kept)'}" for row in rows]
    lines += [f"  contradiction  {clash.a.value} | {clash.b.value}: {clash.why}" for clash in proposal.clashes]
    lines += [f"  {review.numbers}"] if review.numbers else []
    return "\n".join([*lines, *(f"  to settle      {block.path}: {block.words}" for block in review.blocks)])


def _as_json(review: Review) -> dict[str, Any]:
    return {
        "intake": str(review.intake.pk),
        "address": _address(review.intake),
        "proposal": _proposal_json(review.proposal),
        "contradictions": review.intake.contradictions(),
        "recorded": [{"meeting": str(each.key), "name": each.name} for each in review.recorded],
        "blocks": [{"path": block.path, "words": str(block.words)} for block in review.blocks],
    }


def _proposal_json(proposal: Proposal) -> dict[str, Any]:
    head = {name: value.text for name, value in proposal.head.items()}
    rows = {
        group: [{name: value.text for name, value in row.values.items()} for row in rows]
        for group, rows in proposal.rows.items()
    }
    return {**head, **rows}
