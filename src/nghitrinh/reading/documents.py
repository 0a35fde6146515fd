"""Documents named by number or by date: kind, number, date, and who issued them."""

import re

from nghitrinh.reading.bodies import find_bodies
from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import DOCUMENT_KINDS, UPPER, any_of
from nghitrinh.vietnamese import find_dates, fold

_NUMBER = r"\d+(?:/(?:19|20)\d\d(?=\s+(?:của|ngày|về)\s)|\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ][A-ZĐa-z]*(?:\s?[-–]\s?[A-ZĐ][A-Za-zĐƯ]*)*|(?:\s?[-–]\s?[A-ZĐ][A-Za-zĐ]+(?:\s?/\s?[A-ZĐ]+)?))?"
_DOCUMENT = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{any_of(DOCUMENT_KINDS)}))\s+(?:(?i:số)\s*:?\s*)?(?P<number>{_NUMBER})(?!\w|[.,]\d|\s?%)"
)
_DATED = re.compile(r"\s*,?\s*\(?(?:ban\s+hành\s+)?ngày\s+(?=\d)", re.IGNORECASE)
_ISSUER = re.compile(
    r"\s+của\s+(?P<issuer>(?:Thủ tướng Chính phủ|Chính phủ|Quốc hội|Bộ Chính trị|Ban Bí thư|Trung ương(?: Đảng)?|Thanh tra Chính phủ|Ban Chấp hành"
    r" Trung ương(?: Đảng)?|Bộ (?:[^\W\d_]\w*\s?){1,4}(?=[\s,.;])))"
)


