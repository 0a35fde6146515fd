"""The grammar, a rule a test, on sentences of our own."""

import time

import pytest

from nghitrinh.reading import Reading, read_text


def read(*lines: str) -> Reading:
    return read_text("\n\n".join(lines))


def test_a_person_after_a_post_is_no_place() -> None:
    reading = read("Ngày 5/3/2024, Chủ tịch UBND tỉnh Nguyễn Văn Sáng chủ trì cuộc họp tại huyện Thanh Hà.")
    assert [place.text for place in reading.places] == ["huyện Thanh Hà"]
    assert [chair.value for chair in reading.chair] == ["Nguyễn Văn Sáng"]


def test_the_clock_before_a_date_is_not_its_day() -> None:
    reading = read("HĐND huyện An Lạc tổ chức kỳ họp thứ 4", "23:25 - 14/12/2017", "Nội dung khác của trang tin.")
    assert reading.published_at is not None
    assert reading.published_at.value == "2017-12-14T23:25"


@pytest.mark.parametrize(
    ("sentence", "responsible", "task"),
    [
        (
            "Kết luận cuộc họp, Chủ tịch UBND huyện giao phòng Tài chính rà soát nguồn thu.",
            "phòng Tài chính",
            "rà soát nguồn thu",
        ),
        ("UBND huyện yêu cầu các cơ quan, đơn vị tập trung chống bão.", "các cơ quan, đơn vị", "tập trung chống bão"),
        ("UBND huyện yêu cầu các tổ chức, cá nhân chấp hành quy định.", "các tổ chức, cá nhân", "chấp hành quy định"),
    ],
)
def test_a_charge_ends_its_addressee_where_the_task_begins(sentence: str, responsible: str, task: str) -> None:
    (charge,) = read("Ngày 5/3/2024, UBND huyện tổ chức phiên họp.", sentence).charges
    assert charge.responsible is not None
    assert (charge.responsible.text, charge.task.text) == (responsible, task)


def test_through_with_and_by_when() -> None:
    passed, joined = read(
        "Ngày 5/3/2024, Ban Thường vụ Huyện ủy họp.",
        "Ban Thường vụ Huyện ủy giao Đảng ủy xã chỉ đạo UBND xã lập phương án trước ngày 30/4/2024.",
        "Ban Thường vụ Huyện ủy giao Công an huyện phối hợp với Thanh tra huyện xác minh vụ việc.",
    ).charges
    assert passed.through is not None
    assert passed.responsible is not None
    assert passed.due is not None
    assert (passed.through.text, passed.responsible.text) == ("Đảng ủy xã", "UBND xã")
    assert (passed.task.text, passed.due.text) == ("lập phương án", "trước ngày 30/4/2024")
    assert joined.with_bodies is not None
    assert (joined.with_bodies.text, joined.task.text) == ("Thanh tra huyện", "xác minh vụ việc")


@pytest.mark.parametrize(
    "sentence",
    [
        "Cử tri đề nghị UBND huyện sửa chữa đường.",
        "Các đại biểu đề nghị các sở xem xét thêm.",
        "Dự toán tỉnh giao và đã thu đủ.",
    ],
)
def test_what_is_only_asked_for_is_no_charge(sentence: str) -> None:
    assert read("Ngày 5/3/2024, HĐND huyện tổ chức kỳ họp thứ 9.", sentence).charges == []


def test_items_of_one_list_are_apart_and_told_again_are_one() -> None:
    reading = read(
        "Ngày 5/3/2024, HĐND huyện tổ chức kỳ họp thứ 9.",
        "Kỳ họp đã thông qua tờ trình về điều chỉnh kế hoạch vốn năm 2024; về điều chỉnh kế hoạch vốn năm 2025.",
        "Các đại biểu thảo luận về điều chỉnh kế hoạch vốn năm 2025.",
    )
    assert [item.text for item in reading.items] == [
        "điều chỉnh kế hoạch vốn năm 2024",
        "điều chỉnh kế hoạch vốn năm 2025",
    ]
    assert {item.outcome.value for item in reading.items if item.outcome} == {"agreed"}


