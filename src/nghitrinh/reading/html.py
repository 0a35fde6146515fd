"""The text of an HTML page: its main content by trafilatura, before it the title and date lines the page shows."""

from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from nghitrinh.reading.files import ReadingError
from nghitrinh.reading.head import date_line
from nghitrinh.reading.page import Stretch

MAX_DEPTH = 200
MAX_ELEMENTS = 200_000
_SILENT = {"script", "style", "noscript", "template", "option", "select"}


def main_text(source: str, name: str) -> str:
    """Return title, date lines and main content as text, lines apart.

    Raises ReadingError when the page is nested deeper than 200 elements, has more than 200,000, or has no content.
    """
    tree = _parsed(source, name)
    _measure(tree, name)
    title = _title(tree)
    dates = list(_date_lines(tree))
    body = trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True) or ""
    if not body.strip() and not title:
        raise ReadingError(name, "HTML without readable content", "a page with a main text")
    return "\n\n".join([*_head(title, dates, body), body])


def _parsed(source: str, name: str) -> etree._Element:
    try:
        return lxml_html.document_fromstring(source.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(name, f"broken HTML ({error})", "an HTML page") from error


def _measure(tree: etree._Element, name: str) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MAX_DEPTH:
            raise ReadingError(name, f"elements nested deeper than {MAX_DEPTH}", f"at most {MAX_DEPTH}")
        if count > MAX_ELEMENTS:
            raise ReadingError(name, f"more than {MAX_ELEMENTS} elements", f"at most {MAX_ELEMENTS}")


def _title(tree: etree._Element) -> str:
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            words = _words(element)
            if words:
                return words
    return ""


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _date_lines(tree: etree._Element) -> Iterator[tuple[str, bool]]:
    """Date lines the page shows, each with whether it stands above the heading."""
    above = any(True for _ in tree.iter("h1"))
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            continue
        above = above and element.tag != "h1"
        words = _words(element) if len(element) <= 3 else ""
        if 0 < len(words) <= 100 and date_line(Stretch(0, len(words), words)):
            yield words, above


def _head(title: str, dates: list[tuple[str, bool]], body: str) -> list[str]:
    """Dates above the heading, heading, dates below it: each once, and none the main content already has."""
    lines = [words for words, above in dates if above] + [title] + [words for words, above in dates if not above][:3]
    known = {" ".join(line.split()) for line in body.splitlines()}
    return [line for line in dict.fromkeys(lines) if line and line not in known]
