"""One list: its filters, order, pages and files are one declaration, and every list of the desk is one.

    PAPERS = Listing(
        name=_("Tài liệu"),
        columns=(Column(_("Tên"), lambda paper: paper.title), …),
        texts=("title", "number"),
        day="recorded_at",
        body="submitted_by",
        states=lambda: by_state(PaperState),
    )
    shown = PAPERS.show(request, papers_visible_to(request.user))
    return shown.file or render(request, "desk/papers/list.html", {"shown": shown})

Filters hold together and stand in the address: `q` words without accents, `tu` and `den` the period, `co-quan` the
body, `loai` the kind, `trang-thai` the state, `xep` the order, `trang` the page. `dang=csv` or `dang=xlsx` gives all
that the filters let through, not the page alone. The rows are those of the read that the view hands over, so rights
hold in every form.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet, TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.exports import csv_answer, xlsx_answer
from nghitrinh.desk.kit.folding import Folded
from nghitrinh.record.bodies.models import Organization, Owned
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.vietnamese import asked_words

Words = str | Promise
States = Mapping[str, tuple[Words, Q]]
_SOME = 500
# "15/TTr - UBND" and "15/TTr-UBND" find each other: what stands about a dash is looked for by itself.
FILES = {"csv": csv_answer, "xlsx": xlsx_answer}


@dataclass(frozen=True)
class ListColumn:
    """One column of a list's files: its header, and what of a row stands in it."""

    words: Words
    value: Callable[[Any], object]


@dataclass(frozen=True)
class Order:
    """One order of a list; without fields, that of the read."""

    words: Words
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListRow:
    """One row of a plain list: the object, its name, its page, and what else is said of it."""

    noun: Owned
    words: str
    address: str
    meta: str = ""


@dataclass(frozen=True)
class Choice:
    """One choice of a filter, with the address that chooses it and keeps the other filters."""

    words: Words
    value: str
    address: str
    chosen: bool


def by_state(states: type[TextChoices]) -> States:
    """Return the filter of a noun's states, after the one that lets everything through."""
    return by_choice("state", states.choices)


def by_choice(name: str, choices: Iterable[tuple[Any, Words]]) -> States:
    """Return the filter of a field's values, after the one that lets everything through."""
    return {"": (_("Tất cả"), Q())} | {str(value): (words, Q((name, value))) for value, words in choices}


def moment_of(day: date) -> object:
    """Return the beginning of a day, for a field of moments."""
    return datetime.combine(day, time.min, ZONE)


def day_of(day: date) -> object:
    """Return the day itself, for a field of days."""
    return day


def in_period(name: str, bound: Callable[[date], object], first: date | None, last: date | None) -> Q:
    """Return what finds the rows whose field lies in a period, both days included; either may be open."""
    condition = Q()
    if first:
        condition &= Q((f"{name}__gte", bound(first)))
    if last:
        condition &= Q((f"{name}__lt", bound(last + timedelta(days=1))))
    return condition


def _chosen(choices: States, value: str) -> Q:
    return choices.get(value, choices.get("", ("", Q())))[1]


def _itself(key: UUID) -> object:
    return key


