"""Whose words a sentence gives: those of somebody who may charge, of somebody who may only ask or report, or of nobody named.

A person is known by the posts that stand beside the full name where it is first given; later the page says "ông Phong".
A sentence inside a quotation takes the speaker who is named where the quotation ends, one without speaker that of the sentence before.
"""

import re
from dataclasses import dataclass

from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import SURNAMES, UPPER, any_of

_LEADING = (
    "tổng bí thư", "phó bí thư", "bí thư", "chủ tịch nước", "phó chủ tịch", "chủ tịch", "phó thủ tướng", "thủ tướng", "bộ trưởng", "thứ trưởng",
    "thống đốc", "trưởng ban", "phó trưởng ban", "chủ nhiệm", "tổng thư ký", "trưởng đoàn", "người đứng đầu", "chủ tọa", "lãnh đạo thành phố", "lãnh đạo tỉnh", "lãnh đạo huyện",
    "thường trực", "ban thường vụ", "UBND", "HĐND", "ủy ban nhân dân", "hội đồng nhân dân", "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "chính phủ", "quốc hội", "ủy ban kiểm tra", "hội nghị", "cuộc họp", "phiên họp",
    "kỳ họp", "công điện", "chỉ thị", "văn bản", "thông báo", "kết luận", "quyết định", "nghị quyết", "chủ trì",
)  # fmt: skip
_ASKING = (
    "cử tri", "đại biểu", "người dân", "bà con", "công dân", "đại diện", "chuyên gia", "luật sư", "tiến sĩ", "TS", "PGS", "GS", "giám đốc", "phó giám đốc", "trưởng phòng", "hiệu trưởng", "viện trưởng",
    "doanh nghiệp", "công ty", "hiệp hội", "chủ đầu tư", "nhà thầu", "phụ huynh", "phóng viên", "báo cáo thẩm tra", "ý kiến", "kiến nghị", "hộ dân", "nhân dân", "thành viên", "đoàn giám sát", "ban pháp chế", "ban kinh tế", "ban văn hóa", "chủ tịch HĐQT",
    "chủ tịch hội đồng quản trị", "chủ tịch hội đồng thành viên", "chủ tịch hiệp hội", "chủ tịch hội", "cục trưởng", "chi cục", "trưởng công an", "kiến trúc sư", "bác sĩ", "nhà báo", "sở", "ngành", "địa phương",
)  # fmt: skip
_ROLE = re.compile(
    rf"(?<![\w-])(?:(?P<asks>ban\s+(?:pháp\s+chế|kinh\s+tế|văn\s+hóa|đô\s+thị|dân\s+tộc)[^,.;]{{0,30}}?HĐND|{any_of(_ASKING)})|(?P<leads>{any_of(_LEADING)}))(?!\w)",
    re.IGNORECASE,
)
_FULL = rf"{UPPER}\w*(?:\s{UPPER}\w*){{1,4}}"
_INTRODUCED = re.compile(
    rf"(?<!\w)(?P<name>{_FULL})(?:\s*[,(–-]\s*(?P<after>(?!{UPPER}\w*\s{UPPER})[^,;.()–]{{4,90}}))?"
)
_PERSON = re.compile(
    rf"(?:\b(?i:ông|bà|đồng\s+chí|đ/c|anh|chị)\s+)(?!Rịa|Nà\b|Đen|Điểm)(?P<name>{UPPER}\w*(?:\s{UPPER}\w*)*)"
)
_PRONOUN = re.compile(r"^\s*(?:Ông|Bà)\s+(?![A-ZĐ])")
_SAYS = re.compile(
    r"\b(?:cho\s+(?:biết|rằng|hay)|nói|nhấn\s+mạnh|khẳng\s+định|yêu\s+cầu|đề\s+nghị|chỉ\s+đạo|phát\s+biểu|lưu\s+ý|nêu|kết\s+luận|đánh\s+giá|nhận\s+định|chia\s+sẻ|bày\s+tỏ|báo\s+cáo|trình\s+bày|phản\s+ánh"
    r"|hỏi|trả\s+lời|kiến\s+nghị|giải\s+thích|đề\s+xuất|giao|nhìn\s+nhận|thừa\s+nhận|băn\s+khoăn|lo\s+ngại|góp\s+ý|chất\s+vấn|nhắc|quán\s+triệt|thông\s+tin|lấy\s+ví\s+dụ|gợi\s+mở|chỉ\s+ra|kể|cảnh\s+báo|khuyến\s+cáo)\b",
    re.IGNORECASE,
)
# Who spoke stands behind what was said: "…" - ông Nghĩa nói.
_TAIL = re.compile(r"[\"”]\s*(?:[,–-]|$|\s(?=ông|bà))\s*(?P<who>[^\"“”.;]{3,90})[.]?\s*$")
_ACCORDING = re.compile(r"^\W*(?:cũng\s+)?theo\s+(?!đó|quy|kế|dự|luật|nghị)", re.IGNORECASE)
_IMPERATIVE = re.compile(r"\W*(?:\d+[.)]\s*)?(?:giao|yêu\s+cầu|đề\s+nghị|chỉ\s+đạo)\s", re.IGNORECASE)
# What stands between somebody and a verb that is not his: another task, an aim, what is said of a thing.
_NO_SUBJECT = re.compile(
    r";|\b(?:để|nhằm|việc|về|trong|khi|theo|chủ\s+trì|rà\s+soát|tiếp\s+tục|tổ\s+chức|xây\s+dựng|thực\s+hiện|phối\s+hợp)\s",
    re.IGNORECASE,
)
_EARLY = 160
_NEAR = 170


