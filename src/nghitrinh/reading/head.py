"""The page's head and foot: title, lead, byline, publication time, and dates that belong to the web page only."""

import re
from dataclasses import dataclass

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import UPPER
from nghitrinh.vietnamese import DateFound, find_dates

_CLOCK = re.compile(r"\b([01]?\d|2[0-3])\s?[:hH]\s?([0-5]\d)\b(?::[0-5]\d)?")
# What may stand beside a date in a line that is nothing but a date line.
_LABEL = re.compile(
    r"(?:thứ|chủ)\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|nhật|[2-7])|cập\s+nhật(?:\s+(?:lúc|ngày|lần\s+cuối))?|ngày\s+đăng(?:\s+tin)?"
    r"|đăng\s+(?:ngày|lúc)|đã\s+đăng|ngày\s+xuất\s+bản|xuất\s+bản|in\s+(?:trang|bài)|bản\s+in|gửi\s+(?:mail|bài)|chia\s+sẻ|mặc\s+định"
    r"|đăng\s+bởi.*|(?:đã\s+)?được\s+(?:đăng|tạo|viết|cập\s+nhật)(?:\s+(?:lúc|ngày|vào))?|viết\s+bởi.*|post(?:ed)?(?:\s+by.*)?|t[2-7]|cn|ngày\s+(?:tạo|gửi|ban\s+hành|viết|phát\s+hành)?|lúc|vào|thời\s+gian|gmt|utc|am|pm|sa|ch|tin\s+đăng|đăng"
    r"|lượt\s+(?:xem|đọc|truy\s+cập).*|số\s+lần\s+xem.*|đã\s+xem.*|xem\s+với\s+cỡ\s+chữ.*|views?.*|hôm\s+nay|giờ|phút|email|print",
    re.IGNORECASE,
)
# "Đăng thứ Hai 4/10/2021, 02:50 · Minh họa": said to be the day of publication, a line may go on with a few other words.
_SAYS_POSTED = re.compile(
    r"^(?:ngày\s+đăng(?:\s+tin)?|(?:đã\s+)?(?:được\s+)?đăng(?:\s+(?:ngày|lúc|vào))?|xuất\s+bản)\s*:?\s*$", re.IGNORECASE
)
# The head of a document: "Quảng Trị, ngày 25 tháng 11 năm 2025".
_PLACE = re.compile(rf"^{UPPER}\w*(?:[ .]+{UPPER}\w*){{0,4}},\s+(?:ngày\s+)?$")
_FEW = 40
_YEAR = re.compile(r"\d{4}")
_NOISE = re.compile(r"[\W\d_]+")
_BEGINS_BODY = re.compile(
    r"^(?:\([^)]{2,40}\)\s*[-–:]?\s*)?(?:[A-ZĐ]\w*\s*[-–]\s*)?(?:trong\s+(?:\d+\s+)?)?(?:sáng|chiều|tối|ngày|hôm|vừa\s+qua|thực\s+hiện|trong)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?:ảnh|quang\s+cảnh|toàn\s+cảnh|xem\s+với|trang\s+chủ|tin\s+tức|chia\s+sẻ|cỡ\s+chữ|đồng\s+chí|lượt\s+xem|nguồn|tác\s+giả)\b",
    re.IGNORECASE,
)
_OF_PICTURE = re.compile(
    rf"(?:[-–.(]\s*|^|\.\s)(?:Ảnh|ẢNH|Minh\s+họa|Đồ\s+họa|Video|Clip)(?:\s*:|\s+do\s|\s+{UPPER})[^.;]{{0,70}}\.?\)?$"
)
_FEW_LINES = 12
_BYLINE = re.compile(
    r"^(?:(?:tác\s+giả|nguồn(?:\s+tin)?|theo|bài(?:\s+và\s+ảnh)?|tin(?:,\s*ảnh|\s+và\s+ảnh|\s*[-,]\s*ảnh)?|thực\s+hiện|ảnh|tin,\s*bài)\s*:\s*)"
    r"(?P<name>.{2,80})$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(rf"^{UPPER}[\w.]*(?:[ \-–,&/+]+(?:{UPPER}[\w.]*|và))*(?:\s*\([^)]{{2,60}}\))?\.?$")
# "Văn phòng Tỉnh ủy", "Phòng Tin học - Công báo": an office signs as well as a person.
_OFFICE = re.compile(r"^(?:Văn phòng|Phòng|Ban|Cổng|Đài|Trung tâm|Báo|VP)\b[^.:;,]{2,50}$")
_OTHERS = re.compile(
    r"^(?:các\s+)?(?:bài\s+viết|tin|bài)\s+(?:khác|liên\s+quan|cùng\s+chuyên\s+mục|đã\s+đưa|mới)", re.IGNORECASE
)


@dataclass(frozen=True)
class DateLine:
    """A line that holds nothing but a date, perhaps with clock time and labels."""

    line: Stretch
    found: DateFound
    start: int
    end: int
    clock: str | None

    @property
    def value(self) -> str:
        """ISO date, with the clock time when the line has one."""
        return self.found.iso + (f"T{self.clock}" if self.clock else "")


