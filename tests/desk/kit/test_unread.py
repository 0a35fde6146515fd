"""What somebody has not read yet is said to them alone, until they open it, and again when there is a new version."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.places import paper_under
from tests.record.decided import approved, drafted, open_item
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.desk.models import OpenedVersion
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.models import File, Paper

Sign = Callable[[str], Client]
NEW = "Kết luận mới, anh chị chưa đọc"


@pytest.fixture
def item(world: World) -> AgendaItem:
    return open_item(world)


@pytest.fixture
def paper(world: World, item: AgendaItem) -> Paper:
    return paper_under(world, item, "Bản một.", "Bản hai.")


def needs(client: Client) -> dict[str, int]:
    """Return the lists of Hôm nay with how many each counts."""
    page = client.get("/").content.decode()
    found = re.findall(r'<span class="n[^>]*>(\d+)</span><h2 id="n\d+">([^<]+)</h2>', page)
    return {words: int(count) for count, words in found}


def unread(client: Client) -> int:
    """Return how many papers of the meeting that stands first are said to be unread."""
    said = re.search(r"(\d+) tài liệu chưa đọc", client.get("/").content.decode())
    return int(said[1]) if said else 0


def places(item: AgendaItem) -> tuple[str, str]:
    return f"/hoi-nghi/{item.meeting_id}/tai-lieu/", f"/noi-dung/{item.pk}/"


def shown(client: Client, address: str) -> str:
    """Return a page without the tokens of its forms, which are drawn anew each time."""
    return re.sub(r'value="\w{64}"', "", client.get(address).content.decode())


def test_a_paper_is_unread_until_its_page_is_opened(signed: Sign, item: AgendaItem, paper: Paper) -> None:
    member = signed("member")
    assert unread(member) == 1
    assert all("Chưa đọc" in member.get(each).content.decode() for each in places(item))
    member.get(f"/tai-lieu/{paper.pk}/")
    assert unread(member) == 0
    assert not any("Chưa đọc" in member.get(each).content.decode() for each in places(item))


@pytest.mark.parametrize("address", ["/tep/{file}/", "/tep/{file}/trang/1/", "/tai-lieu/{paper}/so-sanh/"])
def test_a_file_and_a_comparison_open_the_version_too(
    signed: Sign, item: AgendaItem, paper: Paper, address: str
) -> None:
    member = signed("member")
    member.get(address.format(file=File.objects.get().pk, paper=paper.pk))
    assert unread(member) == 0


def test_a_new_version_is_unread_again(world: World, signed: Sign, item: AgendaItem, paper: Paper) -> None:
    member = signed("member")
    member.get(f"/tai-lieu/{paper.pk}/")
    assert unread(member) == 0
    ACTS["paper.submit"](by=world.secretary, paper=paper.pk, edit=paper.edit, body="Bản ba.", files=[])
    assert unread(member) == 1
    assert "Chưa đọc" in member.get(places(item)[0]).content.decode()


def test_what_one_reads_says_nothing_to_others(signed: Sign, item: AgendaItem, paper: Paper) -> None:
    """Not to the member beside them, and neither the secretary's pages nor the journal say who has read it."""
    pages = ("/", f"/tai-lieu/{paper.pk}/", *places(item), "/nhat-ky/")
    secretary, chair = signed("secretary"), signed("chair")
    for each in pages:
        secretary.get(each)  # what is once said on a first visit is gone
    before, lines = [shown(secretary, each) for each in pages], Journal.objects.count()
    signed("member").get(f"/tai-lieu/{paper.pk}/")
    assert [shown(secretary, each) for each in pages] == before
    assert (unread(chair), Journal.objects.count()) == (1, lines)


def test_a_page_that_a_browser_has_is_sent_again_when_its_reader_has_opened_something(
    signed: Sign, item: AgendaItem, paper: Paper
) -> None:
    member, chair = signed("member"), signed("chair")
    pages = ("/", *places(item))
    for who in (member, chair):
        who.get("/")  # the first page of a session brings the cookie of its token
    tags = {(who, each): who.get(each).headers["ETag"] for who in (member, chair) for each in pages}
    member.get(f"/tai-lieu/{paper.pk}/")
    answers = {key: key[0].get(key[1], headers={"If-None-Match": tag}).status_code for key, tag in tags.items()}
    assert {answers[member, each] for each in pages} == {200}
    assert {answers[chair, each] for each in pages} == {304}


def test_a_version_is_noted_once_and_by_reading_alone(signed: Sign, item: AgendaItem, paper: Paper) -> None:
    member, address = signed("member"), f"/tai-lieu/{paper.pk}/"
    member.head(address)
    assert OpenedVersion.objects.count() == 0
    member.get(address)
    member.get(address)
    assert OpenedVersion.objects.count() == paper.versions.count() == 2
    stranger = signed("bob")
    assert stranger.get(address).status_code == 404
    assert OpenedVersion.objects.count() == 2


def test_a_decision_is_read_once_it_stands(world: World, signed: Sign, item: AgendaItem) -> None:
    decision = approved(world, item)
    member = signed("member")
    assert needs(member)[NEW] == 1
    member.get(f"/ket-luan/{decision.pk}/")
    assert NEW not in needs(member)
    assert needs(signed("reader"))[NEW] == 1


def test_a_draft_that_was_seen_is_not_read(world: World, signed: Sign, item: AgendaItem) -> None:
    draft = drafted(world, item)
    signed("chair").get(f"/ket-luan/{draft.pk}/")
    assert OpenedVersion.objects.count() == 0


def test_a_document_is_read_with_what_it_issues(world: World, signed: Sign) -> None:
    notice = make_chain(world).issued()
    member = signed("member")
    assert needs(member)["Văn bản mới, anh chị chưa đọc"] == 1
    member.get(f"/van-ban/{notice.pk}/")
    assert not {NEW, "Văn bản mới, anh chị chưa đọc"} & needs(member).keys()
