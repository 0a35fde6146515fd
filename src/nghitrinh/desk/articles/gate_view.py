"""An article as the gate's page shows it: paragraph by paragraph, with linked words and what contradicts marked."""

from dataclasses import dataclass

from nghitrinh.publication.gate import Finding, GateVerdict
from nghitrinh.publication.gate.text import ArticlePart, part_of
from nghitrinh.record.articles.models import ArticleRevision


@dataclass(frozen=True)
class ArticlePiece:
    """Some words: plain, linked to a fact ("fact"), or saying otherwise than the record ("clash")."""

    words: str
    kind: str


@dataclass(frozen=True)
class ArticleBlock:
    """One paragraph with what stops it; `heading` for the title and for lines that begin with "## "."""

    pieces: tuple[ArticlePiece, ...]
    findings: tuple[Finding, ...]
    heading: bool


def blocks_of(version: ArticleRevision, verdict: GateVerdict) -> list[ArticleBlock]:
    """Return title, lead and body as blocks, in the order in which they are read."""
    blocks: list[ArticleBlock] = []
    for name in ("title", "lead", "body"):
        part = part_of(name, getattr(version, name))
        findings = [each for each in verdict.findings if each.place == name]
        for start, end in _paragraphs(part.text):
            blocks.append(_block(part, start, end, findings))
    return blocks


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _block(part: ArticlePart, start: int, end: int, findings: list[Finding]) -> ArticleBlock:
    stopped = [each for each in findings if start <= each.start < end]
    clashes = [(each.start, each.end, "clash") for each in stopped]
    linked = [(a, b, "fact") for a, b, _mark in part.links if start <= a < end]
    free = [span for span in linked if not any(a < span[1] and span[0] < b for a, b, _kind in clashes)]
    heading = part.name == "title" or part.text.startswith("## ", start)
    skip = 3 if part.text.startswith("## ", start) else 0
    return ArticleBlock(_cut(part.text, start + skip, end, sorted(clashes + free)), tuple(stopped), heading)


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> tuple[ArticlePiece, ...]:
    pieces, at = [], start
    for begin, stop, kind in spans:
        if begin < at:
            continue
        pieces += [ArticlePiece(text[at:begin], ""), ArticlePiece(text[begin:stop], kind)]
        at = stop
    pieces.append(ArticlePiece(text[at:end], ""))
    return tuple(piece for piece in pieces if piece.words)
