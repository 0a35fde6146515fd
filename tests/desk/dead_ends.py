"""Trying a form as somebody would who fills it: what no field can mend is a dead end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict

from nghitrinh.desk.kit import acting
from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.acting import FormPage
from nghitrinh.desk.kit.days import ClockField, DayField, MomentField
from nghitrinh.desk.kit.forms import NumberField
from nghitrinh.desk.kit.parts import PartedForm
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import ActError

_OF_OBJECTS = (forms.ModelChoiceField, forms.ModelMultipleChoiceField)


class TakenBack(Exception):
    """Takes back what a form did when it was tried."""


def dead_ends(request: DeskRequest, page: FormPage) -> Iterator[str]:
    """Fill the form of a page, carry it out, take it back; yield what was refused that no field of it can mend."""
    shown = page.made()
    yield from (
        f"{page.act}: nothing to choose in {each.name}"
        for each in shown
        if each.field.required and isinstance(each.field, _OF_OBJECTS) and not each.field.queryset.exists()
    )
    tried = page.made(_filled(shown))
    if tried.is_valid():
        yield from (f"{page.act}: {each.code} {each}" for each in _refused(request, page, tried) if _fixed(each, page))


def _refused(request: DeskRequest, page: FormPage, tried: Any) -> list[ActError]:
    try:
        with transaction.atomic():
            if page.run:
                page.run(request, tried)
            else:
                ACTS[page.act](by=request.user, **page.parameters(tried))
            raise TakenBack  # noqa: TRY301 - it ends the transaction
    except TakenBack:
        return []
    except ActError as error:
        return list(error.each())


def _fixed(error: ActError, page: FormPage) -> bool:
    """Tell whether what was refused is of the page's own: of its object, or of where that stands."""
    field = error.field.partition(".")[0]
    return field not in page.made().fields and field in {*page.own, "state", ""}


def _filled(form: PartedForm) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in _values(form):
        data.setlist(name, [str(each) for each in value] if isinstance(value, list) else [str(value)])
    return data


def _values(form: PartedForm) -> Iterator[tuple[str, Any]]:
    for bound in form:
        value = bound.field.prepare_value(bound.initial)
        if value in (None, "", [], False) and bound.field.required:
            value = _typed(bound.field)
        if value not in (None, "", [], False):
            yield bound.html_name, value
    for several in form.sets.values():
        yield from ((str(each.html_name), each.value()) for each in several.management_form)
        for part in several:
            yield from _values(part)


def _typed(field: forms.Field) -> Any:
    """Return what somebody types or chooses where something must be said."""
    choices = getattr(field, "choices", None)
    if choices is not None:
        keys = [str(key) for key, _label in choices if str(key)]
        return keys[:1] if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField) else keys[0]
    now = clock.now()
    if isinstance(field, DayField | MomentField | ClockField):
        return field.prepare_value(now.date() if isinstance(field, DayField) else now + timedelta(hours=1))
    return "1" if isinstance(field, NumberField | forms.IntegerField) else "Ghi thử"


def watching(monkeypatch: Any, found: dict[str, str]) -> None:
    """Try every form that is shown from now on, and note each dead end with its page."""
    drawn = acting._page

    def tried(request: DeskRequest, page: FormPage, *args: Any, **given: Any) -> Any:
        if request.method == "GET":
            found.update((each, request.path) for each in dead_ends(request, page))
        return drawn(request, page, *args, **given)

    monkeypatch.setattr(acting, "_page", tried)
