"""A list of tasks from a spreadsheet: every bad cell is named, and every row comes in or none."""

import io
import re
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook
from tests.record.instruments.chain import make_chain
from tests.record.tasks.given import body, merge, task_of
from tests.refused import refusing
from tests.workbooks.hostile import BAD_VALUES, SHEET_PART, changed, repacked, with_cell
from tests.world import World

from nghitrinh.intake.task_list import bringing
from nghitrinh.intake.task_list.bodies import chargeable
from nghitrinh.intake.task_list.bringing import BadList, bring_in
from nghitrinh.intake.task_list.columns import COLUMNS
from nghitrinh.intake.task_list.rows import MOST_ROWS, TaskList, understand
from nghitrinh.intake.task_list.tables import BadCell, NotAList, table_from
from nghitrinh.intake.task_list.workbook import MOST_LINES, read_table
from nghitrinh.intake.task_list.writing import listed, template
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Organization, Source
from nghitrinh.record.kernel import guard, journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, unknown
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.acts.lists import ListedTask
from nghitrinh.record.tasks.models import Task

HEADERS = ("Ký hiệu", "Việc", "Chịu trách nhiệm", "Hạn")
AN_ORGANIZATION = "expected an organization of the record"
HEIR = "expected an organization that exists; this one was succeeded by"
ROW = ("KL 12, ý 3", "Rà soát quỹ đất", "Ban cán sự đảng UBND tỉnh", date(2021, 12, 31))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")


def saved(workbook: Workbook) -> bytes:
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def sheet_of(*lines: Any, title: str = "Danh sách") -> tuple[Workbook, Any]:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = title
    for line in lines:
        sheet.append(line)
    return workbook, sheet


def file_of(*lines: Any) -> bytes:
    return saved(sheet_of(*lines)[0])


def listing_of(world: World, *lines: Any) -> TaskList:
    return understand(read_table(file_of(*lines), "viec.xlsx"), world.committee)


def bad(listing: TaskList) -> list[str]:
    return sentences(listing.bad)


def sentences(cells: list[BadCell]) -> list[str]:
    """Return bad cells as the command line tells of them."""
    with translation.override("en"):
        return [str(cell) for cell in cells]


def test_a_list_comes_in_as_tasks(world: World) -> None:
    listing = listing_of(
        world,
        ("DANH SÁCH VIỆC CÒN DỞ",),
        (),
        ("stt", "HẠN", "Phối hợp", "việc", "Chịu trách nhiệm *", "Ký hiệu", "Mức phổ biến", "Ngày giao", "Báo cáo cho"),
        ("=ROW()", "ngày 31 tháng 12 năm 2021", "HĐND; BTNMT", "Rà soát", "BCSĐ", 12, "hạn chế", "1/5/2021", "btv"),
        (),
        (2, None, None, "Lập đề án", "Ban Cán sự Đảng Uỷ ban nhân dân tỉnh Hải Dương", "KL 13"),
        (3,),
    )
    assert bad(listing) == []
    first, second = bring_in(listing, world.committee, by=world.secretary)
    assert (first.reference, first.text, first.due_on) == ("12", "Rà soát", date(2021, 12, 31))
    assert (first.responsible, first.report_to, first.level) == (world.department, world.committee, "restricted")
    assert (list(first.with_bodies.all()), first.assigned_on) == ([world.council, world.ministry], date(2021, 5, 1))
    assert (second.responsible, second.due_on, second.level) == (world.department, None, "internal")
    assert second.assigned_on == date(2021, 10, 4)
    source = first.source
    assert source is not None
    assert (source.kind, source.title) == ("table", "viec.xlsx")
    assert source.text.startswith("DANH SÁCH VIỆC CÒN DỞ\n")
    assert "ROW" not in source.text
    assert [line.act for line in Journal.objects.order_by("-seq")[:2]] == ["task.import_list", "source.register"]
    assert journal.verify() == []


