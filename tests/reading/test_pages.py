"""The reader on the mission's page, on our own page with its kinds of fault, and on anything at all."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nghitrinh.reading import ReadingError, read_bytes, read_text
from nghitrinh.reading.command import main

OURS = Path(__file__).resolve().parents[2] / "examples" / "hai-duong"


def values(facts: list[dict[str, object]]) -> set[str]:
    return {str(fact["text"]) for fact in facts}


def test_the_missions_page_says_all_that_is_in_it(shared: Path) -> None:
    reading = read_text((shared / "data" / "seed" / "page-36.txt").read_text("utf-8")).as_json()
    assert reading["published_at"]["value"] == "2021-09-11T15:20"
    assert reading["organization"]["value"] == "Ban Thường vụ Tỉnh ủy"
    assert (reading["number"]["value"], reading["term"]["value"]) == (36, "XVII")
    assert reading["date"]["value"] == "2021-09-10"
    assert "Phạm Xuân Thăng" in str(reading["chair"][0]["value"])
    assert [(each["outcome"]["value"], each["value"][:30]) for each in reading["items"]] == [
        ("complete_and_submit", "Chương trình phát triển kinh t"),
        ("agreed_in_principle", "Phương án chỉ tiêu sử dụng đất"),
        ("agreed", "phương án ý tưởng quy hoạch vù"),
        ("opinion_given", "Quy chế làm việc của UBND tỉnh"),
        ("opinion_given", "Xét tặng danh hiệu Nghệ sĩ Nhâ"),
        ("opinion_given", "một số nội dung về công tác cá"),
        ("opinion_given", "Chỉ thị của Ban Thường vụ Tỉnh"),
    ]
    programme, quotas = (
        {name: (charge[name] or {}).get("text") for name in ("through", "responsible", "report_to")}
        for charge in reading["charges"]
        if charge["report_to"]
    )
    assert programme == {
        "through": "Ban cán sự đảng",
        "responsible": "UBND tỉnh",
        "report_to": "Ban Chấp hành Đảng bộ tỉnh",
    }
    assert (quotas["responsible"], quotas["report_to"]) == ("Ban cán sự đảng UBND tỉnh", "Bộ Tài nguyên và Môi trường")
    zone = next(each for each in reading["quantities"] if each["unit"] == "ha")
    assert (zone["low"], zone["high"]) == ("4000", "5000")
    places = " ".join(values(reading["places"]))
    assert all(name in places for name in ("Thanh Miện", "Bình Giang", "Hà Nội - Hải Phòng - Hạ Long"))
    sides = {frozenset((str(each["a"]["value"]), str(each["b"]["value"]))) for each in reading["contradictions"]}
    assert any("31" in " ".join(pair) and "36" in " ".join(pair) for pair in sides)


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_our_page_contradicts_itself_in_text_and_in_html(name: str) -> None:
    reading = read_bytes((OURS / name).read_bytes(), name).as_json()
    assert (reading["number"]["value"], reading["date"]["value"]) == (36, "2021-09-10")
    assert {each["field"] for each in reading["contradictions"]} >= {"number"}


def test_our_page_names_its_chair_by_post_and_each_item_once() -> None:
    reading = read_bytes((OURS / "page.txt").read_bytes(), "page.txt")
    assert [(chair.value, chair.posts) for chair in reading.chair] == [("Bí thư Tỉnh ủy", None)]
    assert reading.items[0].value == "Chương trình phát triển kinh tế theo hướng tăng trưởng xanh giai đoạn 2021-2030"
    outcomes = [item.outcome.value for item in reading.items if item.outcome]
    assert outcomes[:3] == ["complete_and_submit", "agreed_in_principle", "agreed"]
    assert (len(outcomes), outcomes[-1]) == (7, "opinion_given")


def test_a_page_without_a_meeting_says_so() -> None:
    assert not read_text("Thời tiết ngày mai có mưa rào ở vùng núi.").is_session


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_anything_is_read_and_every_span_is_its_text(text: str) -> None:
    found = read_text(text).as_json()
    facts = [found[name] for name in ("title", "organization", "number", "term", "date") if found[name]]
    facts += [*found["items"], *found["quantities"], *found["places"], *found["documents"], *found["chair"]]
    for fact in facts:
        assert text[fact["span"][0] : fact["span"][1]] == fact["text"]


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b"\xff\xfe\x00bad", "UTF-8"), (b"\x89PNG\r\n\x1a\n\x00\x00", "text")]
)
def test_what_is_no_page_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read_bytes(content, "tep.txt")
    assert "tep.txt" in str(refused.value)


def test_the_command_prints_json_and_refuses_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(OURS / "page.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"]["value"] == 36
    assert main([str(tmp_path / "khong-co.txt")]) == 1
    assert "khong-co.txt" in capsys.readouterr().err
