"""Checks of workbooks at the desk: on the paper's page, on their own, asked about, and sent back with the paper."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from tests.desk.places import paper_under
from tests.evidence.sheets import use, workbook
from tests.record.findings.workbooks import ASKS, HOLDS, NO_TABLE, ZONE, again, checked, handed_in
from tests.world import World

from nghitrinh.desk.findings import runs
from nghitrinh.desk.findings.words import CHOICES, FAULT, FILE_LOST, TOO_SLOW, WHY_NOT
from nghitrinh.evidence.errors import CODES
from nghitrinh.evidence.land import ShownSheet, check_workbook, schemes, shown_sheets
from nghitrinh.evidence.land.reading import _COLUMN_CHOICES, MEASURES
from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.kernel import guard
from nghitrinh.record.papers.models import Paper, PaperState

Sign = Callable[[str], Client]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAYS = "Một bên 5.449, bên kia 5.300: chênh 149"


def _page(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def _hand_in(client: Client, paper: Paper, name: str, content: bytes) -> Finding:
    upload = SimpleUploadedFile(name, content, content_type=XLSX)
    sent = client.post(f"/tai-lieu/{paper.pk}/nop/", {"edit": paper.edit, "body": "", "uploads": [upload]})
    assert sent.status_code == 302
    return Finding.objects.latest("recorded_at")


def test_handing_in_a_table_shows_what_does_not_agree_on_the_papers_page(signed: Sign, world: World) -> None:
    paper = paper_under(world, world.item())
    client = signed("officer")
    found = _hand_in(client, paper, "khu-kinh-te.xlsx", ZONE)
    page = _page(client, f"/tai-lieu/{paper.pk}/")
    (fault,) = page.find_class("faults")[0]
    said = " ".join(fault.text_content().split())
    assert SAYS in said
    cells = {link.text_content(): link.get("href") for link in fault.iter("a")}
    assert sorted(cells) == ["B11", "B4", "B5", "B6", "B7", "B8", "B9"]
    marked = page.find_class("hit")
    assert [cell.text.strip() for cell in marked] == ["3.150", "75", "60", "60", "530", "1.574", "5.300"]
    assert [f"#{cell.get('id')}" for cell in marked] == [
        cells[name] for name in ("B4", "B5", "B6", "B7", "B8", "B9", "B11")
    ]
    back = {link.get("href") for cell in marked for link in cell.iter("a")}
    assert back == {f"#{fault.get('id')}"}, "each cell leads to the fault that names it"
    assert [box.get("tabindex") for box in page.find_class("scroll")] == ["0", "0"]
    assert again(found).state == FindingState.CHECKED


def test_the_page_of_a_check_says_how_to_make_it_again(signed: Sign, world: World) -> None:
    found = checked(world)
    client = signed("secretary")
    page = _page(client, f"/kiem-tra/{found.pk}/").text_content()
    assert "nghitrinh land check --json khu-kinh-te.xlsx" in page
    assert found.file.digest in page
    result = client.get(f"/kiem-tra/{found.pk}/ket-qua.json")
    assert result.content == check_workbook(ZONE, "khu-kinh-te.xlsx").as_bytes()
    assert "attachment" in result.headers["Content-Disposition"]


def test_what_is_not_sure_is_asked_once(signed: Sign, world: World) -> None:
    client = signed("officer")
    paper = paper_under(world, world.item())
    asking = _hand_in(client, paper, "quy-hoach.xlsx", ASKS)
    assert "Bảng số liệu chờ trả lời để kiểm tra" in client.get("/").content.decode()
    form = _page(client, f"/kiem-tra/{asking.pk}/tra-loi/")
    assert "dưới NNP đã liệt kê đủ chưa" in form.text_content()
    sent = client.post(f"/kiem-tra/{asking.pk}/tra-loi/", {"edit": again(asking).edit, "question_0": ""})
    assert sent.status_code != 302
    client.post(f"/kiem-tra/{asking.pk}/tra-loi/", {"edit": again(asking).edit, "question_0": "no"})
    assert again(asking).state == FindingState.CHECKED
    page = _page(client, f"/kiem-tra/{asking.pk}/").text_content()
    assert "--answer 'listed:Chỉ tiêu=no'" in page
    other = _hand_in(client, paper_under(world, world.item(title="Khác")), "nam-sau.xlsx", ASKS)
    assert other.state == FindingState.CHECKED
    assert "Bảng số liệu chờ trả lời" not in client.get("/").content.decode()


def test_another_kind_of_table_leaves_no_trace_on_the_page(signed: Sign, world: World) -> None:
    paper = paper_under(world, world.item())
    client = signed("secretary")
    found = _hand_in(client, paper, "danh-sach.xlsx", NO_TABLE)
    assert found.state == FindingState.NO_TABLE
    assert "Kiểm tra số liệu" not in client.get(f"/tai-lieu/{paper.pk}/").content.decode()
    holds = _hand_in(client, Paper.objects.get(pk=paper.pk), "tang-truong.xlsx", HOLDS)
    assert holds.faults == 0
    page = client.get(f"/tai-lieu/{paper.pk}/").content.decode()
    assert "Số liệu khớp" in page
    assert "Trả lại kèm lỗi" not in page


def test_a_newer_version_is_said_on_the_older_check(signed: Sign, world: World) -> None:
    first = checked(world)
    handed_in(world, first.version.paper, ("khu-kinh-te.xlsx", ZONE))
    page = signed("secretary").get(f"/kiem-tra/{first.pk}/").content.decode()
    assert "tài liệu đã có bản 2" in page
    with guard.opened("test"):
        type(first.file).objects.filter(pk=first.file_id).update(digest="0" * 64)
    assert "của một tệp khác" in signed("secretary").get(f"/kiem-tra/{first.pk}/").content.decode()


def test_the_paper_is_sent_back_with_the_faults_as_the_reason(signed: Sign, world: World) -> None:
    found = checked(world)
    client = signed("secretary")
    form = _page(client, f"/kiem-tra/{found.pk}/tra-lai/")
    (reason,) = form.xpath("//textarea")
    assert SAYS in reason.text_content()
    assert "trang Phân khu, ô B4" in reason.text_content()
    sent = client.post(f"/kiem-tra/{found.pk}/tra-lai/", {"edit": found.edit, "reason": reason.text_content().strip()})
    assert sent.headers["Location"] == f"/tai-lieu/{found.version.paper_id}/"
    assert Paper.objects.get(pk=found.version.paper_id).state == PaperState.RETURNED
    page = signed("officer").get(f"/tai-lieu/{found.version.paper_id}/").content.decode()
    assert "kèm bảng kiểm tra này" in page


def test_a_workbook_of_before_is_checked_by_a_press(signed: Sign, world: World) -> None:
    found = checked(world)
    with guard.opened("test"):
        Finding.objects.filter(pk=found.pk).delete()
    client = signed("officer")
    page = _page(client, f"/tai-lieu/{found.version.paper_id}/")
    address = f"/tep/{found.file_id}/kiem-tra/"
    assert page.xpath(f"//form[@action='{address}']")
    client.post(address)
    assert Finding.objects.get().state == FindingState.CHECKED
    renewed = Finding.objects.get()
    client.post(f"/kiem-tra/{renewed.pk}/lai/", {"edit": renewed.edit})
    assert (again(renewed).state, again(renewed).edit > renewed.edit) == (FindingState.CHECKED, True)


def test_a_long_table_is_shown_by_its_head_and_the_rows_with_faults(signed: Sign, world: World) -> None:
    heads = [f"Xã {number}" for number in range(120)]
    rows = [["Tổng diện tích tự nhiên", "", *([10] * 120)]]
    rows += [[f"Đất khác {number}", "", *([1] * 120)] for number in range(60)]
    rows += [["Đất nông nghiệp", "NNP", *([11] * 120)], ["Đất phi nông nghiệp", "PNN", *([1] * 120)]]
    rows += [["Đất chưa sử dụng", "CSD", *([1] * 120)]]
    table = workbook({"Biểu": use(2020, *rows, heads=heads)})
    sheets = land_sheets(table)
    assert sheets.left_out > 40
    assert any(cell.name == "Biểu!C65" for row in sheets.rows for cell in row.cells)


def land_sheets(content: bytes) -> ShownSheet:
    (sheet,) = shown_sheets(content, "bang.xlsx", frozenset(["Biểu!C65"]))
    return sheet


def test_whoever_is_asked_for_a_restricted_paper_alone_sees_its_check(signed: Sign, world: World) -> None:
    found = checked(world, level="restricted")
    seen = {name for name in world.users if signed(name).get(f"/kiem-tra/{found.pk}/").status_code == 200}
    assert {"secretary", "officer"} <= seen
    assert not seen & {"reader", "bob"}


def test_every_code_and_every_choice_has_words() -> None:
    ours = {TOO_SLOW, FILE_LOST, FAULT}
    assert set(WHY_NOT) == set(CODES) - {"no_table", "bad_answers", "bad_cells", "bad_quotas"} | ours
    assert {*_COLUMN_CHOICES, *MEASURES, "yes", "no", "comma", "point"} == set(CHOICES)
    assert not {each.key for each in schemes()} & set(CHOICES)


def test_one_works_and_one_waits() -> None:
    with runs.turn() as first:
        assert first
        assert runs.is_at_work()
        with runs._place("next").open("wb"):  # somebody opens it and waits for nothing
            assert runs._is_free(runs._place("next"))
    assert not runs.is_at_work()


def test_the_form_of_a_decision_offers_the_figures_of_the_table(signed: Sign, world: World) -> None:
    found = checked(world)
    item = found.version.paper.consultations.get().item
    client = signed("secretary")
    address = f"/noi-dung/{item.pk}/ket-luan/"
    form = _page(client, address)
    (choice,) = form.xpath("//select[@name='points-0-figures-0-computed']")
    offered = {option.text_content(): option.get("value") for option in choice.iter("option")}
    (chosen,) = [value for words, value in offered.items() if "các phần cộng lại: 5.449 ha (khu-kinh-te.xlsx)" in words]
    typed = {"title": "Kết luận về khu", "points-0-outcome": "agreed", "points-0-text": "Đồng ý quy mô 5.449 ha."}
    counts = {f"{name}-{count}": "1" for name in ("points", "points-0-figures") for count in ("TOTAL_FORMS",)}
    counts |= {f"{name}-INITIAL_FORMS": "0" for name in ("points", "points-0-figures", "points-0-charges")}
    sent = client.post(
        address, {**typed, **counts, "points-0-charges-TOTAL_FORMS": "0", "points-0-figures-0-computed": chosen}
    )
    assert sent.status_code == 302
    page = _page(client, sent.headers["Location"])
    (link,) = [each for each in page.iter("a") if each.get("href") == f"/kiem-tra/{found.pk}/"]
    assert "khu-kinh-te.xlsx" in link.text_content()
    assert "5.449" in page.text_content()
    hidden = signed("officer").get(sent.headers["Location"])
    assert hidden.status_code == 404
