"""Minutes on the desk: drafted by one press, signed by both; no word of a restricted item for who may not see it."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any

import pypdf
import pytest
from django.test import Client
from tests.record.minutes.desk import SECRET, Table, table
from tests.record.presence.room import DAY
from tests.world import World

from nghitrinh.desk.minutes.changed import changed_words
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.minutes.facts import ItemFacts, SittingFacts
from nghitrinh.record.minutes.models import Minutes, MinutesState

Sign = Callable[[str], Client]
PROSE = "Đồng chí X chưa yên tâm công tác"


@pytest.fixture(autouse=True)
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat(f"{DAY}T18:00").replace(tzinfo=ZONE))


@pytest.fixture
def made(world: World) -> Table:
    found = table(world, minutes_approved="yes")
    world.users |= {user.username: user for user in found.hall.accounts.values()}
    return found


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def press(client: Client, minutes: Minutes, what: str, **given: Any) -> str:
    """Send a form of the minutes' pages and return where it led."""
    edit = Minutes.objects.get(pk=minutes.pk).edit
    answer = client.post(f"/bien-ban/{minutes.pk}/{what}/", {"edit": edit, **given}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def pdf_text(content: bytes) -> str:
    return "\n".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(content)).pages)


def docx_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def test_one_press_drafts_them_and_both_sign(signed: Sign, made: Table) -> None:
    secretary = signed("secretary")
    results = f"/hoi-nghi/{made.meeting().pk}/ket-qua/"
    assert "Soạn biên bản" in page(secretary, results)
    drafted = secretary.post(f"/hoi-nghi/{made.meeting().pk}/bien-ban/", follow=True).content.decode()
    minutes = Minutes.objects.get()
    assert "5/5 tán thành, cần 3" in drafted
    assert "Cơ bản nhất trí chủ trương." in drafted
    assert "có mặt 5/5 thành viên, đủ số người phải có mặt (3)" in drafted
    assert f"/bien-ban/{minutes.pk}/" in page(secretary, results)
    posts = made.hall.sitting.posts
    who = {"writer": posts["Phó Bí thư"].pk, "chair": posts["Bí thư"].pk}
    words = {f"part_{made.hall.item.pk}": "Sở trình bày.\nThảo luận sôi nổi.", "opening": "Chào cờ."}
    said = press(secretary, minutes, "sua", **who, **words)
    assert "Thảo luận sôi nổi." in said
    assert "Chào cờ." in said
    press(secretary, minutes, "soat")
    writer, chair = signed("m0"), signed("member")
    assert "Biên bản chờ anh chị ký" in page(writer, "/")
    assert "Ký biên bản" not in page(chair, f"/bien-ban/{minutes.pk}/")
    press(writer, minutes, "ky")
    assert "Biên bản chờ anh chị ký" in page(chair, "/")
    press(chair, minutes, "ky")
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.SIGNED
    assert "Biên bản chờ thông qua ở phiên sau" in page(secretary, "/")


def test_what_was_signed_on_paper_is_recorded_with_its_day(signed: Sign, made: Table) -> None:
    minutes, secretary = made.reviewed(), signed("secretary")
    for _ in ("writer", "chair"):
        press(secretary, minutes, "ghi-nhan-ky", signed_on="8/10/2021")
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.SIGNED
    assert "ký trên giấy ngày 8/10/2021; Chức vụ secretary ghi nhận" in page(secretary, f"/bien-ban/{minutes.pk}/")


def test_what_is_corrected_later_is_marked_and_the_signed_text_is_still_handed_out(signed: Sign, made: Table) -> None:
    minutes, secretary = made.signed(), signed("secretary")
    made.attend(role="invited", post="Giám đốc Sở Công Thương")
    shown = page(secretary, f"/bien-ban/{minutes.pk}/")
    assert "Hồ sơ đã đổi sau bản này" in shown
    assert "Giám đốc Sở Công Thương" not in shown
    given = {"reason": "Ghi sót khách", "authority": "Bí thư", "agreed_on": "8/10/2021"}
    corrected = press(secretary, minutes, "dinh-chinh", **given)
    assert "Giám đốc Sở Công Thương" in corrected
    assert "Bản đính chính lần 1" in corrected
    first = secretary.get(f"/bien-ban/{minutes.pk}/ban/{minutes.current}/pdf/").content
    assert "Giám đốc Sở Công Thương" not in pdf_text(first)


