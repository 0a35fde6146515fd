"""Reads shared by pages: one object or 404."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404

M = TypeVar("M", bound=Model)


def one(visible: QuerySet[M], identifier: UUID) -> M:
    """Return one object of a visible read; what cannot be seen is as good as not there."""
    found = visible.filter(pk=identifier).order_by().first()  # of one there is no order
    if found is None:
        raise Http404
    return found
