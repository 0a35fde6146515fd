"""The response matrix of a round as a document: what it says, in order, before any format.

It has the opening figures and the four columns that the law's own table has: article or group of questions, who
commented, what was said, what became of it. The body that drafted the paper signs it, so that it has its heading.
"""

from dataclasses import dataclass

from nghitrinh.documents.content import PARTY_HEADING, STATE_HEADING, Notice
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.instruments.models import PaperForm, Signing
from nghitrinh.record.instruments.signatures import authority_lines
from nghitrinh.record.kernel import clock
from nghitrinh.record.opinions.matrix import Matrix, MatrixRow
from nghitrinh.record.opinions.models import Comment, Response
from nghitrinh.vietnamese import ended, format_date

TITLE = "BẢNG TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH"
COLUMNS = ("Điều, khoản, vấn đề", "Bên góp ý", "Nội dung góp ý", "Tiếp thu, giải trình")
WHOLE = "Cả bản"
OPEN = "Chưa trả lời"


@dataclass(frozen=True)
class MatrixDocument:
    """A matrix as it is drawn: its frame (heading and signature), its figures, its rows of four cells."""

    frame: Notice
    about: str
    figures: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str], ...]


def matrix_document(made: Matrix) -> MatrixDocument:
    """Return the document of a matrix."""
    version = made.round.version
    drafts = version.paper.submitted_by
    heading = heading_of(drafts)
    frame = Notice(
        heading=PARTY_HEADING if heading.form == PaperForm.PARTY else STATE_HEADING,
        superior=heading.superior,
        issuer=heading.name,
        number_line="",
        place=heading.place,
        issued_on=clock.today(),
        title=TITLE,
        opening="",
        items=(),
        recipients=(),
        authority=authority_lines(heading, "" if heading.head else Signing.FOR_BODY, heading.head),
        signer=heading.head,
        signer_name="",
        illustrative=made.round.is_illustrative,
    )
    about = f"{version.paper.title} (bản {version.number}, nộp ngày {format_date(version.submitted_on)})"
    return MatrixDocument(frame, about, _figures(made), tuple(_row(each) for each in made.in_order))


def _figures(made: Matrix) -> tuple[str, ...]:
    counts = made.counts
    late = f", trong đó {counts.late} gửi muộn" if counts.late else ""
    silent = "; ".join(each.label() for each in made.missing)
    agreed = "; ".join(each.label() for each in made.outright)
    became = f"tiếp thu {counts.adopted}, tiếp thu một phần {counts.partly}, giải trình {counts.explained}"
    lines = [
        f"1. Đã lấy ý kiến {counts.asked} cơ quan, cá nhân; nhận được {counts.answered} ý kiến{late}.",
        f"Chưa có ý kiến: {silent}." if silent else "",
        f"2. Đồng ý hoàn toàn: {len(made.outright)}{f' ({agreed})' if agreed else ''}.",
        f"3. Có {counts.comments} điều góp ý: {became}, chưa trả lời {counts.open}.",
    ]
    return tuple(line for line in lines if line)


def _row(row: MatrixRow) -> tuple[str, str, str, str]:
    comment = row.comment
    place = "\n".join(filter(None, (row.heading, _quoted(comment)))) or WHOLE
    who = f"{row.who}\n({comment.opinion.get_choice_display()})"
    return place, who, comment.text, _became(row.response) if row.response else OPEN


def _became(response: Response) -> str:
    said = [ended(str(response.get_outcome_display())), response.text]
    if response.version:
        said.append(f"Trong bản {response.version.number}: {_quoted(response)}")
    return "\n".join(filter(None, said))


def _quoted(passage: Comment | Response) -> str:
    if not passage.words:
        return ""
    where = f" ({passage.file.name})" if passage.file else ""
    return f"“{' '.join(passage.words.split())}”{where}"
