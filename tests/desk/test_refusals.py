"""Every refusal has a code that stays, and words in the language of whoever reads it."""

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include
from django.urls import path as route
from django.utils import translation
from django.utils.translation import gettext_lazy
from tests.world import World, make_world

import nghitrinh
from nghitrinh import workbooks
from nghitrinh.cli.faults import Refused
from nghitrinh.desk.intake.views import _UNREADABLE
from nghitrinh.desk.kit.access import SIGNED_IN, access
from nghitrinh.desk.kit.wording import VERBS
from nghitrinh.desk.refusals import in_words
from nghitrinh.intake.people_list.outcome import BadPeopleList, NoReason
from nghitrinh.intake.sheet_remarks import UnseenRemarks
from nghitrinh.intake.task_list.bringing import BadList
from nghitrinh.intake.task_list.workbook import _NOT_OPENED
from nghitrinh.reading.errors import CODES
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import parameters
from nghitrinh.record.kernel.errors import ActError, BadInput, Stale, not_for_you, not_now
from nghitrinh.record.kernel.parameters import checked
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.safekeeping import BackupFault


@pytest.fixture
def world(db: None) -> World:
    return make_world()


SOURCE = Path(nghitrinh.__file__).parent
# Whose words are a value that was made elsewhere, by `_(…)` too: a message made of a table, of what blocks a page.
WORDS_FROM = {"text", "_MANY_CELLS", "first.words", "_UNREADABLE[error.code]"}
CODES_FROM = {"code", "f'page_{error.code}'"}


# Classes that have their words and their code in themselves, where they are asked.
OWN_WORDS = {each.__name__ for each in (Stale, BadList, BadPeopleList, NoReason, UnseenRemarks)}


def _has_its_words(node: ast.ClassDef, names: set[str]) -> bool:
    return any(ast.unparse(base) in names for base in node.bases)


def refusals() -> set[str]:
    """Return the names of every class of refusal, however deep: the next one is asked too."""
    found, waiting = set(), [ActError]
    while waiting:
        each = waiting.pop()
        found.add(each.__name__)
        waiting += each.__subclasses__()
    return found


@dataclass(frozen=True)
class File:
    """A file of the program: all its nodes, and its calls with what each calls."""

    name: str
    nodes: list[ast.AST]
    calls: list[tuple[str, ast.Call]]


@cache
def program() -> list[File]:
    """Return the files of the program, read once: every test here goes through all of them."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        nodes = [*ast.walk(ast.parse(path.read_text("utf-8")))]
        called = [(ast.unparse(node.func), node) for node in nodes if isinstance(node, ast.Call)]
        found.append(File(path.relative_to(SOURCE).as_posix(), nodes, called))
    return found


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every place of the program that makes a refusal."""
    names = refusals()
    for file in program():
        imported = {
            alias.asname or alias.name
            for node in file.nodes
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("nghitrinh.")
            for alias in node.names
        }
        defined = {node.name for node in file.nodes if isinstance(node, ast.ClassDef)}
        own = [node for node in file.nodes if isinstance(node, ast.ClassDef) and _has_its_words(node, names)]
        within = {id(each) for node in own for each in ast.walk(node)}
        named = (names & (imported | defined)) - OWN_WORDS
        for func, call in file.calls:
            if func in named or (func == "super().__init__" and id(call) in within):
                yield f"{file.name}:{call.lineno}", call


def messages(node: ast.expr) -> set[str] | None:
    """Return the messages that an expression can be, or None where one of them does not go through gettext."""
    if isinstance(node, ast.IfExp):
        either = [messages(node.body), messages(node.orelse)]
        return None if None in either else set().union(*(each for each in either if each))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "gettext_lazy"):
        return {str(node.args[0].value)} if isinstance(node.args[0], ast.Constant) else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
        return messages(node.args[0])
    return set() if ast.unparse(node) in WORDS_FROM else None


def code_of(call: ast.Call) -> ast.expr | None:
    return next((each.value for each in call.keywords if each.arg == "code"), None)


def test_every_refusal_goes_through_gettext() -> None:
    assert [where for where, call in calls() if not call.args or messages(call.args[0]) is None] == []


def test_every_refusal_has_a_code() -> None:
    def has_one(call: ast.Call) -> bool:
        code = code_of(call)
        return isinstance(code, ast.Constant) or (code is not None and ast.unparse(code) in CODES_FROM)

    found = list(calls())
    assert len(found) > 90
    assert [where for where, call in found if not has_one(call)] == []


