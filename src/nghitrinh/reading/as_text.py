"""A reading as text for a person, in Vietnamese, one fact a line."""

from collections.abc import Iterator

from nghitrinh.reading.facts import Charge, Fact, PageContradiction, Reading

_LABELS = (("title", "Tiêu đề"), ("published_at", "Đăng lúc"), ("organization", "Cơ quan họp"), ("number", "Lần thứ"), ("term", "Khóa"),
           ("date", "Ngày họp"), ("byline", "Tác giả"))  # fmt: skip
_LISTS = (
    ("chair", "Chủ trì"),
    ("items", "Nội dung"),
    ("quantities", "Số liệu"),
    ("places", "Địa danh"),
    ("documents", "Văn bản"),
)


def as_text(reading: Reading) -> str:
    """Return the reading as text; what the page does not say is shown as a dash."""
    return "\n".join(_lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    if reading.origin is not None:
        yield f"# {reading.origin.name}"
    if not reading.is_session:
        yield "Trang này không thuật lại một cuộc họp nào."
    for name, label in _LABELS:
        fact: Fact | None = getattr(reading, name)
        yield f"{label}: {fact.value if fact else '—'}"
    for name, label in _LISTS:
        facts: list[Fact] = getattr(reading, name)
        yield f"{label}: {'' if facts else '—'}"
        yield from (f"  - {fact.value}" for fact in facts)
    yield from _charges(reading.charges)
    yield from _contradictions(reading.contradictions)


def _charges(charges: list[Charge]) -> Iterator[str]:
    yield f"Nhiệm vụ giao: {'' if charges else '—'}"
    for charge in charges:
        yield f"  - {charge.responsible.value if charge.responsible else '—'}: {charge.task.value}"
        parts = (
            ("qua", charge.through),
            ("phối hợp", charge.with_bodies),
            ("báo cáo", charge.report_to),
            ("hạn", charge.due),
        )
        yield from (f"      {label}: {fact.value}" for label, fact in parts if fact)


def _contradictions(contradictions: list[PageContradiction]) -> Iterator[str]:
    yield f"Mâu thuẫn: {'' if contradictions else '—'}"
    for found in contradictions:
        yield f"  - “{found.a.text}” / “{found.b.text}”: {found.why}"