def test_every_bad_cell_is_named_at_once(world: World) -> None:
    task = task_of(world)
    listing = listing_of(
        world,
        (*HEADERS, "Ghi chú", "Việc", "Mức phổ biến", "Hạn bằng lời", "Ngày giao", None),
        (None, "Một", "Sở Nội vụ", "31/02/2021", "x", "y", "Mật", "q" * 121, "5/10/2021", "lạc"),
        ("KL 1", None, None, datetime(2021, 12, 31, 17, 30)),  # noqa: DTZ001
        ("KL 1", "=A1", "Ban cán sự UBND tỉnh", 44561),
        (date(2021, 2, 1), "#REF!", True, "trong quý IV"),
        (1.5, "Năm", "BCSĐ", date(2021, 9, 1)),
        (str(task.pk), "Sáu", "BCSĐ", date(2021, 9, 1), None, None, None, None, "10/9/2021"),
    )
    assert bad(listing) == [
        "Danh sách!E1: found 'Ghi chú', expected a header of the template",
        "Danh sách!F1: found 'Việc', expected every header once",
        "Danh sách!A2: found nothing, expected a value",
        "Danh sách!C2: found 'Sở Nội vụ', expected an organization of the record",
        "Danh sách!D2: found '31/02/2021', expected a date such as 31/12/2021",
        "Danh sách!G2: found 'Mật', expected Công khai or Nội bộ or Hạn chế",
        f"Danh sách!H2: found '{'q' * 121}', expected at most 120 characters",
        "Danh sách!I2: found '5/10/2021', expected 2021-10-04 or earlier",
        "Danh sách!J2: found 'lạc', expected nothing, or a header above it",
        "Danh sách!B3: found nothing, expected a value",
        "Danh sách!C3: found nothing, expected a value",
        "Danh sách!D3: found '31/12/2021, 17:30', expected a day without a time",
        "Danh sách!A4: found 'KL 1', expected a reference that no other task has",
        "Danh sách!B4: found '=A1', expected a value, not a formula",
        f"Danh sách!C4: found 'Ban cán sự UBND tỉnh', {AN_ORGANIZATION}, perhaps Ban cán sự đảng UBND tỉnh",
        "Danh sách!D4: found '44561', expected a date such as 31/12/2021",
        "Danh sách!A5: found '1/2/2021', expected text; the cell is formatted as a date",
        "Danh sách!B5: found '#REF!', expected a value, not an error",
        "Danh sách!C5: found 'TRUE', expected text, a whole number or a date",
        "Danh sách!D5: found 'trong quý IV', expected a date such as 31/12/2021",
        "Danh sách!A6: found '1,5', expected text, a whole number or a date",
        "Danh sách!I6: found nothing, expected the day of the assignment, since the deadline has passed",
        f"Danh sách!A7: found '{task.pk}', expected a reference that no other task has",
        "Danh sách!D7: found '1/9/2021', expected 2021-09-10 or later",
    ]
    lines = Journal.objects.count()
    with pytest.raises(BadList):
        bring_in(listing, world.committee, by=world.secretary)
    assert (Task.objects.count(), Source.objects.filter(kind="table").count(), Journal.objects.count()) == (1, 0, lines)


def test_missing_headers_are_named_where_they_could_stand(world: World) -> None:
    listing = listing_of(world, ("Việc", "Hạn"), ("Một", "31/2/2022"))
    assert bad(listing) == [
        "Danh sách!C1: found nothing, expected the header “Ký hiệu”",
        "Danh sách!D1: found nothing, expected the header “Chịu trách nhiệm”",
        "Danh sách!B2: found '31/2/2022', expected a date such as 31/12/2021",
    ]


def test_bodies_that_ended_or_share_a_name_are_told_apart(world: World) -> None:
    first, second = body(world, "Sở Xây dựng"), body(world, "Sở Xây dựng thứ hai")
    with guard.opened("an earlier version, which took a name twice"):
        Organization.objects.filter(pk=second.pk).update(name=first.name)
    new = body(world, "Sở Văn hóa, Thể thao và Du lịch")
    old = body(world, "Sở Thông tin")
    merge(world, [old], [new], happened_on=date(2021, 1, 1))
    headers = (*HEADERS[:3], "Phối hợp")
    listing = listing_of(
        world,
        headers,
        ("1", "Một", "Sở Xây dựng", "Sở Văn hoá, Thể thao và Du lịch, BTNMT và HĐND tỉnh,"),
        ("2", "Hai", "sở thông tin", "BTNMT, Sở Lạ; HĐND và Sở Khác Hẳn"),
        ("3", "Ba", "BCSĐ", "; ".join(f"Sở {number}" for number in range(60))),
    )
    assert bad(listing) == [
        "Danh sách!C2: found 'Sở Xây dựng', expected a name that only one organization has, such as its short name",
        f"Danh sách!C3: found 'sở thông tin', {HEIR} Sở Văn hóa, Thể thao và Du lịch",
        "Danh sách!D3: found 'Sở Lạ', expected an organization of the record",
        "Danh sách!D3: found 'Sở Khác Hẳn', expected an organization of the record",
        f"Danh sách!D4: found '{'; '.join(f'Sở {number}' for number in range(60))}', expected at most 50 organizations",
    ]
    assert listing.rows[0].task.with_bodies == [new.pk, world.ministry.pk, world.council.pk]


