"""What was typed is never lost: over every form page of the desk, whatever happens between opening and sending it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from tests.contents.made import pdf
from tests.desk.places import address_of, everything
from tests.desk.sending import errors_of, is_refused
from tests.desk.test_access import WHO
from tests.record.decided import open_item
from tests.world import PASSWORD, World

from nghitrinh.desk.kit import acting
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.models import SentForm
from nghitrinh.documents.starting import starting_letter, starting_minutes, starting_template
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock, guard
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.nouns import NOUNS
from nghitrinh.record.papers.models import PaperRevision

Sign = Callable[[str], Client]
# Every page with a form, and a user who may send it.
FORMS = {
    "meetings": "plan enter_past reschedule convene add_convener open close cancel correct attendance",
    "presence": "invite answer correct",
    "agenda": "add add_several revise withdraw approve_title",
    "course": "note ask_for correct_note correct_hearing",
    "written": "plan ask extend",
    "slips": "answer enter",
    "voting": "prepare revise cancel hands first second correct reserve",
    "minutes": "revise record_signature send_back drop approve correct",
    "papers": "register bring submit return withdraw lay",
    "opinions": "open ask extend cancel answer extend_one respond split",
    "decisions": "draft revise correct send_back drop",
    "tasks": "bring report answer confirm send_back extend cancel",
    "instruments": "draft revise correct drop_correction record_signature send_back drop withdraw",
    "articles": "draft revise send_back correct confirm drop withdraw",
    "intake": "upload decide amend accept discard",
    "releases": "release withdraw",
    "livery": "change",
    "portal": "describe",
    "people": "found correct rename correct_former end succeed delegate appoint end_post follow correct_post register"
    " correct_person name_place correct_place end_place open_term correct_term close_term correct_body correct_source"
    " register_source strike",
    "procedure": "draft revise correct drop declare",
    "registers": "letterhead open start_series correct close correct_series close_series withdraw_template hand_in"
    " hand_in_minutes hand_in_letter",
    "engagements": "plan revise cancel",
    "findings": "answer send_back",
    "personal": "note_version note_page note_item change_note remove_note bring open_folder"
    " change_folder remove_folder change_document remove_document",
}
PAGES = [f"{area}.{page}" for area, pages in FORMS.items() for page in pages.split()]
_BY_ADMINISTRATORS = "found end succeed delegate name_place correct_place end_place open_term correct_term close_term"
USERS = dict.fromkeys(
    (f"people.{page}" for page in f"{_BY_ADMINISTRATORS} correct_body correct_source".split()), "quantri"
) | {
    "livery.change": "quantri",
    "portal.describe": "quantri",
    "tasks.report": "officer",
    "tasks.answer": "officer",
    "agenda.approve_title": "chair",
}
# What is no act form: the list of tasks is looked at first, and nothing typed can be lost but the file.
MADE = ["meetings.plan", "meetings.enter_past", "agenda.add", "papers.register", "papers.bring", "instruments.draft"]
MADE += ["articles.draft"]

# What of a form has to be filled in otherwise than `Page.typed` does.
TODAY = "hôm nay"  # the day on which the form is sent
_FIGURES = {"points-0-figures-0-low": "4000", "points-0-figures-0-high": "5000", "points-0-figures-0-computed": ""}
PRESSED: dict[str, dict[str, str]] = {
    "meetings.enter_past": {"held_on": "2020-05-06", "series": "", "number": ""},
    "meetings.open": {"starts_at": "2021-09-13T08:00"},
    "meetings.correct": {"starts_at": "2021-09-13T08:00"},
    "instruments.record_signature": {"signed_on": "2021-09-14"},
    "people.rename": {"renamed_on": "2021-08-01"},
    "people.correct_former": {"renamed_on": "2021-08-01"},
    "people.succeed": {"happened_on": "2021-08-01"},
    "people.end_place": {"ends_on": "2021-08-01"},
    "minutes.correct": {"agreed_on": TODAY},
    "decisions.revise": _FIGURES,
    "decisions.correct": _FIGURES | {"agreed_on": TODAY},
    "presence.invite": {"membership": "", "organization": "", "item": ""},
    "presence.correct": {"arrived_at": "", "left_at": "", "removed": ""},
    "opinions.answer": {"comments-0-passage": "", "given_on": TODAY},
    "opinions.respond": {"passage": ""},
    "opinions.split": {"parts-0-passage": "", "parts-1-passage": ""},
    "people.appoint": {"new_person": ""},
    "slips.enter": {"received_on": TODAY},
    "personal.note_version": {"passage": ""},
    "personal.note_page": {"passage": ""},
    "people.follow": {"person": "", "new_person": "Lê Văn Mới"},  # one person holds a post once
    "portal.describe": {
        "address": "https://cong.tinh.example.vn",
        "licence_link": "https://creativecommons.org/licenses/by/4.0/",
    },
}
# What no filling in carries out here, and why: each is refused by the act, and a refused form leaves its key unused.
REFUSED = {
    "agenda.add_several": "the list is looked at first",
    "agenda.approve_title": "the item is not restricted",
    "articles.confirm": "nothing under the article is corrected",
    "course.note": "the item was not heard: tests/desk/course notes at one that is",
    "course.ask_for": "the same",
    "course.correct_hearing": "its meeting begins in this moment: tests/desk/course corrects an older one",
    "decisions.draft": "the item has its decision: `test_a_second_press_drafts_no_second_decision`",
    "instruments.correct": "no decision of the document is corrected",
    "instruments.drop_correction": "no correction waits: tests/desk/instruments/test_corrections.py",
    "intake.accept": "a contradiction is undecided",
    "intake.upload": "wants its file",
    "meetings.add_convener": "the one series offered is another body's",
    "meetings.attendance": "is saved row by row, as often as one likes",
    "minutes.record_signature": "the record says otherwise since they were drafted: tests/desk/minutes",
    "minutes.approve": "no rule wants it: the same",
    "opinions.open": "the paper is being asked about",
    "opinions.respond": "the round is open: tests/desk/opinions answers when it is closed",
    "opinions.split": "the same",
    "people.end": "the body has open tasks",
    "presence.answer": "the meeting of the invitation is open: tests/desk/presence answers before it",
    "procedure.draft": "texts are no values of a rule",
    "procedure.revise": "texts are no values of a rule",
    "procedure.correct": "texts are no values of a rule",
    "registers.close": "a document waits for its number",
    "voting.prepare": "the item is concluded: tests/desk/voting prepares one",
    "voting.hands": "no act opened the vote: tests/desk/voting counts hands",
    "voting.first": "the same, and ballots",
    "voting.second": "the same",
    "voting.correct": "the same, and closed: tests/desk/voting corrects one",
    "voting.reserve": "the same, and a reserved view",
    "written.ask": "the members of this meeting meet: tests/desk/voting asks others in writing",
    "written.extend": "the same",
    "slips.answer": "the seat is nobody's account: tests/desk/voting answers for one",
    "personal.bring": "wants its file: tests/desk/personal",
    "tasks.bring": "wants its file, and is looked at first",
}
BY_OTHER_TESTS = set(MADE)  # `test_a_second_press_makes_nothing_twice` presses these
# The files that are sent with a form.
SENT_WITH = {
    "registers.hand_in": {"file": ("mau.docx", partial(starting_template, of_the_party=True))},
    "registers.hand_in_minutes": {"file": ("mau.docx", partial(starting_minutes, of_the_party=True))},
    "registers.hand_in_letter": {"file": ("mau.docx", partial(starting_letter, of_the_party=True))},
}


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def write(noun: Any, **values: Any) -> None:
    """Let an object have other values, as if acts had led there."""
    with guard.opened("test"):
        type(noun).objects.filter(pk=noun.pk).update(**values)


def release_meeting(meeting: Meeting) -> None:
    """Let a meeting be public."""
    write(meeting, state="closed")
    edit = Meeting.objects.get(pk=meeting.pk).edit
    ACTS["meeting.release"](by=User.objects.get(username="secretary"), meeting=meeting.pk, edit=edit)


def report_task(task: Any) -> None:
    """Let the charged body report on a task."""
    edit = type(task).objects.get(pk=task.pk).edit
    ACTS["task.report"](by=User.objects.get(username="officer"), task=task.pk, edit=edit, text="Đã xong phần một")


def ask_about(task: Any) -> None:
    """Let its deadline be past, and the charged body be asked about a task."""
    write(task, due_on=clock.today() - timedelta(days=1))
    ACTS["task.ask"](by=User.objects.get(username="chair"), task=task.pk)


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the form also where its page would say why it cannot be carried out: it may have stood open before."""
    monkeypatch.setattr(acting, "_cannot", lambda *_given: None)


