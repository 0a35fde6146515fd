"""Which clauses charge: by whose words, by which verb or word of duty, and what goes on from them."""

import pytest

from nghitrinh.reading import Charge, read_text

MEETS = "Sáng 5/3/2024, UBND tỉnh Quảng Lâm họp phiên thường kỳ do ông Lê Văn Bình, Chủ tịch UBND tỉnh, chủ trì."


def charged(*lines: str) -> list[tuple[str | None, str]]:
    charges: list[Charge] = read_text("\n".join((MEETS, *lines))).charges
    return [(str(each.responsible.value) if each.responsible else None, str(each.task.value)) for each in charges]


def test_a_leader_known_by_his_post_may_charge_under_his_given_name() -> None:
    assert charged("Ông Bình cho rằng các huyện phải công khai quy hoạch.") == [("các huyện", "công khai quy hoạch")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Theo ông Trần Văn Cường - giám đốc Sở Xây dựng, các huyện cần phải công khai quy hoạch.",
        "Đại biểu Trần Văn Cường đề nghị UBND tỉnh công khai quy hoạch.",
        "Trước đó, UBND tỉnh đã yêu cầu các huyện công khai quy hoạch.",
        "Người dân buộc phải di dời nhà cửa đến nơi khác.",
        "Công trình cần phải được đầu tư đúng mức trong năm nay.",
    ],
)
def test_what_others_ask_or_what_is_only_told_charges_nobody(sentence: str) -> None:
    assert charged(sentence) == []


def test_sentences_go_on_with_tasks_and_with_further_bodies() -> None:
    said = charged(
        "Chủ tịch UBND tỉnh yêu cầu các địa phương khẩn trương phòng, chống cháy rừng.",
        "Kịp thời phát hiện điểm cháy, huy động lực lượng dập lửa.",
        "Sở Công Thương bảo đảm an toàn lưới điện.",
    )
    assert [whom for whom, _ in said] == ["các địa phương", "các địa phương", "Sở Công Thương"]


def test_a_quotation_is_in_the_words_of_whom_it_names_at_its_end() -> None:
    said = charged(
        'Giám đốc Sở Y tế Phan Văn Đức cho biết thiếu thuốc. "Các bệnh viện phải bảo đảm đủ thuốc.',
        'Không được để người bệnh mua thuốc ngoài" - ông Bình nhấn mạnh.',
    )
    assert said[0] == ("Các bệnh viện", "bảo đảm đủ thuốc")


def test_a_lead_that_sums_up_charges_nobody_twice() -> None:
    text = (
        "Cấp bách chống cháy rừng ở miền Trung\n\n"
        "Thủ tướng vừa có công điện yêu cầu các bộ, ngành, địa phương tăng cường phòng cháy, chữa cháy rừng.\n\n"
        "Theo đó, Thủ tướng yêu cầu các địa phương bố trí lực lượng canh gác rừng.\n"
        "Giao Bộ Quốc phòng chuẩn bị phương tiện chữa cháy."
    )
    reading = read_text(text)
    assert not reading.is_session
    assert [charge.responsible.value for charge in reading.charges if charge.responsible] == [
        "các địa phương",
        "Bộ Quốc phòng",
    ]


def test_a_page_of_a_letter_that_names_another_session_reports_none() -> None:
    text = (
        "UBND huyện An Lạc vừa có văn bản yêu cầu ban tổ chức lễ hội dừng phần đánh phết.\n\n"
        "Theo đó, tại hội nghị rút kinh nghiệm chiều 16-2, UBND xã Hiền Lương được yêu cầu dừng các hoạt động này."
    )
    reading = read_text(text)
    assert (reading.is_session, reading.organization, reading.date) == (False, None, None)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (f"{MEETS} Ông Lê Văn Bình, Phó Chủ tịch UBND tỉnh, phát biểu.", "posts"),
        (f"{MEETS} Quyết định số 12/QĐ-UBND ngày 3/4/2023 và Quyết định số 12/QĐ-UBND ngày 4/4/2023.", "documents"),
    ],
)
def test_one_person_and_one_document_are_said_to_be_two(text: str, field: str) -> None:
    assert [found.field for found in read_text(text).contradictions] == [field]


def test_who_is_moved_has_two_posts_without_contradiction() -> None:
    assert (
        read_text(f"{MEETS} HĐND tỉnh bầu ông Lê Văn Bình, Phó Chủ tịch UBND tỉnh, giữ chức vụ mới.").contradictions
        == []
    )
