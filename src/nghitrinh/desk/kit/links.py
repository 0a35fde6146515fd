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
    return there(PAGES[kind], identifier) if kind in PAGES else ""


def there(name: str, *args: UUID | str) -> str:
    """Return the address of a page, or nothing when no area has it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
