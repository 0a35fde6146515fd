"""Papers at the desk: versions, files, two versions side by side, what a download carries."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.places import BODY, PAPER, paper_under
from tests.world import World

from nghitrinh.contents.differences import compare
from nghitrinh.record.papers.models import File, Paper

Sign = Callable[[str], Client]


def test_registers_submits_and_accepts(signed: Sign, world: World) -> None:
    item = world.item()
    client = signed("secretary")
    made = client.post(
        f"/noi-dung/{item.pk}/tai-lieu-moi/",
        {"submitted_by": world.department.pk, "kind": "submission", "title": "Tờ trình", "level": "internal"},
    )
    paper = Paper.objects.get()
    assert made.headers["Location"] == f"/tai-lieu/{paper.pk}/nop/"
    upload = SimpleUploadedFile("Tờ trình số 1.pdf", PAPER, content_type="text/html")
    sent = client.post(f"/tai-lieu/{paper.pk}/nop/", {"edit": paper.edit, "body": "Lời.", "uploads": [upload]})
    assert sent.status_code == 302
    file = File.objects.get()
    assert (file.name, file.media_type, file.size) == ("Tờ trình số 1.pdf", "application/pdf", len(PAPER))
    paper.refresh_from_db()
    client.post(f"/tai-lieu/{paper.pk}/nhan/", {"edit": paper.edit})
    paper.refresh_from_db()
    assert paper.state == "accepted"


def test_the_submitting_body_brings_its_own(signed: Sign, world: World) -> None:
    client = signed("officer")
    form = client.get("/tai-lieu/moi/").content.decode()
    assert world.department.name in form
    assert world.council.name not in form
    typed = {"organization": world.committee.pk, "submitted_by": world.department.pk, "kind": "report"}
    answer = client.post("/tai-lieu/moi/", {**typed, "title": "Báo cáo", "level": "internal"})
    paper = Paper.objects.get()
    assert answer.headers["Location"] == f"/tai-lieu/{paper.pk}/nop/"
    assert "Báo cáo" in client.get("/tai-lieu/").content.decode()


def test_an_empty_version_is_refused_where_it_was_typed(signed: Sign, world: World) -> None:
    paper = paper_under(world, world.item())
    answer = signed("secretary").post(f"/tai-lieu/{paper.pk}/nop/", {"edit": paper.edit, "body": ""})
    assert answer.status_code == 422
    assert "Một bản phải có lời hoặc có tệp" in answer.content.decode()


def test_a_download_is_never_run_in_the_page(signed: Sign, world: World) -> None:
    paper_under(world, world.item(), BODY, BODY)
    answer = signed("officer").get(f"/tep/{File.objects.get().pk}/")
    assert answer.content == PAPER
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''To%20trinh")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_shows_two_versions_side_by_side(signed: Sign, world: World) -> None:
    paper = paper_under(world, world.item(), BODY, BODY.replace("3.500", "4.000–5.000"))
    page = signed("member").get(f"/tai-lieu/{paper.pk}/so-sanh/").content.decode()
    assert "<del>3.500</del>" in page
    assert "<ins>4.000–5.000</ins>" in page
    assert signed("member").get(f"/tai-lieu/{paper.pk}/so-sanh/?cu=7").status_code == 404


def test_differences_lead_from_old_to_new() -> None:
    old, new = "Quy mô 3.500 ha.\nMột huyện", "Quy mô 4.000–5.000 ha.\nHai huyện"
    words = compare(old, new).words
    assert "".join(word.text for word in words if word.kind != "new") == old
    assert "".join(word.text for word in words if word.kind != "old") == new
    assert [word.text for word in words if word.kind == "old"] == ["3.500", "Một"]
    assert compare("", "").words == []