# A law by its title: Luật Bảo vệ môi trường, Luật Phòng, chống tham nhũng năm 2018. What is still a draft is an item.
_LAW = re.compile(
    rf"(?<!dự án )(?<!dự thảo )(?<!\w)(?:Luật|Bộ luật|Pháp lệnh)\s+{UPPER}\w*(?:,\s(?=chống|sử|tố|khai)\w+|\s+(?!(?:của|và|được|để|về|trong|theo|có|tại|này|do|cho|đã|sẽ|khi|với|là"
    rf"|nhằm|quy|đối|bằng|số|ngày|thì|còn|mà|ở|năm)\b)[^\W\dA-Z][\w]*|\s+(?=Nhà|Quốc|Mặt|Đảng|Công|Căn)\w+|\s+và\s+{UPPER}\w+){{1,9}}(?:\s+năm\s+\d{{4}})?"
)
# Without "số" a number is a document's where its issuer, or nothing that it could count, follows: Chỉ thị 05 của Bộ Chính trị.
_CALLED = re.compile(r"\s*(?:[,.;)]|$|\s(?:của\s+(?:Bộ|Ban|Trung|Chính|Thủ|Quốc|Tỉnh|HĐND|UBND|Đảng)|về\s))")
# In small letters only where it is cited: "nghị quyết 54 của Quốc hội", "nghị quyết 04 về …".
_CITED = re.compile(
    r"(?:nghị\s+(?:quyết|định)|chỉ\s+thị|quyết\s+định|thông\s+tư|kết\s+luận|công\s+văn)\b", re.IGNORECASE
)
# Laws by the name that people use, in capitals or not.
_LAWS = (
    "đất đai", "thủ đô", "đầu tư công", "đầu tư", "xây dựng", "nhà ở", "quy hoạch", "quy hoạch đô thị", "ngân sách nhà nước", "ngân sách", "đấu thầu", "đấu giá tài sản", "bảo vệ môi trường", "giao thông đường bộ", "doanh nghiệp",
    "thanh tra", "khiếu nại", "tố cáo", "tiếp công dân", "phòng, chống tham nhũng", "phòng chống tham nhũng", "cán bộ, công chức", "cán bộ công chức", "viên chức", "tổ chức chính quyền địa phương", "tổ chức Chính phủ", "tổ chức Quốc hội",
    "kinh doanh bất động sản", "bảo hiểm xã hội", "bảo hiểm y tế", "giáo dục", "giáo dục đại học", "lao động", "tố tụng hình sự", "xử lý vi phạm hành chính", "hộ tịch", "cư trú", "căn cước công dân",
    "an ninh mạng", "báo chí", "quản lý thuế", "phí và lệ phí", "trẻ em", "di sản văn hóa", "du lịch", "lâm nghiệp", "thủy sản", "thủy lợi", "đê điều", "tài nguyên nước", "khoáng sản", "điện lực", "nghĩa vụ quân sự", "dân quân tự vệ",
    "quốc phòng", "công an nhân dân", "hoạt động giám sát của Quốc hội và hội đồng nhân dân", "ban hành văn bản quy phạm pháp luật", "bầu cử", "trưng cầu ý dân", "đặc xá", "thi hành án dân sự", "phòng cháy và chữa cháy", "phòng, chống thiên tai", "an toàn thực phẩm", "quản lý, sử dụng tài sản công", "kiến trúc",
)  # fmt: skip
_KNOWN_LAW = re.compile(
    rf"(?=[Ll]uật)(?<!\w)(?<!kỷ )(?<!pháp )(?<!dự án )(?<!dự thảo )(?:Luật|luật)\s+(?i:{any_of(_LAWS)})(?:\s+năm\s+\d{{4}})?(?!\w)"
)
# A document's own number, in its head.
_OWN = re.compile(r"^\s*Số\s*:\s*(?P<own>\d+\s?/\s?[\w/–-]+(?:\s?[-–]\s?\w+)*)\s*$", re.MULTILINE)
# By kind and title: a resolution of a body about an item, of a congress or session; a notice of decisions.
_TITLED = re.compile(
    r"(?<!\w)(?:(?:nghị\s+quyết|thông\s+báo\s+kết\s+luận)\s+của\s+(?=\S)|nghị\s+quyết\s+(?=(?:đại\s+hội|kỳ\s+họp|hội\s+nghị|trung\s+ương)\s))",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\s+về\s+(?:việc\s+)?(?P<item>[^.;\n]{8,160})", re.IGNORECASE)
_SESSION = re.compile(
    r"(?:trung\s+ương\s+\d+|đại\s+hội\s+(?:Đảng\s+)?(?:lần\s+thứ\s+)?[XVI]+)(?:,?\s+kh(?:óa|oá)\s+[XVI]+)?(?:\s+của\s+Đảng)?|[^.;,\n\d]{0,50}?(?:lần\s+)?thứ\s+[\wĐđ]+[^.;,\n\d]{0,50}(?:,?\s+nhiệm\s+kỳ\s+\d{4}\s*[-–]\s*\d{4})?",
    re.IGNORECASE,
)


_HEAD = 1500


def documents(page: Page) -> list[Fact]:
    """Each numbered document once, in order, with date and issuer when they follow."""
    found: dict[str, Fact] = {}
    for match in _DOCUMENT.finditer(page.text):
        numbered = "/" in match["number"] or "-" in match["number"] or "số" in match[0].lower()
        end = _dated(page.text, match.end())
        cited = match["kind"][0].isupper() or _CITED.match(match["kind"])
        if not numbered and end == match.end() and not (cited and _CALLED.match(page.text, end)):
            continue
        if any(key.startswith(fold(match["kind"] + match["number"])) for key in found):
            continue
        fact = page.fact(match.start(), _issued(page.text, end))
        found.setdefault(fold(match["kind"] + re.sub(r"\s", "", match["number"])), fact)
    laws = [*_LAW.finditer(page.text), *_KNOWN_LAW.finditer(page.text)]
    for match in laws:
        found.setdefault(fold(match[0]), page.fact(match.start(), match.end()))
    found |= {fold(own["own"]): page.fact(*own.span("own")) for own in _OWN.finditer(page.text, 0, _HEAD)}
    for match in _TITLED.finditer(page.text):
        titled = _titled(page.text, match.end())
        if titled:
            fact = page.fact(match.start(), titled)
            found.setdefault(fold(str(fact.value)), fact)
    return sorted(found.values(), key=lambda fact: fact.start)


def _titled(text: str, at: int) -> int | None:
    """Where the title ends: the body and its item, or the session with its number; None when there is none."""
    bodies = find_bodies(text[at : at + 80], at)
    if bodies and bodies[0].start == at:
        item = _TITLE.match(text, bodies[0].end)
        return item.end("item") if item else None
    session = _SESSION.match(text, at) if text[at : at + 1].lower() in "đkht" else None
    return session.end() if session else None


def _dated(text: str, at: int) -> int:
    before = _DATED.match(text, at)
    if before is None:
        return at
    dates = find_dates("ngày " + text[before.end() : before.end() + 40])
    return before.end() + dates[0].end - 5 if dates and dates[0].start == 5 else at


def _issued(text: str, at: int) -> int:
    if named := _ISSUER.match(text, at):
        return named.end()
    if not text.startswith(" của ", at):
        return at
    bodies = find_bodies(text[at + 5 : at + 100], at + 5)
    return _dated(text, bodies[0].end) if bodies and bodies[0].start == at + 5 else at