def test_a_body_of_the_own_province_comes_before_its_namesake(world: World) -> None:
    elsewhere = bodies.found_body(by=world.admin, name="Tỉnh Hưng Yên")
    bodies.found_organization(
        by=world.admin, body=elsewhere.pk, name="Hội đồng nhân dân tỉnh", short_name="HĐND", kind="peoples_council"
    )
    listing = listing_of(world, HEADERS, ("1", "Một", "HĐND"))
    assert (bad(listing), listing.rows[0].task.responsible) == ([], world.council.pk)


def test_the_same_list_comes_in_once_whatever_its_file(world: World) -> None:
    bring_in(listing_of(world, HEADERS, ROW), world.committee, by=world.secretary)
    workbook, sheet = sheet_of(HEADERS, ROW)
    sheet["B2"].number_format = "@"
    again = understand(read_table(saved(workbook), "ten-khac.xlsx"), world.committee)
    with refusing(Contradiction, "list_came_before"):
        bringing.require_new(again.table, world.committee)
    other = listing_of(world, HEADERS, ROW, ("KL 14", *ROW[1:]))
    assert bad(other) == ["Danh sách!A2: found 'KL 12, ý 3', expected a reference that no other task has"]


def test_what_the_act_refuses_names_its_cell_and_nothing_is_written(world: World) -> None:
    listing = listing_of(world, HEADERS, ("KL 1", *ROW[1:]), ("KL 2", *ROW[1:]))
    bring_in(listing_of(world, HEADERS, ("KL 2", *ROW[1:])), world.committee, by=world.secretary)
    lines = Journal.objects.count()
    with pytest.raises(BadList) as caught:
        bring_in(listing, world.committee, by=world.secretary)
    assert bad(listing) == []
    assert sentences(caught.value.bad) == ["Danh sách!A3: found 'KL 2', expected a reference that no other task has"]
    assert (Task.objects.count(), Source.objects.filter(kind="table").count(), Journal.objects.count()) == (1, 1, lines)


def test_a_refusal_that_is_about_no_row_is_not_hidden(world: World) -> None:
    listing = listing_of(world, HEADERS, ROW)
    assert listing.blamed(unknown("x", field="source")) is None
    unseen = listing.blamed(BadInput("no", code="no", field="rows.0.assigned_on", expected="a day"))
    assert unseen is not None
    assert sentences([unseen]) == ["Danh sách!A2: found nothing, expected a day"]


