"""From a text to a Reading: each group of facts is read by its own file; what depends on a session waits for one."""

import re
from dataclasses import replace

from nghitrinh.reading.bodies import OrganizationName, body_that_met, find_bodies, organization
from nghitrinh.reading.chair import chairs
from nghitrinh.reading.charges import charges
from nghitrinh.reading.contradictions import contradictions
from nghitrinh.reading.documents import documents
from nghitrinh.reading.facts import Charge, Reading
from nghitrinh.reading.head import Head, fact_of, read_head
from nghitrinh.reading.items import items
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.places import places
from nghitrinh.reading.quantities import quantities
from nghitrinh.reading.session import day, numbers, term
from nghitrinh.reading.tables import SESSIONS, any_of

_SESSION = re.compile(rf"\b(?:{any_of(SESSIONS)}|họp|kết\s+luận|giao\s+ban|tiếp\s+công\s+dân)\b", re.IGNORECASE)
# A leader's session, which may be of no named body: concluded, or reported in a notice of his decisions.
_CONCLUDED = re.compile(
    rf"\bkết\s+luận\s+(?:tại\s+)?(?:{any_of(SESSIONS)}|họp)\b|\bphát\s+biểu\s+kết\s+luận\b|\bkết\s+luận\s+(?:và\s+)?chỉ\s+đạo\b"
    rf"|\btại\s+(?:{any_of(SESSIONS)}|cuộc)\b[^.;]{{0,240}}\b(?:chủ\s+tịch|bí\s+thư|giám\s+đốc|bộ\s+trưởng|thủ\s+tướng)\b[^.;]{{0,120}}\b(?:yêu\s+cầu|chỉ\s+đạo|giao|kết\s+luận)\b"
    r"|\b(?:thông\s+báo|kết\s+luận)\b[^.;]{0,80}\bkết\s+luận\s+của\b|\bkết\s+luận\s+của\b[^.;]{0,120}\b(?:về|tại)\b",
    re.IGNORECASE,
)
_SENTENCES_READ = 16


def read_text(text: str) -> Reading:
    """Read a page's text. Never fails: a page that says nothing gives a Reading of None and empty lists."""
    page = Page(text)
    head = read_head(page)
    whole = _facts_of_any_page(page, head)
    sentences = [sentence for line in head.body for sentence in page.sentences_of(line)]
    body = body_that_met(page, [*([head.title] if head.title else []), *sentences[:_SENTENCES_READ]])
    chaired = chairs(page, sentences)
    if not (chaired or _is_session(page, body, sentences)):
        return replace(whole, contradictions=contradictions(page, head, whole, None))
    reading = _session(page, head, sentences, body, replace(whole, chair=chaired, is_session=True))
    return replace(reading, contradictions=contradictions(page, head, reading, body))


def _facts_of_any_page(page: Page, head: Head) -> Reading:
    end = head.byline[0] if head.byline else len(page.text)
    published = head.published
    return Reading(
        source=page.source,
        title=fact_of(page, head.title),
        lead=fact_of(page, head.lead),
        byline=page.fact(*head.byline) if head.byline else None,
        published_at=page.fact(published.start, published.end, published.value) if published else None,
        quantities=quantities(page, end),
        places=places(page, end),
        documents=documents(page),
    )


def _is_session(page: Page, body: OrganizationName | None, sentences: list[Stretch]) -> bool:
    if _CONCLUDED.search(page.text):
        return True
    begins = page.text[: sentences[:_SENTENCES_READ][-1].end] if sentences else page.text
    return body is not None and bool(_SESSION.search(begins))


def _session(
    page: Page, head: Head, sentences: list[Stretch], body: OrganizationName | None, reading: Reading
) -> Reading:
    met = day(page, sentences[:_SENTENCES_READ], head.published.found if head.published else None)
    reading = replace(
        reading, date=met[0] if met else None, charges=_charges_of_others(charges(page, sentences), page, body)
    )
    reading = replace(reading, items=items(page, head.title, sentences, reading.charges))
    if body is None:
        return reading
    sessions = numbers(page, body, head.title)
    return replace(
        reading,
        organization=organization(page, body),
        number=page.fact(sessions[0].start, sessions[0].end, sessions[0].value) if sessions else None,
        term=term(page, body),
    )


def _charges_of_others(found: list[Charge], page: Page, body: OrganizationName | None) -> list[Charge]:
    """Leave out what the body that met says of itself, and what it asks of those above it: neither is a charge."""
    if body is None or not found:
        return found
    own = OrganizationName(0, 0, str(organization(page, body).value))
    return [each for each in found if each.responsible is None or not _is_beyond(own, str(each.responsible.value))]


def _is_beyond(own: OrganizationName, charged: str) -> bool:
    named = find_bodies(charged)
    if not named or named[0].start:
        return False
    other = named[0]
    itself = other.end == len(charged) and f"{own.key} ".startswith(f"{other.key} ")
    return itself or (own.rank is not None and other.rank is not None and other.rank > own.rank)
