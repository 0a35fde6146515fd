"""What goes with an object that is withdrawn, and what must be withdrawn or corrected before it."""

from typing import Any

from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.ceilings import pinned
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.publications import is_live
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.tasks.models import Task

WITHDRAWABLE: dict[str, type[Owned]] = {
    "meeting": Meeting,
    "agendaitem": AgendaItem,
    "paper": Paper,
    "decision": Decision,
    "task": Task,
}
OWN_VERBS = {"article": "article.withdraw", "instrument": "instrument.withdraw"}


def model_of(kind: str) -> type[Owned]:
    """Return the noun of a kind that this verb withdraws."""
    if kind not in WITHDRAWABLE:
        expected = OWN_VERBS.get(kind, ", ".join(WITHDRAWABLE))
        raise BadInput("this verb does not withdraw it", field="kind", found=kind, expected=expected)
    return WITHDRAWABLE[kind]


def with_parts(noun: Any) -> list[Any]:
    """Return an object with everything that hangs under it."""
    parts: list[Any] = []
    if isinstance(noun, Meeting):
        parts = list(AgendaItem.objects.filter(meeting=noun))
    elif isinstance(noun, AgendaItem):
        parts = [*Decision.objects.filter(item=noun), *Paper.objects.filter(consultations__item=noun)]
    elif isinstance(noun, Decision):
        parts = list(Task.objects.filter(decision=noun))
    return [noun, *(each for part in parts for each in with_parts(part))]


def used_by(noun: Any) -> list[Any]:
    """Return the documents and articles before the public that carry an object or what hangs under it."""
    going = {(type(each), each.pk) for each in with_parts(noun)}
    used: list[Any] = [
        instrument
        for instrument in Instrument.objects.all()
        if (Meeting, instrument.meeting_id) in going
        or any((Decision, row.decision_id) in going for row in pinned(instrument))
    ]
    used += Article.objects.filter(meeting__in=[pk for kind, pk in going if kind is Meeting])
    return [each for each in used if is_live(each)]


def require_unused(noun: Any) -> None:
    """Refuse while a document or an article that is before the public still carries what would go."""
    live = [each.label() for each in used_by(noun)]
    if live:
        raise Contradiction(
            "what is before the public still carries it",
            field="id",
            found="; ".join(live),
            expected="these to be withdrawn first",
        )
