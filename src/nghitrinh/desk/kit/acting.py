"""From a form to an act and back: how every page of the desk changes the record.

    return serve(request, FormPage(form=RescheduleForm, act="meeting.reschedule", noun=meeting, title=…, initial={…},
                                   back=address, said=…))

`serve` shows the form, runs the act, and answers: done → redirect with a word; refused, whatever for → the form with
every refusal at its field; stale → the conflict page with both texts; not allowed → 404. Whatever the answer, what was
typed is on it: a view asks only the role of who sends a form, and lets the act answer the rest (`kit.typed`: an ended
session, a missing token; `kit.once`: a second press). `press` does the same for a button that needs no form.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, may_open
from nghitrinh.desk.kit.asking_first import nothing_to_choose, unmendable
from nghitrinh.desk.kit.days import ClockField, DayField, MomentField
from nghitrinh.desk.kit.edits_since import key_of, since
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.kept_forms import Answer, errors_in, forget, put_errors, shown_again
from nghitrinh.desk.kit.once import FIELD, SentBefore, led_before, once
from nghitrinh.desk.kit.parts import PartedForm
from nghitrinh.desk.kit.typed import Typed, typed_for
from nghitrinh.desk.kit.wording import day, moment
from nghitrinh.desk.models import OwnThing
from nghitrinh.desk.refusals import each_in_words, in_expected_words, in_words
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import ActError, NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.models import Noun
from nghitrinh.record.kernel.storage import StorageFault
from nghitrinh.record.nouns import row_of


@dataclass
class FormPage:
    """One page with one form that calls one act.

    `noun` is the object that the act changes, as the page shows it (None for what is new); `fixed` are further
    parameters that nobody types; `initial` the object's values now, which a conflict shows as "theirs"; `button` says
    what the title does unless it is named; `said` is what is said then, or makes it of the act's result; `done` turns
    that into the next address (default: `back`);
    `options` go to the form's constructor. `run` replaces the one act by several, for a form that changes more than
    one thing; they should run `together`. What is the user's alone (`kit.own`) no act changes: `run` does. `once` is
    false where `run` takes long and is itself safe to repeat.
    `instead` leads, by words and address, to what can be done where this cannot: `kit.asking_first` finds that.
    """

    form: type[ActForm]
    act: str
    title: str
    back: str
    said: str | Callable[[Any], str]
    button: str = ""
    noun: Noun | OwnThing | None = None
    fixed: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    done: Callable[[Any], str] | None = None
    run: Callable[[DeskRequest, Any], Any] | None = None
    once: bool = True
    note: str = ""
    instead: list[tuple[str, str]] = field(default_factory=list)
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

    @property
    def own(self) -> dict[str, Any]:
        """Return the parameters that the page fixes and nobody types."""
        changed = {} if self.noun is None else {_kind(self.noun, self.act): self.noun.pk}
        return changed | self.fixed

    def parameters(self, form: ActForm) -> dict[str, Any]:
        """Return everything that the act takes."""
        return self.own | form.parameters()

    def made(self, *sent: Any) -> ActForm:
        """Return the form as the record fills it, or of what was sent."""
        return self.form(*sent, initial=self.initial, edit=self.edit, **self.options)


def _kind(noun: Noun | OwnThing, act: str) -> str:
    """Return the parameter that names an object: a noun's kind; of what is no organization's, as its act calls it."""
    if isinstance(noun, Owned):
        return row_of(noun).kind
    own = str(noun._meta.model_name)
    return own if own in ACTS[act].parameters.model_fields else act.partition(".")[0]


@dataclass(frozen=True)
class EditConflict:
    """One field whose value now in the record is not the one just typed."""

    field: forms.BoundField
    theirs: str


@dataclass(frozen=True)
class Section:
    """The fields of a form or of one of its parts, as a conflict shows them: those that differ, and the others."""

    heading: str
    clashes: list[EditConflict]
    same: list[forms.BoundField]


def serve(request: DeskRequest, page: FormPage) -> HttpResponseBase:
    """Show a form page, or run its act with what was sent."""
    if request.method != "POST":
        return _opened(request, page, typed_for(request))
    if page.form.parts and "add" in request.POST:
        return _with_one_more(request, page, request.POST["add"])
    form = page.made(request.POST, request.FILES)
    if not form.is_valid():
        _ask_the_rest(request, page, form)
        return _wrong(request, page, form, status=422)
    return _run(request, page, form)


def _ask_the_rest(request: DeskRequest, page: FormPage, form: ActForm) -> None:
    """Show with what the form finds wrong what the act would refuse of all else, so that everything is told at once."""
    if page.run is None and form.stand_in():
        for each in ACTS[page.act].asked(by=request.user, **page.parameters(form)):
            form.refuse_also(each.field, in_words(each))


def _opened(request: DeskRequest, page: FormPage, typed: Typed | None) -> HttpResponse:
    """Show the form with the record's values, or with what was typed before and could not be recorded."""
    form = page.made(typed.data if typed else None)
    if typed is None:
        return _cannot(request, page, form) or _page(request, page, form)
    typed.shown = True
    if typed.answer is not None:
        return _kept(request, page, form, typed)
    return _page(request, page, form, notice=typed.why, files=typed.files, status=typed.status)