@pytest.mark.parametrize("who", ["chair", "member", "reader", "officer", "bob"])
def test_only_the_secretary_brings_a_list_in(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        bring_in(listing_of(world, HEADERS, ROW), world.committee, by=world.users[who])
    assert not Task.objects.exists()


def test_the_text_of_a_table_gives_the_table_back(world: World) -> None:
    table = read_table(file_of(("Tiêu đề",), (), HEADERS, ("1", 'Hai\ndòng, "trích"\t', *ROW[2:])), "a.xlsx")
    again = table_from(table.text, file="a.xlsx", sheet=table.sheet)
    assert (again.text, again.digest) == (table.text, table.digest)
    listing = understand(again, world.committee)
    assert (bad(listing), listing.rows[0].task.text) == ([], 'Hai\ndòng, "trích"')
    assert listing.rows[0].line == 3


def test_texts_are_read_as_people_see_them(world: World) -> None:
    table = read_table(file_of(HEADERS, ("1", "Ho\u0300a\u0300 _x000D_\nhai", "x"), ("2", "a_x0007_b")), "a.xlsx")
    assert table.lines[1][1] == "Hòà \nhai"
    assert sentences([table.bad(2, 1, table.lines[2][1])])[0].endswith(  # type: ignore[arg-type]
        "found 'U+0007', expected text without control characters"
    )


def test_a_cell_in_an_old_encoding_is_named(world: World) -> None:
    table = read_table(file_of(HEADERS, ("1", "Rµ so¸t c¸c kho¶n chi", "x")), "a.xlsx")
    assert sentences([table.bad(1, 1, table.lines[1][1])])[0].startswith(  # type: ignore[arg-type]
        "Danh sách!B2: found 'TCVN3', expected Unicode"
    )


def test_shared_and_formatted_texts_are_read_whole(world: World) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{part}"/></Types>'

    def change(name: str, content: bytes) -> bytes:
        text = content.decode()
        if name == SHEET_PART:
            text = re.sub(r'<c r="B2"[^>]*>.*?</c>', '<c r="B2" t="s"><v>0</v></c>', text)
        return text.replace("</Types>", named).encode() if name == "[Content_Types].xml" else text.encode()

    strings = f'<sst xmlns="{main}"><si><r><t>Rà soát </t></r><r><rPr><b/></rPr><t>quỹ đất</t></r></si></sst>'
    data = repacked(ORDINARY, change, **{"xl/sharedStrings.xml": strings.encode()})
    table = read_table(data, "viec.xlsx")
    assert table.lines[1] == list(ROW)


def test_days_of_the_other_epoch_are_the_same_days(world: World) -> None:
    workbook, _sheet = sheet_of(HEADERS, ROW)
    workbook.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    listing = understand(read_table(saved(workbook), "mac.xlsx"), world.committee)
    assert listing.rows[0].task.due_on == date(2021, 12, 31)


def test_a_year_that_slipped_is_named(world: World) -> None:
    assert [cell.cell for cell in listing_of(world, HEADERS, (*ROW[:3], "10/9/0021")).bad] == ["D2"]


@pytest.mark.parametrize("odd", [time(14, 0), -1, 99_999_999])
def test_what_is_formatted_as_a_day_but_is_none_is_named(world: World, odd: Any) -> None:
    workbook, sheet = sheet_of(HEADERS, ROW)
    sheet["D2"].value = odd
    sheet["D2"].number_format = "dd/mm/yyyy"
    listing = understand(read_table(saved(workbook), "a.xlsx"), world.committee)
    assert [cell.cell for cell in listing.bad] == ["D2"]


ORDINARY = file_of(HEADERS, ROW)


def _many_sheets() -> bytes:
    workbook, _sheet = sheet_of(HEADERS, ROW, title="Quý I")
    workbook.create_sheet("Quý II")
    return saved(workbook)


@pytest.mark.parametrize("cell", BAD_VALUES, ids=lambda cell: cell[:30].decode())
def test_a_value_that_cannot_be_made_out_is_a_bad_cell_and_the_others_are_read(world: World, cell: bytes) -> None:
    data = with_cell(file_of(HEADERS, ROW, ("KL 13", "Rà soát", "Sở Lạ", None)), "D2", cell)
    first, second = bad(understand(read_table(data, "viec.xlsx"), world.committee))
    assert first.startswith("Danh sách!D2: found ")
    assert repr(BAD_VALUES[cell]) in first
    assert second.startswith("Danh sách!C3: found 'Sở Lạ'")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_many_sheets(), "sheets_without_the_list"),
        (file_of(), "sheet_empty"),
        (file_of(("Tên", "Ngày")), "list_without_headers"),
        (file_of(HEADERS), "list_of_no_or_many_tasks"),
        (file_of(HEADERS, *([f"KL {n}", "a", "BCSĐ"] for n in range(MOST_ROWS + 1))), "list_of_no_or_many_tasks"),
        (changed(ORDINARY, SHEET_PART, b'<row r="2"', b'<row r="99999999999"'), "list_of_many_cells"),
        (file_of(HEADERS, *[()] * MOST_LINES, ROW), "list_too_long"),
        (file_of(HEADERS, *([f"KL {n}", "a" * 32_000, "BCSĐ"] for n in range(63))), "list_too_long"),
    ],
)
def test_what_is_no_list_says_so(world: World, data: bytes, code: str) -> None:
    with refusing(NotAList, code) as caught:
        understand(read_table(data, "viec.xlsx"), world.committee)
    assert caught.value.field == "viec.xlsx"