def test_what_is_expected_goes_through_gettext() -> None:
    """No sentence in English: a literal is a form that a program reads, such as `true` or `[kind, key]`."""
    literals = [
        (where, each.value.value)
        for where, call in calls()
        for each in call.keywords
        if each.arg in ("found", "expected") and isinstance(each.value, ast.Constant)
    ]
    known = {"", "0", "true", "false", "[kind, key]", 'a list of {"field", "a", "b", "why"}'}
    assert [each for each in literals if each[1] not in known] == []
    assert not [
        where
        for where, call in calls()
        for each in call.keywords
        if each.arg == "expected" and isinstance(each.value, ast.JoinedStr)
    ]


# These pass on what another said, or name what ended by itself: nobody typed anything that could be otherwise.
NOTHING_EXPECTED = {"step_refused", "server_ended"}


def test_the_command_line_says_what_it_expected() -> None:
    """`Refused` is one line: what was expected, or what to do, is in its message."""
    found = [
        (code_of(call), messages(call.args[0]) or set()) for _, call in calls() if ast.unparse(call.func) == "Refused"
    ]
    assert len(found) > 20
    silent = {
        ast.literal_eval(code)
        for code, texts in found
        if isinstance(code, ast.Constant) and not any(word in text for text in texts for word in ("cần ", "hãy "))
    }
    assert silent == NOTHING_EXPECTED


def test_one_code_is_one_meaning() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    coded: dict[str, set[str]] = defaultdict(set)
    for _where, call in calls():
        code = code_of(call)
        if isinstance(code, ast.Constant):
            for text in messages(call.args[0]) or ():
                said[str(code.value)].add(text.rstrip("."))
                coded[text.rstrip(".")].add(str(code.value))
    assert {code: texts for code, texts in said.items() if len(texts) > 1} == {}
    assert {text: codes for text, codes in coded.items() if len(codes) > 1} == {}


def test_values_named_in_a_message_are_given() -> None:
    """A message whose value nobody gives would fail when it is read, not when it is raised."""
    for where, call in calls():
        given = {str(each.arg) for each in call.keywords} | {"found", "expected"}
        if any(each.arg is None for each in call.keywords):
            continue
        wanted = next((each.value for each in call.keywords if each.arg == "expected"), None)
        texts = (messages(call.args[0]) or set()) | ((messages(wanted) or set()) if wanted else set())
        named = {name for text in texts for name in re.findall(r"%\((\w+)\)", text)}
        if "Message(" not in ast.unparse(call.args[0]):
            assert named <= given, where


def test_every_act_has_a_name() -> None:
    assert set(ACTS) - set(VERBS) == set()


def test_says_what_was_found_in_the_language_of_the_reader() -> None:
    error = BadInput(
        gettext_lazy("Hạn %(found)s đứng trước ngày họp"), code="deadline_before_meeting", found=date(2021, 9, 1)
    )
    state = not_now("meeting.open", Meeting(), "closed", ("convened",))
    assert in_words(error) == "Hạn 1/9/2021 đứng trước ngày họp"
    assert in_words(state) == "Khai mạc hội nghị: lúc này chưa làm được, vì đang ở bước “Đã kết thúc”"
    with translation.override("en"):
        assert in_words(error) == "The deadline 1/9/2021 is before the day of the meeting"
        assert in_words(state) == "Open the meeting: not possible now, at the step “Closed”"
        assert str(state) == (
            "state: meeting.open: not possible now, at the step “Closed”; found Closed, expected Convened"
        )
        assert in_words(not_for_you("meeting.open")) == "Open the meeting: this is not for you"


@pytest.mark.parametrize("given", [{}, {"organization": None}, {"organization": ""}])
def test_nothing_is_never_said_to_have_been_found(given: dict[str, str | None]) -> None:
    with pytest.raises(BadInput) as refused:
        checked(ACTS["meeting.plan"].parameters, given)
    said = in_words(refused.value)
    assert (refused.value.found, "None" in said, "''" in said) == ("", False, False)


@pytest.mark.parametrize("kind", sorted(parameters._KINDS))
def test_every_kind_of_bad_parameter_has_its_words(kind: str) -> None:
    code, text, expected = parameters._KINDS[kind]
    with translation.override("en"):
        english = (str(text), str(expected))
    assert code.isidentifier()
    assert english[0] != str(text)


