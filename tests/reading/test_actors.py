"""Who is charged ends where his name ends, though its words are verbs elsewhere."""

import pytest

from nghitrinh.reading.actors import actor_at, task_behind


@pytest.mark.parametrize(
    ("actor", "task"),
    [
        ("UBND tỉnh Đồng Nai", "lập ngay ban chỉ đạo"),
        ("Sở Tài nguyên và môi trường, Sở Kế hoạch và đầu tư cùng UBND quận 7", "rà soát các dự án"),
        ("lãnh đạo các phường có nhiều người nước ngoài cư trú", "phải lên kế hoạch"),
        ("chính quyền huyện và ngành chức năng", "phải cử người"),
        ("Đảng ủy Sở Giao thông vận tải", "tổ chức kiểm điểm"),
        ("Ban Tổ chức Tỉnh ủy", "tham mưu nhân sự"),
        ("các quận, huyện", "kiểm tra việc tuân thủ"),
        ("Phòng quản lý đô thị", "kiểm tra công trình"),
        ("đơn vị thi công", "đẩy nhanh tiến độ"),
        ("các đơn vị", "thi công cầu"),
        ("Sở Lao động - thương binh và xã hội", "phối hợp rà soát"),
        ("các bộ Tài nguyên - môi trường, Xây dựng, Tư pháp và UBND TP. HCM", "rà soát quy hoạch"),
        ("Tập đoàn Điện lực VN (EVN)", "bảo đảm an toàn"),
        ("Ủy ban Quản lý vốn nhà nước tại doanh nghiệp", "đẩy nhanh tiến độ"),
        ("Các bộ, ngành, tập đoàn kinh tế", "theo chức năng, nhiệm vụ được giao khẩn trương rà soát"),
        ("UBND hai huyện Trần Văn Thời và U Minh", "vận động nhân dân"),
    ],
)
def test_the_phrase_ends_where_the_task_begins(actor: str, task: str) -> None:
    text = f"{actor} {task}"
    found = actor_at(text, 0, len(text), named=True)
    assert found is not None
    assert text[: found.end] == actor
    assert task_behind(text, found, len(text)) is not None


@pytest.mark.parametrize(
    "text", ["Hội nghị thảo luận", "đầu tư công", "phòng, chống bão", "chương trình hành động", "tổ chức hội nghị"]
)
def test_what_only_begins_like_a_body_is_none(text: str) -> None:
    assert actor_at(text, 0, len(text)) is None
