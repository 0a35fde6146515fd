"""The day of each, as a thumb finds it: nothing is cut or too small on a phone, and one press does what it says."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.desk.looking import SIGHTS, cut_on, sign_in, violations
from tests.desk.places import paper_under
from tests.record.decided import approved, charge, open_item, point
from tests.record.presence.room import Sitting, adopt_rule, sitting
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.presence.models import Answer
from nghitrinh.record.tasks.models import TaskQuestion

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WHO = ("secretary", "chair", "member", "reader", "officer", "quantri")
POSTS = ("Bí thư", *(f"Ủy viên Ban Thường vụ, Bí thư Huyện ủy {number}" for number in range(1, 15)))
THUMB = 44
# What is pressed, with its height; what is covered or folded away has none.
_PRESSED = """() => [...document.querySelectorAll("main .btn, main button, main summary")]
    .map(each => [each.innerText.trim(), each.getBoundingClientRect().height]).filter(([, height]) => height > 0)"""


@pytest.fixture
def day(home: World, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    """Three days before a meeting of fifteen members: something waits for each, and a task is overdue."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-12")
    decision = approved(home, open_item(home), points=[point(home, charges=[charge(home, due_on="2021-09-20")])])
    (task,) = ACTS["task.assign"](by=home.secretary, decision=decision.pk)
    ACTS["task.accept"](by=home.officer, task=task.pk, edit=task.edit)
    held = Meeting.objects.get(pk=decision.item.meeting_id)
    ACTS["meeting.close"](by=home.secretary, meeting=held.pk, edit=held.edit)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-05")
    adopt_rule(home, quorum=">= 2/3 in_office", opinions="5 working")
    made = sitting(home, *POSTS)
    item = home.item(made.now(), title="Vùng công nghiệp động lực của tỉnh đến năm 2030, tầm nhìn đến năm 2050")
    version = paper_under(home, item, "Điều 1. Vùng rộng 4.000 ha.").versions.get()
    asked = {"question": "Xin ý kiến về phạm vi vùng", "members": [made.posts[POSTS[0]].pk]}
    ACTS["round.open"](by=home.secretary, version=version.pk, bodies=[home.department.pk], **asked)
    for post in POSTS[1:10]:
        made.answer(post, "comes")
    made.answer(POSTS[10], "excused", reason="Đi công tác")
    return made


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Callable[[str], Page]]:
    """Return how to sign in on a phone, without a script and with a thumb."""
    contexts = []

    def opened(who: str) -> Page:
        sight = {"width": 390, "height": 844}
        contexts.append(browser.new_context(viewport=sight, has_touch=True, is_mobile=True, java_script_enabled=False))
        return sign_in(contexts[-1], live_server.url, who)

    yield opened
    for each in contexts:
        each.close()


@pytest.mark.parametrize("who", WHO)
def test_a_day_is_whole_in_every_sight(browser: Browser, live_server: Any, day: Sitting, who: str) -> None:
    for width, theme in SIGHTS:
        touch: dict[str, Any] = {"has_touch": True, "is_mobile": True} if width == 390 else {}
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, **touch)
        page = sign_in(context, live_server.url, who)
        page.get_by_role("heading", level=1).wait_for()
        if shots := os.environ.get("NGHITRINH_SHOTS"):
            page.screenshot(path=f"{shots}/{who}-{width}-{theme}.png", full_page=True)
        assert violations(page) == []
        assert cut_on(page) == []
        if touch:
            assert [each for each in page.evaluate(_PRESSED) if each[1] < THUMB] == []
        context.close()


def test_a_member_says_that_they_come_with_one_tap(phone: Callable[[str], Page], day: Sitting) -> None:
    page = phone("member")
    page.get_by_role("button", name="Tôi sẽ dự").tap()
    page.get_by_text("Đã trả lời: sẽ dự.", exact=True).wait_for()
    assert day.invitation(POSTS[0]).answer == Answer.COMES


def test_a_member_reads_an_unread_paper_with_two_taps(phone: Callable[[str], Page], day: Sitting) -> None:
    page = phone("member")
    stands = page.get_by_role("region", name="Hội nghị")
    stands.get_by_text("1 tài liệu chưa đọc").wait_for()
    stands.get_by_role("link", name="Tài liệu", exact=True).tap()
    page.get_by_text("Chưa đọc", exact=True).wait_for()
    page.get_by_role("link", name="Tờ trình quy hoạch vùng").tap()
    page.get_by_role("heading", level=1, name="Tờ trình quy hoạch vùng").wait_for()
    page.goto(page.url.partition("/tai-lieu/")[0])
    assert not page.get_by_text("chưa đọc").is_visible()


def test_the_chair_asks_with_one_tap_and_the_body_answers(phone: Callable[[str], Page], day: Sitting) -> None:
    page = phone("chair")
    page.get_by_role("button", name="Hỏi").tap()
    page.get_by_text("hôm nay đã hỏi").wait_for()
    assert page.get_by_role("button", name="Hỏi").count() == 0
    body = phone("officer")
    body.get_by_role("link", name="Trả lời", exact=True).tap()
    body.get_by_label("Việc đang đến đâu").fill("Đang chờ số liệu.")
    body.get_by_role("button", name="Trả lời").tap()
    body.get_by_text("Đang chờ số liệu.").wait_for()
    assert TaskQuestion.objects.get().answer == "Đang chờ số liệu."
