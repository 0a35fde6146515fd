"""Private notes: they stand where they were made, are found by their owner, and nobody else has them."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from lxml import html
from tests.desk.places import address_of, everything, paper_under
from tests.desk.sending import errors_of, is_refused, send
from tests.desk.test_access import WHO
from tests.record.decided import open_item
from tests.world import World

from nghitrinh.desk.kit.access import walk
from nghitrinh.desk.models import OwnMark, OwnNote
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.models import File, Paper, PaperRevision
from nghitrinh.safekeeping import export, write_backup

Sign = Callable[[str], Client]
MARK = "bimat-ghichu-77"
BODY = "Đề nghị quy hoạch 3.500 ha.\n\nGiao Sở <Công Thương>\nchủ trì, báo cáo trước tháng 12."


@pytest.fixture
def item(world: World) -> AgendaItem:
    return open_item(world)


@pytest.fixture
def paper(world: World, item: AgendaItem) -> Paper:
    return paper_under(world, item, "Bản một.", BODY)


@pytest.fixture
def version(paper: Paper) -> PaperRevision:
    return paper.versions.latest("number")


def note_at(client: Client, version: PaperRevision, text: str, passage: str = "") -> Any:
    address = f"/tai-lieu/ban/{version.pk}/ghi-chu/"
    return send(client, address, text=text, passage=passage)


def text_of(page: Any) -> str:
    return " ".join(html.fromstring(page.content.decode()).text_content().split())


def test_a_note_stands_at_its_version_and_its_passage_is_marked(
    signed: Sign, paper: Paper, version: PaperRevision
) -> None:
    member = signed("member")
    answer = note_at(member, version, "Hỏi lại\nvề thời hạn", "Giao sở <công thương> chủ trì")
    note = OwnNote.objects.get()
    assert answer.headers["Location"] == f"/tai-lieu/{paper.pk}/#ghi-chu-{note.pk}"
    assert BODY[note.start : note.end] == note.words == "Giao Sở <Công Thương>\nchủ trì"
    page = html.fromstring(member.get(f"/tai-lieu/{paper.pk}/").content.decode())
    assert [each.text_content() for each in page.xpath("//mark")] == ["Giao Sở <Công Thương>", "chủ trì"]
    assert page.xpath(f"//*[@id='ghi-chu-{note.pk}']//*[@class='own-text']//text()") == ["Hỏi lại", "về thời hạn"]
    assert page.xpath(f"//mark/following-sibling::a[@href='#ghi-chu-{note.pk}']")
    words = " ".join(
        " ".join(" ".join(each.itertext()) for each in page.xpath("//*[@class='record-text'][.//mark]")).split()
    )
    assert words == "Đề nghị quy hoạch 3.500 ha. Giao Sở <Công Thương> chủ trì 1 , báo cáo trước tháng 12."


def test_passages_that_lie_over_one_another_lose_no_word(signed: Sign, paper: Paper, version: PaperRevision) -> None:
    member = signed("member")
    for passage in ("quy hoạch 3.500 ha", "3.500 ha. Giao", "Đề nghị quy hoạch"):
        note_at(member, version, f"Về {passage}", passage)
    page = html.fromstring(member.get(f"/tai-lieu/{paper.pk}/").content.decode())
    (text,) = (each for each in page.xpath("//*[@class='record-text']") if "3.500" in each.text_content())
    for ref in text.xpath(".//a[@class='ref']"):
        ref.drop_tree()
    assert " ".join(text.itertext()).split() == BODY.split()
    assert len(page.xpath("//ol[@class='own-notes']/li")) == 3


def test_words_that_stand_nowhere_or_twice_come_back(signed: Sign, version: PaperRevision) -> None:
    member = signed("member")
    refused = note_at(member, version, "Điều đã gõ", "không có trong bản")
    assert is_refused(refused)
    assert "Không thấy đoạn này" in str(errors_of(refused.context["form"]))
    assert "Điều đã gõ" in refused.content.decode()
    assert OwnNote.objects.count() == 0


def test_a_note_at_a_page_of_a_pdf_stands_at_that_page(signed: Sign, paper: Paper) -> None:
    member, file = signed("member"), File.objects.get(version__paper=paper)
    address = f"/tep/{file.pk}/trang/2/"
    answer = send(member, f"{address}ghi-chu/", text="Xem kỹ trang này", passage="Trang hai")
    note = OwnNote.objects.get()
    assert (answer.headers["Location"], note.file) == (f"{address}#ghi-chu-{note.pk}", file.pk)
    assert "Xem kỹ trang này" in member.get(address).content.decode()
    assert "<mark>Trang hai</mark>" in member.get(address).content.decode()
    assert "Xem kỹ trang này" not in member.get(f"/tep/{file.pk}/trang/1/").content.decode()
    assert "Xem kỹ trang này" in member.get(f"/tai-lieu/{paper.pk}/").content.decode()
    assert member.get(f"/tep/{file.pk}/trang/9/ghi-chu/").status_code == 404


def test_a_note_is_changed_and_removed_for_good(signed: Sign, item: AgendaItem) -> None:
    member = signed("member")
    send(member, f"/noi-dung/{item.pk}/ghi-chu/", text="Lời đầu")
    note = OwnNote.objects.get()
    changed = send(member, f"/ghi-chu/{note.pk}/", text="Lời sau")
    assert changed.headers["Location"] == f"/noi-dung/{item.pk}/#ghi-chu-{note.pk}"
    assert "Lời sau" in text_of(member.get(f"/noi-dung/{item.pk}/"))
    stale = member.post(f"/ghi-chu/{note.pk}/", {"text": "Lời ở máy kia", "edit": "1"})
    assert all(words in text_of(stale) for words in ("Lời sau", "máy hoặc thẻ khác"))
    assert "Lời ở máy kia" in stale.content.decode()
    send(member, f"/ghi-chu/{note.pk}/xoa/")
    assert not OwnNote.objects.exists()
    assert "Lời sau" not in text_of(member.get(f"/noi-dung/{item.pk}/"))
    assert member.get(f"/ghi-chu/{note.pk}/").status_code == 404


def test_pages_that_a_browser_has_are_sent_again_to_whoever_noted_something(
    signed: Sign, item: AgendaItem, paper: Paper, version: PaperRevision
) -> None:
    member, chair = signed("member"), signed("chair")
    pages = (f"/tai-lieu/{paper.pk}/", f"/noi-dung/{item.pk}/", f"/hoi-nghi/{item.meeting_id}/tai-lieu/")
    for each in pages * 2:  # the first visit says what is unread
        member.get(each), chair.get(each)

    def tags() -> dict[tuple[Client, str], str]:
        return {(who, each): who.get(each).headers["ETag"] for who in (member, chair) for each in pages}

    def again(known: dict[tuple[Client, str], str], who: Client) -> set[int]:
        return {who.get(p, headers={"If-None-Match": tag}).status_code for (c, p), tag in known.items() if c is who}

    before = tags()
    assert again(before, member) == {304}
    note_at(member, version, "Điều mới")
    assert (again(before, member), again(before, chair)) == ({200}, {304})
    before = tags()
    note = OwnNote.objects.get()
    send(member, f"/ghi-chu/{note.pk}/xoa/")
    assert (again(before, member), again(before, chair)) == ({200}, {304})


def test_notes_are_found_by_words_without_accents_and_stand_under_their_meeting(
    signed: Sign, item: AgendaItem, paper: Paper, version: PaperRevision
) -> None:
    member = signed("member")
    note_at(member, version, "Hỏi về đất lúa", "3.500 ha")
    send(member, f"/noi-dung/{item.pk}/ghi-chu/", text="Phát biểu trước")
    page = html.fromstring(member.get("/ghi-chu/").content.decode())
    assert [each.text_content() for each in page.xpath("//*[@class='own-text']")] == [
        "Hỏi về đất lúa",
        "Phát biểu trước",
    ]
    assert page.xpath(f"//h2/a[@href='/hoi-nghi/{item.meeting_id}/']")
    for query, expected in {"dat LUA": 1, "3.500": 1, "phat bieu": 1, "to trinh": 1, "không đâu có": 0}.items():
        found = html.fromstring(member.get("/ghi-chu/", {"q": query}).content.decode())
        assert len(found.xpath("//*[@class='own-text']")) == expected, query


def test_a_note_outlives_what_its_owner_may_see_and_says_nothing_of_it(
    world: World, signed: Sign, paper: Paper, version: PaperRevision
) -> None:
    """Neither the paper's title, nor the words of its passage, nor by what words it is found."""
    member = signed("member")
    note_at(member, version, "Lời của tôi", "quy hoạch 3.500 ha")
    grant = world.member.grants.get()
    ACTS["grant.revoke"](by=world.admin, grant=grant.pk, reason="Thôi việc")
    page = text_of(member.get("/ghi-chu/"))
    assert "Lời của tôi" in page
    assert paper.title not in page
    assert "3.500 ha" not in page
    assert "Lời của tôi" not in text_of(member.get("/ghi-chu/", {"q": "3.500"}))
    note = OwnNote.objects.get()
    assert paper.title not in text_of(member.get(f"/ghi-chu/{note.pk}/"))
    assert send(member, f"/ghi-chu/{note.pk}/", text="Vẫn sửa được").headers["Location"].startswith("/ghi-chu/")
    assert member.get(f"/tai-lieu/ban/{version.pk}/ghi-chu/").status_code == 404