def date_line(line: Stretch) -> DateLine | None:
    """Read a line as a date line, or return None."""
    dates = find_dates(line.text) if len(line.text) <= 160 and _YEAR.search(line.text) else []
    full = next((found for found in dates if found.year), None)
    if full is None:
        return None
    rest = line.text[: full.start] + " " + line.text[full.end :]
    clock = _CLOCK.search(rest)
    others = _NOISE.sub("", _LABEL.sub(" ", _CLOCK.sub(" ", rest)))
    if (
        others
        and not _PLACE.match(line.text[: full.start])
        and not (_SAYS_POSTED.match(line.text[: full.start]) and len(others) <= _FEW)
    ):
        return None
    start, end = full.start, full.end
    if clock:
        at = line.text.find(clock[0])
        start, end = min(start, at), max(end, at + len(clock[0]))
    return DateLine(
        line, full, line.start + start, line.start + end, f"{int(clock[1]):02d}:{clock[2]}" if clock else None
    )


@dataclass(frozen=True)
class Head:
    """The head and foot of a page: what is title, lead and byline, its date lines, and the sentences of its body."""

    title: Stretch | None
    lead: Stretch | None
    byline: tuple[int, int] | None
    published: DateLine | None
    viewed: DateLine | None
    body: list[Stretch]
    captions: list[Stretch]


def read_head(page: Page) -> Head:
    """Tell the parts of a page from each other by the look of its lines."""
    lines = _before_others(page.lines)
    dated = [found for line in (*lines[:12], *lines[12:][-4:]) if (found := date_line(line))]
    title = _title(lines)
    published, viewed = _published(dated, title)
    byline = _byline(lines)
    signed = byline[1] if byline else None
    body = [line for line in lines if line is not title and line.end != signed and not date_line(line)]
    below = _below_pictures(page, lines)
    captions = [line for line in body if line.start >= below or _OF_PICTURE.search(line.text)]
    body = [line for line in body if line not in captions]
    lead = next((line for line in body if len(line.text) > 80 or _BEGINS_BODY.match(line.text)), None)
    return Head(title, lead, byline, published, viewed, body, captions)


def _below_pictures(page: Page, lines: list[Stretch]) -> int:
    """Where the last lines begin, when they stand below pictures: one of the few says whose picture it is."""
    begins = page.text.rfind("\n\n")
    last = [line for line in lines if line.start >= begins]
    of_pictures = len(last) <= _FEW_LINES and any(_OF_PICTURE.search(line.text) for line in last)
    return begins if of_pictures else len(page.text)


def _before_others(lines: list[Stretch]) -> list[Stretch]:
    """What stands below 'other articles' belongs to other pages."""
    end = next(
        (i for i, line in enumerate(lines) if i > 2 and len(line.text) < 60 and _OTHERS.match(line.text)), len(lines)
    )
    return lines[:end]


def _title(lines: list[Stretch]) -> Stretch | None:
    for line in lines[:8]:
        if len(line.text.split()) < 4 or date_line(line) or _CAPTION.match(line.text):
            continue
        if len(line.text) > 260 or _BEGINS_BODY.match(line.text) or line.text.endswith((".", ":", ";")):
            return None
        return line
    return None


def _published(dated: list[DateLine], title: Stretch | None) -> tuple[DateLine | None, DateLine | None]:
    """The date line below the title is of the article; one above it, when both are there, is of the day of viewing."""
    above = [found for found in dated if title is not None and found.line.end <= title.start]
    below = [found for found in dated if found not in above]
    if not below:
        return (above[-1] if above else None), None
    timed = next((found for found in below if found.clock), below[0])
    other = next((found for found in above if found.found.iso != timed.found.iso), None)
    return timed, other


_PROSE = 120


def _byline(lines: list[Stretch]) -> tuple[int, int] | None:
    for line in reversed(lines[-6:]):
        if len(line.text) > _PROSE:
            break
        if found := _BYLINE.match(line.text):
            return line.start + found.start("name"), line.end
        if (
            len(line.text) <= 60
            and len(line.text.split()) <= 10
            and (_SIGNATURE.match(line.text) or _OFFICE.match(line.text))
        ):
            return line.start, line.end
    return None


def sentences_of(page: Page, head: Head) -> tuple[list[Stretch], list[Stretch]]:
    """The sentences of the text and those of captions, also of captions that were run into the text."""
    sentences = [sentence for line in head.body for sentence in page.sentences_of(line)]
    captions = [sentence for sentence in sentences if _OF_PICTURE.search(sentence.text)]
    below = [sentence for line in head.captions for sentence in page.sentences_of(line)]
    return [sentence for sentence in sentences if sentence not in captions], captions + below


def fact_of(page: Page, stretch: Stretch | None) -> Fact | None:
    """A whole line as a fact."""
    return page.fact(stretch.start, stretch.end) if stretch else None
