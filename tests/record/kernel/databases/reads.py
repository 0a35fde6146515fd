"""Reads of which each differs from the others by one word."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Lower
from django.db.models.lookups import Exact

from nghitrinh.record.meetings.models import AgendaItem, Convening, ItemState, Meeting
from nghitrinh.record.tasks.models import Task

Read = Callable[[UUID, UUID], QuerySet[Any]]
M, A, T = Meeting.objects, AgendaItem.objects, Task.objects

# Each has another shape: what tells two of them apart is one word of the query.
READS: tuple[Read, ...] = (
    lambda one, _: M.filter(pk=one),
    lambda one, _: M.filter(owner=one),
    lambda one, _: M.exclude(owner=one),
    lambda one, _: M.filter(owner=one).order_by(),
    lambda one, _: M.filter(owner=one).order_by("name"),
    lambda one, _: M.filter(owner=one).order_by("-name"),
    lambda one, _: M.filter(owner=one).reverse(),
    lambda one, _: M.filter(owner=one)[:3],
    lambda one, _: M.filter(owner=one)[1:3],
    lambda one, _: M.filter(owner=one).distinct(),
    lambda one, _: M.filter(owner=one).only("name"),
    lambda one, _: M.filter(owner=one).defer("name"),
    lambda one, _: M.filter(owner=one).values("name"),
    lambda one, _: M.filter(owner=one).select_related("owner"),
    lambda one, _: M.filter(owner=one).select_related("owner__body"),
    lambda one, two: M.filter(owner__in=[one, two]),
    lambda one, _: M.filter(owner__in=[one, one]),
    lambda one, _: M.filter(owner__in=[one]),
    lambda one, two: M.filter(Q(owner=one) | Q(pk=two)),
    lambda one, two: M.filter(Q(owner=one) & Q(pk=two)),
    lambda one, two: M.filter(Q(owner=one) & ~Q(pk=two)),
    lambda one, _: M.filter(owner=one, name="36"),
    lambda one, _: M.filter(owner=one, name="37"),
    lambda one, _: M.filter(owner=one, name__contains="36"),
    lambda one, _: M.filter(owner=one, source=None),
    lambda one, _: M.filter(owner=one, source__isnull=False),
    lambda one, _: M.filter(owner=one, has_time=True),
    lambda one, _: M.filter(owner=one, has_time=False),
    lambda one, _: M.filter(owner=one).annotate(n=Count("items")),
    lambda one, _: M.filter(owner=one).annotate(n=Count("items", distinct=True)),
    lambda one, _: M.filter(owner=one).annotate(n=Count("items", filter=Q(items__state=ItemState.OPEN))),
    lambda one, _: M.filter(owner=one).annotate(n=Value(1)),
    lambda one, _: M.filter(owner=one).annotate(n=Value("1")),
    lambda one, _: M.filter(owner=one).annotate(n=Value(value=True)),
    lambda one, _: M.filter(owner=one).annotate(n=Cast("name", IntegerField())),
    lambda one, _: M.filter(owner=one).annotate(n=Lower("name")),
    lambda one, _: M.filter(owner=one).annotate(n=F("name")),
    lambda one, _: M.filter(owner=one).annotate(n=Case(When(owner=one, then=Value(1)), default=Value(2))),
    lambda one, _: M.filter(Exists(A.filter(meeting=OuterRef("pk"), owner=one))),
    lambda one, _: M.filter(~Exists(A.filter(meeting=OuterRef("pk"), owner=one))),
    lambda one, _: M.filter(pk__in=A.filter(owner=one).values("meeting")),
    lambda one, _: M.filter(pk__in=A.exclude(owner=one).values("meeting")),
    lambda one, _: M.annotate(n=Subquery(A.filter(meeting=OuterRef("pk"), owner=one).values("title")[:1])),
    lambda one, _: M.filter(Exact(F("owner"), one)),
    lambda one, two: M.filter(owner=one).order_by().union(M.filter(owner=two).order_by()),
    lambda one, two: M.filter(owner=one).order_by().union(M.filter(owner=two).order_by(), all=True),
    lambda one, two: M.filter(owner=one) | M.filter(convenings__organization=two),
    lambda one, _: A.filter(meeting=one),
    lambda one, _: A.filter(meeting__owner=one),
    lambda one, _: A.filter(owner=one).order_by(F("presenter__name").asc(nulls_last=True)),
    lambda one, _: A.filter(owner=one).order_by(F("presenter__name").asc(nulls_first=True)),
    lambda one, _: A.filter(owner=one).alias(low=Lower("title")).filter(low__contains="đất"),
    lambda one, _: T.filter(owner=one, due_on__lt=date(2021, 10, 4)),
    lambda one, _: T.filter(owner=one, due_on__lt=date(2021, 10, 5)),
    lambda one, _: T.filter(owner=one, due_on__range=(date(2021, 10, 4), date(2021, 10, 5))),
    lambda one, _: Convening.objects.filter(meeting=one, number__isnull=False, organization=F("meeting__owner")),
)