@pytest.mark.parametrize("who", ["secretary", "chair", "quantri"])
def test_nobody_else_meets_a_note_at_any_address(
    world: World, signed: Sign, who: str, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """Not on a page, in a file, in a search, in the journal or the log, and no page says that there is one."""
    places = everything(world)
    caplog.set_level(logging.DEBUG)
    member = signed("member")
    version = PaperRevision.objects.get(pk=places["revision"])
    with guard.opened("test"):
        Paper.objects.filter(pk=version.paper_id).update(level="restricted")
    lines = Journal.objects.count()
    note_at(member, version, f"{MARK} một", "4.000–5.000 ha")
    send(member, f"/noi-dung/{places['item']}/ghi-chu/", text=f"{MARK} hai")
    own = [each.pk for each in OwnNote.objects.filter(user=world.member)]
    assert (len(own), Journal.objects.count()) == (2, lines)
    other, met = signed(who), []
    gets = [str(pattern.name) for _route, pattern in walk() if pattern.name not in ("signing.out", "releases.run")]
    for name in gets:
        answer = other.get(address_of(name, places))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if MARK.encode() in content or any(str(each).encode() in content for each in own):
            met.append(name)
    for query in (MARK, "bimat"):
        met += [query] if 'class="hits' in other.get("/tim/", {"q": query}).content.decode() else []
    for each in own:
        assert other.get(f"/ghi-chu/{each}/").status_code == 404
        assert other.post(f"/ghi-chu/{each}/xoa/", {"edit": "1"}).status_code == 404
    assert met == []
    assert MARK not in caplog.text
    assert set(WHO) >= set(gets)
    assert OwnNote.objects.filter(user=world.member).count() == 2


def test_an_export_has_no_note_and_nothing_that_waits_in_a_form(
    signed: Sign, version: PaperRevision, tmp_path: Path
) -> None:
    member = signed("member")
    note_at(member, version, MARK)
    note_at(member, version, f"{MARK} bị trả", "không có trong bản")
    export(tmp_path / "all.jsonl")
    assert MARK not in (tmp_path / "all.jsonl").read_text()
    write_backup(tmp_path / "backup.tar.gz")
    assert OwnMark.objects.get().number == 1


def test_only_its_own_room_reads_what_is_ones_own() -> None:
    """Whatever else would read the tables could show them: mail, streams, search, the portal, other areas."""
    package = Path(settings.PACKAGE)
    allowed = ("desk/models.py", "desk/kit/own.py", "desk/kit/acting.py", "desk/personal/", "desk/migrations/")
    naming = [each for each in package.rglob("*.py") if "Own" in (text := each.read_text()) and _names_own(text)]
    found = [str(each.relative_to(package)) for each in naming]
    assert [each for each in found if not each.startswith(allowed)] == []
    assert any(each.startswith("desk/personal/") for each in found)


def _names_own(text: str) -> bool:
    return any(name in text for name in ("OwnNote", "OwnMark", "OwnThing", "OwnDocument", "OwnFolder"))
