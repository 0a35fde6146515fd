"""The pages of the setup: the code, six pages or seven each kept as it is sent, and the end that writes the record."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.access import ANYONE, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.refusals import in_words
from nghitrinh.desk.setup.forms import (
    NAME,
    CommuneForm,
    HouseForm,
    NameForm,
    PeopleForm,
    PlaceForm,
    RegistersForm,
    SetupForm,
    TermForm,
)
from nghitrinh.desk.setup.founding import Answers, Founding, NotFounded
from nghitrinh.desk.setup.kept import Kept, close, kept
from nghitrinh.desk.setup.proposals import Proposal, Stage, System, proposal
from nghitrinh.desk.signing.entering import enter
from nghitrinh.vietnamese import unit_of

_ADMITTED = "setup"
_LOGO = "logo_kept"


@dataclass(frozen=True)
class Page:
    """One page: its address, its form, its heading and what it says first."""

    name: str
    form: type[SetupForm]
    title: Promise
    note: Promise


PLACE = Page(
    "dia-ban",
    PlaceForm,
    gettext_lazy("Cơ quan thuộc đâu"),
    gettext_lazy("Từ đây các trang sau đề nghị sẵn tên, nhiệm kỳ, sổ văn bản; chỗ nào cũng sửa được."),
)
COMMUNE = Page(
    "xa-phuong", CommuneForm, gettext_lazy("Xã, phường nào"), gettext_lazy("Chọn trong danh mục, không phải gõ.")
)
PAGES = (
    PLACE,
    COMMUNE,
    Page(
        NAME,
        NameForm,
        gettext_lazy("Tên gọi và đầu văn bản"),
        gettext_lazy("Tên đứng trên văn bản, giấy mời và cổng công khai."),
    ),
    Page(
        "nhiem-ky",
        TermForm,
        gettext_lazy("Nhiệm kỳ và số cuộc họp"),
        gettext_lazy("Số đang chạy đến đâu thì ghi tiếp từ đó."),
    ),
    Page(
        "van-ban",
        RegistersForm,
        gettext_lazy("Sổ văn bản và đơn vị"),
        gettext_lazy("Mỗi ký hiệu một sổ; số được cấp khi ban hành, không gõ tay."),
    ),
    Page(
        "dien-mao",
        HouseForm,
        gettext_lazy("Diện mạo và cổng công khai"),
        gettext_lazy("Bỏ qua cũng được: đã có tên và màu sẵn, sau này vẫn đổi."),
    ),
    Page(
        "nguoi",
        PeopleForm,
        gettext_lazy("Người dùng đầu tiên"),
        gettext_lazy("Chữ của mật khẩu không được giữ ở đâu: máy chỉ nhận ra mật khẩu đúng, không đọc lại được."),
    ),
)
LAST = PAGES[-1]


class Setup:
    """The setup as it stands: what was typed, and the answers to the pages up to the first that is not right."""

    def __init__(self, state: Kept) -> None:
        self.state = state
        self.answers: Answers = {}
        self.missing: Page | None = None
        for page in PAGES[:-1]:
            if self.applies(page) and not self._answer(page):
                self.missing = page
                break

    def _answer(self, page: Page) -> bool:
        typed = self.state.typed.get(page.name)
        form = None if typed is None else self.form(page, typed)
        if form is None or not form.is_valid():
            return False
        self.answers[page.name] = form.cleaned_data
        return True

    def applies(self, page: Page) -> bool:
        """Tell whether a page is asked: a commune only where the level is one."""
        place = self.answers.get(PLACE.name, {})
        is_commune = place.get("system") != System.COMPANY and place.get("stage") == Stage.COMMUNE
        return page is not COMMUNE or is_commune

    @property
    def proposal(self) -> Proposal:
        """Return what is proposed by the first answers."""
        place = self.answers.get(PLACE.name, {})
        code = self.answers.get(COMMUNE.name, {}).get("commune") or place.get("province")
        system, stage = System(place.get("system", System.STATE)), Stage(place.get("stage") or Stage.PROVINCE)
        return proposal(system, stage, unit_of(code) if code else None)

    def form(self, page: Page, typed: dict[str, list[str]] | None = None, files: Any = None) -> SetupForm:
        """Return a page's form, with what was typed or with what is proposed."""
        options: dict[str, Any] = {"proposal": self.proposal}
        if page is COMMUNE:
            options["province"] = self.answers[PLACE.name]["province"]
        data = None if typed is None else _query(typed)
        form = page.form(data, files, initial=self.proposed(page), **options)
        if "without_logo" in form.fields and self.logo is None:
            del form.fields["without_logo"]
        return form

    def shown(self, page: Page) -> SetupForm:
        """Return a page's form as it is opened: with what was kept of it, checked by nobody yet."""
        typed = self.state.typed.get(page.name)
        form = self.form(page)
        if typed is not None:
            form.initial = {**form.initial, **_values(form, typed)}
        return form

    def proposed(self, page: Page) -> dict[str, Any]:
        """Return what is proposed on a page."""
        return page.form.proposed(self.proposal, self.answers) if PLACE.name in self.answers else {}

    @property
    def logo(self) -> bytes | None:
        """Return the logo that was handed in."""
        found = self.state.typed.get("dien-mao", {}).get(_LOGO)
        return base64.b64decode(found[0]) if found else None

    @property
    def asked(self) -> list[Page]:
        """Return the pages that are asked; how many they are is known once the first is answered."""
        return [each for each in PAGES if self.applies(each)]

    def around(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the pages before and after one."""
        asked = self.asked
        at = asked.index(page)
        return (asked[at - 1] if at else None), (asked[at + 1] if at + 1 < len(asked) else None)

    def keep(self, page: Page, form: SetupForm) -> None:
        """Keep what was typed into a page, right or wrong; what later pages only had as proposed is proposed anew."""
        before = {each.name: self.proposed(each) for each in PAGES}
        data = cast("QueryDict", form.data)
        typed = {name: [str(each) for each in data.getlist(name)] for name in form.fields if name in data}
        for secret in getattr(form, "SECRET", ()):
            typed.pop(secret, None)
        if isinstance(form, HouseForm):
            typed |= self._kept_logo(form)
        self.state.keep(page.name, typed)
        later = Setup(self.state)
        for each in PAGES:
            if each.name in self.state.typed and each is not page:
                self._propose_anew(each, before[each.name], later.proposed(each))
        self.state.save()

    def _kept_logo(self, form: HouseForm) -> dict[str, list[str]]:
        new, old = form.cleaned_data.get("logo"), self.logo
        if form.cleaned_data.get("without_logo"):
            old = None
        content = new or old
        return {_LOGO: [base64.b64encode(content).decode()]} if content else {}

    def _propose_anew(self, page: Page, before: dict[str, Any], now: dict[str, Any]) -> None:
        typed = self.state.typed[page.name]
        for name, value in now.items():
            if typed.get(name, []) == _listed(before.get(name)):
                typed[name] = _listed(value)


def _listed(value: Any) -> list[str]:
    """Return a value as a form sends it."""
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


def _query(typed: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return data


def _values(form: SetupForm, typed: dict[str, list[str]]) -> dict[str, Any]:
    """Return what was typed as the values of a form's fields; a tick that was not sent is none."""
    data = _query(typed)
    return {name: field.widget.value_from_datadict(data, MultiValueDict(), name) for name, field in form.fields.items()}


def _setup(request: HttpRequest) -> Setup:
    """Return the setup for somebody whom its code let in; there is nothing otherwise."""
    state = kept()
    if state is None or request.session.get(_ADMITTED) != _mark(state):
        raise Http404
    return Setup(state)


def _mark(state: Kept) -> str:
    return hashlib.sha256(state.code.encode()).hexdigest()


@access(ANYONE)
def code(request: HttpRequest) -> HttpResponse:
    """Let somebody in who has the code: by the address that the command line printed, or typed."""
    state = kept()
    if state is None:
        raise Http404
    given = request.POST.get("ma") or request.GET.get("ma") or ""
    if not given:
        if request.session.get(_ADMITTED) == _mark(state):
            return HttpResponseRedirect(_next_address(Setup(state)))
        return _ask_code(request, "")
    seconds = state.wait()
    if seconds:
        said = _("Sai nhiều lần quá: chờ %(seconds)d giây rồi thử lại.") % {"seconds": seconds}
        return _ask_code(request, said, status=429)
    if not state.is_code(given):
        return _ask_code(request, _("Mã này không đúng. Mỗi lần máy in địa chỉ mới thì mã cũ hết dùng."), status=422)
    request.session.cycle_key()
    request.session[_ADMITTED] = _mark(state)
    return HttpResponseRedirect(_next_address(Setup(state)))


def _ask_code(request: HttpRequest, wrong: str, status: int = 200) -> HttpResponse:
    return render(request, "desk/setup/code.html", {"wrong": wrong}, status=status)


def _next_address(setup: Setup) -> str:
    """Return where the setup goes on: the first page that is not filled in."""
    return reverse("setup.page", args=[(setup.missing or LAST).name])


@access(ANYONE)
def page(request: HttpRequest, step: str) -> HttpResponse:
    """Show a page, or keep what was sent and go on; the last one writes the record."""
    setup = _setup(request)
    found = next((each for each in PAGES if each.name == step), None)
    if found is None or not setup.applies(found):
        raise Http404
    if setup.missing and PAGES.index(found) > PAGES.index(setup.missing):
        return HttpResponseRedirect(_next_address(setup))
    if request.method != "POST":
        return _shown(request, setup, found, setup.shown(found))
    form = setup.form(found, {key: request.POST.getlist(key) for key in request.POST}, request.FILES)
    is_right = form.is_valid()
    setup.keep(found, form)
    if not is_right:
        if isinstance(form, PeopleForm):
            form.keep_right_passwords()
        return _shown(request, setup, found, form, status=422)
    if found is LAST:
        return _found(request, Setup(setup.state), form)
    return HttpResponseRedirect(reverse("setup.page", args=[_after(setup.state, found).name]))


def _after(state: Kept, page: Page) -> Page:
    following = Setup(state).around(page)[1]
    return following or LAST


def _shown(request: HttpRequest, setup: Setup, found: Page, form: SetupForm, status: int = 200) -> HttpResponse:
    context = {
        "page": found,
        "form": form,
        "number": setup.asked.index(found) + 1,
        "most": len(setup.asked) if PLACE.name in setup.answers else 0,
        "before": setup.around(found)[0],
        "last": found is LAST,
        "has_logo": found.form is HouseForm and setup.logo is not None,
        "review": list(_review(setup)) if found is LAST else [],
    }
    return render(request, "desk/setup/page.html", context, status=status)


def _review(setup: Setup) -> Iterator[tuple[Page, list[tuple[str, str]]]]:
    """Yield each page with what will be written of it, in words."""
    for each in PAGES[:-1]:
        if each.name in setup.answers:
            form = setup.form(each, setup.state.typed[each.name])
            rows = [(str(bound.label), _in_words(bound)) for bound in form.visible_fields()]
            rows += [(_("Biểu trưng"), _("Có"))] if each.form is HouseForm and setup.logo else []
            yield each, [(label, words) for label, words in rows if words]


def _in_words(bound: Any) -> str:
    value = bound.value()
    choices: Any = getattr(bound.field, "choices", None)
    if choices is not None:
        chosen = value if isinstance(value, list) else [value]
        labels = [(label,) for key, label in choices if str(key) in chosen and key != ""]
        return format_html_join(", ", "{}", labels)  # a colour has its swatch in its label
    if isinstance(bound.field, forms.DateField):
        value = day(bound.field.clean(value)) if value else ""
    return str(value or "").replace("\n", ", ")


def _found(request: HttpRequest, setup: Setup, form: SetupForm) -> HttpResponse:
    """Write the record; a refusal goes back to its page, with nothing written."""
    answers = {**setup.answers, LAST.name: form.cleaned_data}
    try:
        user = Founding(answers, setup.proposal, setup.logo).found()
    except NotFounded as refused:
        return _refused(request, setup, form, refused)
    close()
    del request.session[_ADMITTED]
    messages.success(request, _("Đã lập cơ quan. Nay ghi quy chế làm việc, rồi hẹn cuộc họp đầu tiên."))
    return enter(request, user, "password", reverse("today"))


def _refused(request: HttpRequest, setup: Setup, form: SetupForm, refused: NotFounded) -> HttpResponse:
    found = next(each for each in PAGES if each.name == refused.page)
    shown = form
    if found is not LAST:
        shown = setup.form(found, setup.state.typed[found.name])
        shown.is_valid()
    for field, error in refused.refused:
        shown.add_error(field if field in shown.fields else None, in_words(error))
    titles = {each.name: each.title for each in PAGES}
    for page, error in refused.elsewhere:
        shown.add_error(None, f"{titles[page]}: {in_words(error)}")
    return _shown(request, setup, found, shown, status=422)


urlpatterns = [
    path("bat-dau/", code, name="setup"),
    path("bat-dau/<slug:step>/", page, name="setup.page"),
]
