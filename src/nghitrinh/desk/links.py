"""Where an object's page is, by the kind and identifier that the journal names it with."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse

PAGES = {
    "meeting": "meetings.meeting",
    "agendaitem": "agenda.item",
    "paper": "papers.paper",
    "decision": "decisions.decision",
    "task": "tasks.task",
    "instrument": "instruments.instrument",
    "article": "articles.article",
}


def address_of(kind: str, identifier: UUID | str) -> str:
    """Return the address of an object's page, or nothing for a kind that has none."""
    if kind not in PAGES:
        return ""
    try:
        return reverse(PAGES[kind], args=[identifier])
    except NoReverseMatch:
        return ""
