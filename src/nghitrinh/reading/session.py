"""The session itself: its number, the term of the body, the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nghitrinh.reading.bodies import OrganizationName, bodies_of, find_bodies
from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import DOCUMENT_KINDS, SESSIONS, any_of
from nghitrinh.reading.years import year_for
from nghitrinh.vietnamese import DateFound, find_dates, parse_roman, spelled

_KIND = r"(?:thường\s+kỳ|thường\s+lệ|chuyên\s+đề|bất\s+thường|toàn\s+thể|mở\s+rộng|định\s+kỳ|giao\s+ban)"
_OWNER = r"(?:Ban|BTV|UBKT|UBMTTQ|Đảng|Đoàn|Tỉnh|Huyện|Thành|BCH|Thường|TT|HĐND|UBND|Hội\s+đồng|Ủy\s+ban|Quốc\s+hội)"
_WORDS = r"(?:nhất|hai|nhì|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt|lăm)"
_NUMBERED = re.compile(
    rf"""\b(?P<session>hội\s+nghị|kỳ\s+họp|phiên\s+họp|cuộc\s+họp|đại\s+hội(?:\s+đại\s+biểu)?|phiên|họp(?=\s+lần))
    (?P<between>(?:\s+{_KIND}|\s+\([^)]{{1,30}}\))*(?:(?:\s+của)?\s+{_OWNER}\b(?:[^.,;:()\d\n]|(?<=TP)\.){{0,70}}?)?)
    ,?\s+(?:(?:lần\s+)?thứ\s+(?P<number>\d{{1,3}}|{_WORDS}(?:\s+{_WORDS}){{0,3}}|(?-i:(?P<roman>[XVI]{{1,7}})))|lần\s+(?P<count>\d{{1,3}}))(?![/.-]?\d)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SPECIAL = re.compile(r"chuyên\s+đề|bất\s+thường", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\btrình\s[^.;]{0,60}\b(?:tại|vào)\s+$|(?:chuẩn\s+bị|trước|sau|(?<!chương\s)trình|nội\s+dung|(?<!tiếp\stục\s)chương\s+trình|nghị\s+quyết|phục\s+vụ|đến|từ|thông\s+báo|kết\s+quả|triển\s+khai"
    r"|thực\s+hiện)\s+(?:cho\s+|tại\s+|các\s+|tổ\s+chức\s+)*$",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"^[\s,(–-]*(?:kh(?:óa|oá)\s+(?:thứ\s+)?|lần\s+thứ\s+(?=[IVXL]))(?P<term>[IVXLC]{1,7}|\d{1,2})\b", re.IGNORECASE
)
_NEXT_TO = re.compile(r"^(?:\s*\([^)]{0,40}\))?[\s,]*(?:của\s+)?$")
_SESSION = re.compile(
    rf"\b(?:{any_of(SESSIONS)}|họp|tiếp\s+công\s+dân|làm\s+việc|giao\s+ban|tiếp\s+xúc)\b", re.IGNORECASE
)
_NOT_THE_DAY = re.compile(
    rf"(?:(?:số|trước|đến|hết|sau|kể\s+từ|tính\s+từ|bắt\s+đầu\s+từ|hiệu\s+lực\s+từ|sinh|tính\s+đến|dự\s+kiến[^.;]{{0,60}})|\b(?:{any_of(DOCUMENT_KINDS)})\b[^.;,]{{0,60}}?\d[\w/-]*,?)"
    r"\s+(?:(?:hết|sáng|chiều|ngày)\s+)*$",
    re.IGNORECASE,
)
# "từ ngày 6" is a first day only where a last one follows.
_SINCE = re.compile(r"\btừ\s+(?:(?:sáng|chiều|ngày)\s+)*$", re.IGNORECASE)
_UNTIL = re.compile(r"^\s*(?:-|–|đến|tới)\s", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\d{1,2}\s*(?:(?:và|,|đến)\s*(?:ngày\s+)?\d{1,2}|[-–]\s*\d{1,2}\s*(?:/|\.|\s+tháng))", re.IGNORECASE
)
_DATED_FIRST = re.compile(
    r"^(?:\([^)]{2,40}\)\s*[-–]?\s*|[^\s,]{2,12}\s+[-–]\s+)?(?:vào\s+)?(?:sáng|chiều|tối|ngày|hôm|trong)\b",
    re.IGNORECASE,
)

_REPORTED = re.compile(r"[^.;]{0,60}?\b(?:cho\s+(?:biết|hay)|đưa\s+tin|ban\s+hành|ký\s+ban)\b", re.IGNORECASE)
# The day on which something was reported or issued is not the day of the session.
_NEWS = re.compile(
    r"\b(?:đưa\s+tin|tin\s+từ|nguồn\s+tin|cho\s+(?:biết|hay)|ban\s+hành|ký|(?:có|ra)\s+(?:văn\s+bản|thông\s+báo|công\s+văn|quyết\s+định))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Numbered:
    """A numbered session in the text, at offsets of `Page.text`; `body` when the words name whose it is."""

    start: int
    end: int
    session: str
    special: bool
    value: int
    body: OrganizationName | None

    def fits(self, body: OrganizationName) -> bool:
        """Whether it can be a session of this body: councils hold kỳ họp, and no other body is named beside it."""
        if body.is_council and self.session != "kỳ họp":
            return False
        if self.session == "đại hội" and not body.key.startswith("dang bo"):
            return False
        if self.session == "kỳ họp" and not (body.is_council or body.is_control):
            return False
        return self.body is None or self.body.key.startswith(body.key) or body.key.startswith(self.body.key)


def numbered_sessions(page: Page, *, every: bool = False) -> list[Numbered]:
    """The numbered sessions of a page, of whatever body, in order; with `every` also those spoken of beside this one."""
    return [session for session, is_another in page.once(_sessions) if every or not is_another]


def _sessions(page: Page) -> list[tuple[Numbered, bool]]:
    return list(_find_sessions(page))


def _find_sessions(page: Page) -> Iterator[tuple[Numbered, bool]]:
    """Each with whether it is spoken of beside the session that the page reports."""
    for found in _NUMBERED.finditer(page.text):
        words = found["number"] or found["count"]
        value = _value(words) if not found["roman"] or _counts_in_roman(found) else 0
        another = bool(_ANOTHER.search(page.text[max(0, found.start() - 60) : found.start()]))
        if value:
            session = " ".join(found["session"].lower().split()).removesuffix(" đại biểu")
            special = bool(_SPECIAL.search(found["between"]))
            yield Numbered(found.start(), found.end(), session, special, value, _owner(page, found)), another


def _counts_in_roman(found: re.Match[str]) -> bool:
    """Kỳ họp thứ XII is a number; in "kỳ họp HĐND huyện lần thứ XX" the numeral is the term's."""
    return found["session"].lower().startswith("đại") or (
        not found["between"].strip() and "lần" not in found[0].lower()
    )


def _value(words: str) -> int:
    if words.isdigit():
        return int(words)
    return parse_roman(words) if words.isupper() and _is_roman(words) else spelled(words)


def _is_roman(words: str) -> bool:
    try:
        return parse_roman(words) > 0
    except ValueError:
        return False


def _owner(page: Page, found: re.Match[str]) -> OrganizationName | None:
    """The body whose session it is: named inside the words or right after them."""
    inside = find_bodies(found[0], found.start())
    if inside:
        return inside[0]
    after = find_bodies(page.text[found.end() : found.end() + 90], found.end())
    return after[0] if after and _NEXT_TO.match(page.text[found.end() : after[0].start]) else None


def numbers(page: Page, body: OrganizationName, title: Stretch | None) -> list[Numbered]:
    """The sessions of this body that are numbered, those of the text before those of the title, which is written last."""
    fitting = [found for found in numbered_sessions(page) if found.fits(body)]
    return sorted(fitting, key=lambda found: title is not None and found.end <= title.end)


def _same(other: OrganizationName, body: OrganizationName) -> bool:
    """Within a page the name of the place may be left out: HĐND xã Nam Mẫu, HĐND xã."""
    return f"{body.key} ".startswith(f"{other.key} ") or f"{other.key} ".startswith(f"{body.key} ")


def term(page: Page, body: OrganizationName) -> Fact | None:
    """The term (khóa) said of this body, as the page writes it."""
    for other in bodies_of(page):
        if _same(other, body) and (fact := _term_at(page, other.end)):
            return fact
    for session in numbered_sessions(page):
        if session.fits(body) and (fact := _term_at(page, session.end)):
            return fact
    return None


def term_after(page: Page, session: Numbered) -> tuple[str, int] | None:
    """The term said of a numbered session, in capitals, and where its words end in `Page.text`."""
    at = session.body.end if session.body is not None and session.body.end > session.end else session.end
    found = _TERM.match(page.text[at : at + 40])
    return (found["term"].upper(), at + found.end()) if found else None


def _term_at(page: Page, at: int) -> Fact | None:
    found = _TERM.match(page.text[at : at + 40])
    return page.fact(at + found.start("term"), at + found.end("term")) if found else None


def day(page: Page, sentences: list[Stretch], published: DateFound | None) -> tuple[Fact, DateFound] | None:
    """The first day of the session, with its year from the page where it is not written beside the day (XXXX: nowhere)."""
    of_session = [sentence for sentence in sentences if _SESSION.search(sentence.text)]
    dated = [
        sentence for sentence in sentences if _DATED_FIRST.match(sentence.text) and not _NEWS.search(sentence.text)
    ]
    for sentence in (*of_session, *dated):
        found_days = [found for found in find_dates(sentence.text) if _is_day(sentence.text, found)]
        # A session of several days is dated by its first, even where its last day is named before ("bế mạc … (14-15/12)").
        for found in sorted(found_days, key=lambda day: not _SEVERAL.match(sentence.text, day.start, day.end)):
            year = found.year if found.year is not None else year_for(found, page, published)
            value = DateFound(found.day, found.month, year, 0, 0).iso
            return page.fact(sentence.start + found.start, sentence.start + found.end, value), found
    return None


def _is_day(text: str, found: DateFound) -> bool:
    before = text[: found.start]
    if _REPORTED.match(text[found.end :]):
        return False
    if _SINCE.search(before):
        days = re.search(r"[-–,]|\b(?:và|đến)\b", text[found.start : found.end])
        return bool(days) or bool(_UNTIL.match(text[found.end :]))
    return not _NOT_THE_DAY.search(before)