class Page:
    """A form page, opened by a user who may send it, in a state of its object that lets it open."""

    def __init__(self, world: World, sign: Sign, places: dict[str, Any], name: str) -> None:
        self.name, self.user = name, USERS.get(name, "secretary")
        self.client = sign(self.user)
        self.address = address_of(name, places)
        self.nouns = self._nouns(world, places)
        self.answer = next((each for each in self._openings() if "form" in (each.context or {})), None)
        assert self.answer, f"{name} opens in no state"
        self.form: Any = self.answer.context["form"]

    def _nouns(self, world: World, places: dict[str, Any]) -> list[Any]:
        """Return the objects in whose states the page may open: that of its address, and its meeting."""
        return [
            row.visible_to(world.secretary).get(pk=places[kind])
            for kind, row in NOUNS.items()
            if str(places[kind]) in self.address
        ]

    def _openings(self) -> Iterator[Any]:
        if self.name == "meetings.open":  # asks only before the day
            write(self.nouns[0], state="convened", starts_at=clock.now() + timedelta(days=30))
        if self.name == "releases.withdraw":
            release_meeting(self.nouns[0])
        if self.name in ("tasks.confirm", "tasks.send_back"):  # answers to a report
            write(self.nouns[0], state="accepted")
            report_task(self.nouns[0])
        if self.name == "tasks.answer":  # a question
            ask_about(self.nouns[0])
        yield self.client.get(self.address)
        for noun in self.nouns:
            for state, _label in noun._meta.get_field("state").choices:
                write(noun, state=state)
                yield self.client.get(self.address)

    @property
    def noun(self) -> Any:
        """Return the object that the form changes."""
        page = self.answer.context.get("page") if self.answer else None
        return page.noun if page is not None and page.noun is not None else None

    def typed(self) -> dict[str, Any]:
        """Return the form filled in: every text with words of its own, every choice chosen."""
        values = {name: self._value(bound) for name, bound in fields_of(self.form).items()}
        key = self.answer.content.decode().split('name="form_key" value="')[1].split('"')[0]
        return {name: value for name, value in values.items() if value not in (None, "", [])} | {"form_key": key}

    def _value(self, bound: Any) -> Any:
        field = bound.field
        if field.widget.is_hidden:
            return bound.value()
        if isinstance(field, forms.FileField):
            return None
        if choices := getattr(field.widget, "choices", None):
            offered = [str(value) for value, _label in choices if str(value)]
            several = field.widget.allow_multiple_selected
            return offered[:1] if several else offered[0] if offered else None
        for kind, value in VALUES:
            if isinstance(field, kind):
                return value
        return (
            f"Chữ <đã> gõ {bound.html_name}"[: field.max_length or None] if isinstance(field, forms.CharField) else None
        )