def test_a_refusal_of_an_act_reads_in_the_language_of_the_desk(client: Client, world: World) -> None:
    """The act runs in the record's language; whoever is refused reads their own."""
    item = world.item(world.plan_meeting())
    client.force_login(world.secretary)
    said = {"vi": "Chương trình không có vị trí 9", "en": "The agenda has no place 9"}
    for language, words in said.items():
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        with translation.override(language), pytest.raises(BadInput) as refused:
            ACTS["item.move"](by=world.secretary, item=item.pk, edit=item.edit, position=9)
        with translation.override(language):
            assert in_words(refused.value) == words
    with translation.override("vi"):  # the request's language stays with the thread otherwise
        answer = client.get(f"/rut-khoi-cong/meeting/{item.meeting_id}/")
    assert (answer.status_code, "is not on the public pages" in answer.content.decode()) == (409, True)


# -- other exceptions --------------------------------------------------------------------------------------------------

# Libraries that are used without Django: they speak English, with a code, and the floor above makes the words.
LIBRARIES = {
    "bundle/errors.py": {"BundleError", "UnderWay", "NotSealed"},  # desk.publication.words.CODES
    "reading/errors.py": {"ReadingError"},  # desk.intake.views._UNREADABLE
    "evidence/errors.py": {"EvidenceError"},  # desk.findings.words.WHY_NOT
    "workbooks/errors.py": {"WorkbookError"},  # intake.task_list.workbook._NOT_OPENED
}
# What is no refusal that a user reads, and why.
OTHERS = {
    "NoPdfError": "caught where a template is shown: the page says in words that it has no picture",
    "NotFounded": "carries the refusals of acts back to the page of the setup to which each belongs",
    "SettingError": "the settings have no languages before they are read",
    "NoOutput": "the command line, before anything is set up",
    "Unanswered": "what was asked is done; only its answer could not be written",
    "OpenQuestions": "asked on the command line: nothing was refused",
    "NoAssignment": "caught: quotas that cannot hold are a finding",
    "PassedOn": "a library's own words on the command line, with its code",
    "Unsealed": "the program does not start",
    "WriteOutsideAct": "a mistake of the program",
    "NoNoun": "a mistake of the program",
    "OutOfTime": "its page is desk/stopped.html",
    "Unshaped": "caught: the SQL of such a query is made anew each time",
    "SentBefore": "leads a second press on",
    "NoMeeting": "caught where a page comes in, and told as page_without_meeting",
    "UnknownImage": "caught: there is then no image",
    "BadPhoto": "its text is gettext's already: a form shows it",
    "TemplateFault": "caught: the form, or the answer to a download, says it in words of its own",
    "NoPhoto": "caught: the form says it in words of its own",
    "Unreadable": "caught: the form and the page of comparisons say it in words of their own",
    "NothingRefused": "caught: an act that was only asked has nothing against what it was given",
    "Fault": "caught where a letter is sent: an administrator reads it beside the letter",
    "NotBound": "caught where a meeting's papers are bound: the page says to take each by itself",
    "Ended": "caught wherever a sandbox is asked: each says what took too long",
    "BadParameter": "the portal answers programs: 400 with its text, which is English as the interface is",
}


def _exceptions() -> dict[str, str]:
    """Return every class of exceptions that the program defines, with its file."""
    found: dict[str, str] = {}
    known = {"Exception", *(name for name, each in vars(builtins).items() if _is_exception(each))}
    classes = [(node, file.name) for file in program() for node in file.nodes if isinstance(node, ast.ClassDef)]
    while new := {node.name: name for node, name in classes if node.name not in found and known & _bases(node)}:
        found |= new
        known |= set(new)
    return found


def _is_exception(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)


def _bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).rpartition(".")[2] for base in node.bases}


def test_every_exception_is_a_refusal_with_a_code_or_is_named_here() -> None:
    found = _exceptions()
    libraries = {name: file for file, names in LIBRARIES.items() for name in names}
    assert {name: file for name, file in found.items() if name in libraries} == libraries
    assert set(found) - set(libraries) - refusals() == set(OTHERS)
    assert {Refused.__name__, BackupFault.__name__} <= refusals()


def _library_calls() -> Iterator[tuple[str, str, ast.Call]]:
    names = {name for each in LIBRARIES.values() for name in each}
    for file in program():
        for name, call in file.calls:
            if name in names:
                yield f"{file.name}:{call.lineno}", name, call


def test_every_fault_of_a_library_has_a_code() -> None:
    found = list(_library_calls())
    assert len(found) > 30
    # Of the process that read the page; of one of two faults of a port; of the workbooks' library.
    passed_on = {"answer.code", "code", "error.code"}
    lacking = [
        where
        for where, _name, call in found
        if not isinstance(code := code_of(call), ast.Constant) and ast.unparse(code or call) not in passed_on
    ]
    assert lacking == []


