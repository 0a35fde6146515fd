"""A browser's own copy of a page holds until what the page was made from has changed, and not one request longer."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.test import Client
from django.urls import reverse
from tests.desk.places import address_of, everything
from tests.world import World

from nghitrinh.desk.kit import keeping
from nghitrinh.desk.kit.conditional import PAGES
from nghitrinh.publication.publish import publish
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Grant
from nghitrinh.record.kernel.heads import ELSEWHERE, Heads, Position, all_kinds, heads, kinds_in, reads
from nghitrinh.record.meetings.models import AgendaItem, Meeting

Sign = Callable[[str], Client]


def ask(client: Client, address: str, etag: str = "") -> Any:
    headers = {"If-None-Match": etag} if etag else {}
    return client.get(address, headers=headers)


def kept(client: Client, address: str) -> str:
    """Open a page until the browser has it; return its ETag, with which it is not sent again."""
    client.get(address)  # the first page of a session brings the cookie of its token
    etag = str(ask(client, address).headers["ETag"])
    assert ask(client, address, etag).status_code == 304
    return etag


def revise(world: World, title: str) -> None:
    item = AgendaItem.objects.get()
    ACTS["item.revise"](by=world.secretary, item=item.pk, edit=item.edit, title=title, level=item.level)


def test_a_page_that_has_not_changed_is_not_sent_again(signed: Sign, world: World) -> None:
    world.item()
    client, address = signed("secretary"), f"/hoi-nghi/{Meeting.objects.get().pk}/"
    etag = kept(client, address)
    again = ask(client, address, etag)
    assert (again.content, again.headers["ETag"]) == (b"", etag)
    for answer in (again, ask(client, address)):
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Cookie" in answer.headers["Vary"]


# What each page shows first of all: an act about it must reach the page.
SHOWN = {
    "today": {"task", "meeting", "paper", "decision", "instrument", "article", "agendaitem", "journal"},
    "calendar": {"meeting", "task"},
    "calendar.month": {"meeting", "task"},
    "meetings": {"meeting", "agendaitem"},
    "meetings.meeting": {"meeting", "agendaitem", "decision", "consultation", "paper"},
    "meetings.papers": {"meeting", "paper"},
    "meetings.results": {"meeting", "decision"},
    "agenda.item": {"agendaitem", "paper", "decision"},
    "papers": {"paper"},
    "papers.paper": {"paper", "paperrevision", "file"},
    "decisions": {"decision", "meeting"},
    "decisions.decision": {"decision", "decisionrevision", "point", "task"},
    "tasks": {"task"},
    "tasks.task": {"task", "taskreport"},
    "instruments": {"instrument", "meeting"},
    "instruments.instrument": {"instrument"},
    "articles": {"article"},
    "articles.article": {"article"},
    "journal": {"journal"},
    "journal.object": {"journal"},
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_that_may_be_kept_hangs_on_what_it_shows_and_on_who_asks(signed: Sign, world: World, name: str) -> None:
    address = address_of(name, everything(world))
    client = signed("secretary")
    etag = kept(client, address)
    assert SHOWN[name] <= _kinds_of(etag)
    ACTS["grant.give"](by=world.admin, user=world.secretary.pk, organization=world.committee.pk, role="chair")
    assert ask(client, address, etag).status_code == 200


def test_what_an_act_wrote_is_in_the_next_answer(signed: Sign, world: World) -> None:
    item = world.item(title="Lời cũ")
    pages = ("/", f"/hoi-nghi/{item.meeting_id}/", f"/noi-dung/{item.pk}/", "/nhat-ky/", "/lich/2021/9/")
    clients = {who: signed(who) for who in ("secretary", "member")}
    etags = {(who, page): kept(client, page) for who, client in clients.items() for page in pages}
    revise(world, "Lời mới")
    for (who, page), etag in etags.items():
        answer = ask(clients[who], page, etag)
        if page != "/lich/2021/9/":  # the calendar shows no item: it is free to stay as it is
            assert answer.status_code == 200, page
        assert "Lời cũ" not in (answer.content.decode() if page.startswith("/hoi-nghi") else "")
    shown = ask(clients["member"], pages[1], etags["member", pages[1]]).content.decode()
    assert "Lời mới" in shown


def test_an_act_elsewhere_leaves_a_page_as_it_is(signed: Sign, world: World) -> None:
    item = world.item()
    everything(world)
    client = signed("secretary")
    pages = {address: kept(client, address) for address in ("/viec/", "/bai-viet/", "/tai-lieu/", "/van-ban/")}
    ACTS["attendance.record"](
        by=world.secretary,
        meeting=item.meeting_id,
        edit=Meeting.objects.get(pk=item.meeting_id).edit,
        role="member",
        post="Chánh Văn phòng",
    )
    assert {address: ask(client, address, etag).status_code for address, etag in pages.items()} == {
        "/viec/": 304,
        "/tai-lieu/": 304,
        "/bai-viet/": 200,  # an article's meeting stands beside it, and the act wrote the meeting
        "/van-ban/": 200,
    }


def test_a_page_hangs_on_the_menu_by_its_counts_alone(signed: Sign, world: World) -> None:
    item = world.item()
    client = signed("secretary")
    etag = kept(client, "/tai-lieu/")
    revise(world, "Lời khác")
    assert ask(client, "/tai-lieu/", etag).status_code == 304
    world.plan_meeting("Hội nghị khác", day=12)
    answer = ask(client, "/tai-lieu/", etag)
    assert answer.status_code == 200
    assert '<span class="count">2</span>' in answer.content.decode(), item


def test_a_term_that_began_is_seen_around_every_page(signed: Sign, world: World) -> None:
    client = signed("secretary")
    etag = kept(client, "/tai-lieu/")
    ACTS["term.open"](by=world.admin, body=world.body.pk, number="XXX", starts_on="2021-09-20")
    answer = ask(client, "/tai-lieu/", etag)
    assert answer.status_code == 200
    assert "XXX" in answer.content.decode().split('id="menu"')[1].split("<nav")[0]


def _kinds_of(etag: str) -> set[str]:
    number = int(etag.split(".")[2], 16)
    return {kind for index, kind in enumerate(all_kinds()) if number >> index & 1}


def test_a_grant_taken_back_is_seen_by_the_very_next_request(signed: Sign, world: World) -> None:
    item = world.item()
    client, address = signed("member"), f"/hoi-nghi/{item.meeting_id}/"
    ACTS["grant.give"](by=world.admin, user=world.member.pk, organization=world.council.pk, role="reader")
    etag, list_etag = kept(client, address), kept(client, "/hoi-nghi/")
    grant = Grant.objects.get(user=world.member, organization=world.committee)
    ACTS["grant.revoke"](by=world.admin, grant=grant.pk, reason="Chuyển công tác")
    assert ask(client, address, etag).status_code == 404
    answer = ask(client, "/hoi-nghi/", list_etag)
    assert answer.status_code == 200
    assert "Hội nghị Ban Thường vụ" not in answer.content.decode()


def test_a_disabled_user_is_asked_to_sign_in(signed: Sign, world: World) -> None:
    client = signed("member")
    etag = kept(client, "/")
    ACTS["user.disable"](by=world.admin, user=world.member.pk, edit=world.member.edit, reason="Nghỉ việc")
    answer = ask(client, "/", etag)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/dang-nhap/")


def test_midnight_is_seen(signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    everything(world)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-31")
    client = signed("secretary")
    etag = kept(client, "/")
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-11-20")
    answer = ask(client, "/", etag)
    assert answer.status_code == 200
    assert "Việc giao đã quá hạn" in answer.content.decode()
    assert 'class="count count--late"' in answer.content.decode()


def test_a_change_of_language_is_seen_and_no_part_is_in_the_other_one(signed: Sign, world: World) -> None:
    client = signed("secretary")
    etag = kept(client, "/hoi-nghi/")
    client.post(reverse("signing.language"), {"language": "en", "next": "/hoi-nghi/"})
    answer = ask(client, "/hoi-nghi/", etag)
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.content.decode()
    english = str(answer.headers["ETag"])
    client.post(reverse("signing.language"), {"language": "vi", "next": "/hoi-nghi/"})
    assert ask(client, "/hoi-nghi/", english).status_code == 200
    assert ask(client, "/hoi-nghi/", etag).status_code == 304


def test_a_release_that_comes_into_force_is_seen(signed: Sign, world: World) -> None:
    meeting = everything(world)["meeting"]
    client = signed("secretary")
    etag = kept(client, f"/hoi-nghi/{meeting}/")
    publish(by=world.secretary)
    assert ask(client, f"/hoi-nghi/{meeting}/", etag).status_code == 200


def test_a_portal_that_changed_without_the_record_is_seen(signed: Sign, world: World, folder: Path) -> None:
    client = signed("secretary")
    etag = kept(client, "/")
    (folder / "portal").mkdir()
    (folder / "portal" / "checkpoint.json").write_text("{}", "utf-8")
    assert ask(client, "/", etag).status_code == 200


def test_a_message_is_shown_once_and_never_kept(signed: Sign, world: World) -> None:
    item = world.item()
    client, address = signed("secretary"), f"/noi-dung/{item.pk}/"
    etag = kept(client, address)
    form = {
        "edit": item.edit,
        "title": "Lời mới",
        "level": "public",
        "presenter": "",
        "minutes": "",
        "public_title": "",
    }
    assert client.post(f"{address}sua/", form).status_code == 302
    said = ask(client, address, etag)
    assert (said.status_code, said.headers["Cache-Control"]) == (200, "private, no-store")
    assert "ETag" not in said.headers
    assert said.content.decode().count('role="status"') == 1
    assert 'role="status"' not in ask(client, address).content.decode()


def test_one_session_never_gets_by_with_the_page_of_another(signed: Sign, world: World) -> None:
    world.item()
    address = f"/hoi-nghi/{Meeting.objects.get().pk}/"
    etags = {who: kept(signed(who), address) for who in ("secretary", "member")}
    other_session = signed("secretary")
    other_session.get(address)
    assert ask(other_session, address, etags["secretary"]).status_code == 200
    assert ask(other_session, address, etags["member"]).status_code == 200
    assert ask(Client(), address, etags["secretary"]).status_code == 302


def test_a_kept_page_still_sends_forms_that_are_taken(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.secretary)
    item = world.item()
    address = f"/noi-dung/{item.pk}/"
    kept(client, address)
    page = ask(client, address).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert ask(client, address, str(ask(client, address).headers["ETag"])).status_code == 304
    answer = client.post(reverse("signing.out"), {"csrfmiddlewaretoken": token})
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (302, '"cache"')


def test_what_is_no_function_of_the_record_is_never_kept(signed: Sign, world: World) -> None:
    item = world.item()
    client = signed("secretary")
    for address in (f"/noi-dung/{item.pk}/sua/", "/phat-hanh/", "/dang-nhap/", "/hoi-nghi/moi/"):
        client.get(address)
        answer = client.get(address)
        assert (answer.headers["Cache-Control"], "ETag" in answer.headers) == ("private, no-store", False), address


def test_a_forged_or_foreign_etag_is_no_answer(signed: Sign, world: World) -> None:
    client = signed("secretary")
    etag = kept(client, "/")
    seq, digest, kinds, seal = etag.strip('"').split(".")
    for wrong in ("*", "x", f'"{seq}.{digest}.{kinds}.0"', f'"{seq}.0.{kinds}.{seal}"', f'"{seq}.{digest}.zz.{seal}"'):
        assert ask(client, "/", wrong).status_code == 200, wrong
    assert ask(client, "/", f'"{int(seq) + 9}.{digest}.{kinds}.{seal}"').status_code == 200


OTHER_PROCESS = """
import os, sys, django
django.setup()
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem
item = AgendaItem.objects.get()
by = User.objects.get(username="secretary")
ACTS["item.revise"](by=by, item=item.pk, edit=item.edit, title="Ở nơi khác", level="public")
"""


@pytest.mark.processes
def test_an_act_of_another_process_is_seen_by_the_very_next_request(home: World, signed_in_home: Client) -> None:
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "sqlite":
        pytest.fail("this test names its database as a file")
    item = home.item()
    address = f"/hoi-nghi/{item.meeting_id}/"
    etag = kept(signed_in_home, address)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "nghitrinh.settings.base"}
    code = OTHER_PROCESS.replace(
        "django.setup()",
        "from django.conf import settings\n"
        f"settings.DATABASES['default']['NAME'] = {str(connection.settings_dict['NAME'])!r}\ndjango.setup()",
    )
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    answer = ask(signed_in_home, address, etag)
    assert answer.status_code == 200
    assert "Ở nơi khác" in answer.content.decode()


@pytest.fixture
def signed_in_home(home: World) -> Client:
    client = Client()
    client.force_login(home.secretary)
    return client


# -- parts -----------------------------------------------------------------------------------------------------------


def test_a_part_is_computed_again_when_what_it_read_has_changed(world: World, rf: Any) -> None:
    request: Any = rf.get("/")
    computed: list[int] = []

    def count() -> int:
        computed.append(1)
        return AgendaItem.objects.count()

    def part(user: Any) -> int:
        fresh: Any = rf.get("/")
        fresh.user = user
        user.remembered_grants = None
        return keeping.keep(fresh, "test.items", count)

    request.user = world.secretary
    assert (part(world.secretary), part(world.secretary), len(computed)) == (0, 0, 1)
    assert (part(world.reader), len(computed)) == (0, 2)  # another visibility
    world.item()
    assert (part(world.secretary), len(computed)) == (1, 3)


def test_parts_are_bounded(world: World, rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    request: Any = rf.get("/")
    request.user = world.secretary
    for number in range(6):
        keeping.keep(request, f"test.{number}", lambda number=number: number)
    assert len(keeping._parts) == 3


def test_the_menu_of_one_visibility_is_no_others(signed: Sign, world: World) -> None:
    world.plan_meeting()
    pages = {who: signed(who).get("/").content.decode() for who in ("secretary", "bob")}
    assert '<span class="count">1</span>' in pages["secretary"]
    assert '<span class="count">1</span>' not in pages["bob"]


def test_what_a_block_reads_is_collected_within_and_around(world: World) -> None:
    with reads() as outer:
        Meeting.objects.count()
        with reads() as inner:
            AgendaItem.objects.count()
    assert (outer, inner) == ({"meeting", "agendaitem"}, {"agendaitem"})


def test_a_table_that_no_act_writes_can_be_kept_by_nobody() -> None:
    assert kinds_in('SELECT 1 FROM "django_content_type"') == {ELSEWHERE}
    assert kinds_in('SELECT 1 FROM "django_session" WHERE "session_key" = %s') == set()
    assert kinds_in('SELECT "record_meeting"."id" FROM "record_meeting"') == {"meeting"}
    assert kinds_in("SELECT seq FROM record_journal") == {"journal"}


def test_heads_of_another_record_are_not_taken_for_ours(world: World) -> None:
    ours = Heads()
    here = ours.now()
    assert ours.has(here)
    assert not ours.has(Position(here.seq, "0" * 64))
    ours._at = Position(here.seq, "f" * 64)  # as after a backup was restored
    assert ours.now() == here
    assert ours.latest(frozenset({"meeting"})) == here.seq


def test_a_line_that_came_since_moves_the_heads_of_what_it_wrote(world: World) -> None:
    before = heads.now()
    world.plan_meeting()
    after = heads.now()
    assert after.seq == before.seq + 1
    assert heads.latest(frozenset({"meeting"})) == after.seq
    assert heads.latest(frozenset({"task"})) <= before.seq


def test_an_erased_line_makes_no_page_anew_that_did_not_read_what_it_wrote(world: World) -> None:
    world.plan_meeting()
    before = heads.now()
    known = Heads()
    known.now()
    item = world.item()
    line = heads.now().seq
    ACTS["journal.erase"](by=world.admin, seq=line, reason="Theo luật")
    after = known.now()
    wrote = {"agendaitem", "meeting"}
    assert after.seq == line + 1 > before.seq
    assert {kind for kind in all_kinds() if known.latest(frozenset({kind})) > before.seq} == {*wrote, "journal"}
    assert known.latest(frozenset({"agendaitem"})) == after.seq, item  # committed to anew by the erasing line


def test_a_line_that_names_no_rows_may_have_written_anything(world: World) -> None:
    known = Heads()
    before = known.now()
    known._read(Position(before.seq + 1, "a" * 64), None)
    assert known.latest(frozenset({"task"})) == before.seq + 1
    known._read(Position(before.seq + 2, "b" * 64), {"a kind of a later program"})
    assert known.latest(frozenset({"task"})) == before.seq + 2
    known._read(Position(before.seq + 3, "c" * 64), set())
    assert known.latest(frozenset({"task"})) == before.seq + 2


# -- blocks of pages -------------------------------------------------------------------------------------------------


def _block(inside: str, request: Any, **context: Any) -> str:
    block = engines["jinja2"].from_string("{% call kept('test') %}" + inside + "{% endcall %}")
    return str(block.render(context, request))


def test_a_block_is_drawn_once_for_all_who_see_the_same(world: World, rf: Any) -> None:
    drawn: list[int] = []

    def count() -> int:
        drawn.append(AgendaItem.objects.count())
        return drawn[-1]

    def page(user: Any, address: str = "/") -> str:
        request = rf.get(address)
        user.remembered_grants = None
        request.user = user
        return _block("{{ count() }}", request, count=count)

    assert [page(world.secretary), page(world.secretary), len(drawn)] == ["0", "0", 1]
    assert [page(world.secretary, "/?trang=2"), page(world.reader), len(drawn)] == ["0", "0", 3]
    world.item()
    assert [page(world.secretary), len(drawn)] == ["1", 4]


def test_a_block_with_the_token_of_a_form_is_refused(world: World, rf: Any) -> None:
    request = rf.get("/")
    request.user = world.secretary
    with pytest.raises(ImproperlyConfigured, match="token"):
        _block("{{ csrf_input }}", request)
