"""No link and no form of the desk is dead for the one to whom it is shown, and no page is without a link to it.

Users of the worked example walk over everything that is shown to them, at each of its stages. Then every object
that they may see has to have been met on the way, and so has every page that would open for them. Every form on the way
is filled and tried: what it is then refused that no field of it can mend, its page has to say instead of the form.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.db.models import BooleanField, Model, UUIDField
from django.test import Client
from django.urls import resolve
from tests.crawling import Crawl, Lead, crawl, parsed
from tests.desk.dead_ends import watching

from nghitrinh.cli.example import EXAMPLE, EXAMPLE_DAY, PARTS, Loader
from nghitrinh.desk.kit.access import rule_of, walk
from nghitrinh.desk.kit.acting import FormPage
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.menu import ENTRIES
from nghitrinh.desk.nouns import ROWS
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting

# A record with nothing but its bodies, and the whole example: a meeting ahead, and objects in every state.
STAGES = (PARTS[0], PARTS[-1])
# Whose buttons and lists are others at the beginning: who writes, who approves, who is charged. In the whole example
# everybody walks.
OF_A_STAGE = ("thuky", "bithu", "cacso")
# What nobody walks to: the way in and out, and what programs ask.
BESIDE = {"health", "signing", "signing.out", "signing.language"}


@pytest.fixture
def stage(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a stage to which the worked example was brought."""
    monkeypatch.setenv("NGHITRINH_TODAY", EXAMPLE_DAY)
    name: str = request.param
    loader = Loader(EXAMPLE)
    for part in PARTS[: PARTS.index(name) + 1]:
        loader.part(part)
    _officers_part()
    return name


def _officers_part() -> None:
    """Let a body with officers present an item and come as a guest, at a meeting that is convened."""
    meeting = Meeting.objects.filter(state="planned").order_by("starts_at").first()
    secretary = User.objects.get(username="thuky")
    if meeting is None:
        return
    body = Organization.objects.filter(grants__role="officer").order_by("pk")[0]
    for level in ("internal", "restricted"):
        now = Meeting.objects.get(pk=meeting.pk)
        given = {"title": f"Báo cáo {level}", "level": level, "presenter": body.pk}
        ACTS["item.add"](by=secretary, meeting=now.pk, edit=now.edit, **given)
    for verb, given in (("meeting.convene", {}), ("attendance.record", {"role": "invited", "post": "Giám đốc"})):
        now = Meeting.objects.get(pk=meeting.pk)
        guest = {"organization": body.pk} if given else {}
        ACTS[verb](by=secretary, meeting=now.pk, edit=now.edit, **given, **guest)


def _shapes() -> dict[str, object]:
    """Return what each object of the record is like for who may open or press what of it, by its key.

    That is its kind, its bodies, what it chose of a few (a state, a level), which of its columns are empty, and the
    same of what it hangs under; not its words, its numbers and its days.
    """
    found = {
        each: each._default_manager.in_bulk() for each in apps.get_models() if isinstance(each._meta.pk, UUIDField)
    }

    def shape(each: Model, depth: int = 2) -> object:
        def of(column: Any) -> object:
            value = getattr(each, column.attname)
            if column.choices or isinstance(column, BooleanField) or column.related_model in (Organization, User):
                return value
            above = found.get(column.related_model, {}).get(value) if depth and column.related_model else None
            return bool(value) if above is None else shape(above, depth - 1)

        return type(each)._meta.label, *(of(column) for column in each._meta.concrete_fields)

    return {str(key): shape(each) for of_kind in found.values() for key, each in of_kind.items()}


def _once(lead: Lead) -> object:
    """Ask each address once, each filter of a list once, and each page of a list."""
    parts = urlsplit(lead.address)
    query = parse_qs(parts.query)
    return lead.sent, parts.path, tuple(sorted(query)), tuple(query.get("trang", ()))


def _goes_on(address: str) -> bool:
    """Tell whether what a page leads to is walked: months lead to months without end, and weeks to weeks."""
    return re.match(r"/lich/(tuan/)?\d", address) is None


# What only programs call something: a key, an act, a column, a value of Python, a hole that nothing filled.
RAW = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[a-z]+(?:_[a-z]+)+\b|\b(?:None|True|False|nan)\b"
    r"|%\([a-z]+\)|\{[a-z_]*\}|<[a-z_.]+ (?:object|at 0x)"
)
DOTTED = re.compile(r"[a-z]+\.[a-z_]+")


