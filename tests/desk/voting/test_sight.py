"""The pages of votes in every sight, for those who use them; a member votes with the keyboard alone."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.desk.looking import SIGHTS, sign_in, wrong_in_any_sight
from tests.record.presence.room import DAY
from tests.record.voting.hall import POSTS, Hall, hall
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.voting.models import Ballot, Vote

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where pictures of the pages are put for whoever wants to look at them.
PICTURES = os.environ.get("NGHITRINH_PICTURES", "")


def looked_at(page: Page, name: str) -> list[str]:
    """Return what is wrong with a page in any sight; keep pictures of it where somebody wants to look."""
    for width, theme in SIGHTS if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{theme}.png", full_page=True)
    return [f"{name} {each}" for each in wrong_in_any_sight(page)]


def _in_every_state(made: Hall) -> dict[str, Vote]:
    """Return votes by what their page shows."""
    closed = made.opened(question="Thông qua quy hoạch vùng công nghiệp động lực?")
    for post, option in zip(POSTS, ("agrees", "agrees", "agrees", "opposes", "abstains"), strict=True):
        made.cast(closed, post, option)
    made.step("close", closed)
    who = ACTS["reservation.note"]
    who(by=made.world.secretary, vote=closed.pk, membership=made.sitting.posts["Giám đốc"].pk, text="Chưa đủ vốn.")
    names = [{"post": "Giám đốc sở", "name": "Lê Văn Cường"}, {"post": "Phó Giám đốc sở", "name": "Trần Thị Bình"}]
    paper = made.opened("paper", question="Giới thiệu nhân sự?", kind="personnel", candidates=names)
    rows = [
        {"candidate": each.pk, "agreeing": 4 - at * 2, "opposing": at * 2}
        for at, each in enumerate(paper.candidates.order_by("position"))
    ]
    sheet = {"issued": 5, "returned": 5, "valid": 4, "spoilt": 1, "tallies": rows}
    made.step("count_ballots", paper, **sheet, remarks="Một phiếu gạch cả hai tên.")
    made.step("confirm_count", paper, by=made.accounts["Trưởng ban"], **sheet)
    made.step("close", paper)
    return {
        "prepared": made.prepare("consent", question="Thông qua quy chế làm việc?"),
        "open": made.opened(question="Cho ý kiến về chỉ tiêu sử dụng đất đến năm 2030?"),
        "hands": made.opened("hands", question="Thông qua chương trình?"),
        "ballots": made.opened("paper", question="Bầu ban kiểm phiếu?"),
        "closed": closed,
        "paper": paper,
    }


def test_every_page_of_votes_is_clean_in_every_sight(
    world: World, browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    server = live_server.url
    made = hall(world, reservation="yes", vote_changes="yes")
    votes = _in_every_state(made)
    page, wrong = sign_in(browser.new_context(), server, "secretary"), []
    base = f"{server}/bieu-quyet"
    addresses = {f"vote-{name}": f"{base}/{vote.pk}/" for name, vote in votes.items()}
    addresses |= {
        "prepare": f"{server}/noi-dung/{made.item.pk}/bieu-quyet/",
        "hands": f"{base}/{votes['hands'].pk}/gio-tay/",
        "ballots": f"{base}/{votes['ballots'].pk}/kiem-phieu/",
        "reserve": f"{base}/{votes['closed'].pk}/bao-luu/",
        "meeting": f"{server}/hoi-nghi/{made.sitting.meeting.pk}/bieu-quyet/",
        "item": f"{server}/noi-dung/{made.item.pk}/",
        "concluding": f"{server}/noi-dung/{made.item.pk}/ket-luan/",
    }
    for name, address in addresses.items():
        page.goto(address)
        wrong += looked_at(page, name)
    point = {"outcome": "agreed", "text": "Thống nhất quy hoạch.", "vote": votes["closed"].pk}
    given = {"item": made.item.pk, "title": "Kết luận về quy hoạch", "points": [point]}
    decision = ACTS["decision.draft"](by=world.secretary, **given)
    page.goto(f"{server}/ket-luan/{decision.pk}/")
    wrong += looked_at(page, "decision")
    member = sign_in(browser.new_context(), server, "m0")
    for name, address in (("today-member", f"{server}/"), ("vote-member", addresses["vote-open"])):
        member.goto(address)
        wrong += looked_at(member, name)
    assert wrong == []


def test_a_member_votes_on_a_phone_with_the_keyboard_alone_and_without_scripts(
    world: World, browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    server = live_server.url
    made = hall(world)
    vote = made.opened()
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = sign_in(context, server, "m0")
    page.goto(f"{server}/bieu-quyet/{vote.pk}/")
    button = page.get_by_role("button", name="Không tán thành: Thông qua vùng công nghiệp?")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    assert box["width"] >= 300
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Đã ghi: không tán thành.").first.wait_for()
    ballot = Ballot.objects.get()
    assert (ballot.option, ballot.cast_at.date() <= clock.today()) == ("opposes", True)
