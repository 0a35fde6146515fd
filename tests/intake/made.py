"""Readings and names made by hand, for tests of the pure parts of intake: no record, no reader."""

from typing import Any
from uuid import UUID, uuid5

from nghitrinh.intake.known import KnownNames, Run
from nghitrinh.intake.matching import Named
from nghitrinh.intake.proposal import proposal_from
from nghitrinh.intake.values import Decided, Proposal
from nghitrinh.reading import Reading

TEXT = (
    "Hội nghị lần thứ 31\n"
    "Ngày 10/9/2021, Ban Thường vụ Tỉnh ủy họp Hội nghị lần thứ 36.\n"
    "Về vùng công nghiệp động lực, Ban Thường vụ thống nhất quy hoạch vùng công nghiệp động lực rộng khoảng "
    "4.000-5.000 ha ở huyện Thanh Miện; giao UBND tỉnh hoàn thiện quy hoạch vùng công nghiệp động lực.\n"
    "Hội nghị cho ý kiến về công tác cán bộ.\n"
)
ITEM = "vùng công nghiệp động lực"


def key(name: str) -> UUID:
    """Return the same key for the same name, always."""
    return uuid5(UUID(int=0), name)


def named(name: str, **more: Any) -> Named:
    """Return an object of the record with a key of its own."""
    return Named(key(name), name, **more)


COMMITTEE = named("Ban Thường vụ Tỉnh ủy", short="BTV")
PROVINCE = named("Ủy ban nhân dân tỉnh", short="UBND tỉnh")
PLACE = named("Thanh Miện", kind="huyện")


def fact(words: str, value: Any = None, **more: Any) -> dict[str, Any]:
    """Return a fact whose words stand in the text, first where they first stand."""
    start = TEXT.index(words)
    return {"value": words if value is None else value, "text": words, "span": [start, start + len(words)], **more}


def clash(**changes: Any) -> dict[str, Any]:
    """Return the contradiction of the two numbers."""
    return {
        "field": "number",
        "a": fact("Hội nghị lần thứ 36", 36),
        "b": fact("Hội nghị lần thứ 31", 31),
        "why": "Hai số.",
    } | changes


def stored(**changes: Any) -> dict[str, Any]:
    """Return what the reader says of the text, as a page that came in keeps it."""
    charge = {
        "responsible": fact("UBND tỉnh"),
        "through": None,
        "with": None,
        "task": fact("hoàn thiện quy hoạch vùng công nghiệp động lực"),
        "report_to": None,
        "due": None,
    }
    return {
        "is_session": True,
        "title": fact("Hội nghị lần thứ 31"),
        "organization": fact("Ban Thường vụ Tỉnh ủy"),
        "number": fact("Hội nghị lần thứ 36", 36),
        "term": None,
        "date": fact("10/9/2021", "2021-09-10"),
        "published_at": None,
        "chair": [],
        "items": [
            fact(ITEM, outcome=fact("thống nhất", "agreed")),
            fact("công tác cán bộ", outcome=fact("cho ý kiến", "opinion_given")),
        ],
        "charges": [charge],
        "quantities": [fact("4.000-5.000 ha", low="4000", high="5000", unit="ha", hedge="khoảng")],
        "places": [fact("huyện Thanh Miện")],
        "contradictions": [clash()],
    } | changes


def reading(**changes: Any) -> Reading:
    """Return what the reader says of the text."""
    return Reading.from_json(stored(**changes), TEXT)


def known(**changes: Any) -> KnownNames:
    """Return what the record knows."""
    given = {
        "owner": COMMITTEE.key,
        "owner_name": COMMITTEE.name,
        "jurisdiction": "Tỉnh Hải Dương",
        "organizations": [COMMITTEE, PROVINCE],
        "places": [PLACE],
        "runs": [Run(key("dãy"), "Hội nghị", "XVII", 35, None, 36)],
    } | changes
    return KnownNames(**given)


def proposed(
    decided: dict[int, Decided] | None = None, amendments: dict[str, str] | None = None, **changes: Any
) -> Proposal:
    """Return what is proposed of the reading."""
    return proposal_from(reading(**changes), known(), decided or {}, amendments or {})