@pytest.mark.parametrize(
    ("error", "codes", "words"),
    [("ReadingError", CODES, _UNREADABLE), ("WorkbookError", workbooks.CODES, _NOT_OPENED)],
)
def test_every_fault_of_a_reader_has_words_on_the_desk(error: str, codes: tuple[str, ...], words: Any) -> None:
    given = {code_of(call) for _where, name, call in _library_calls() if name == error}
    assert {str(code.value) for code in given if isinstance(code, ast.Constant)} == set(codes) == set(words)


# -- each code as a reader sees it -------------------------------------------------------------------------------------

# Messages that a table has, by their codes; the others stand where they are raised.
TABLES = {f"page_{code}": str(text._args[0]) for code, text in _UNREADABLE.items()}  # type: ignore[attr-defined]
TABLES |= {code: str(text._args[0]) for code, text in _NOT_OPENED.values()}  # type: ignore[attr-defined]
TABLES |= {code: str(text._args[0]) for code, text, _expected in parameters._KINDS.values()}  # type: ignore[attr-defined]


def each_code() -> dict[str, str]:
    """Return every code of a refusal with its message, as it stands in the program."""
    found = {
        str(code.value): text
        for _where, call in calls()
        if isinstance(code := code_of(call), ast.Constant)
        for text in sorted(messages(call.args[0]) or ())
    }
    return found | TABLES


def _refusal(code: str, text: str) -> BadInput:
    """Return a refusal of a code with a value for everything that its message names."""
    named = re.findall(r"%\((\w+)\)([sd])", text)
    values: dict[str, Any] = {name: 7 if kind == "d" else f"«{name}»" for name, kind in named}
    values["verb"] = "meeting.plan"
    return BadInput(gettext_lazy(text), code=code, **values)


_VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_is_said_in_both_languages(language: str) -> None:
    assert len(each_code()) > 150
    with translation.override(language):
        said = {code: in_words(_refusal(code, text)) for code, text in each_code().items()}
    assert {code: words for code, words in said.items() if "%(" in words or not words.strip()} == {}
    if language == "en":
        names = ("Danh sách",)  # of a sheet, in every language
        left = {code: words for code, words in said.items() if _VIETNAMESE.search(words)}
        assert {code: words for code, words in left.items() if not any(name in words for name in names)} == {}


_waiting: list[ActError] = []


@access(SIGNED_IN)
def refused_view(request: HttpRequest) -> HttpResponse:
    raise _waiting[0]


urlpatterns = [route("tu-choi/", refused_view), route("", include("nghitrinh.desk.urls"))]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_code_stands_on_its_page_in_both_languages(
    client: Client, world: World, settings: Any, language: str
) -> None:
    settings.ROOT_URLCONF = __name__
    client.force_login(world.secretary)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    lacking = []
    for code, text in each_code().items():
        _waiting[:] = [_refusal(code, text)]
        answer = client.get("/tu-choi/")
        with translation.override(language):
            words = in_words(_waiting[0])
        if answer.status_code != 409 or words not in unescape(answer.content.decode()):
            lacking.append(code)
    assert lacking == []


@pytest.mark.parametrize(("language", "words"), [("vi", "Hạn 1/9/2021 đứng trước"), ("en", "The deadline 1/9/2021 is")])
def test_each_way_of_a_refusal_to_a_page_speaks_the_readers_language(
    client: Client, world: World, settings: Any, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise BadInput(
            gettext_lazy("Hạn %(found)s đứng trước ngày họp"), code="deadline_before_meeting", found=date(2021, 9, 1)
        )

    meeting = world.plan_meeting()
    item = world.item(meeting)
    client.force_login(world.secretary)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for act in (ACTS["meeting.plan"], ACTS["item.move"]):
        assert act.parameters.model_fields  # made of the act's own function, before another one stands in its place
        monkeypatch.setattr(act, "function", refuse)
    planned = {"kind": "hội nghị", "form": "room", "level": "public", "name": "x", "starts_at": "2090-10-20T08:00"}
    form = client.post("/hoi-nghi/moi/", planned | {"organization": str(world.committee.pk)})
    assert (form.status_code, words in form.content.decode()) == (422, True)
    button = client.post(f"/noi-dung/{item.pk}/chuyen/", {"edit": item.edit, "position": "1"}, follow=True)
    assert (button.status_code, words in button.content.decode()) == (200, True)