VALUES: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.BooleanField, "on"),
    (forms.DateTimeField, "2031-05-06T08:00"),
    (forms.DateField, "2031-05-06"),
    (forms.TimeField, "08:30"),
    (forms.IntegerField, "7"),
)


def fields_of(form: Any) -> dict[str, Any]:
    """Return every field of a form and its parts, their counts too, by the name under which it is sent."""
    bound = [each for part in form.each_form() for each in part.visible_fields()]
    return {each.html_name: each for each in [*form.hidden_fields(), *bound]}


def lost(answer: Any, typed: dict[str, Any]) -> list[str]:
    """Return which of the typed values the page does not show in its form."""
    if "form" not in (answer.context or {}):
        return ["everything"]
    fields, page = fields_of(answer.context["form"]), answer.content.decode()
    wrong = []
    for name, value in typed.items():
        if name in ("form_key", "edit") or (name in fields and fields[name].is_hidden):
            continue
        if name not in fields:
            wrong.append(name)
            continue
        shown = fields[name].value()
        same = [str(each) for each in shown or []] == value if isinstance(value, list) else str(shown) == value
        text = isinstance(value, str) and " " in value
        boolean = value == "on" and shown in (True, "on")
        if not (same or boolean) or (text and escape(value) not in page):
            wrong.append(name)
    return wrong


