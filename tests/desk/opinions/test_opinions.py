"""From asking to the whole matrix, each by the page of who does it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.contents.made import pdf
from tests.desk.sending import sent_of
from tests.record.opinions.asking import TEXT, Asking, asking, passage
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.opinions.models import Comment, Opinion, OpinionFile, Response, Round, RoundState
from nghitrinh.record.papers.models import Paper

Sign = Callable[[str], Client]


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def send(client: Client, address: str, **typed: Any) -> Any:
    """Fill in a form as it is shown, with what is typed, and send it; whatever refuses it is in the message."""
    form = client.get(address)
    assert form.status_code == 200, address
    answer = client.post(address, sent_of(form.content.decode()) | typed, follow=True)
    shown = (answer.context or {}).get("form")
    faults = [fault.words for fault in shown.faults()] if shown is not None and hasattr(shown, "faults") else []
    return answer, faults


def test_the_secretary_asks_from_the_papers_page_and_the_rule_gives_the_day(signed: Sign, asked: Asking) -> None:
    secretary, world = signed("secretary"), asked.world
    where = f"/tai-lieu/{asked.paper.pk}/lay-y-kien/"
    assert where in page(secretary, f"/tai-lieu/{asked.paper.pk}/")
    assert "5 ngày làm việc" in page(secretary, where)
    _answer, faults = send(secretary, where, question="Xin ý kiến")
    assert faults == ["Chưa chọn ai để lấy ý kiến"]
    whom = {"members": [asked.posts["Bí thư"].pk], "bodies": [world.ministry.pk]}
    answer, faults = send(secretary, where, question="Xin ý kiến", **whom)
    assert faults == []
    assert "hạn 15/10/2021" in answer.content.decode()
    assert "Bộ Tài nguyên" in answer.content.decode()
    assert where not in page(secretary, f"/tai-lieu/{asked.paper.pk}/")
    assert f"/lay-y-kien/{asked.now().pk}/" in page(secretary, f"/tai-lieu/{asked.paper.pk}/")


def test_the_drafting_body_asks_about_its_own_draft_until_it_is_taken_in(signed: Sign, asked: Asking) -> None:
    officer, where = signed("officer"), f"/tai-lieu/{asked.paper.pk}/lay-y-kien/"
    assert where in page(officer, f"/tai-lieu/{asked.paper.pk}/")
    assert signed("bob").get(where).status_code == 404
    assert signed("member").get(where).status_code in (403, 404)
    _answer, faults = send(officer, where, question="Xin ý kiến", bodies=[asked.world.ministry.pk])
    assert faults == []
    assert asked.now().state == "open"
    assert f"/lay-y-kien/{asked.now().pk}/ket-thuc/" not in page(officer, f"/lay-y-kien/{asked.now().pk}/")
    asked.step("round.close")
    paper = Paper.objects.get(pk=asked.paper.pk)
    ACTS["paper.accept"](by=asked.world.secretary, paper=paper.pk, edit=paper.edit)
    assert where not in page(officer, f"/tai-lieu/{asked.paper.pk}/")
    assert where in page(signed("secretary"), f"/tai-lieu/{asked.paper.pk}/")


def test_a_member_answers_on_a_passage_copied_from_the_text_and_changes_it(signed: Sign, asked: Asking) -> None:
    asked.open("Bí thư")
    member, where = signed("member"), f"/y-kien/{asked.request('Bí thư').pk}/"
    first = page(member, "/")
    assert "Xin ý kiến anh chị" in first
    assert where in first
    typed = {"choice": "with_changes", "comments-0-text": "Nên là 5.000 ha"}
    for words, said in (("9.000 ha", "Không thấy đoạn này"), ("Điều", "Đoạn này có ở 2 chỗ")):
        _answer, faults = send(member, where, **typed | {"comments-0-passage": words})
        assert said in faults[0]
    file = SimpleUploadedFile("gop-y.pdf", pdf("Gop y"), "application/pdf")
    answer, faults = send(
        member, where, **typed | {"comments-0-passage": "công  nghiệp\nrộng 4.000 ha", "uploads": file}
    )
    assert faults == []
    assert "sửa được đến hết ngày 15/10/2021" in answer.content.decode()
    said = Comment.objects.get()
    assert TEXT[said.start : said.end] == said.words == "công nghiệp rộng 4.000 ha"
    assert "Xin ý kiến anh chị" not in page(member, "/")
    again = page(member, where)
    assert "Nên là 5.000 ha" in again
    assert "gop-y.pdf" in again
    _answer, faults = send(member, where, **{"comments-0-text": "Nên là 6.000 ha"})
    assert faults == []
    assert Comment.objects.get().text == "Nên là 6.000 ha"
    assert OpinionFile.objects.count() == 1
    assert member.get(f"/tep-y-kien/{OpinionFile.objects.get().pk}/").status_code == 200


def test_a_passage_may_stand_in_a_file_of_the_version(signed: Sign, asked: Asking, world: World) -> None:
    paper = Paper.objects.get(pk=asked.paper.pk)
    file = SimpleUploadedFile("phu-luc.pdf", pdf("Phu luc ve dat"), "application/pdf")
    _answer, faults = send(signed("officer"), f"/tai-lieu/{paper.pk}/nop/", body="", uploads=file)
    assert faults == []
    asked.open("Bí thư")
    typed = {"choice": "other", "comments-0-text": "Thiếu bảng", "comments-0-passage": "phu luc"}
    _answer, faults = send(signed("member"), f"/y-kien/{asked.request('Bí thư').pk}/", **typed)
    assert faults == []
    assert (Comment.objects.get().words, Comment.objects.get().file.name) == ("Phu luc", "phu-luc.pdf")


def test_nobody_reads_through_any_page_what_the_rule_hides(signed: Sign, asked: Asking) -> None:
    asked.user("bo", asked.world.ministry, "officer")
    asked.world.users["bo"] = asked.users["bo"]
    asked.open("Bí thư", bodies=(asked.world.ministry,))
    content = "Q2h1YSBhaSBiaWV0"
    file = {"name": "kin.txt", "media_type": "text/plain", "content_base64": content}
    asked.give("Bí thư", "disagrees", "Chưa ai biết điều này", by=asked.world.member, files=[file])
    opinion, kept, said = Opinion.objects.get(), OpinionFile.objects.get(), Comment.objects.get()
    shown = [f"/lay-y-kien/{asked.now().pk}/", f"/tai-lieu/{asked.paper.pk}/", "/", "/tim/?q=biết", "/nhat-ky/"]
    shown += [f"/nhat-ky/round/{asked.now().pk}/", "/nhat-ky/?xuat=csv", "/tai-lieu/?xuat=csv"]
    hidden = [f"/tep-y-kien/{kept.pk}/", f"/gop-y/{said.pk}/tra-loi/", f"/gop-y/{said.pk}/tach/"]
    hidden += [f"/y-kien/{opinion.pk}/duyet/", f"/y-kien/{opinion.pk}/ghi-duyet/"]
    for name in ("secretary", "chair", "reader", "officer", "bo", "bob"):
        client = signed(name)
        for address in shown:
            found = client.get(address, follow=True).content.decode(errors="replace")
            assert not any(each in found for each in ("Chưa ai biết", "kin.txt", "Không đồng ý")), (name, address)
        for address in hidden:
            assert client.get(address).status_code in (404, 405), (name, address)
    assert "Chưa ai biết" in page(signed("member"), f"/y-kien/{asked.request('Bí thư').pk}/")


def test_a_secretary_notes_what_came_on_paper_gives_more_time_and_asks_further(signed: Sign, asked: Asking) -> None:
    secretary, world = signed("secretary"), asked.world
    asked.open("Bí thư", bodies=(world.ministry,))
    where = f"/lay-y-kien/{asked.now().pk}"
    assert "Còn 2 chưa trả lời; hạn 15/10/2021" in page(secretary, "/")
    typed = {"choice": "other", "given_on": "8/10/2021", "signed_by": "Thứ trưởng", "comments-0-text": "Thêm căn cứ"}
    _answer, faults = send(secretary, f"/y-kien/{asked.request('Bộ').pk}/", **typed)
    assert faults == []
    shown = page(secretary, f"{where}/")
    assert "ký duyệt: Thứ trưởng" in shown
    assert "Thêm căn cứ" in shown
    _answer, faults = send(secretary, f"{where}/hoi-them/", bodies=[world.council.pk])
    assert faults == []
    _answer, faults = send(secretary, f"{where}/gia-han/", due_on="20/10/2021", reason="Nhiều việc")
    assert faults == []
    one = asked.request("Hội đồng")
    _answer, faults = send(secretary, f"/y-kien/{one.pk}/gia-han/", due_on="25/10/2021", reason="Xin thêm")
    assert faults == []
    assert "25/10/2021" in page(secretary, f"{where}/")
    send(secretary, f"{where}/huy/", reason="Hỏi nhầm")
    assert Round.objects.get().state == RoundState.CANCELLED


def test_the_head_of_a_body_approves_what_its_officer_wrote(signed: Sign, world: World) -> None:
    asked = asking(world, head_signs="yes")
    for name, role in (("bo", "officer"), ("botruong", "chair")):
        asked.user(name, world.ministry, role)
    world.users |= asked.users
    asked.open(bodies=(world.ministry,))
    typed = {"choice": "other", "comments-0-text": "Ý kiến của Bộ"}
    answer, faults = send(signed("bo"), f"/y-kien/{asked.request('Bộ').pk}/", **typed)
    assert faults == []
    assert "Đã trình người đứng đầu" in answer.content.decode()
    waiting, head = Opinion.objects.get(), signed("botruong")
    assert "Ý kiến của cơ quan chờ duyệt" in page(head, "/")
    assert "Ý kiến của Bộ" in page(head, f"/lay-y-kien/{asked.now().pk}/")
    head.post(f"/y-kien/{waiting.pk}/duyet/", {"edit": waiting.edit})
    assert Opinion.objects.get().is_given
    _answer, faults = send(signed("bo"), f"/y-kien/{asked.request('Bộ').pk}/", **{"comments-0-text": "Sửa lại"})
    assert faults == []
    where = f"/y-kien/{waiting.pk}/ghi-duyet/"
    _answer, faults = send(signed("bo"), where, signed_by="Bộ trưởng", signed_on="8/10/2021")
    assert faults == []
    assert Opinion.objects.get().signed_by == "Bộ trưởng"


@pytest.fixture
def closed(asked: Asking) -> Asking:
    """Return a closed round with two things said."""
    world = asked.world
    asked.open("Bí thư", "Ủy viên", bodies=(world.ministry,))
    said = [{"text": "Nên là 5.000 ha", "passage": passage(TEXT, "4.000 ha")}]
    asked.give("Bí thư", "with_changes", by=world.member, comments=said)
    asked.give("Bộ", "other", "Một. Hai.")
    asked.step("round.close")
    return asked


def test_the_drafting_body_splits_and_answers_and_the_page_counts(signed: Sign, closed: Asking) -> None:
    officer, where = signed("officer"), f"/lay-y-kien/{closed.now().pk}/"
    assert "Góp ý chờ tiếp thu, giải trình" in page(officer, "/")
    assert "Còn 2 điều góp ý chưa trả lời" in page(officer, "/")
    newer = closed.submit(TEXT.replace("4.000", "5.000"))
    whole, one = closed.comment("Một. Hai."), closed.comment("Nên là 5.000 ha")
    parts = {"parts-0-text": "Một.", "parts-1-text": "Hai."}
    _answer, faults = send(officer, f"/gop-y/{whole.pk}/tach/", **parts)
    assert faults == []
    typed = {"outcome": "adopted", "passage": "rộng 5.000 ha"}
    _answer, faults = send(officer, f"/gop-y/{one.pk}/tra-loi/", **typed)
    assert faults == []
    assert (Response.objects.get().version, Response.objects.get().words) == (newer, "rộng 5.000 ha")
    _answer, faults = send(officer, f"/gop-y/{closed.comment('Hai.').pk}/tra-loi/", outcome="explained")
    assert faults == ["Không tiếp thu cả thì giải trình vì sao"]
    shown = page(signed("secretary"), where)
    assert "3 điều góp ý: tiếp thu 1, tiếp thu một phần 0, giải trình 0, chưa trả lời 2." in shown
    assert "Đã hỏi 3, nhận được 2 ý kiến." in shown
    assert shown.index("Hai.") < shown.index("Nên là 5.000 ha")
    assert "Trả lời" not in page(signed("reader"), where).split("<table")[1].split("</table")[0].replace(
        "Chưa trả lời", ""
    )


def test_a_paper_is_not_taken_before_the_matrix_is_complete_where_the_rule_wants_it(signed: Sign, world: World) -> None:
    asked = asking(world, matrix_complete="yes")
    asked.open("Bí thư")
    asked.give("Bí thư", "other", "Một điều", by=world.member)
    asked.step("round.close")
    paper = Paper.objects.get(pk=asked.paper.pk)
    answer = signed("secretary").post(f"/tai-lieu/{paper.pk}/nhan/", {"edit": paper.edit}, follow=True)
    assert "Còn 1 ý kiến chưa tiếp thu, giải trình" in answer.content.decode()
    asked.respond("Một điều", "adopted")
    answer = signed("secretary").post(f"/tai-lieu/{paper.pk}/nhan/", {"edit": paper.edit}, follow=True)
    assert "Đã nhận" in answer.content.decode()


def test_the_next_round_begins_with_whom_the_last_one_asked_and_shows_what_they_said(
    signed: Sign, closed: Asking
) -> None:
    closed.respond("Nên là 5.000 ha", "explained", "Theo quy hoạch đã duyệt")
    closed.submit(TEXT.replace("2030", "2035"))
    form = signed("secretary").get(f"/tai-lieu/{closed.paper.pk}/lay-y-kien/").context["form"]
    assert {str(each) for each in form.initial["bodies"]} == {str(closed.world.ministry.pk)}
    again = closed.open("Bí thư")
    shown = page(signed("member"), f"/y-kien/{closed.request('Bí thư').pk}/")
    assert "Lần trước đã góp ý" in shown
    assert "Theo quy hoạch đã duyệt" in shown
    assert "Về bản 1" in page(signed("member"), f"/lay-y-kien/{again.pk}/")


def test_of_a_paper_without_a_version_nobody_is_asked(signed: Sign, asked: Asking) -> None:
    bare = ACTS["paper.register"](
        by=asked.world.secretary,
        organization=asked.world.committee.pk,
        submitted_by=asked.world.department.pk,
        title="Chưa nộp",
        kind="report",
    )
    assert page(signed("secretary"), f"/tai-lieu/{bare.pk}/lay-y-kien/", 409)


def test_the_matrix_is_handed_out_when_the_round_is_closed_and_to_nobody_else(signed: Sign, closed: Asking) -> None:
    where = f"/lay-y-kien/{closed.now().pk}/"
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        assert f"{where}bang-tong-hop.{kind}" in page(signed("officer"), where)
        answer = signed("officer").get(f"{where}bang-tong-hop.{kind}")
        assert answer.content.startswith(begins)
        assert signed("bob").get(f"{where}bang-tong-hop.{kind}").status_code == 404
    assert signed("officer").get(f"{where}bang-tong-hop.odt").status_code == 404
    closed.submit("Điều 1. Mới\n")
    again = closed.open("Bí thư")
    assert signed("secretary").get(f"/lay-y-kien/{again.pk}/bang-tong-hop.pdf").status_code == 404
