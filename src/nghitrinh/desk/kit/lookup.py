"""Reads shared by pages: one object or 404, the kinds that search and the journal go through."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404

from nghitrinh.record.articles.queries import articles_visible_to
from nghitrinh.record.decisions.queries import decisions_visible_to
from nghitrinh.record.instruments.queries import instruments_visible_to
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to
from nghitrinh.record.papers.queries import papers_visible_to
from nghitrinh.record.tasks.queries import tasks_visible_to

M = TypeVar("M", bound=Model)

# What search goes through, and what has a journal page: kind as in the journal, and the read that it begins from.
SEARCHED: dict[str, Callable[[User], QuerySet[Any]]] = {
    "meeting": meetings_visible_to,
    "agendaitem": items_visible_to,
    "paper": papers_visible_to,
    "decision": decisions_visible_to,
    "task": tasks_visible_to,
    "instrument": instruments_visible_to,
    "article": articles_visible_to,
}


def one(visible: QuerySet[M], identifier: UUID) -> M:
    """Return one object of a visible read; what cannot be seen is as good as not there."""
    found = visible.filter(pk=identifier).first()
    if found is None:
        raise Http404
    return found