@dataclass(frozen=True)
class Mention:
    """Somebody named at offsets of `Page.text`; `leads`: one who may charge."""

    start: int
    end: int
    leads: bool


class Speakers:
    """Who speaks in which sentence of a page."""

    def __init__(self, page: Page, sentences: list[Stretch]) -> None:
        self._text = page.text
        self._known = _introduced(page.text)
        self._sentences = sentences
        self.own: list[bool | None] = [self._own(sentence) for sentence in sentences]
        self.leads: list[bool | None] = self._read()

    def subject(self, start: int, at: int) -> bool | None:
        """Whether who is named last before `at` may charge; None where nobody is named."""
        found = self.mentions(max(start, at - _NEAR), at)
        return found[-1].leads if found else None

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Those named in a stretch, in order."""
        roles = [Mention(*found.span(), found["asks"] is None) for found in _ROLE.finditer(self._text, start, end)]
        people = [
            Mention(*found.span(), known)
            for found in _PERSON.finditer(self._text, start, end)
            if (known := self._known.get(found["name"].split()[-1])) is not None
        ]
        return sorted([*roles, *people], key=lambda mention: mention.end)

    def _read(self) -> list[bool | None]:
        own, until = self.own, _quotation_ends(self._sentences)
        said: list[bool | None] = []
        for index, speaker in enumerate(own):
            closing = own[until[index]] if speaker is None and until[index] is not None else None  # type: ignore[index]
            before = said[-1] if said else None
            said.append(speaker if speaker is not None else closing if closing is not None else before)
        return said

    def _own(self, sentence: Stretch) -> bool | None:
        """The speaker whom the sentence itself names: before a verb of saying, or behind "theo"."""
        if according := _ACCORDING.match(sentence.text):
            named = self.mentions(sentence.start + according.end(), min(sentence.end, sentence.start + 120))
            return named[0].leads if named else None
        tail = _TAIL.search(sentence.text)
        if tail and (named := self.mentions(sentence.start + tail.start("who"), sentence.end)):
            return named[0].leads
        if _IMPERATIVE.match(sentence.text):
            return None
        subjects = (
            self.subject(sentence.start, sentence.start + verb.start()) for verb in _SAYS.finditer(sentence.text)
        )
        return next((subject for subject in subjects if subject is not None), None)


def _introduced(text: str) -> dict[str, bool]:
    """By the last part of each full name, whether the posts beside it are those of somebody who may charge."""
    known: dict[str, bool] = {}
    for found in _INTRODUCED.finditer(text):
        given = found["name"].split()[-1]
        words = found["name"].split()
        if not any(word in SURNAMES for word in words[:-1]):
            continue
        roles = list(_ROLE.finditer(text, max(0, found.start() - 60), found.start() + 1))
        after = _ROLE.match(found["after"].strip()) if found["after"] else None
        role = after or (
            roles[-1] if roles and not re.search(r"[.;,]", text[roles[-1].end() : found.start()]) else None
        )
        if role is not None:
            known.setdefault(given, role["asks"] is None)
    return known


def _quotation_ends(sentences: list[Stretch]) -> list[int | None]:
    """For each sentence inside a quotation of several, the index of the sentence in which it ends."""
    ends: list[int | None] = [None] * len(sentences)
    opened: int | None = None
    for index, sentence in enumerate(sentences):
        marks = sentence.text.count('"') + sentence.text.count("“") + sentence.text.count("”")
        if opened is not None and marks:
            ends[opened:index] = [index] * (index - opened)
            opened = None if marks % 2 else index
        elif opened is None and marks % 2:
            opened = index
    return ends