def test_one_visible_sheet_of_any_name_is_the_list(world: World) -> None:
    workbook, _sheet = sheet_of(HEADERS, ROW, title="Trang 1")
    workbook.create_sheet("Ẩn").sheet_state = "hidden"
    listing = understand(read_table(saved(workbook), "a.xlsx"), world.committee)
    assert (listing.table.sheet, len(listing.rows)) == ("Trang 1", 1)


def test_a_far_empty_row_does_not_count(world: World) -> None:
    workbook, sheet = sheet_of(HEADERS, ROW)
    sheet.cell(1_048_576, 3).number_format = "@"
    listing = understand(read_table(saved(workbook), "a.xlsx"), world.committee)
    assert (bad(listing), len(listing.rows)) == ([], 1)


def test_the_template_explains_itself_and_is_read_back(world: World) -> None:
    data = template(chargeable(date(2021, 10, 4)))
    workbook = load_workbook(io.BytesIO(data))
    assert workbook.sheetnames == ["Danh sách", "Hướng dẫn", "Cơ quan"]
    sheet = workbook["Danh sách"]
    assert [cell.value for cell in sheet[1]][:3] == ["STT", "Ký hiệu *", "Việc *"]
    assert {cell.value for cell in workbook["Cơ quan"]["A"]} >= {world.department.name, world.council.name}
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert offered["D2:D2001"] == "'Cơ quan'!$A$2:$A$5"
    assert offered["K2:K2001"] == '"Công khai,Nội bộ,Hạn chế"'
    explained = {cell.value for cell in workbook["Hướng dẫn"]["A"]}
    assert {f"{each.header} *" if each.required else each.header for each in COLUMNS} <= explained
    with refusing(NotAList, "list_of_no_or_many_tasks"):
        understand(read_table(data, "mau.xlsx"), world.committee)
    for column, value in zip("BCDH", ROW, strict=True):
        sheet[f"{column}2"] = value
    listing = understand(read_table(saved(workbook), "mau.xlsx"), world.committee)
    assert (bad(listing), listing.rows[0].task.due_on) == ([], ROW[3])


def test_an_exported_list_reads_back_and_is_recognised(world: World) -> None:
    known = task_of(world, with_bodies=[world.council.pk], due_on=date(2021, 12, 31))
    (named,) = bring_in(_beginning_with_equals(world), world.committee, by=world.secretary)
    data = listed([known, named])
    sheet = load_workbook(io.BytesIO(data))["Danh sách"]
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["C3"].quotePrefix
    assert [sheet.cell(row, sheet.max_column).value for row in (1, 2, 3)] == ["Tình trạng", "Đã giao", "Đã giao"]
    listing = understand(read_table(data, "xuat.xlsx"), world.committee)
    assert sentences(listing.bad) == [
        f"Danh sách!B{line}: found '{name}', expected a reference that no other task has"
        for line, name in ((2, f"Hội nghị Ban Thường vụ ngày 10/9/2021, ý 1 [{str(known.pk)[:8]}]"), (3, "KL 9"))
    ]
    first, second = (row.task for row in listing.rows)
    assert (first.text, first.responsible, first.with_bodies) == (known.text, known.responsible_id, [world.council.pk])
    assert (first.due_on, first.assigned_on, second.text) == (known.due_on, known.assigned_on, "=HYPERLINK(1)")


def test_a_task_of_a_notice_goes_by_its_number(world: World) -> None:
    notice = make_chain(world).issued()
    task = Task.objects.get()
    sheet = load_workbook(io.BytesIO(listed([task])))["Danh sách"]
    assert sheet["B2"].value == f"{notice.symbol_number}, ý 1 [{str(task.pk)[:8]}]"


def _beginning_with_equals(world: World) -> TaskList:
    workbook, sheet = sheet_of(HEADERS, ("KL 9", "x", *ROW[2:]))
    sheet["B2"].value = "=HYPERLINK(1)"
    sheet["B2"].data_type = "s"
    return understand(read_table(saved(workbook), "a.xlsx"), world.committee)


def test_every_field_of_a_listed_task_has_its_column() -> None:
    assert {column.field for column in COLUMNS} - {"place"} == set(ListedTask.model_fields)
