"""On a phone: from Hôm nay to the words of any paper in two presses, and a note at what is selected there."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.desk.looking import SIGHTS, sign_in, wrong_in_any_sight
from tests.desk.places import paper_under
from tests.world import World

from nghitrinh.desk.models import OwnNote
from nghitrinh.record.meetings.models import AgendaItem

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where pictures of the pages are put for whoever wants to look at them.
PICTURES = os.environ.get("NGHITRINH_PICTURES", "")
BODY = "Đề nghị quy hoạch khoảng 3.500 ha ở hai huyện.\n\nGiao Sở Công Thương chủ trì, báo cáo trước tháng 12."
_SELECT = """words => {
    const places = [...document.querySelectorAll(".record-text p")]
    const text = places.find(each => each.textContent.includes(words)).firstChild
    const range = document.createRange(), at = text.data.indexOf(words)
    range.setStart(text, at), range.setEnd(text, at + words.length)
    getSelection().removeAllRanges(), getSelection().addRange(range)
}"""


@pytest.fixture
def items(home: World) -> list[AgendaItem]:
    """Return two items of the meeting to come; under the second is a paper that is a file alone."""
    meeting = home.plan_meeting()
    items = [home.item(meeting, title) for title in ("Vùng công nghiệp động lực", "Kế hoạch đầu tư công")]
    paper_under(home, items[0], "Bản một.", BODY)
    paper_under(home, items[1], "Bản một.", "")
    return items


def _looked_at(page: Page, name: str) -> list[str]:
    for width, theme in SIGHTS if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{theme}.png", full_page=True)
    return [f"{name} {each}" for each in wrong_in_any_sight(page)]


def _bring(page: Page, server: str, item: AgendaItem) -> None:
    """Make a folder, and bring a file into it that is tied to an item's meeting."""
    page.goto(f"{server}/tai-lieu-rieng/thu-muc-moi/")
    page.fill("[name=name]", "Kỳ họp thứ chín")
    page.get_by_role("button", name="Tạo thư mục").click()
    page.goto(f"{server}/hoi-nghi/{item.meeting_id}/tai-lieu/")
    page.get_by_role("link", name="Thêm tài liệu cá nhân").first.click()
    page.set_input_files("[name=uploads]", {"name": "Bài phát biểu.txt", "mimeType": "text/plain", "buffer": b"Kinh"})
    page.get_by_role("button", name="Tải lên").click()


def _presses(page: Page, *links: str) -> int:
    """Press links one after another, each where the one before led; return how many there were."""
    for each in links:
        page.get_by_role("link", name=each, exact=True).first.click()
    return len(links)


def test_the_words_of_any_paper_are_two_presses_from_the_day(
    home: World, items: list[AgendaItem], browser: Browser, live_server: Any
) -> None:
    """Whether the paper is typed words or a file: a page of it stands open after the second press."""
    page = sign_in(browser.new_context(viewport={"width": 390, "height": 844}), live_server.url, "member")
    assert _presses(page, "Tài liệu", "Tờ trình quy hoạch vùng") == 2
    page.get_by_text("Giao Sở Công Thương chủ trì").wait_for()
    page.goto(live_server.url)
    page.get_by_role("main").get_by_role("link", name="Tài liệu", exact=True).click()
    assert page.get_by_role("link", name="Tải tập tài liệu (PDF)").is_visible()
    assert page.get_by_role("heading", level=3).all_inner_texts() == [f"{n}. {i.title}" for n, i in enumerate(items, 1)]
    page.get_by_role("link", name="Đọc To trinh số 1.pdf").nth(1).click()
    page.get_by_role("heading", name="Chữ của trang").wait_for()
    assert "To trinh quy hoach vung" in page.inner_text(".record-text")


def test_what_is_selected_goes_along_to_a_note_and_not_into_an_address(
    home: World, items: list[AgendaItem], browser: Browser, live_server: Any
) -> None:
    page = sign_in(browser.new_context(viewport={"width": 390, "height": 844}), live_server.url, "member")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/hoi-nghi/{items[0].meeting_id}/tai-lieu/")
    page.get_by_role("link", name="Tờ trình quy hoạch vùng").first.click()
    page.evaluate(_SELECT, "3.500 ha ở hai huyện")
    page.get_by_role("link", name="Ghi chú riêng về bản 2").click()
    assert page.input_value("[name=passage]") == "3.500 ha ở hai huyện"
    wrong = _looked_at(page, "form")
    page.fill("[name=text]", "Hỏi: hai huyện nào?\n\nSố này khác báo cáo năm ngoái.")
    page.get_by_role("button", name="Lưu ghi chú").click()
    assert page.inner_text("mark") == "3.500 ha ở hai huyện"
    assert (OwnNote.objects.get().words, OwnNote.objects.get().user) == ("3.500 ha ở hai huyện", home.member)
    assert not [each for each in asked if "huy" in each]
    wrong += _looked_at(page, "paper")
    page.get_by_role("link", name="Ghi chú riêng về bản 2").click()
    assert page.input_value("[name=passage]") == ""  # what was selected for the last note is not for the next one
    page.goto(f"{live_server.url}/noi-dung/{items[1].pk}/ghi-chu/")
    page.fill("[name=text]", "Phát biểu sau Sở Tài chính")
    page.get_by_role("button", name="Lưu ghi chú").click()
    _bring(page, live_server.url, items[0])
    for name, address in {
        "item": f"/noi-dung/{items[1].pk}/",
        "papers": f"/hoi-nghi/{items[0].meeting_id}/tai-lieu/",
        "notes": "/ghi-chu/",
        "documents": "/tai-lieu-rieng/",
        "bring": "/tai-lieu-rieng/tai-len/",
        "change": f"/ghi-chu/{OwnNote.objects.latest('made_at').pk}/",
        "today": "/",
    }.items():
        page.goto(live_server.url + address)
        wrong += _looked_at(page, name)
    page.get_by_role("link", name="Tài liệu", exact=True).first.click()
    assert wrong == []