def batched(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield rows in lists of at most this many."""
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What a list is: see the module.

    `finds` is asked for a word besides the `texts`; `bound` turns a day into what the field `day` is compared with, and
    `within` finds a period where no one field says the day; `bodies` gives the bodies to choose from where the rows
    cannot be asked, and `body_key` turns one's identifier into what the field `body` is compared with. `kinds` stand
    before the `states`, and `states_of` gives those of the kind that was chosen;
    `prepared` turns some rows into what the columns read, for a list whose rows are made of several reads; `on_page`
    lets the page bring only what it shows, where the files show more.
    """

    name: Words
    columns: tuple[ListColumn, ...]
    texts: tuple[str, ...] = ()
    finds: Callable[[str], Q] | None = None
    day: str = ""
    bound: Callable[[date], object] = moment_of
    within: Callable[[date | None, date | None], Q] | None = None
    body: str = ""
    body_key: Callable[[UUID], object] = _itself
    bodies: Callable[[HttpRequest, QuerySet[Any]], QuerySet[Organization]] | None = None
    kinds: Callable[[], States] | None = None
    states: Callable[[], States] | None = None
    states_of: Callable[[str], States] | None = None
    state_name: str = "trang-thai"
    orders: Mapping[str, Order] | None = None
    prepared: Callable[[list[Any]], list[Any]] | None = None
    on_page: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    rows: int = 50

    def show(self, request: HttpRequest, visible: QuerySet[Any]) -> "RequestedListing":
        """Return the part of a visible read that the address asks for."""
        return RequestedListing(self, request, visible)


class RequestedListing:
    """A list as one request asks for it."""

    def __init__(self, listing: Listing, request: HttpRequest, visible: QuerySet[Any]) -> None:
        self.listing, self.request, self.visible = listing, request, visible
        self.errors: dict[str, str] = {}
        self.asked = {name: request.GET.get(name, "").strip() for name in ("q", "tu", "den", "co-quan", "xep")}
        self.kind = request.GET.get("loai", "")
        self.state = request.GET.get(listing.state_name, "")
        self.query, self.start, self.end = self.asked["q"], self._day("tu"), self._day("den")
        if self.start and self.end and self.start > self.end:
            words = _("Ngày này đứng trước “Từ ngày” (%(first)s): đổi chỗ hai ngày")
            self.errors["den"] = words % {"first": DayField().prepare_value(self.start)}

    @cached_property
    def all(self) -> QuerySet[Any]:
        """Return every row that the filters let through, in the order that was asked for."""
        rows = self.visible
        of_kind, in_state = _chosen(self._kinds, self.kind), _chosen(self._states, self.state)
        for condition in (of_kind, in_state, self._in_period(), self._of_body()):
            rows = rows.filter(condition) if condition else rows
        rows = self._with_words(rows)
        order = (self.listing.orders or {}).get(self.asked["xep"])
        return rows.order_by(*order.fields) if order and order.fields else rows

    @cached_property
    def page(self) -> Page[Any]:
        """Return the page that was asked for."""
        rows = self.listing.on_page(self.all) if self.listing.on_page else self.all
        return Paginator(rows, self.listing.rows).get_page(self.request.GET.get("trang"))

    @property
    def file(self) -> HttpResponse | None:
        """Return the list as the file that was asked for, if one was."""
        write = FILES.get(self.request.GET.get("dang", ""))
        if write is None:
            return None
        columns = self.listing.columns
        rows = ([column.value(row) for column in columns] for row in self._whole())
        return write(str(self.listing.name), [str(column.words) for column in columns], rows)

    def _whole(self) -> Iterator[Any]:
        if self.listing.prepared is None:
            yield from self.all
            return
        for some in batched(self.all.iterator(_SOME), _SOME):
            yield from self.listing.prepared(some)

    def asked_day(self, name: str) -> str:
        """Return the day that was asked for as it is written; what is no day as it was typed."""
        return str(DayField().prepare_value({"tu": self.start, "den": self.end}[name] or self.asked[name]))

    def _day(self, name: str) -> date | None:
        try:
            found: date | None = DayField(required=False).clean(self.asked[name])
        except ValidationError as error:
            self.errors[name] = error.messages[0]
            return None
        return found

    @cached_property
    def _kinds(self) -> States:
        return self.listing.kinds() if self.listing.kinds else {}

    @cached_property
    def _states(self) -> States:
        if self.listing.states_of:
            return self.listing.states_of(self.kind)
        return self.listing.states() if self.listing.states else {}

    def _in_period(self) -> Q:
        if self.listing.within:
            return self.listing.within(self.start, self.end)
        return in_period(self.listing.day, self.listing.bound, self.start, self.end) if self.listing.day else Q()

    def _of_body(self) -> Q:
        asked = self.asked["co-quan"]
        if not asked or not self.listing.body:
            return Q()
        try:
            return Q((self.listing.body, self.listing.body_key(UUID(asked))))
        except ValueError:
            return Q(pk__in=[])

    def _with_words(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        words = asked_words(self.query)
        if not words or not (self.listing.texts or self.listing.finds):
            return rows
        folded = {f"folded_{index}": Folded(F(field)) for index, field in enumerate(self.listing.texts)}
        rows = rows.alias(**folded)
        for word in words:
            condition = self.listing.finds(word) if self.listing.finds else Q()
            for name in folded:
                condition |= Q((f"{name}__contains", word))
            rows = rows.filter(condition)
        return rows

    def address(self, **changes: str) -> str:
        """Return the address of this list with some of the filters changed, from its first page."""
        query = self.request.GET.copy()
        for name in ("trang", "dang"):
            query.pop(name, None)
        for name, value in changes.items():
            if value:
                query[name] = value
            else:
                query.pop(name, None)
        return f"?{query.urlencode()}"

    @property
    def chips(self) -> list[Choice]:
        """Return the states to choose from."""
        return self._chips(self._states, self.state, lambda value: {self.listing.state_name: value})

    @property
    def kind_chips(self) -> list[Choice]:
        """Return the kinds to choose from; another kind has other states."""
        return self._chips(self._kinds, self.kind, lambda value: {"loai": value, self.listing.state_name: ""})

    def _chips(self, choices: States, asked: str, changes: Callable[[str], dict[str, str]]) -> list[Choice]:
        chosen = asked if asked in choices else ""
        return [
            Choice(words, value, self.address(**changes(value)), value == chosen)
            for value, (words, _condition) in choices.items()
        ]

    @cached_property
    def bodies(self) -> list[Choice]:
        """Return the bodies among the rows that the user may see, if there are several."""
        if not self.listing.body:
            return []
        if self.listing.bodies:
            offered = self.listing.bodies(self.request, self.visible)
        else:
            offered = Organization.objects.filter(pk__in=self.visible.order_by().values(self.listing.body))
        found = offered.order_by(in_order("name")).values_list("pk", "name")
        choices = [Choice(name, str(key), "", str(key) == self.asked["co-quan"]) for key, name in found]
        return choices if len(choices) > 1 or self.asked["co-quan"] else []

    @property
    def orders(self) -> list[Choice]:
        """Return the orders to choose from."""
        orders = self.listing.orders or {}
        return [Choice(order.words, key, "", key == self.asked["xep"]) for key, order in orders.items()]

    @property
    def files(self) -> list[Choice]:
        """Return the files in which the list can be taken along."""
        return [Choice(kind.upper(), kind, self.address(dang=kind), chosen=False) for kind in FILES]

    @property
    def has_words(self) -> bool:
        """Tell whether the list is narrowed by words (a template would call `finds`)."""
        return bool(self.listing.texts or self.listing.finds)

    @property
    def has_period(self) -> bool:
        """Tell whether the list is narrowed by days."""
        return bool(self.listing.day or self.listing.within)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether a filter is set: then an empty list says so."""
        return any(value for name, value in self.asked.items() if name != "xep") or bool(self.state or self.kind)

    @property
    def cleared(self) -> str:
        """Return the address of the whole list."""
        return self.request.path


NEWEST = gettext_lazy("Mới nhất trước")
OLDEST = gettext_lazy("Cũ nhất trước")
BY_NAME = gettext_lazy("Theo tên")