@pytest.fixture
def opened(world: World, signed: Sign, shown: None) -> Callable[[str], Page]:
    """Return how to open a page."""
    places = everything(world)
    return lambda name: Page(world, signed, places, name)


@pytest.mark.parametrize("area", FORMS)
def test_what_was_typed_comes_back(area: str, world: World, opened: Callable[[str], Page]) -> None:
    """A moved state, a text saved meanwhile, an ended session, a missing token: the words are on the answer."""
    wrong = {}
    for name in (f"{area}.{page}" for page in FORMS[area].split()):
        for happens in (_moved, _stale, _ended, _without_token):
            with undone():
                found = happens(opened(name), world)
            if found:
                wrong[f"{name} {happens.__name__}"] = found
    assert wrong == {}


def _moved(page: Page, _world: World) -> list[str]:
    """Let a colleague move the object on between opening and sending; then send once more what came back."""
    if page.noun is None or not hasattr(page.noun, "state"):
        return []
    typed = page.typed()
    for state, _label in page.noun._meta.get_field("state").choices:
        write(page.noun, state=state)
        if page.client.get(page.address).status_code == 409:
            break
    else:
        return []  # this verb is possible in every state
    write(page.noun, edit=F("edit") + 1)
    first = page.client.post(page.address, typed)
    if not is_refused(first) or lost(first, typed):
        return [f"{first.status_code}", *lost(first, typed)]
    again = typed | {"edit": str(first.context["form"]["edit"].value())}
    second = page.client.post(page.address, again)
    return lost(second, typed) if is_refused(second) else [f"second {second.status_code}"]


def _stale(page: Page, _world: World) -> list[str]:
    if page.noun is None:
        return []
    typed = page.typed()
    write(page.noun, edit=F("edit") + 1)
    answer = page.client.post(page.address, typed)
    return lost(answer, typed) if is_refused(answer) else [f"{answer.status_code}"]


def _ended(page: Page, _world: World) -> list[str]:
    typed = page.typed()
    page.client.logout()
    asked = page.client.post(page.address, typed)
    if asked.headers.get("Location") != f"/dang-nhap/?next={page.address}":
        return [f"{asked.status_code} {asked.headers.get('Location')}"]
    page.client.post("/dang-nhap/", {"username": page.user, "password": PASSWORD, "next": page.address})
    answer = page.client.get(page.address)
    return lost(answer, typed) + (["waits on"] if "typed" in page.client.session else [])


def _without_token(page: Page, _world: World) -> list[str]:
    typed = page.typed()
    page.client.handler.enforce_csrf_checks = True
    lines = Journal.objects.count()
    answer = page.client.post(page.address, typed)
    written = Journal.objects.count() != lines
    return lost(answer, typed) + (["written"] if written or answer.status_code != 403 else [])


def test_every_page_with_a_form_is_walked(world: World, signed: Sign) -> None:
    places = everything(world)
    forms_found = set()
    for name in WHO:
        if name.startswith("signing"):
            continue
        for user in ("secretary", "chair", "officer"):
            answer = signed(user).get(address_of(name, places))
            context = answer.context or {}
            has_form = isinstance(context.get("form"), ActForm) and (name == "tasks.bring" or "page" in context)
            if has_form or answer.status_code == 409:
                forms_found.add(name)
    assert forms_found - set(PAGES) == set()