def test_only_a_council_holds_ky_hop() -> None:
    reading = read("Ngày 5/3/2024, Thường trực HĐND huyện họp chuẩn bị kỳ họp thứ 12 HĐND huyện khóa XX.")
    assert reading.organization is not None
    assert reading.organization.value == "Thường trực HĐND huyện"
    assert (reading.number, reading.term) == (None, None)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Thứ Năm, ngày 10/9/2021, UBND huyện họp.", "weekday"),
        ("UBND huyện họp, quy hoạch từ 5.000 đến 4.000 ha.", "quantities"),
        ("UBND huyện giao các xã rà soát đất trong tháng 12/2018 và trước ngày 15/1/2019.", "due"),
        ("HĐND huyện họp: 10 dự án, trong đó có 8 dự án, 5 dự án.", "quantities"),
        (
            "UBND huyện họp, phân bổ 86 tỷ đồng vốn năm 2024, gồm 52 tỷ đồng làm đường và 21 tỷ đồng xây trường.",
            "quantities",
        ),
        ("UBND huyện họp: 65 vụ (giảm 8 vụ), trong đó phá rừng 41 vụ, lấn chiếm 32 vụ.", "quantities"),
        ("UBND huyện giao Công an huyện điều tra trước ngày 5/6. Thời gian hoàn thành là trước ngày 9/7.", "due"),
    ],
)
def test_contradictions(text: str, field: str) -> None:
    assert [found.field for found in read("UBND huyện tổ chức phiên họp.", text).contradictions] == [field]


@pytest.mark.parametrize(
    ("lines", "field", "sides"),
    [
        (
            ("Hội nghị Huyện ủy lần thứ 11 bàn việc lớn", "Ngày 5/3/2024, Huyện ủy tổ chức Hội nghị lần thứ 12."),
            "number",
            ("12", "11"),
        ),
        (
            (
                "Ngày 5/3/2024, Huyện ủy họp Hội nghị lần thứ 12.",
                "Kết luận Hội nghị lần thứ 13, đồng chí Bí thư nêu rõ.",
            ),
            "number",
            ("12", "13"),
        ),
        (
            ("Huyện ủy họp bàn công tác cán bộ", "4/3/2024 08:00", "Ngày 5/3/2024, Huyện ủy tổ chức hội nghị."),
            "published_at",
            ("2024-03-04T08:00", "2024-03-05"),
        ),
        (
            (
                "Thứ Hai, ngày 8/4/2024",
                "Huyện ủy họp bàn công tác",
                "6/3/2024 08:00",
                "Ngày 5/3, Huyện ủy tổ chức hội nghị.",
            ),
            "published_at",
            ("2024-03-06T08:00", "2024-04-08"),
        ),
        (
            (
                "Ngày 5/3/2024, Thường trực HĐND huyện họp.",
                "Kỳ họp thứ 5 HĐND huyện khóa XX. Kỳ họp thứ 5 HĐND huyện khóa XIX.",
            ),
            "term",
            ("khóa XX", "khóa XIX"),
        ),
    ],
)
def test_contradictions_between_lines(lines: tuple[str, ...], field: str, sides: tuple[str, str]) -> None:
    (found,) = read(*lines).contradictions
    assert found.field == field
    assert all(side in str(fact.value) for side, fact in zip(sides, (found.a, found.b), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "HĐND huyện khóa XX khai mạc kỳ họp thứ 5 (kỳ họp chuyên đề lần thứ 3). Sau kỳ họp thứ 4 có 9 kiến nghị.",
        "UBND huyện họp: có 30 dự án, trong đó có 10 dự án giao thông, 20 dự án y tế; 15 dự án chậm.",
        "UBND huyện họp: 90 vụ, trong đó có 20 vụ, 30 vụ đã xử lý. Diện tích 4.000 đến 5.000 ha.",
        "UBND huyện giao Công an huyện điều tra trước ngày 5/6. Thời gian hoàn thành là trước ngày 05-6.",
    ],
)
def test_what_only_looks_like_a_contradiction(text: str) -> None:
    assert read("Ngày 5/3/2024, UBND huyện tổ chức phiên họp.", text).contradictions == []


def test_agreeing_statements_are_no_contradiction() -> None:
    text = "Thứ Sáu, ngày 10/9/2021, UBND huyện họp: 15 dự án, trong đó có 10 dự án, 5 dự án, từ 4.000 đến 5.000 ha."
    assert read(text).contradictions == []


def test_reading_takes_time_in_proportion_to_length() -> None:
    """A pattern that backtracks over a long line would take minutes here."""
    for piece in (
        "tháng 1 ",
        "10/9/2021 5 ha ",
        "giao các sở, ",
        "nghe báo cáo của ",
        "Hội nghị của Ban ",
        "UBND tỉnh ",
    ):
        assert read_text(piece * 3000).source


@pytest.mark.parametrize(
    "piece", ["chủ trì hội nghị ", "yêu cầu rà soát; ", "kết luận của ", "10/9/2021 5 ha ", "nhấn mạnh "]
)
def test_twice_the_length_takes_no_four_times(piece: str) -> None:
    """One endless sentence: what looks back or ahead in it must not look through all of it."""
    short, long = (_seconds(f"UBND huyện họp. {piece * count}") for count in (1500, 3000))
    assert long < 3.2 * short + 0.2


def _seconds(text: str) -> float:
    began = time.process_time()
    assert read_text(text).source
    return time.process_time() - began