def _unmendable(request: DeskRequest, page: FormPage, form: ActForm) -> list[ActError]:
    """Return what the page's one act would refuse whatever is typed; nothing of a page that is no act's alone."""
    if page.run is not None or not page.own:
        return []

    def asked(tried: ActForm) -> list[ActError]:
        return ACTS[page.act].asked(by=request.user, **page.parameters(tried))

    return unmendable(form, page.made, asked, page.own)


def _cannot(request: DeskRequest, page: FormPage, form: ActForm) -> HttpResponse | None:
    """Say why the page's act cannot be carried out, what it wants, and what can be done instead; None where it can."""
    unchosen = nothing_to_choose(form)
    missing = [_("Chưa có gì để chọn ở “%(label)s”") % {"label": each.label} for each in unchosen]
    refused = [] if missing else _unmendable(request, page, form)
    if not missing and not refused:
        return None
    wanted = [in_expected_words(each) for each in refused if each.expected]
    led_to = dict.fromkeys((*(each.made_at for each in unchosen if each.made_at), *page.instead))
    instead = [each for each in led_to if may_open(request, each[1])]
    why = missing or [in_words(each) for each in refused]
    context = {"page": page, "crumbs": page.crumbs, "why": why, "instead": instead}
    return render(request, "desk/cannot.html", context | {"wanted": wanted, **page.context})


def _kept(request: DeskRequest, page: FormPage, form: ActForm, typed: Typed) -> HttpResponse:
    """Show a form that was refused, as it was answered then: with its mistakes, both texts, or one more part."""
    answer: Answer = typed.answer
    if answer.more:
        return _page(request, page, _one_more(page, form, answer.more), files=typed.files)
    if answer.seen is not None and page.noun is not None:
        now, theirs = page.noun.edit, page.noun.as_read()
        stale = Stale(page.noun.label(), seen=answer.seen, current=now, theirs=theirs, yours=answer.yours)
        return conflict(request, page, form, stale, files=typed.files, status=200)
    put_errors(form, answer.errors)
    return _page(request, page, form, notice=answer.notice, files=typed.files, renewed=answer.renewed)


def _with_one_more(request: DeskRequest, page: FormPage, part: str) -> HttpResponse:
    """Show what was typed with one more part; nothing is checked or recorded."""
    if kept := shown_again(request, Answer(more=part)):
        return kept
    sent = page.made(request.POST)
    return _page(request, page, _one_more(page, sent, part))


def _one_more(page: FormPage, sent: ActForm, part: str) -> ActForm:
    typed = sent.typed(part)
    form = page.form(initial=typed, edit=typed.get("edit"), **page.options)
    form.begin_at(part)
    return form


def _run(request: DeskRequest, page: FormPage, form: ActForm) -> HttpResponseBase:
    said: list[str] = []

    def carried_out() -> str:
        result, address = _next(request, page, form)
        said.append(said_of(page.said, result))
        return address

    try:
        address = once(request, carried_out) if page.once else carried_out()
    except NotAllowed:
        raise
    except SentBefore as before:
        return _sent_before(request, page, form, before)
    except Stale as stale:
        answer = Answer(seen=int(stale.found), yours=stale.yours)
        return shown_again(request, answer) or conflict(request, page, form, stale)
    except ActError as error:
        for each in error.each():
            form.refuse(each.field, in_words(each))
        return _wrong(request, page, form, status=_status(error))
    forget(request)
    messages.success(request, said[0])
    return HttpResponseRedirect(address)


def _wrong(
    request: DeskRequest, page: FormPage, form: ActForm, *, status: int, notice: str = "", renewed: bool = False
) -> HttpResponse:
    """Lead to the form with what is wrong; a form that cannot be kept is shown as the answer itself."""
    answer = Answer(errors=errors_in(form), notice=notice, renewed=renewed)
    kept = shown_again(request, answer)
    return kept or _page(request, page, form, notice=notice, status=status, renewed=renewed)


def _status(error: ActError) -> int:
    if isinstance(error, StorageFault):
        return 503
    return 409 if isinstance(error, WrongState) else 422


def _next(request: DeskRequest, page: FormPage, form: ActForm) -> tuple[Any, str]:
    """Run the act, and return its result with the address that it leads to."""
    result = page.run(request, form) if page.run else ACTS[page.act](by=request.user, **page.parameters(form))
    return result, page.done(result) if page.done else page.back


