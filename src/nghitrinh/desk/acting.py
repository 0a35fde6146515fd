"""From a form to an act and back: how every page of the desk changes the record.

    return serve(request, FormPage(form=RescheduleForm, act="meeting.reschedule", noun=meeting, title=…, initial={…},
                                   back=address, said=…))

`serve` shows the form, runs the act, and answers: done → redirect with a word; refused → the form with the refusal at
its field; stale → the conflict page with both texts, nothing typed lost; not allowed → 404. `press` does the same for
a button that needs no form.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render

from nghitrinh.desk.access import DeskRequest
from nghitrinh.desk.forms.base import ActForm
from nghitrinh.desk.refusals import in_words
from nghitrinh.desk.sections import sections_of
from nghitrinh.desk.since import key_of, since
from nghitrinh.desk.wording import day, moment
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import ActError, NotAllowed, Stale

# How acts name what they change, where it is not the name of its kind.
_NAMES = {"agendaitem": "item"}


@dataclass
class FormPage:
    """One page with one form that calls one act.

    `noun` is the object that the act changes, as the page shows it (None for what is new); `fixed` are further
    parameters that nobody types; `initial` the object's values now, which a conflict shows as "theirs"; `button` says
    what the title does unless it is named; `done` turns the act's result into the next address (default: `back`);
    `options` go to the form's constructor. `run` replaces the one act by several, for a form that changes more than
    one thing; they should run `together`.
    """

    form: type[ActForm]
    act: str
    title: str
    back: str
    said: str
    button: str = ""
    noun: Any = None
    fixed: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    done: Callable[[Any], str] | None = None
    run: Callable[[DeskRequest, Any], Any] | None = None
    note: str = ""
    seal: bool = False
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    template: str = "desk/form.html"
    context: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.button = self.button or self.title

    @property
    def edit(self) -> int | None:
        """Return the edit of the object that the page shows."""
        return None if self.noun is None else int(self.noun.edit)

    def parameters(self, form: ActForm) -> dict[str, Any]:
        """Return everything that the act takes."""
        changed = {} if self.noun is None else {_NAMES.get(kind := self.noun._meta.model_name, kind): self.noun.pk}
        return changed | self.fixed | form.parameters()


@dataclass(frozen=True)
class Clash:
    """One field whose value now in the record is not the one just typed."""

    field: forms.BoundField
    theirs: str


def serve(request: DeskRequest, page: FormPage) -> HttpResponseBase:
    """Show a form page, or run its act with what was sent."""
    sent = request.method == "POST"
    form = page.form(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial=page.initial,
        edit=page.edit,
        **page.options,
    )
    if not sent:
        return _page(request, page, form)
    if not form.is_valid():
        return _page(request, page, form, status=422)
    return _run(request, page, form)


def _run(request: DeskRequest, page: FormPage, form: ActForm) -> HttpResponseBase:
    try:
        result = page.run(request, form) if page.run else ACTS[page.act](by=request.user, **page.parameters(form))
    except NotAllowed:
        raise
    except Stale as stale:
        return conflict(request, page, form, stale)
    except ActError as error:
        form.refuse(error.field, in_words(error))
        return _page(request, page, form, status=422)
    messages.success(request, page.said)
    return HttpResponseRedirect(page.done(result) if page.done else page.back)


def _page(request: DeskRequest, page: FormPage, form: ActForm, *, status: int = 200) -> HttpResponse:
    return render(request, page.template, {"page": page, "form": form, **page.context}, status=status)


def conflict(request: DeskRequest, page: FormPage, form: ActForm, stale: Stale) -> HttpResponse:
    """Answer 409 with both texts: what the record has now beside what was typed, ready to be sent again."""
    form.take_edit(int(stale.expected))
    clashes = [
        Clash(bound, in_record(bound.field, page.initial.get(bound.name)))
        for bound in form.visible_fields()
        if bound.name in page.initial  # a reason is nothing that the record has
        and shown(bound.field, page.initial[bound.name]) != shown(bound.field, form[bound.name].value())
    ]
    context = {
        "page": page,
        "form": form,
        "clashes": clashes,
        "sections": sections_of(form.visible_fields(), clashes),
        "stale": stale,
        "since": since(request, canonical.key(page.noun), int(stale.found)) if page.noun else None,
        **page.context,
    }
    return render(request, "desk/conflict.html", context, status=409)


def shown(field: forms.Field, value: Any) -> str:
    """Return a field's value as its widget shows it, so that two values can be compared."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(shown(field, each) for each in value)
    choices: Any = getattr(field.widget, "choices", None)
    if choices is not None:
        key = str(value.pk if isinstance(value, Model) else value)
        return str(next((label for chosen, label in choices if str(chosen) == key), key))
    return str(field.widget.format_value(field.prepare_value(value)) or "").replace("\r\n", "\n").strip()


def in_record(field: forms.Field, value: Any) -> str:
    """Return what the record has now as a person reads it: days and moments as they are written here."""
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else shown(field, value)


def press(request: DeskRequest, act: str, *, back: str, said: str, **fixed: Any) -> HttpResponseBase:
    """Run an act that a single button asked for; the button's form carries the edit."""
    try:
        ACTS[act](by=request.user, edit=request.POST.get("edit", ""), **fixed)
    except NotAllowed:
        raise
    except Stale as stale:
        context = {
            "stale": stale,
            "back": back,
            "edit": stale.expected,
            "sent": _sent(request),
            "since": since(request, key_of(act, fixed), int(stale.found)),
        }
        return render(request, "desk/conflict_press.html", context, status=409)
    except ActError as error:
        messages.error(request, in_words(error))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(back)


def _sent(request: DeskRequest) -> list[tuple[str, str]]:
    skipped = ("csrfmiddlewaretoken", "edit")
    return [(name, str(value)) for name, value in request.POST.items() if name not in skipped]
