"""A list of tasks at the desk: the template, the list seen before it comes in, every bad cell in a table."""

import ast
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from tests.record.tasks.given import body, merge, task_in, task_of
from tests.world import World

import nghitrinh.intake.task_list
from nghitrinh.intake.task_list.bringing import bring_in
from nghitrinh.intake.task_list.rows import understand
from nghitrinh.intake.task_list.workbook import read_table
from nghitrinh.record.bodies.models import Source
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.models import Task, TaskState

Sign = Callable[[str], Client]
HEADERS = ("Ký hiệu", "Việc", "Chịu trách nhiệm", "Phối hợp", "Hạn", "Ngày giao", "Mức phổ biến")
ROW = ("KL 12, ý 3", "Rà soát quỹ đất", "BCSĐ", "HĐND", "31/12/2021", "10/9/2021", "Hạn chế")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")


def file_of(*lines: Any) -> bytes:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = "Danh sách"
    for line in lines:
        sheet.append(line)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


LIST = file_of(HEADERS, ROW, ("KL 13", "Lập đề án", "Bộ Tài nguyên và Môi trường"))


def bring(client: Client, world: World, data: bytes, name: str = "viec.xlsx") -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post("/viec/nhap/", {"organization": world.committee.pk, "upload": file})


def seen(answer: Any) -> dict[str, str]:
    """Return what the page of a list that was seen sends back."""
    fields = re.findall(r'<input type="hidden" name="(organization|table)" value="([^"]+)"', answer.content.decode())
    return dict(fields)


def cells(answer: Any) -> list[tuple[str, str, str]]:
    return [(cell.cell, cell.found, words) for cell, words in answer.context["bad"]]


def test_a_list_is_seen_and_comes_in(signed: Sign, world: World) -> None:
    client, lines = signed("secretary"), Journal.objects.count()
    assert 'href="/viec/nhap/"' in client.get("/viec/").content.decode()
    assert 'href="/viec/nhap/mau/"' in client.get("/viec/nhap/").content.decode()
    answer = bring(client, world, LIST)
    page = answer.content.decode()
    assert answer.status_code == 200
    for words in (
        "KL 12, ý 3",
        "Ban cán sự đảng UBND tỉnh",
        "phối hợp Hội đồng nhân dân tỉnh",
        "31/12/2021",
        "Hạn chế",
    ):
        assert words in page
    assert (Task.objects.count(), Journal.objects.count()) == (0, lines)
    answer = client.post("/viec/nhap/ghi/", seen(answer))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/viec/")
    first, second = Task.objects.order_by("reference")
    assert (first.level, first.due_on, first.assigned_on) == ("restricted", date(2021, 12, 31), date(2021, 9, 10))
    assert (second.responsible, second.assigned_on) == (world.ministry, date(2021, 10, 4))
    page = client.get("/viec/").content.decode()
    assert "Đã ghi 2 việc vào hồ sơ." in page
    assert "Rà soát quỹ đất" in page
    assert journal.verify() == []


def test_the_bad_cells_stand_in_a_table_with_what_is_expected(signed: Sign, world: World) -> None:
    answer = bring(
        signed("secretary"),
        world,
        file_of(HEADERS, ("KL 1", None, "Sở Lạ", None, "31/02/2021"), ("KL 1", "=A1", "BCSĐ")),
    )
    assert answer.status_code == 422
    assert cells(answer) == [
        ("B2", "", "điền vào ô này"),
        ("C2", "Sở Lạ", "cơ quan có trong hồ sơ"),
        ("E2", "31/02/2021", "một ngày, như 31/12/2021"),
        ("A3", "KL 1", "ký hiệu chưa việc nào có"),
        ("B3", "=A1", "giá trị, không phải công thức"),
    ]
    page = answer.content.decode()
    assert "Còn 5 chỗ phải sửa" in page
    assert '<th scope="row">E2</th>' in page
    assert "“31/02/2021”" in page
    assert not Task.objects.exists()


