"""The text of an HTML page, block by block: the stretch that trafilatura finds to be the main content, with its title and dates.

Trafilatura tells where the article stands, but joins the lines of a table and drops leads set in bold: the words are taken
from the page's own blocks there, without those that are mostly links.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from nghitrinh.reading.errors import ReadingError
from nghitrinh.reading.head import date_line
from nghitrinh.reading.page import Stretch

MAX_DEPTH = 200
MAX_ELEMENTS = 200_000
_SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "option",
    "select",
    "nav",
    "footer",
    "button",
    "form",
    "iframe",
    "head",
}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "tr", "ul", "br",
}  # fmt: skip
_LONG = 60
# How much more than trafilatura's text the block around title and text may hold before it is taken to hold other things too.
_ROOM = 1.6


@dataclass(frozen=True)
class _Block:
    """Words that stand together on the page, the element that holds them, and whether they are mostly links."""

    words: str
    element: etree._Element
    is_links: bool


def main_text(source: str, name: str) -> str:
    """Return title, date lines and main content as text, lines apart.

    Raises ReadingError when the page is nested deeper than 200 elements, has more than 200,000, or has no content.
    """
    tree = _parsed(source, name)
    _measure(tree, name)
    title = _title(tree)
    blocks = list(_blocks(tree))
    found = trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True) or ""
    body = _content(blocks, title, found) or found
    if not body.strip() and not title:
        raise ReadingError(name, "HTML without readable content", "a page with a main text", code="no_content")
    dates = list(_date_lines(blocks, title))
    return "\n\n".join([*_head(title, dates, body), body])


def _parsed(source: str, name: str) -> etree._Element:
    try:
        return lxml_html.document_fromstring(source.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError(name, f"broken HTML ({error})", "an HTML page", code="broken_html") from error


def _measure(tree: etree._Element, name: str) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MAX_DEPTH:
            raise ReadingError(
                name, f"elements nested deeper than {MAX_DEPTH}", f"at most {MAX_DEPTH}", code="too_deep"
            )
        if count > MAX_ELEMENTS:
            raise ReadingError(
                name, f"more than {MAX_ELEMENTS} elements", f"at most {MAX_ELEMENTS}", code="too_many_elements"
            )


def _title(tree: etree._Element) -> str:
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            words = _joined("".join(element.itertext()))
            if words:
                return words
    return ""


def _joined(words: str) -> str:
    return " ".join(words.split())


def _blocks(tree: etree._Element) -> Iterator[_Block]:
    """The page's words by block elements and line breaks, in order, without menus, scripts and forms."""
    words: list[str] = []
    linked: list[str] = []
    holders, links = [tree], 0

    def block() -> Iterator[_Block]:
        said = _joined("".join(words))
        if said:
            yield _Block(said, holders[-1], len(_joined("".join(linked))) > 0.5 * len(said))
        words.clear()
        linked.clear()

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag in _BLOCKS or tag in _SILENT
        if is_block:
            yield from block()
        if event == "start":
            silent = not tag or tag in _SILENT
            if silent:
                walk.skip_subtree()
            links += tag == "a"
            holders += [element] if is_block else []
            said = None if silent else element.text
        else:
            links -= tag == "a"
            if is_block:
                holders.pop()
            said = element.tail
        words.append(said or "")
        linked.append(said or "" if links else "")
    yield from block()


def _content(blocks: list[_Block], title: str, found: str) -> str:
    """The words of the blocks from the title on, within the element that holds what trafilatura found; '' if none does."""
    said = " ".join(found.split())
    inside = [block for block in blocks if len(block.words) >= _LONG and block.words[:_LONG] in said]
    if not inside:
        return ""
    heads = [block for block in blocks if block.words == title]
    around = _common(inside)
    for head in heads:
        wider = _common([head, *inside])
        if sum(map(len, _said(blocks, wider))) <= _ROOM * len(found) + 10 * _LONG:
            around = wider
    return "\n".join(_after_title(_said(blocks, around), title))


def _common(blocks: Iterable[_Block]) -> etree._Element:
    """The innermost element that holds all the blocks."""
    paths = [[*reversed(list(block.element.iterancestors())), block.element] for block in blocks]
    shared = [step[0] for step in zip(*paths, strict=False) if all(other is step[0] for other in step)]
    return shared[-1]


def _said(blocks: list[_Block], around: etree._Element) -> list[str]:
    within = set(around.iter())
    return [block.words for block in blocks if block.element in within and not block.is_links]


def _after_title(lines: list[str], title: str) -> list[str]:
    return lines[lines.index(title) + 1 :] if title in lines else lines


def _date_lines(blocks: list[_Block], title: str) -> Iterator[tuple[str, bool]]:
    """Date lines the page shows, each with whether it stands above the heading."""
    above = any(block.words == title for block in blocks)
    for block in blocks:
        above = above and block.words != title
        if len(block.words) <= 100 and date_line(Stretch(0, len(block.words), block.words)):
            yield block.words, above


def _head(title: str, dates: list[tuple[str, bool]], body: str) -> list[str]:
    """Dates above the heading, heading, dates below it: each once, and none the main content already has."""
    lines = [words for words, above in dates if above] + [title] + [words for words, above in dates if not above][:3]
    known = {" ".join(line.split()) for line in body.splitlines()}
    return [line for line in dict.fromkeys(lines) if line and line not in known]
