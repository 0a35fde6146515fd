"""Who is asked for an opinion hears of it, and is reminded by the rule's days until they answer."""

from typing import Any

import pytest
from tests.mail.conftest import address, of_a_day, plain, sent
from tests.record.opinions.asking import TEXT, Asking
from tests.world import World

from nghitrinh.mail.filling import fill
from nghitrinh.mail.models import Choice, Kind, Notice
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Membership

QUESTION = "Câu hỏi chỉ đọc ở bàn làm việc"


@pytest.fixture
def asked(world: World) -> Asking:
    """A paper about which somebody can be asked; `member` sits by a post."""
    paper = ACTS["paper.register"](
        by=world.secretary,
        organization=world.committee.pk,
        submitted_by=world.ministry.pk,
        title="Dự thảo quy chế",
        kind="draft_text",
    )
    ACTS["paper.submit"](by=world.secretary, paper=paper.pk, edit=paper.edit, body=TEXT)
    posts = {each.post: each for each in Membership.objects.filter(organization=world.committee)}
    return Asking(world, paper, posts)


def ask(asked: Asking, **given: Any) -> None:
    version = asked.version.pk
    members = [asked.posts["Ủy viên member"].pk]
    bodies = [asked.world.department.pk]
    more = {"members": members, "bodies": bodies, "due_on": "2021-09-20"} | given
    ACTS["round.open"](by=asked.world.secretary, version=version, question=QUESTION, **more)


def steps() -> list[str]:
    return [each.occasion.rpartition(":")[2] for each in Notice.objects.filter(kind=Kind.OPINION_DUE)]


def test_a_member_and_a_bodys_officer_are_written_to_with_the_day_and_without_the_question(asked: Asking) -> None:
    for user in (asked.world.member, asked.world.officer):
        address(user, Choice.AT_ONCE)
    ask(asked)
    found = [each for each in sent() if each["Subject"].startswith("Xin ý kiến")]
    assert sorted(each["To"] for each in found) == ["member@example.vn", "officer@example.vn"]
    (letter,) = [each for each in found if each["To"] == "member@example.vn"]
    assert "Dự thảo quy chế, bản 1" in letter["Subject"]
    assert f"https://desk.example/y-kien/{asked.request('member').pk}/" in plain(letter)
    assert "Hạn 20/9/2021, còn 19 ngày" in plain(letter)
    assert not any(QUESTION in plain(each) for each in found)


def test_who_has_not_answered_is_reminded_at_each_step_once_and_when_the_day_has_passed(
    asked: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(asked, bodies=[])
    for day in range(2, 24):
        of_a_day(f"2021-09-{day:02}", monkeypatch)()
    assert steps() == ["7", "3", "1", "-1"]


def test_who_has_answered_or_is_asked_no_more_hears_nothing(asked: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(asked)
    asked.give("member", "agrees", by=asked.world.member)
    of_a_day("2021-09-13", monkeypatch)()
    assert {each.recipient.username for each in Notice.objects.filter(kind=Kind.OPINION_DUE)} == {"officer"}
    asked.step("round.cancel", reason="Thôi hỏi")
    of_a_day("2021-09-18", monkeypatch)()
    assert steps() == ["7"]


def test_of_a_restricted_paper_a_letter_says_that_there_is_something(asked: Asking) -> None:
    address(asked.world.member, Choice.AT_ONCE)
    item = asked.world.item(title="Nhân sự", level="restricted")
    now = type(asked.paper).objects.get(pk=asked.paper.pk)
    ACTS["paper.lay"](by=asked.world.secretary, paper=now.pk, edit=now.edit, item=item.pk)
    fill()
    before = len(sent())
    ask(asked, bodies=[])
    (letter,) = [each for each in sent()[before:] if each["To"] == "member@example.vn"]
    assert "Dự thảo" not in plain(letter) + str(letter["Subject"])
    assert "Có điều mới trong hồ sơ" in plain(letter)
