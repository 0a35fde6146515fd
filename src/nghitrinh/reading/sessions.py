"""The session that a page reports: every mention of a session is a frame, the frames are ranked once, one is reported.

Body, number, term and day all come from the one reported. A coming or past session, and one of a superior body, stay rivals: they
are known, so that nothing of theirs is taken.
"""

import re
from dataclasses import dataclass

from nghitrinh.reading.bodies import OrganizationName, body_that_met
from nghitrinh.reading.head import Head
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import SESSIONS, any_of

_HELD = r"(?:chủ\s+trì|tổ\s+chức|diễn\s+ra|triệu\s+tập|khai\s+mạc|bế\s+mạc|tiến\s+hành|có|tại|trong|kết\s+luận|phát\s+biểu|dự|mở|chủ\s+tọa|kết\s+thúc|điều\s+hành|đã|vừa)"
_MENTION = re.compile(
    rf"\b(?P<held>{_HELD})\s+(?:(?!không|chưa)[^\W\d]\w*\s+){{0,4}}?(?P<kind>{any_of(SESSIONS)}|họp|làm\s+việc(?=\s+với)|giao\s+ban|tiếp\s+công\s+dân)\b"
    rf"|(?:^|[,.;]\s)(?:(?i:sáng|chiều|ngày)\s[^,.;]{{2,20}},\s+)?(?P<subject>{any_of(SESSIONS)})\b",
    re.IGNORECASE | re.MULTILINE,
)
_SESSION = re.compile(rf"\b(?:{any_of(SESSIONS)}|họp|giao\s+ban|tiếp\s+công\s+dân)\b", re.IGNORECASE)
# The session of another day: before it comes, or long past.
_RIVAL_AFTER = re.compile(
    r"[^.;]{0,50}?\b(?:sắp\s+tới|tới\s+đây|tới(?=[,.])|trước\s+đó|trước\s+đây|lần\s+trước|kế\s+tiếp|năm\s+ngoái|cuối\s+năm\s+(?:nay|tới)|năm\s+trước)\b",
    re.IGNORECASE,
)
_RIVAL_BEFORE = re.compile(
    r"\b(?:sắp|chuẩn\s+bị|dự\s+kiến|trước\s+đó|trước\s+khi|trước|trình|sau|từ\s+sau|phục\s+vụ|sẽ\s+được)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_PARTY_SCHOOL = re.compile(
    r"(?:quán\s+triệt|học\s+tập|triển\s+khai|thực\s+hiện)\s+nghị\s+quyết[^.;,]{0,20}$", re.IGNORECASE
)
# A leader's session, which may be of no named body: concluded, or reported in a notice of his decisions.
_CONCLUDED = re.compile(
    rf"\bkết\s+luận\s+(?:tại\s+)?(?:{any_of(SESSIONS)}|họp)\b|\bphát\s+biểu\s+kết\s+luận\b|\bkết\s+luận\s+(?:và\s+)?chỉ\s+đạo\b"
    r"|\b(?:thông\s+báo|kết\s+luận)\b[^.;]{0,80}\bkết\s+luận\s+của\b|\bkết\s+luận\s+của\b[^.;]{0,120}\b(?:về|tại)\b",
    re.IGNORECASE,
)
# A standing body that decides without a word of its session: "Ban Thường vụ Tỉnh ủy vừa có kết luận về …".
_DECIDED = re.compile(r"\b(?:có|ra)\s+kết\s+luận\b", re.IGNORECASE)
_NO_SESSION = re.compile(r"^(?:CHỈ THỊ|CÔNG ĐIỆN|QUYẾT ĐỊNH|CÔNG VĂN|KẾ HOẠCH|TỜ TRÌNH|V/v\s|Kính gửi)", re.MULTILINE)
_ISSUES = re.compile(
    r"\b(?:vừa|đã)\s+(?:\w+\s+){0,2}?(?:có|ra|gửi|ký|ban\s+hành)\s+(?:\w+\s+){0,3}?(?:quyết\s+định|công\s+điện|chỉ\s+thị|công\s+văn|văn\s+bản|kế\s+hoạch)\b",
    re.IGNORECASE,
)
_HEAD = 3
_SENTENCES_READ = 16
_FIRST = 5


@dataclass(frozen=True)
class SessionFrame:
    """One mention of a session: where, in which sentence (index from 0), and whether it is a rival of the one reported."""

    start: int
    index: int
    kind: str
    rival: bool


def session_frames(page: Page, sentences: list[Stretch]) -> list[SessionFrame]:
    """All mentions of sessions in the sentences, in order."""
    return [
        SessionFrame(
            found.start(), index, (found["kind"] or found["subject"]).lower(), _is_rival(page.text, sentence, found)
        )
        for index, sentence in enumerate(sentences)
        for found in _MENTION.finditer(page.text, sentence.start, sentence.end)
    ]


def _is_rival(text: str, sentence: Stretch, found: re.Match[str]) -> bool:
    before = text[max(sentence.start, found.start() - 60) : found.start()]
    return bool(
        _RIVAL_AFTER.match(text, found.end(), sentence.end)
        or _RIVAL_BEFORE.search(before)
        or _PARTY_SCHOOL.search(before)
    )


@dataclass(frozen=True)
class Reported:
    """The session reported: its body (None when only a leader's post names one) and its first frame, when one stands in the text."""

    body: OrganizationName | None
    frame: SessionFrame | None


def reported_session(page: Page, head: Head, sentences: list[Stretch]) -> Reported | None:
    """The one session that the page reports; None for a page that reports none."""
    first = [*([head.title] if head.title else []), *sentences[:_SENTENCES_READ]]
    body = body_that_met(page, first)
    frames = [frame for frame in session_frames(page, sentences) if not frame.rival]
    frame = min(frames, key=lambda frame: frame.index, default=None)
    if _CONCLUDED.search(page.text):
        return Reported(body, frame)
    if body and any(_DECIDED.search(sentence.text) for sentence in sentences[:_FIRST]):
        return Reported(body, frame)
    issued = _issued(sentences)
    if _NO_SESSION.search(page.text) or (issued is not None and (frame is None or frame.index > issued)):
        return None
    if body and _meets(page, body):
        return Reported(body, frame)
    if frame is None:
        return None
    early = [each for each in frames if each.index < _FIRST]
    return Reported(body, frame) if (body and frame.index < _SENTENCES_READ) or early or len(frames) > 1 else None


def _issued(sentences: list[Stretch]) -> int | None:
    """The index of the sentence, of the first ones, that tells of a document: what follows is its content."""
    return next((index for index, each in enumerate(sentences[:_HEAD]) if _ISSUES.search(each.text)), None)


def _meets(page: Page, body: OrganizationName) -> bool:
    """Whether a session is spoken of in the line that says that the body met."""
    line = next((line for line in page.lines if line.start <= body.start < line.end), None)
    return line is not None and bool(_SESSION.search(line.text))