@pytest.mark.parametrize("name", MADE)
def test_a_second_press_makes_nothing_twice(name: str, opened: Callable[[str], Page]) -> None:
    page = opened(name)
    typed = page.typed()
    typed = {each: value for each, value in typed.items() if each not in ("series", "number", "image", "lead", "body")}
    typed |= {"clash_seen": "on"} if name == "meetings.plan" else {}  # another at this hour is what is asked here
    typed |= {"body": "Thân bài."} if name == "articles.draft" else {}
    typed |= {"held_on": "2020-05-06"} if name == "meetings.enter_past" else {}
    first = page.client.post(page.address, typed)
    assert first.status_code == 302, errors_of(first.context["form"])
    lines = Journal.objects.count()
    second = page.client.post(page.address, typed)
    assert (second.status_code, second.headers["Location"]) == (302, first.headers["Location"])
    assert Journal.objects.count() == lines
    text = next(each for each in ("title", "name") if each in typed)
    other = typed | {text: "Lời khác hẳn lần trước"}
    third = page.client.post(page.address, other)
    assert is_refused(third), "other words are no second press: the user decides"
    assert lost(third, other) == []
    assert Journal.objects.count() == lines
    other["form_key"] = third.content.decode().split('name="form_key" value="')[1].split('"')[0]
    assert other["form_key"] != typed["form_key"]
    if "edit" not in other:
        assert page.client.post(page.address, other).status_code == 302


def _uploads(files: dict[str, tuple[str, bytes]]) -> dict[str, SimpleUploadedFile]:
    return {each: SimpleUploadedFile(name, content) for each, (name, content) in files.items()}


def test_a_second_press_of_any_form_is_led_where_the_first_one_led(opened: Callable[[str], Page]) -> None:
    """Of every form that is carried out as it is filled in here; the same words are no two people's."""
    wrong, pressed = {}, set[str]()
    for name in PAGES:
        with undone():
            page = opened(name)
            typed = page.typed() | PRESSED.get(name, {})
            typed = {each: value for each, value in typed.items() if value != ""}  # the count of parts may be 0
            typed = {each: str(clock.today()) if value == TODAY else value for each, value in typed.items()}
            files = {each: (called, make()) for each, (called, make) in SENT_WITH.get(name, {}).items()}
            first = page.client.post(page.address, typed | _uploads(files))
            if first.status_code != 302:
                continue
            pressed.add(name)
            lines = Journal.objects.count()
            second = page.client.post(page.address, typed | _uploads(files))
            led = (second.status_code, second.headers.get("Location"), Journal.objects.count())
            if led != (302, first.headers["Location"], lines):
                wrong[name] = led
    assert wrong == {}
    assert set(PAGES) - pressed - BY_OTHER_TESTS == set(REFUSED)
    assert pressed & set(REFUSED) == set()


def test_a_second_press_drafts_no_second_decision(world: World, signed: Sign) -> None:
    """Of an item without a decision: the item that the other forms hang under has its own already."""
    page = Page(world, signed, everything(world) | {"item": open_item(world).pk}, "decisions.draft")
    parts = ("points-0-figures-0", "points-0-charges-0", "points-0-submit")
    typed = {each: value for each, value in page.typed().items() if not each.startswith(parts)}
    first = page.client.post(page.address, typed)
    assert first.status_code == 302, errors_of(first.context["form"])
    lines = Journal.objects.count()
    second = page.client.post(page.address, typed)
    assert (second.headers["Location"], Journal.objects.count()) == (first.headers["Location"], lines)


def test_a_refused_act_leaves_its_key_unused(opened: Callable[[str], Page]) -> None:
    page = opened("meetings.plan")
    typed = page.typed()
    refused = page.client.post(page.address, typed | {"starts_at": "không phải ngày"})
    assert is_refused(refused)
    assert typed["form_key"] in refused.content.decode()
    assert not SentForm.objects.exists()
    assert page.client.post(page.address, typed).status_code == 302
    assert Meeting.objects.filter(name=typed["name"]).count() == 1