def test_the_same_list_is_refused_with_its_day(signed: Sign, world: World) -> None:
    client = signed("secretary")
    again = seen(bring(client, world, LIST))
    client.post("/viec/nhap/ghi/", again)
    for answer in (bring(client, world, LIST, "khac.xlsx"), client.post("/viec/nhap/ghi/", again)):
        assert answer.status_code == 422
        assert answer.context["said"] == ["Danh sách này đã nhập ngày 4/10/2021, tệp “viec.xlsx”."]
    assert (Task.objects.count(), Source.objects.filter(kind="table").count()) == (2, 1)


def test_what_changed_between_seeing_and_entering_is_named(signed: Sign, world: World) -> None:
    client = signed("secretary")
    kept = seen(bring(client, world, LIST))
    merge(world, [world.ministry], [body(world, "Bộ Nông nghiệp và Môi trường")], happened_on=date(2021, 10, 1))
    answer = client.post("/viec/nhap/ghi/", kept)
    assert answer.status_code == 422
    expected = "cơ quan đang hoạt động; kế tục cơ quan này là Bộ Nông nghiệp và Môi trường"
    assert cells(answer) == [("C3", "Bộ Tài nguyên và Môi trường", expected)]
    assert not Task.objects.exists()


@pytest.mark.parametrize("changed", ["", "x", None])
def test_a_list_that_does_not_come_back_whole_is_refused(signed: Sign, world: World, changed: str | None) -> None:
    client = signed("secretary")
    kept = seen(bring(client, world, LIST))
    kept["table"] = kept["table"][:-5] if changed is None else changed
    answer = client.post("/viec/nhap/ghi/", kept)
    assert answer.status_code == 422
    assert len(answer.context["said"]) == 1
    assert not Task.objects.exists()


def test_no_list_comes_in_for_another_organization(signed: Sign, world: World) -> None:
    client = signed("secretary")
    kept = seen(bring(client, world, LIST)) | {"organization": str(world.council.pk)}
    assert client.post("/viec/nhap/ghi/", kept).status_code == 422
    file = SimpleUploadedFile("viec.xlsx", LIST)
    assert client.post("/viec/nhap/", {"organization": world.council.pk, "upload": file}).status_code == 422
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp rỗng."),
        (b"Viec;Han", "Tệp này không phải là bảng tính Excel (.xlsx)."),
        (LIST[:-100], "Tệp này không phải là bảng tính Excel (.xlsx)."),
        (file_of(("Tên",)), "Trang “Danh sách” không có hàng tiêu đề của mẫu."),
        (file_of(HEADERS), "Có 0 việc dưới hàng tiêu đề; mỗi danh sách từ 1 đến 2000 việc."),
    ],
)
def test_what_is_no_list_says_so(signed: Sign, world: World, data: bytes, words: str) -> None:
    answer = bring(signed("secretary"), world, data)
    assert answer.status_code == 422
    assert answer.context["said"] == [words]


def test_ten_megabytes_are_refused_unread(signed: Sign, world: World) -> None:
    answer = bring(signed("secretary"), world, b"a" * 10_000_000)
    assert answer.context["form"].errors == {"upload": ["Tệp lớn quá; nhiều nhất là 5 MB"]}


def test_without_a_file_the_form_says_so(signed: Sign, world: World) -> None:
    answer = signed("secretary").post("/viec/nhap/", {"organization": world.committee.pk})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["upload"])


def test_the_template_is_filled_in_and_comes_in(signed: Sign, world: World) -> None:
    client = signed("secretary")
    answer = client.get("/viec/nhap/mau/")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    workbook = load_workbook(io.BytesIO(answer.content))
    sheet = workbook["Danh sách"]
    for column, value in zip("BCD", ROW, strict=False):
        sheet[f"{column}2"] = value
    written = io.BytesIO()
    workbook.save(written)
    client.post("/viec/nhap/ghi/", seen(bring(client, world, written.getvalue())))
    assert Task.objects.get().responsible == world.department


def _exported(client: Client, address: str) -> set[str]:
    """Return what a list names: by its own reference, or by how the identifier begins, in brackets."""
    sheet = load_workbook(io.BytesIO(client.get(address).content))["Danh sách"]
    return {
        str(row[1]).partition(" [")[2].rstrip("]") or str(row[1])
        for row in sheet.iter_rows(min_row=2, values_only=True)
    }


