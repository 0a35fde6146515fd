"""What cannot be read is named: file, sheet, cell, what was found and what is expected. Nothing is guessed."""

import io
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.patience import briefly, patient
from tests.evidence.sheets import check, use, workbook

import nghitrinh.evidence
from nghitrinh import workbooks
from nghitrinh.evidence import EvidenceError, fault_sentences
from nghitrinh.evidence.errors import CODES
from nghitrinh.evidence.land import check_workbook
from nghitrinh.evidence.land.figures import figure_in

GOOD = use(2020, ["Đất trồng lúa", "LUA", 10.5], ["Đất chuyên trồng lúa", "LUC", 10.5], ["Đất ở", "OCT", 3])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"LUA;12\n", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"0" * 20_000_001, "too_large"),
        (workbook({"A": []}), "empty"),
        (workbook({"A": [["Kính gửi"], ["Thư này không có bảng"]]}), "no_table"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",  # the size of a workbook is another in another second
)
def test_a_file_that_is_no_table_says_what_it_is(data: bytes, code: str) -> None:
    with pytest.raises(EvidenceError, match=r"^bang\.xlsx: found .+, expected ") as refused:
        check_workbook(data, "bang.xlsx")
    assert refused.value.code == code
    assert code in CODES


def _without(part: str, data: bytes, instead: bytes | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.infolist():
            if each.filename != part:
                new.writestr(each, old.read(each))
            elif instead is not None:
                new.writestr(part, instead)
    return stream.getvalue()


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(EvidenceError) as refused:
        check_workbook(_without("xl/worksheets/sheet1.xml", workbook({"A": GOOD}), b"<worksheet"), "bang.xlsx")
    assert refused.value.code == "damaged"
    with pytest.raises(EvidenceError) as refused:
        check_workbook(_without("[Content_Types].xml", workbook({"A": GOOD})), "bang.xlsx")
    assert refused.value.code == "not_a_workbook"


@briefly
@given(st.integers(0, 6000), st.integers(0, 255))
def test_a_workbook_with_one_byte_changed_is_read_or_refused(place: int, byte: int) -> None:
    data = bytearray(workbook({"CH01": GOOD}))
    data[place % len(data)] = byte
    with suppress(EvidenceError):  # and no other exception
        assert check_workbook(bytes(data), "bang.xlsx").checks


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        (-3, "negative_area", "Diện tích âm: -3."),
        ("xem phụ lục", "text_for_figure", "Có chữ “xem phụ lục”, cần một con số."),
        ("1.23.4", "text_for_figure", "Có chữ “1.23.4”, cần một con số."),
        ("=SUM(A1:A2)", "formula_not_computed", "Có công thức chưa được tính; hãy mở bằng Excel rồi lưu lại."),
        ("#REF!", "error_value", "Có lỗi #REF!, cần một con số."),
    ],
)
def test_a_cell_that_holds_no_figure_is_named(found: object, code: str, said: str) -> None:
    rows = [list(row) for row in GOOD]
    rows[4][2] = found
    finding = check({"CH01": rows})
    (fault,) = [each for each in finding.faults if each.code == code]
    assert (fault.cells, fault_sentences(fault)) == (("CH01!C5",), [said])
    assert [each.code for each in finding.faults] == [code]  # and nothing that the bad cell would have been added to


def test_an_unknown_code_is_named_with_the_list_that_has_it_not() -> None:
    rows = [list(row) for row in GOOD]
    rows[5][1] = "OTX"
    (fault,) = check({"CH01": rows}).faults
    assert (fault.code, fault.cells, fault.values["found"]) == ("unknown_class", ("CH01!B6",), "OTX")


def test_one_figure_given_twice_is_named_by_both_cells() -> None:
    (fault,) = check({"CH01": [*GOOD, ["Đất ở", "OCT", 4]]}).faults
    assert (fault.code, fault.cells) == ("figure_twice", ("CH01!C6", "CH01!C7"))


@patient
@given(st.decimals(-(10**9), 10**9, places=3), st.integers(0, 3))
def test_a_figure_is_read_as_it_is_written(value: object, digits: int) -> None:
    english = f"{value:,.{digits}f}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    for text, as_english in ((english, True), (vietnamese, False)):
        read = figure_in(text, english=as_english)
        assert read is not None
        assert (f"{read.value:,.{digits}f}", read.decimals) == (english, digits)


def test_every_code_of_a_refusal_is_raised_and_listed() -> None:
    root = Path(nghitrinh.evidence.__file__).parent
    raised = re.findall(r'code="(\w+)"\)', "".join(path.read_text("utf-8") for path in root.rglob("*.py")))
    assert {*raised, *workbooks.CODES} == set(CODES)
