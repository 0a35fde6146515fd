"""Accepting: the proposal enters the record by its own acts, all in one transaction, each fact with its span."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.review import review_of
from nghitrinh.intake.values import Proposal, ProposedRow, Value
from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.intakes.queries import intakes_visible_to
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.record.kernel.errors import Contradiction, Stale, not_for_you
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting

Json = dict[str, Any]


def accept(intake: UUID, edit: int, *, by: User) -> Meeting:
    """Enter a page as a past meeting with its items, decisions, figures and tasks; return the meeting.

    Raises Contradiction for the first thing that stands in the way, and whatever the acts refuse; then nothing is
    written.
    """
    with one_transaction():
        found = intakes_visible_to(by).filter(pk=intake).first()
        if found is None:
            raise not_for_you("intake.accept", found=by.username)
        if found.edit != edit:
            raise Stale(found.label(), seen=edit, current=found.edit, theirs=found.label(), yours="")
        return _entered(found, by)


def _entered(intake: Intake, by: User) -> Meeting:
    review = review_of(intake)
    if review.blocks:
        first = review.blocks[0]
        raise Contradiction(
            first.words,
            code="not_ready_to_accept",
            field=first.path,
            found=len(review.blocks),
            expected=_("không còn gì"),
        )
    source = ACTS["source.register"](
        by=by,
        organization=intake.owner_id,
        kind="page",
        title=intake.title,
        address=intake.address,
        text=intake.text,
    )
    meeting: Meeting = ACTS["meeting.enter_past"](by=by, source=source.pk, **_meeting(review.proposal, intake))
    items = meeting.items.order_by("position")
    for row, item in zip(review.proposal.kept("items"), items, strict=True):
        if row.text("outcome"):
            _decide(review.proposal, row, item.pk, source.pk, by)
    ACTS["intake.accept"](by=by, intake=intake.pk, edit=intake.edit, meeting=meeting.pk)
    return meeting


def _decide(proposal: Proposal, row: ProposedRow, item: UUID, source: UUID, by: User) -> None:
    point = {
        "outcome": row.text("outcome"),
        "text": row.text("conclusion"),
        "spans": _spans(outcome=row.values["outcome"], text=row.values["conclusion"]),
        "figures": [_figure(each, source) for each in proposal.of_item("figures", row.index)],
        "charges": [_charge(each) for each in proposal.of_item("charges", row.index)],
    }
    title = row.text("title")
    decision: Decision = ACTS["decision.enter_past"](by=by, item=item, title=title, points=[point], source=source)
    if point["charges"]:
        ACTS["task.assign"](by=by, decision=decision.pk)


def _meeting(proposal: Proposal, intake: Intake) -> Json:
    head = proposal.head
    number = head["number"].text
    return {
        "organization": intake.owner_id,
        "name": head["name"].text,
        "kind": head["kind"].text or "hội nghị",
        "held_on": head["held_on"].text,
        "series": (head["series"].text or None) if number else None,
        "number": number or None,
        "number_reason": _number_reason(proposal),
        "chairs": [_chair(row) for row in proposal.kept("chairs")],
        "items": [_item(row) for row in proposal.kept("items")],
        "spans": _spans(starts_at=head["held_on"], number=head["number"], owner=head["organization"]),
    }


def _number_reason(proposal: Proposal) -> str:
    value = proposal.head["number"]
    if not value.text:
        return ""
    reasons = [clash.decided.reason for clash in proposal.clashes if clash.field == "number" and clash.decided]
    if reasons:
        return reasons[0]
    return f"Theo trang: “{value.said}”." if value.said else "Người soát ghi."


def _chair(row: ProposedRow) -> Json:
    post, name = row.values["post"], row.values["name"]
    return {"post": post.text, "name": name.text, "spans": _spans(**({"name": name} if name.text else {"post": post}))}


def _item(row: ProposedRow) -> Json:
    names = ("title", "level", "public_title")
    return {name: row.text(name) for name in names} | {"spans": _spans(title=row.values["title"])}


def _figure(row: ProposedRow, source: UUID) -> Json:
    return {
        "quantity": row.text("quantity"),
        "low": row.text("low"),
        "high": row.text("high"),
        "unit": row.text("unit"),
        "exact": row.text("exact") != "no",
        "places": row.text("places").split(),
        "source": source,
        "spans": _spans(low=row.values["low"], high=row.values["high"]),
    }


def _charge(row: ProposedRow) -> Json:
    bodies = {name: row.text(name) or None for name in ("responsible", "through", "report_to")}
    named = ("text", "responsible", "through", "report_to", "due_text")
    return {
        **bodies,
        "text": row.text("text"),
        "with_bodies": row.text("with").split(),
        "due_on": row.text("due_on") or None,
        "due_text": row.text("due_text"),
        "spans": _spans(**{name: row.values[name] for name in named}, with_bodies=row.values["with"]),
    }


def _spans(**values: Value) -> list[Json]:
    """Return where values were read; what a person wrote stands nowhere in the page, even beside words that do."""
    return [
        {"field": name, "start": value.span[0], "end": value.span[1]}
        for name, value in values.items()
        if value.span and value.text and value.how in ("read", "ruled")
    ]
