"""Samples of documents, by which an office looks at its letterhead and templates before it issues anything."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from nghitrinh.documents.content import (
    PARTY_HEADING,
    STATE_HEADING,
    Notice,
    NoticeItem,
    NoticeLine,
    NoticePoint,
    NoticeTask,
    Paragraph,
)
from nghitrinh.documents.minutes import EntryText, MinutesText
from nghitrinh.record.instruments.letterheads import Heading
from nghitrinh.record.instruments.models import PaperForm, Signing
from nghitrinh.record.instruments.signatures import authority_lines


def sample_notice(heading: Heading, day: date) -> Notice:
    """Return a notice with a letterhead and words that say that they are a sample."""
    of_the_party = heading.form == PaperForm.PARTY
    signing = Signing.FOR_BODY if heading.in_name_of else Signing.OWN_POST
    task = NoticeTask("", "cơ quan được giao", "nội dung việc", "hạn 31/12")
    point = NoticePoint("", "Thống nhất", "Thống nhất nội dung của văn bản mẫu.", (), (task,))
    number = heading.written(5, heading.symbol("TB"))
    return Notice(
        heading=PARTY_HEADING if of_the_party else STATE_HEADING,
        superior=heading.superior,
        issuer=heading.name,
        number_line=f"{'Số' if of_the_party else 'Số:'} {number}",
        place=heading.place,
        issued_on=day,
        title="Thông báo Kết luận hội nghị (văn bản mẫu)",
        opening="Đây là văn bản mẫu để xem tiêu đề, số, ký hiệu và chữ ký.",
        items=(NoticeItem("1.", "Nội dung thứ nhất", (point,)),),
        recipients=("Như trên", "Lưu Văn phòng" if of_the_party else "Lưu: VT"),
        authority=authority_lines(heading, signing, heading.head),
        signer=heading.head,
        signer_name="Họ và tên",
        illustrative=False,
    )


def sample_minutes(heading: Heading, day: date) -> MinutesText:
    """Return minutes with a letterhead and words that say that they are a sample."""
    title = "Hội nghị (văn bản mẫu)"
    number = heading.written("…", heading.symbol("BB"))
    notice = sample_notice(heading, day)
    head = replace(notice, title=f"Biên bản {title}", number_line=f"{notice.number_line.split()[0]} {number}")
    entry = Paragraph("entry", "1. Nội dung thứ nhất"), Paragraph("point", "Chủ trì kết luận: thống nhất.")
    return MinutesText(
        head=head,
        title=title,
        before=(Paragraph("title", "BIÊN BẢN"), Paragraph("subject", title), Paragraph("point", "Có mặt: 13/15.")),
        entries=(EntryText(UUID(int=0), entry),),
        after=(Paragraph("prose", "Đây là văn bản mẫu để xem tiêu đề, số, ký hiệu và chữ ký."),),
        writer=(NoticeLine("THƯ KÝ", bold=True), NoticeLine("Chánh Văn phòng", italic=True)),
        writer_name="Họ và tên",
        chair=(NoticeLine("CHỦ TRÌ", bold=True), NoticeLine(heading.head, italic=True)),
        chair_name="Họ và tên",
    )