def test_what_one_typed_is_never_shown_to_another(world: World, opened: Callable[[str], Page]) -> None:
    page = opened("agenda.revise")
    typed = page.typed()
    page.client.logout()
    page.client.post(page.address, typed)
    with undone():
        write(AgendaItem.objects.get(pk=page.noun.pk), level="internal")
        for name in ("chair", "secretary"):
            page.client.post("/dang-nhap/", {"username": name, "password": PASSWORD, "next": "/"})
            answer = page.client.get(page.address)
            assert "Chữ &lt;đã&gt; gõ" not in answer.content.decode(), name
            assert "typed" not in page.client.session
            page.client.post("/dang-xuat/")


def test_a_form_of_another_user_without_its_token_shows_nothing(signed: Sign, opened: Callable[[str], Page]) -> None:
    page = opened("agenda.revise")
    typed = page.typed()
    for client in (signed("chair"), signed("quantri")):
        client.handler.enforce_csrf_checks = True
        answer = client.post(page.address, typed)
        assert answer.status_code == 403
        assert "Chữ &lt;đã&gt; gõ" not in answer.content.decode()


def test_the_page_of_signing_in_says_that_what_was_typed_is_kept(opened: Callable[[str], Page]) -> None:
    page = opened("agenda.revise")
    words = "Điều anh chị đã gõ còn giữ"
    page.client.logout()
    assert words not in page.client.get("/dang-nhap/").content.decode()
    led = page.client.post(page.address, page.typed()).headers["Location"]
    assert words in page.client.get(led).content.decode()


def test_nothing_waits_for_a_form_that_nobody_signed(world: World) -> None:
    client = Client()
    answer = client.post("/hoi-nghi/moi/", {"name": "Chữ", "form_key": "gi-do"})
    assert answer.headers["Location"] == "/dang-nhap/?next=/"
    assert not client.session.keys()


def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(world: World) -> None:
    places = everything(world)
    sent = {"edit": "1"}
    address = reverse("decisions.review", args=[places["decision"]])
    page = f"/ket-luan/{places['decision']}/"
    answer = Client().post(address, sent, headers={"Referer": f"http://testserver{page}"})
    assert answer.headers["Location"] == f"/dang-nhap/?next={page}"
    elsewhere = Client().post(address, sent, headers={"Referer": f"https://elsewhere.example{page}"})
    assert elsewhere.headers["Location"] == "/dang-nhap/?next=/"


def test_a_form_that_comes_back_has_its_files(opened: Callable[[str], Page]) -> None:
    page = opened("papers.submit")
    write(page.noun, edit=F("edit") + 1)
    typed = page.typed()
    names = ("Tờ trình số 1.pdf", "Phụ lục.pdf")
    files = [SimpleUploadedFile(name, pdf("To trinh")) for name in names]
    versions = PaperRevision.objects.count()
    stale = page.client.post(page.address, typed | {"uploads": files})
    assert stale.context["files_again"] == []
    assert "Phụ lục.pdf" in stale.content.decode()
    page.client.logout()
    again = [SimpleUploadedFile("Tờ trình số 2.pdf", pdf("To trinh"))]
    page.client.post(page.address, typed | {"uploads": again})
    page.client.post("/dang-nhap/", {"username": page.user, "password": PASSWORD, "next": page.address})
    answer = page.client.get(page.address)
    for kept in (*names, "Tờ trình số 2.pdf"):  # what is chosen later comes with what was kept
        assert kept in answer.content.decode()
    assert PaperRevision.objects.count() == versions


def test_what_was_withdrawn_meanwhile_keeps_the_reason(world: World, opened: Callable[[str], Page]) -> None:
    page = opened("releases.withdraw")
    typed = page.typed()
    ACTS["release.withdraw"](by=world.secretary, kind="meeting", id=page.nouns[0].pk, reason="Trước rồi")
    answer = page.client.post(page.address, typed)
    assert (is_refused(answer), lost(answer, typed)) == (True, [])
