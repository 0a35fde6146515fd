"""Files: what is refused with a clear word, and what the command prints for one, for several, for standard input."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from nghitrinh.reading import Reading, ReadingError, read_bytes, read_file, read_text
from nghitrinh.reading.command import main
from nghitrinh.reading.files import MAX_HTML_BYTES, MAX_TEXT_BYTES

PAGE = "Ngày 5/3/2024, HĐND huyện tổ chức kỳ họp thứ 9."
SESSION = (
    "Hội nghị lần thứ 31\nNgày 10/9/2021, Ban Thường vụ Tỉnh ủy khóa XVII họp Hội nghị lần thứ 36 dưới sự chủ trì của "
    "đồng chí Nguyễn Văn A, Bí thư Tỉnh ủy. Hội nghị thống nhất quy hoạch vùng rộng khoảng 4.000-5.000,5 ha ở huyện "
    "Thanh Miện; giao UBND tỉnh chủ trì, phối hợp với Sở Y tế hoàn thiện quy hoạch, báo cáo trước ngày 30/9/2021."
)


LONG = "9" * 5000
LONG_NUMBERS = (
    f"Diện tích {LONG} ha, {'9' * 400},5 ha, {LONG} tỷ {LONG} triệu đồng, {LONG}-{LONG} ha và {LONG}%.",
    f"Xảy ra {LONG} vụ, gồm {LONG} vụ cháy và {LONG} vụ nổ.",
    f"Kỳ họp thứ {LONG}, khóa {LONG}, lần thứ {LONG}; {LONG}/{LONG} đại biểu; giai đoạn {LONG}-{LONG}.",
    f"Nghị quyết số {LONG}/NQ-HĐND ngày {LONG}/{LONG}/2024; giao Sở Y tế báo cáo trước ngày {LONG}/12/2024.",
)


@pytest.mark.parametrize("line", LONG_NUMBERS, ids=lambda line: line[:12])
def test_a_number_too_long_to_count_anything_is_no_quantity(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    names = [tmp_path / "dai.txt", tmp_path / "khong-co.txt", tmp_path / "sau.txt"]
    names[0].write_text(f"{PAGE} {line} Trồng 12 ha rừng.", "utf-8")
    names[2].write_text(PAGE, "utf-8")
    assert main([*map(str, names), "--json"]) == 1
    out, err = capsys.readouterr()
    assert len(err.splitlines()) == 1
    first, last = (json.loads(each, parse_constant=pytest.fail) for each in out.splitlines())
    assert [(each["low"], each["unit"]) for each in first["quantities"]] == [("12", "ha")]
    assert last["number"]["value"] == 9


@pytest.mark.parametrize(
    ("begins", "limit"), [(b"a ", f"{MAX_TEXT_BYTES} bytes of text"), (b"<html>", f"{MAX_HTML_BYTES} bytes of HTML")]
)
@pytest.mark.parametrize("size", [MAX_HTML_BYTES + 1, 50_000_000])
def test_the_limit_named_is_that_of_the_kind_of_page(tmp_path: Path, begins: bytes, limit: str, size: int) -> None:
    (tmp_path / "trang").write_bytes(begins.ljust(size))
    with pytest.raises(ReadingError) as refused:
        read_file(tmp_path / "trang")
    assert (refused.value.found, refused.value.expected) == (f"{size} bytes", f"at most {limit}")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<html><body>" + b"<div>" * 5000 + b"x", "nested deeper"),
        (b"<html><body>" + b"<p>x</p>" * 210_000, "more than 200000 elements"),
        (b"<html>" + b" " * MAX_HTML_BYTES, "bytes"),
        (b"a" * (MAX_TEXT_BYTES + 1), "bytes"),
        (b"%PDF-1.7 abc", "a PDF file"),
        (b"abc\x00def", "a zero byte"),
        (b"<html><body></body></html>", "HTML without readable content"),
    ],
)
def test_what_is_refused_says_what_was_found(data: bytes, found: str) -> None:
    with pytest.raises(ReadingError, match=found) as refused:
        read_bytes(data, "trang")
    assert refused.value.name == "trang"
    assert "expected" in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="expected a readable file"):
        read_file(tmp_path / "khong-co.txt")


def test_html_keeps_title_and_date_and_gives_its_text() -> None:
    source = (
        "<html><head><title>Trang</title></head><body><h1>HĐND huyện tổ chức kỳ họp thứ 9</h1>"
        f"<span>6/3/2024 15:20</span><article><p>{PAGE} Kỳ họp đã thông qua tờ trình về kế hoạch vốn năm 2024 "
        "</p></article></body></html>"
    )
    reading = read_bytes(source.encode(), "trang.html")
    assert reading.published_at is not None
    assert reading.number is not None
    assert reading.published_at.value == "2024-03-06T15:20"
    assert reading.source[reading.number.start : reading.number.end] == "kỳ họp thứ 9"
    assert '"text": ' in json.dumps(reading.as_json()["source"])


def test_several_files_are_one_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for name in names:
        name.write_text(PAGE, "utf-8")
    assert main([*map(str, names), str(tmp_path / "c.txt"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["source"]["name"] for line in out.splitlines()] == [str(name) for name in names]
    assert "c.txt" in err


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["-"]) == 0
    assert "HĐND huyện" in capsys.readouterr().out


@pytest.mark.parametrize("around", ["{}", "{}\n", "\n  {}\n\n", "\ufeff{}\r\n"])
def test_white_space_around_a_page_changes_no_fact_and_every_span_finds_its_words(around: str) -> None:
    reading = read_bytes(around.format(SESSION).encode(), "trang.txt")
    number = reading.number
    assert number is not None
    assert reading.source[number.start : number.end] == number.text
    assert replace(reading.stripped(), origin=None) == read_text(SESSION)


def test_a_reading_comes_back_whole_from_its_json() -> None:
    reading = read_bytes(SESSION.encode(), "trang.txt")
    assert reading.is_session
    assert all((reading.chair, reading.charges, reading.quantities, reading.places, reading.contradictions))
    stored = json.loads(json.dumps(reading.as_json()))
    assert Reading.from_json(stored, SESSION) == replace(reading, origin=None)


def test_a_stored_reading_of_an_older_version_opens() -> None:
    fact = {"value": "x", "text": "x", "span": [0, 1]}
    numbers = [(12, 12, "12"), (2.5, 3, "2.5"), (0.00001, 1, "0.00001"), (None, None, None)]
    stored = {"is_session": True, "quantities": [fact | {"low": low, "high": high} for low, high, _ in numbers]}
    reading = Reading.from_json(stored, "x")
    assert [each.low for each in reading.quantities] == [text for _, _, text in numbers]
    assert (reading.title, reading.chair, reading.is_session) == (None, [], True)


@pytest.mark.parametrize(("text", "found"), [("Rµ so¸t c¸c kho¶n chi", "TCVN3"), ("Uûy ban nhaân daân", "VNI")])
def test_text_of_the_time_before_unicode_is_named(text: str, found: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read_bytes(text.encode(), "page.txt")
    assert refused.value.code == "old_encoding"
    assert found in refused.value.found
