"""From a text to a Reading: each group of facts is read by its own file; what depends on a session waits for one."""

from dataclasses import replace

from nghitrinh.reading.bodies import OrganizationName, find_bodies, organization
from nghitrinh.reading.chair import chairs
from nghitrinh.reading.charges import charges
from nghitrinh.reading.contradictions import contradictions
from nghitrinh.reading.documents import documents
from nghitrinh.reading.facts import Charge, Reading
from nghitrinh.reading.head import Head, fact_of, read_head, sentences_of
from nghitrinh.reading.items import items
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.places import places
from nghitrinh.reading.quantities import quantities
from nghitrinh.reading.session import day, numbers, term
from nghitrinh.reading.sessions import reported_session
from nghitrinh.reading.speakers import Speakers

_SENTENCES_READ = 16


def read_text(text: str) -> Reading:
    """Read a page's text. Never fails: a page that says nothing gives a Reading of None and empty lists."""
    page = Page(text)
    head = read_head(page)
    whole = _facts_of_any_page(page, head)
    sentences, captions = sentences_of(page, head)
    speakers = Speakers(page, sentences)
    chaired = chairs(page, sentences) or chairs(page, captions)
    reported = reported_session(page, head, sentences)
    if not (chaired or reported):
        whole = replace(whole, charges=charges(page, sentences, speakers, head.lead).once)
        return replace(whole, contradictions=contradictions(page, head, whole, None))
    body = reported.body if reported else None
    reading = _session(page, head, sentences, speakers, captions, body, replace(whole, chair=chaired, is_session=True))
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


def _session(
    page: Page,
    head: Head,
    sentences: list[Stretch],
    speakers: Speakers,
    captions: list[Stretch],
    body: OrganizationName | None,
    reading: Reading,
) -> Reading:
    published = head.published.found if head.published else None
    met = day(page, sentences[:_SENTENCES_READ], published) or day(page, captions, published)
    charged = charges(page, sentences, speakers, head.lead)
    reading = replace(
        reading,
        date=met[0] if met else None,
        charges=_charges_of_others(charged.once, page, body),
        items=items(page, head.title, sentences, _charges_of_others(charged.clauses, page, body), speakers),
    )
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