def test_the_open_tasks_one_sees_are_taken_along(signed: Sign, world: World) -> None:
    opened, done = task_of(world), task_in(world, TaskState.CONFIRMED)
    restricted = file_of(HEADERS, (*ROW[:2], "BTNMT", None, None, None, "Hạn chế"))
    bring_in(understand(read_table(restricted, "a.xlsx"), world.committee), world.committee, by=world.secretary)
    assert 'href="/viec/bang-tinh/?loc=tat-ca"' in signed("secretary").get("/viec/?loc=tat-ca").content.decode()
    assert _exported(signed("secretary"), "/viec/bang-tinh/?loc=tat-ca") == {str(opened.pk)[:8], "KL 12, ý 3"}
    assert _exported(signed("reader"), "/viec/bang-tinh/") == {str(opened.pk)[:8]}
    assert _exported(signed("officer"), "/viec/bang-tinh/") == {str(opened.pk)[:8]}
    assert _exported(signed("bob"), "/viec/bang-tinh/") == set()
    of_ministry = f"/viec/bang-tinh/?co-quan={world.ministry.pk}"
    assert _exported(signed("secretary"), of_ministry) == {"KL 12, ý 3"}
    assert _exported(signed("secretary"), "/viec/bang-tinh/?loc=da-xong") == set()
    assert done.state == "confirmed"


def test_only_a_secretary_is_offered_to_bring_a_list(signed: Sign, world: World) -> None:
    for who in world.users:
        assert ('href="/viec/nhap/"' in signed(who).get("/viec/").content.decode()) == (who == "secretary"), who


def test_bad_cells_are_told_in_the_language_of_the_desk(signed: Sign, world: World) -> None:
    late = file_of(HEADERS, (*ROW[:5], "5/10/2021", "Mật"))
    client = signed("secretary")
    assert [cell[2] for cell in cells(bring(client, world, late))] == [
        "4/10/2021 hoặc sớm hơn",
        "Công khai hoặc Nội bộ hoặc Hạn chế",
    ]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("vi"):  # the request's language stays with the thread otherwise
        answer = bring(client, world, late)
    assert [cell[2] for cell in cells(answer)] == [
        "4/10/2021 or earlier",
        "Công khai or Nội bộ or Hạn chế",
    ]


def test_every_word_about_a_cell_goes_through_gettext() -> None:
    files = Path(nghitrinh.intake.task_list.__file__).parent.glob("*.py")
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    made = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "Odd"]
    assert len(made) > 10
    assert [ast.unparse(node) for node in made if isinstance(node.args[1], ast.Constant | ast.JoinedStr)] == []


def test_what_the_file_says_besides_is_ticked_before_it_comes_in(signed: Sign, world: World) -> None:
    workbook = load_workbook(io.BytesIO(LIST))
    sheet: Any = workbook["Danh sách"]
    sheet.row_dimensions[3].hidden, sheet["B2"].comment = True, Comment("Chờ ý kiến", "A")
    written = io.BytesIO()
    workbook.save(written)
    client = signed("secretary")
    answer = bring(client, world, written.getvalue())
    page, back = answer.content.decode(), seen(answer)
    assert ") đang ẩn trong tệp, nhưng vẫn được đọc." in page
    assert "Ghi chú ở ô không được đọc: B2 “Chờ ý kiến” (trang “Danh sách”)." in page
    refused = client.post("/viec/nhap/ghi/", back | {"seen": ["note"]})
    again = refused.content.decode()
    assert (refused.status_code, Task.objects.count()) == (422, 0)
    assert "Tệp còn nói thêm 1 điều ngoài các ô" in again
    assert 'value="note" required checked' in again
    assert 'value="hidden_row" required>' in again
    assert client.post("/viec/nhap/ghi/", seen(refused) | {"seen": ["note", "hidden_row"]}).status_code == 302
    assert Task.objects.count() == 2