def test_a_later_meeting_is_noted_that_approved_them(signed: Sign, made: Table) -> None:
    minutes, secretary, world = made.signed(), signed("secretary"), made.world
    later = ACTS["meeting.plan"](
        by=world.secretary, organization=world.committee.pk, name="Hội nghị sau", starts_at=f"{DAY}T19:00"
    )
    for verb in ("convene", "open"):
        later = ACTS[f"meeting.{verb}"](by=world.secretary, meeting=later.pk, edit=later.edit)
    assert "Hội nghị sau" in page(secretary, f"/bien-ban/{minutes.pk}/thong-qua/")
    said = press(secretary, minutes, "thong-qua", meeting=later.pk)
    assert "Đã ghi: biên bản được thông qua." in said
    assert "Hội nghị sau" in said


@pytest.mark.parametrize("kind", ["page", "pdf", "docx"])
def test_who_may_not_see_an_item_finds_no_word_of_it(signed: Sign, made: Table, kind: str) -> None:
    minutes = made.draft()
    made.step("revise", minutes, parts=[{"item": made.secret.pk, "text": PROSE}])

    def read(username: str) -> str:
        client = signed(username)
        if kind == "page":
            return page(client, f"/bien-ban/{minutes.pk}/")
        content = client.get(f"/bien-ban/{minutes.pk}/tep/{kind}/").content
        return pdf_text(content) if kind == "pdf" else docx_text(content)

    cleared, reader = (" ".join(read(username).split()) for username in ("member", "reader"))
    for secret in (SECRET, PROSE):
        assert secret in cleared
        assert secret not in reader
    assert "không thuộc phạm vi được xem" in reader
    assert "không thuộc phạm vi được xem" not in cleared
    assert made.hall.item.title in reader


def test_an_outsider_finds_nothing(signed: Sign, made: Table) -> None:
    minutes = made.draft()
    for username in ("officer", "bob"):
        assert signed(username).get(f"/bien-ban/{minutes.pk}/").status_code == 404
        assert signed(username).get(f"/bien-ban/{minutes.pk}/tep/pdf/").status_code == 404


def test_who_cannot_sign_is_told_whose_hand_is_awaited_and_what_is_missing(signed: Sign, made: Table) -> None:
    minutes = made.draft()
    address = f"/bien-ban/{minutes.pk}/"
    assert "biên bản đang soạn" in page(signed("secretary"), address)
    made.signers(minutes)
    made.step("review", minutes)
    assert "Chờ thư ký ký trước: Phó Bí thư, bằng tài khoản của mình" in page(signed("member"), address)
    assert "Chờ thư ký ký" not in page(signed("m0"), address)
    made.step("sign_off", minutes, by=made.hall.accounts["Phó Bí thư"])
    assert "Chờ chủ trì ký: Bí thư" in page(signed("m0"), address)
    made.attend(role="invited", post="Giám đốc Sở Công Thương")
    assert "hồ sơ đã đổi sau khi soát" in page(signed("member"), address)


def test_who_signs_and_has_no_account_is_said_to_sign_on_paper(signed: Sign, made: Table) -> None:
    minutes = made.step("revise", made.draft(), writer_post="Chuyên viên", writer_name="Nguyễn Thị Ghi")
    made.step("review", minutes)
    assert "Nguyễn Thị Ghi, người chưa có tài khoản của mình" in page(signed("secretary"), f"/bien-ban/{minutes.pk}/")


def test_what_changed_after_the_signatures_is_named_where_it_stands(signed: Sign, made: Table) -> None:
    minutes = made.signed()
    made.attend(role="invited", post="Giám đốc Sở Công Thương")
    shown = page(signed("secretary"), f"/bien-ban/{minutes.pk}/")
    assert "Đã đổi: ai dự, ai vắng." in shown
    assert shown.count("Đã đổi:") == 1
    reader = page(signed("reader"), f"/bien-ban/{minutes.pk}/")
    assert "Hồ sơ đã đổi sau bản này" in reader
    assert "Đã đổi:" not in reader


def test_every_fact_that_minutes_keep_has_a_word(made: Table) -> None:
    names = {each.name for model in (SittingFacts, ItemFacts) for each in fields(model)}
    for name in names:
        assert changed_words([name]).startswith("Đã đổi: ")
    assert changed_words(["decision", "decision_number"]) == "Đã đổi: kết luận."
    assert changed_words([]) == "Nội dung mới đưa vào, hoặc đã đưa ra."
