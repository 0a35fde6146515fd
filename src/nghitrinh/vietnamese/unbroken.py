"""Numbers of documents, dates and amounts with their units that no line of a page breaks in two.

A browser may break a line behind each dash and stroke and at each blank: "127-" and "TB/TU", "4.000" and "ha". One pass
over the finished HTML puts `<span class="whole">` around each, whichever template and whatever fact it came from. What
is no text of the page (tags with their attributes, scripts, styles, titles, what is preformatted or typed) stays as
it is, and the text with the spans taken away is the same.
"""

import re

_NO_TEXT = re.compile(
    r"<(?:(?P<tag>script|style|title|pre|textarea|option|svg)\b.*?</(?P=tag)\s*>|!--.*?-->)", re.DOTALL
)
_TEXT = re.compile(r">[^<\d]*\d[^<]*")  # what stands between two tags and has a digit
# Each begins with a digit that is taken already: so one look at it tells that most of a page is none of these.
_NUMBER = r"\d*(?:/\d{4})?[-–/][A-ZĐ][A-ZĐa-z]*(?:[-–/][A-ZĐ][A-ZĐa-z]*)*"  # 127-TB/TU, 5/2021/NQ-HĐND
_DATE = r"\d?/\d{1,2}/\d{4}|\d?/\d{4}|\d{3}[-–]\d{4}"
_SCALED = r"(?:(?:nghìn|ngàn|triệu|tỷ)[ \xa0])?(?:đồng|VNĐ|USD)|nghìn|ngàn|triệu|tỷ"
_UNIT = rf"(?:%|ha|km[2²]?|m[23²³]?|cm|mm|kg|tấn|tạ|kB|MB|MW|kV|{_SCALED})"
_FIGURE = r"[\d.,]*(?:[ \xa0]?[-–][ \xa0]?\d[\d.,]*)?"
_LONGEST = 24  # letters that a narrow page still has room for on one line
_WHOLE = re.compile(rf"\d(?<![\w./–-]\d)(?:{_NUMBER}|{_DATE}|{_FIGURE}[ \xa0]?{_UNIT})(?![\w/-])")


def unbroken(html: str) -> str:
    """Return HTML in which a line breaks in no number of a document, no date and no amount.

    >>> unbroken('<a title="Số 127-TB/TU">Số 127-TB/TU ngày 10/9/2021: 4.000 ha</a>')[:70]
    '<a title="Số 127-TB/TU">Số <span class="whole">127-TB/TU</span> ngày <'
    """
    made, reached = list[str](), 0
    for found in _NO_TEXT.finditer(html):
        made += (_between(html[reached : found.start()]), found[0])
        reached = found.end()
    return "".join((*made, _between(html[reached:])))


def _between(html: str) -> str:
    return _TEXT.sub(lambda found: _WHOLE.sub(_marked, found[0]), f">{html}")[1:]


def _marked(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) > _LONGEST else f'<span class="whole">{found[0]}</span>'
