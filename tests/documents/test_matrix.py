"""The response matrix as a document: its figures and four columns, the same in DOCX, PDF and workbook."""

import io
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from tests.record.opinions.asking import TEXT, TODAY, Asking, asking, passage
from tests.world import World, make_world

from nghitrinh.documents.matrix import COLUMNS, MatrixDocument, matrix_document
from nghitrinh.documents.matrix_files import matrix_docx, matrix_pdf, matrix_xlsx
from nghitrinh.record.kernel import clock
from nghitrinh.record.opinions.matrix import matrix_of
from nghitrinh.record.opinions.queries import opinions_visible_to

HARMFUL = "=HYPERLINK(1)"


@pytest.fixture
def asked(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Asking:
    """Return a closed round: two comments of a member, one of a body, one who agrees, one who is silent."""
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", TODAY)
    world: World = make_world()
    made = asking(world)
    made.open("Bí thư", "Ủy viên", bodies=(world.ministry, world.council))
    said = [
        {"text": "Nên kéo dài", "passage": passage(TEXT, "trước năm 2030")},
        {"text": HARMFUL, "passage": passage(TEXT, "4.000 ha")},
    ]
    made.give("Bí thư", "with_changes", by=world.member, comments=said)
    made.give("Bộ", "other", "Thêm căn cứ")
    made.give("Hội đồng", "agrees")
    made.step("round.close")
    newer = made.submit(TEXT.replace("4.000", "5.000"))
    made.respond(HARMFUL, "adopted", passage=passage(newer.body, "5.000 ha"))
    made.respond("Nên kéo dài", "explained", "Theo quy hoạch")
    return made


def document(asked: Asking) -> MatrixDocument:
    return matrix_document(matrix_of(asked.now(), opinions_visible_to(asked.world.secretary, clock.today())))


def test_the_figures_stand_before_the_rows_in_the_order_of_the_text(asked: Asking) -> None:
    made = document(asked)
    assert made.figures == (
        "1. Đã lấy ý kiến 4 cơ quan, cá nhân; nhận được 3 ý kiến.",
        "Chưa có ý kiến: Ủy viên.",
        "2. Đồng ý hoàn toàn: 1 (Hội đồng nhân dân tỉnh).",
        "3. Có 3 điều góp ý: tiếp thu 1, tiếp thu một phần 0, giải trình 1, chưa trả lời 1.",
    )
    assert [row[0] for row in made.rows] == ["Điều 1\n“4.000 ha”", "Điều 2\n“trước năm 2030”", "Cả bản"]
    assert [row[3] for row in made.rows] == [
        "Tiếp thu.\nTrong bản 2: “5.000 ha”",
        "Giải trình.\nTheo quy hoạch",
        "Chưa trả lời",
    ]
    assert made.rows[2][1] == "Bộ Tài nguyên và Môi trường\n(Ý kiến khác)"
    assert made.frame.issuer == ("Ban cán sự đảng UBND tỉnh",)


def test_every_format_says_the_same_words(asked: Asking) -> None:
    made = document(asked)
    table = docx.Document(io.BytesIO(matrix_docx(made))).tables[1]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [COLUMNS, *made.rows]
    sheet = load_workbook(io.BytesIO(matrix_xlsx(made))).worksheets[0]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert rows[-4:] == [COLUMNS, *made.rows]
    assert [row[0] for row in rows[2:6]] == list(made.figures)
    pages = PdfDocument(matrix_pdf(made))
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)
    for words in (*COLUMNS, *made.figures, *(cell.split("\n")[0] for row in made.rows for cell in row)):
        assert words in text


def test_a_cell_that_begins_as_a_formula_is_text_and_the_files_are_the_same_bytes_again(asked: Asking) -> None:
    made = document(asked)
    sheet = load_workbook(io.BytesIO(matrix_xlsx(made))).worksheets[0]
    (found,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == HARMFUL)
    assert (found.data_type, found.quotePrefix) == ("s", True)
    assert matrix_docx(made) == matrix_docx(made)
    assert matrix_pdf(made) == matrix_pdf(made)


def test_words_too_long_for_a_cell_say_that_there_are_more(asked: Asking) -> None:
    made = document(asked)
    long = MatrixDocument(made.frame, made.about, made.figures, (("x" * 40_000, "a", "b", "c"),))
    cell = load_workbook(io.BytesIO(matrix_xlsx(long))).worksheets[0].cell(9, 1)
    assert str(cell.value).endswith("(xem bản DOCX, PDF)")
