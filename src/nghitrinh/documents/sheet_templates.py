"""An office's own Word template of letters of invitation: what may stand in it, and what that is in a letter."""

from dataclasses import replace
from datetime import date
from typing import Any

from nghitrinh.documents.content import (
    LEFT,
    PARTY_HEADING,
    STATE_HEADING,
    TEXT,
    Notice,
    heading_lines,
    recipient_lines,
    signature_lines,
)
from nghitrinh.documents.measuring import fitted
from nghitrinh.documents.sheets import ILLUSTRATIVE, Sheet, SheetLine, signed
from nghitrinh.record.instruments.letterheads import Heading
from nghitrinh.record.instruments.models import PaperForm
from nghitrinh.vietnamese import writable

# Each placeholder, with what it stands for in Vietnamese and English.
PLACEHOLDERS: dict[str, tuple[str, str]] = {
    "co_quan_cap_tren": ("Cơ quan cấp trên, các dòng", "superior body, its lines"),
    "co_quan": ("Cơ quan mời, các dòng", "the inviting body, its lines"),
    "so_ky_hieu": ("Dòng ghi số, có ký hiệu", "the line for the number, with its symbol"),
    "dia_danh_ngay": ("Địa danh, ngày tháng năm", "place and date"),
    "trich_yeu": ("Dự hội nghị nào", "to which meeting"),
    "kinh_moi": ("Câu kính mời, có người hoặc cơ quan được mời", "who invites whom"),
    "noi_dung": (
        "Nội dung, thời gian, địa điểm, tài liệu: mỗi dòng một đoạn",
        "items, hour, place: paragraphs",
    ),
    "noi_nhan": ("Các dòng nơi nhận", "lines of the recipients"),
    "quyen_han_ky": ("TM., T/M, các dòng", "by which right it is signed, its lines"),
    "chuc_vu": ("Chức vụ người ký", "post of who signs"),
    "minh_hoa": ("Lời ghi văn bản minh họa; trống nếu là văn bản thật", "that it is illustrative"),
}


def letter_values(letter: Sheet) -> dict[str, Any]:
    """Return what each placeholder stands for in a letter of invitation."""
    frame = letter.frame
    *_, place_and_day = heading_lines(frame)
    who, *said = (f"{each.label} {each.text}".strip() for each in letter.lines)
    *authority, post = signature_lines(frame)
    values: dict[str, str | list[str]] = {
        "co_quan_cap_tren": [line for name in frame.superior for line in fitted(name.upper(), LEFT, TEXT)],
        "co_quan": [line for name in frame.issuer for line in fitted(name.upper(), LEFT, TEXT, bold=True)],
        "so_ky_hieu": frame.number_line,
        "dia_danh_ngay": place_and_day.text,
        "trich_yeu": " ".join(letter.about),
        "kinh_moi": who,
        "noi_dung": said,
        "noi_nhan": [line.text for line in recipient_lines(frame)[1:]],
        "quyen_han_ky": [line.text for line in authority],
        "chuc_vu": post.text,
        "minh_hoa": ILLUSTRATIVE if frame.illustrative else "",
    }
    return {
        name: [writable(each) for each in value] if isinstance(value, list) else writable(value)
        for name, value in values.items()
    }


def sample_letter(heading: Heading, day: date) -> Sheet:
    """Return a letter with a letterhead and words that say that they are a sample."""
    frame = Notice(
        heading=PARTY_HEADING if heading.form == PaperForm.PARTY else STATE_HEADING,
        superior=heading.superior,
        issuer=heading.name,
        number_line="",
        place=heading.place,
        issued_on=day,
        title="Giấy mời (văn bản mẫu)",
        opening="",
        items=(),
        recipients=(),
        authority=(),
        signer="",
        signer_name="",
        illustrative=False,
    )
    made = signed(frame, heading, "GM", ("Như trên", "Lưu"))
    made = made if made.signer else replace(made, signer="Người ký")
    lines = (
        SheetLine("", "Cơ quan mời trân trọng kính mời: người được mời (văn bản mẫu)"),
        SheetLine("Tới dự:", "hội nghị mẫu."),
        SheetLine("Nội dung:", "nội dung mẫu."),
        SheetLine("Thời gian:", "8 giờ, ngày họp."),
        SheetLine("Địa điểm:", "phòng họp."),
    )
    return Sheet(made, "GIẤY MỜI", ("Dự hội nghị mẫu",), lines)