# What people see of a page in words: its texts, but for what is shown as code because it is meant to be one (a
# placeholder, a digest), and the attributes that are read out or stand in a field.
_WORDS = (
    "//text()[not(ancestor::script or ancestor::style or ancestor::code)] | //@title | //@alt | //@aria-label"
    " | //@placeholder"
)


def raw_in(page: str) -> set[str]:
    """Return the words of programs that a page shows to people."""
    text = "\n".join(parsed(page).xpath(_WORDS))
    return {*RAW.findall(text), *(set(DOTTED.findall(text)) & ACTS.keys())}


def _is_leaf(answer: Any) -> bool:
    """Tell whether an answer leads nowhere that the page of its object does not lead: a form, a history."""
    return (
        isinstance((answer.context or {}).get("page"), FormPage) or answer.resolver_match.url_name == "journal.object"
    )


def _asker(client: Client, raw: dict[str, str]) -> Any:
    """Return what asks for each lead: of forms and histories one for all objects that are alike."""
    shapes, leaves = _shapes(), set[object]()

    def ask(lead: Lead) -> tuple[int, str]:
        path, _, query = lead.address.partition("?")
        alike = lead.sent, tuple(shapes.get(step, step) for step in path.split("/")), tuple(sorted(parse_qs(query)))
        if lead.address.startswith("/static/") or alike in leaves:
            return 200, ""
        if lead.sent and resolve(path).url_name in BESIDE:
            return 200, ""
        # A form is sent with an edit that nobody saw: it is known and this user's, refused, and nothing is done.
        answer = client.post(lead.address, {"edit": "999"}) if lead.sent else client.get(lead.address)
        status = 200 if lead.sent and answer.status_code in (409, 422) else answer.status_code
        page = answer.headers.get("Content-Type", "").startswith("text/html") and not lead.sent
        if status < 400 and (lead.sent or _is_leaf(answer)):
            leaves.add(alike)
        text = answer.content.decode() if page else ""
        if page:
            raw.update(dict.fromkeys(raw_in(text) - raw.keys(), lead.address))
        return status, text

    return ask


def walk_as(user: User) -> tuple[Client, Crawl, dict[str, str]]:
    """Let a user walk over the desk from its first page on; what only programs say is found with its first page."""
    client, raw = Client(), dict[str, str]()
    client.force_login(user)
    return client, crawl("/", _asker(client, raw), once=_once, goes_on=_goes_on), raw


def _unmet(user: User, visited: set[str]) -> set[str]:
    """Return the pages of objects that a user may see and did not meet."""
    pages = {page_of(noun) for row in ROWS.values() for noun in row.noun.visible_to(user)}
    return pages - visited


def _unlinked(client: Client, visited: set[str]) -> set[str]:
    """Return the pages without an object in their address that open for a user who met no link to them."""
    plain = {f"/{route}" for route, pattern in walk() if "<" not in route and pattern.name not in BESIDE}
    answers = {address: client.get(address) for address in plain - visited}
    pages = {address for address, answer in answers.items() if answer["Content-Type"].startswith("text/html")}
    return {address for address in pages if answers[address].status_code == 200}


@pytest.mark.long
@pytest.mark.parametrize("stage", STAGES, indirect=True)
def test_nothing_is_dead_and_nothing_is_out_of_reach(stage: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []
    in_vain: dict[str, str] = {}
    watching(monkeypatch, in_vain)
    users = User.objects.order_by("username")
    for user in users if stage == PARTS[-1] else users.filter(username__in=OF_A_STAGE):
        client, found, raw = walk_as(user)
        wrong += [f"{user.username}: {word} is no word for people, on {page}" for word, page in sorted(raw.items())]
        wrong += [f"{user.username}: {each}" for each in found.dead]
        wrong += [f"{user.username}: no page leads to {each}" for each in sorted(_unmet(user, found.visited))]
        wrong += [f"{user.username}: no page leads to {each}" for each in sorted(_unlinked(client, found.visited))]
    wrong += [f"a form in vain on {page}: {each}" for each, page in sorted(in_vain.items())]
    assert not wrong, "\n".join(wrong)


def test_the_menu_offers_a_list_to_exactly_those_for_whom_it_opens() -> None:
    rules = {str(pattern.name): rule_of(pattern.callback) for _, pattern in walk()}
    offered = {entry.name: (entry.rule.roles, entry.rule.administrators) for entry in ENTRIES}
    assert offered == {name: (rules[name].roles, rules[name].administrators) for name in offered}