def led_again(request: DeskRequest) -> HttpResponse | None:
    """Lead a second press of a form to where the first one led; None when this form did nothing before.

    It is asked before the view is: what the first press did may have moved or taken away the form's own object.
    """
    address = led_before(request)
    return _led(request, address) if address else None


def _sent_before(request: DeskRequest, page: FormPage, form: ActForm, before: SentBefore) -> HttpResponseBase:
    """Lead a second press to where the first one led; show other words again, under a new key."""
    if before.same:
        return _led(request, before.address)
    notice = _("Biểu mẫu này đã gửi và đã ghi một lần. Nếu muốn ghi cả điều gõ dưới đây, hãy gửi lần nữa.")
    return _wrong(request, page, form, notice=notice, status=409, renewed=True)


def _led(request: DeskRequest, address: str) -> HttpResponse:
    forget(request)
    messages.info(request, _("Đã ghi từ lần bấm trước; không ghi thêm lần nữa."))
    return HttpResponseRedirect(address)


def _page(
    request: DeskRequest,
    page: FormPage,
    form: ActForm,
    *,
    notice: str = "",
    files: list[str] | None = None,
    status: int = 200,
    renewed: bool = False,
) -> HttpResponse:
    again = form.files_again() if files is None else files
    context = {
        "page": page,
        "form": form,
        "crumbs": page.crumbs,
        "notice": notice,
        "files_again": again,
        "renewed": renewed,
        **page.context,
    }
    return render(request, page.template, context, status=status)


def conflict(
    request: DeskRequest,
    page: FormPage,
    form: ActForm,
    stale: Stale,
    *,
    files: list[str] | None = None,
    status: int = 409,
) -> HttpResponse:
    """Show both texts: what the record has now beside what was typed, ready to be sent again."""
    form.take_edit(int(stale.expected))
    sections = [_section(each) for each in form.each_form()]
    context = {
        "page": page,
        "form": form,
        "crumbs": page.crumbs,
        "clashes": any(section.clashes for section in sections),
        "sections": sections,
        "stale": stale,
        "own": isinstance(page.noun, OwnThing),
        "since": since(request, canonical.key(page.noun), int(stale.found)) if page.noun else None,
        "files_again": form.files_again() if files is None else files,
        **page.context,
    }
    return render(request, "desk/conflict.html", context, status=status)


def _section(form: PartedForm) -> Section:
    clashes = {
        bound.name: EditConflict(bound, in_record(bound.field, form.initial.get(bound.name)))
        for bound in form.visible_fields()
        if _differs(form, bound)
    }
    same = [bound for bound in form.visible_fields() if bound.name not in clashes]
    return Section(form.heading, list(clashes.values()), same)


def _differs(form: PartedForm, bound: forms.BoundField) -> bool:
    if bound.name not in form.initial:  # a reason is nothing that the record has
        return False
    return shown(bound.field, form.initial[bound.name]) != shown(bound.field, bound.value())


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
    if isinstance(field, DayField | MomentField | ClockField):  # one day is typed in several ways
        with suppress(forms.ValidationError):
            value = field.to_python(value)
    return str(field.widget.format_value(field.prepare_value(value)) or "").replace("\r\n", "\n").strip()


def in_record(field: forms.Field, value: Any) -> str:
    """Return what the record has now as a person reads it: days and moments as they are written here."""
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else shown(field, value)


def said_of(said: str | Callable[[Any], str], result: Any) -> str:
    """Return what is said of an act that was carried out."""
    return said if isinstance(said, str) else said(result)


def press(
    request: DeskRequest, act: str, /, *, back: str, said: str | Callable[[Any], str], **fixed: Any
) -> HttpResponseBase:
    """Run an act that a single button asked for; the button's form carries the edit, or its address within another."""
    edit = request.POST.get("edit", request.GET.get("edit", ""))
    return press_without_edit(request, act, back=back, said=said, edit=edit, **fixed)


def press_without_edit(
    request: DeskRequest,
    act: str,
    /,
    *,
    back: str,
    said: str | Callable[[Any], str],
    done: Callable[[Any], str] | None = None,
    **fixed: Any,
) -> HttpResponseBase:
    """Run an act that a single button asked for and that takes no edit: what it would write twice, it refuses.

    It leads back, or where `done` says for what it made.
    """
    try:
        result = ACTS[act](by=request.user, **fixed)
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
        for words in each_in_words(error):
            messages.error(request, words)
    else:
        messages.success(request, said_of(said, result))
        back = done(result) if done else back
    return HttpResponseRedirect(back)


def _sent(request: DeskRequest) -> list[tuple[str, str]]:
    skipped = ("csrfmiddlewaretoken", "edit", FIELD)
    return [(name, str(value)) for name, value in request.POST.items() if name not in skipped]
