"""What the pages of single objects say: rows in; plain text, numbers as text and lists out, for the templates."""

from collections.abc import Iterable

from nghitrinh.bundle.schema import (
    Article,
    Correction,
    Decision,
    Figure,
    Instrument,
    Item,
    Meeting,
    Organization,
    Paper,
    Point,
    Source,
    Task,
    Tombstone,
)
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.chain import chain, timeline
from nghitrinh.publication.pages.corrected import corrected_since
from nghitrinh.publication.pages.facts import (
    Facts,
    Notes,
    body,
    charged,
    corrections,
    files,
    href,
    image_href,
    outcome,
    task_facts,
)
from nghitrinh.publication.pages.list_inputs import Counted, by_agenda, corrections_of
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.tally import Tally, is_open
from nghitrinh.vietnamese import format_number, glue_ordinals

SUBJECTS = {
    "meeting": "hội nghị",
    "article": "bài viết",
    "decision": "kết luận",
    "instrument": "văn bản",
    "organization": "cơ quan",
}


def tombstone(public: PublicSet, key: str) -> Facts:
    """Say what kind of thing was withdrawn, when and why; not one word of what it was."""
    (stone,) = public.all(Tombstone)
    return {"kind": SUBJECTS[stone.subject_kind], "day": words.day(stone.withdrawn_at), "reason": stone.reason} | {
        "iso": words.iso_day(stone.withdrawn_at),
        "key": key,
    }


def meeting(public: PublicSet, key: str) -> Facts:
    """Say when, where and by whom a meeting was held, its matters and what came of each."""
    row, notes = public.the(Meeting, key), Notes(public)
    items = [_item(public, notes, item) for item in public.where(Item, "meeting_id", key)]
    return {
        "title": words.meeting_title(row),
        "label": words.meeting_label(row),
        "when": words.capital(words.moment(row.starts_at)),
        "mark": notes.mark(row),
        "record": meeting_record(public, row),
        "items": items,
        "closed_count": sum(item["closed"] for item in items),
        "articles": _articles(public, key),
        "instruments": _instruments(public, key),
    } | _common(public, notes, row.revision, public.all(Correction))


def meeting_record(public: PublicSet, row: Meeting) -> list[Facts]:
    """Return a meeting's header facts as labels and values, rendered from the record and never typed."""
    organization = body(public, row.organization_id)
    return _record(
        ("Cơ quan", organization["name"], organization["href"]),
        ("Số", words.number_and_term(row), ""),
        ("Số khác", ", ".join(row.further_numbers), ""),
        ("Họp ngày", words.capital(words.moment(row.starts_at)), ""),
        ("Hình thức", words.FORMS.get(row.form, row.form), ""),
        ("Địa điểm", row.place, ""),
        ("Chủ trì", ", ".join(row.chairs), ""),
        ("Tình trạng", words.STATES.get(row.state, row.state), ""),
    )


def _record(*entries: tuple[str, str, str]) -> list[Facts]:
    """Return labels with values and links; what the record does not say is left out, never filled in."""
    return [{"label": label, "value": value, "href": link} for label, value, link in entries if value]


def _item(public: PublicSet, notes: Notes, item: Item) -> Facts:
    """Say what a matter came to. A closed one has its public title, and nothing else is even looked up."""
    facts: Facts = {"id": item.id, "position": str(item.position), "closed": item.closed} | {
        "title": glue_ordinals(item.title)
    }
    if item.closed:
        return facts
    found = next(iter(public.where(Decision, "item_id", item.id)), None)
    decided = found is not None
    return facts | {
        "href": href("decision", found.id) if found is not None else "",
        "outcome": outcome(public, found.id) if found is not None else "",
        "decided": decided,
        "charged": charged(public.where(Task, "decision_id", found.id)) if found is not None else None,
        "papers": [_paper(public, notes, paper) for paper in public.where(Paper, "item_id", item.id)],
        "mark": notes.mark(item),
    }


def _paper(public: PublicSet, notes: Notes, paper: Paper) -> Facts:
    return {
        "title": paper.title,
        "kind": words.capital(paper.kind),
        "number": paper.number,
        "by": body(public, paper.submitted_by),
        "day": words.day(paper.submitted_on),
        "iso": words.iso_day(paper.submitted_on),
        "mark": notes.mark(paper),
    }


def _articles(public: PublicSet, meeting_id: str) -> list[Facts]:
    return [article_line(row) for row in public.where(Article, "meeting_id", meeting_id)]


def article_line(row: Article) -> Facts:
    """Return an article as a line of a list."""
    return {
        "title": glue_ordinals(row.title),
        "lead": row.lead,
        "href": href("article", row.id),
        "day": words.day(row.published_at),
        "iso": words.iso_day(row.published_at),
        "illustrative": row.illustrative,
    }


def _instruments(public: PublicSet, meeting_id: str) -> list[Facts]:
    return [instrument_line(row) for row in public.where(Instrument, "meeting_id", meeting_id)]


def instrument_line(row: Instrument) -> Facts:
    """Return an instrument as a line of a list."""
    return {
        "name": " ".join(filter(None, (words.capital(row.kind), row.number))),
        "title": glue_ordinals(row.title),
        "href": href("instrument", row.id),
        "day": words.day(row.issued_on),
        "iso": words.iso_day(row.issued_on),
        "illustrative": row.illustrative,
    }


def article(public: PublicSet, key: str) -> Facts:
    """Give an article with the record of its meeting beside it."""
    row, notes = public.the(Article, key), Notes(public)
    held = public.get(Meeting, row.meeting_id)
    decisions = by_agenda(public, public.where(Decision, "meeting_id", row.meeting_id))
    corrected = corrected_since(public, row, row.published_at, decisions)
    return (
        {
            "title": row.title,
            "lead": row.lead,
            "published": words.moment(row.published_at),
            "iso": row.published_at,
            "image": image_href(public, row.image) if row.image else "",
            "image_size": {"width": row.image_width, "height": row.image_height} if row.image_width else None,
            "image_alt": row.image_alt,
            "image_caption": row.image_caption,
            "blocks": _blocks(row.paragraphs),
            "byline": row.byline,
            "corrected": corrected,
            "checked": str(row.checked_facts) if row.checked_facts and not corrected else "",
            "mark": notes.mark(row),
            "others": [article_line(other) for other in public.all(Article)[::-1] if other.id != key],
        }
        | (_of_meeting(public, notes, held) if held else {"meeting": None})
        | _common(public, notes, row.revision, corrections_of(public, row))
    )


def _blocks(paragraphs: Iterable[str]) -> list[Facts]:
    return [
        {"heading": text.startswith("## "), "text": text.removeprefix("## ")} for text in paragraphs if text.strip()
    ]


def _of_meeting(public: PublicSet, notes: Notes, held: Meeting) -> Facts:
    decisions = by_agenda(public, public.where(Decision, "meeting_id", held.id))
    return {
        "meeting": {"label": words.meeting_label(held), "href": href("meeting", held.id), "mark": notes.mark(held)},
        "record": meeting_record(public, held),
        "items": [_item(public, notes, item) for item in public.where(Item, "meeting_id", held.id)],
        "figures": [figure for decision in decisions for figure in _figures(public, notes, decision.id)],
        "instruments": _instruments(public, held.id),
    }


def _figures(public: PublicSet, notes: Notes, decision_id: str) -> list[Facts]:
    points = public.where(Point, "decision_id", decision_id)
    return [_figure(notes, row) for point in points for row in public.where(Figure, "point_id", point.id)]


def _figure(notes: Notes, row: Figure) -> Facts:
    return {
        "id": row.id,
        "label": row.label,
        "value": row.rendered,
        "as_of": row.as_of,
        "places": ", ".join(row.places),
        "mark": notes.mark(row),
    }


def decision(public: PublicSet, key: str) -> Facts:
    """Give a decision with its chain from the paper to the result."""
    row, notes = public.the(Decision, key), Notes(public)
    held, item = public.get(Meeting, row.meeting_id), public.get(Item, row.item_id)
    issued = public.get(Instrument, row.instrument_id)
    mark = notes.mark(row)
    tasks = [task_facts(public, notes, task) for task in public.where(Task, "decision_id", key)]
    return {
        "title": row.title,
        "mark": mark,
        "meeting": {"label": words.meeting_label(held), "href": href("meeting", held.id)} if held else None,
        "item": {"id": item.id, "position": str(item.position)} if item else None,
        "term": words.term_label(held.term) if held else "",
        "decided": words.day(row.decided_on),
        "decided_iso": words.iso_day(row.decided_on),
        "approved": words.day(row.approved_on),
        "approved_iso": words.iso_day(row.approved_on),
        "chain": chain(public, row, linked=False),
        "points": [_point(point) for point in public.where(Point, "decision_id", key)],
        "timeline": timeline(public, row),
        "tasks": tasks,
        "tally": Tally.of(public.where(Task, "decision_id", key)).facts(),
        "as_of": words.day(public.site.as_of),
        "figures": _figures(public, notes, key),
        "papers": [_paper(public, notes, paper) for paper in public.where(Paper, "item_id", row.item_id)],
        "instrument": instrument_line(issued) | {"mark": notes.mark(issued)} if issued else None,
        "files": files(public, issued.files) if issued else [],
        "articles": _articles(public, row.meeting_id),
    } | _common(public, notes, row.revision, public.all(Correction))


def _point(point: Point) -> Facts:
    return {"id": point.id, "position": str(point.position), "outcome": point.outcome_label, "text": point.text}


def instrument(public: PublicSet, key: str) -> Facts:
    """Give a numbered document: what it issues, its files and who signed."""
    row, notes = public.the(Instrument, key), Notes(public)
    decisions = by_agenda(public, public.all(Decision))
    held, issuer = public.get(Meeting, row.meeting_id), body(public, row.organization_id)
    return (
        instrument_line(row)
        | {
            "mark": notes.mark(row),
            "record": _record(
                ("Loại", words.capital(row.kind), ""),
                ("Số", row.number, ""),
                ("Cơ quan", issuer["name"], issuer["href"]),
                ("Ngày", words.day(row.issued_on), ""),
                ("Người ký", row.signer, ""),
                ("Hội nghị", words.meeting_label(held) if held else "", href("meeting", held.id) if held else ""),
                ("Tình trạng", words.INSTRUMENT_STATES.get(row.state, row.state), ""),
            ),
            "files": files(public, row.files),
            "decisions": [decision_line(public, found) for found in decisions],
            "corrected": corrected_since(public, row, row.issued_on, decisions),
        }
        | _common(public, notes, row.revision, corrections_of(public, row))
    )


def decision_line(public: PublicSet, row: Decision) -> Facts:
    """Return a decision as an entry of a list."""
    item, held = public.get(Item, row.item_id), public.get(Meeting, row.meeting_id)
    parts = [words.meeting_label(held) if held else "", f"nội dung {item.position}" if item else ""]
    return {
        "title": glue_ordinals(row.title),
        "href": href("decision", row.id),
        "day": words.day(row.decided_on),
        "iso": words.iso_day(row.decided_on),
        "from": ", ".join(filter(None, parts)),
        "outcome": outcome(public, row.id),
        "charged": charged(public.where(Task, "decision_id", row.id)),
        "illustrative": row.illustrative,
    }


def organization(public: PublicSet, key: str, counted: Counted) -> Facts:
    """Give a body: from when to when, who took over, what it was charged with, the newest of its meetings."""
    counts = dict(counted)
    row, notes = public.the(Organization, key), Notes(public)
    mark = notes.mark(row)
    mine = [task for task in public.all(Task) if task.responsible_id == key]
    by_end = sorted(mine, key=lambda task: (task.finished_on, task.id), reverse=True)
    handed = [task for task in public.all(Task) if task.responsible_id != key]
    return {
        "title": row.name,
        "mark": mark,
        "record": _record(
            ("Tên gọi tắt", row.short_name if row.short_name != row.name else "", ""),
            ("Loại", words.capital(row.kind), ""),
            ("Từ ngày", words.day(row.started_on), ""),
            ("Đến ngày", words.day(row.ended_on), ""),
            ("Căn cứ chuyển giao", row.succession_act, ""),
        ),
        "successors": [body(public, successor) for successor in row.successors],
        "predecessors": [
            body(public, found.id) for found in public.where(Organization, "successors", key) if found.id != key
        ],
        "tally": Tally.read(counts["tally"]).facts(),
        "open": [task_facts(public, notes, task) for task in mine if is_open(task)],
        "finished": [task_facts(public, notes, task) for task in by_end if not is_open(task)],
        "not_shown": not_shown(counts["tally"], len(mine)),
        "handed": [task_facts(public, notes, task) for task in handed],
        "as_of": words.day(public.site.as_of),
        "meetings": [meeting_line(held) for held in public.where(Meeting, "organization_id", key)[::-1]],
        "meeting_count": format_number(int(counts["meetings"])),
    } | _common(public, notes, 0, public.all(Correction))


def not_shown(tally: str, shown: int) -> str:
    """Return how many of a body's tasks its page has no room for, "" for none."""
    missing = Tally.read(tally).total - shown
    return format_number(missing) if missing else ""


def meeting_line(row: Meeting) -> Facts:
    """Return a meeting as a line of a list."""
    return {
        "title": glue_ordinals(words.meeting_title(row)),
        "label": words.meeting_label(row),
        "href": href("meeting", row.id),
        "when": words.capital(words.moment(row.starts_at)),
        "day": words.day(row.starts_at),
        "iso": words.iso_day(row.starts_at),
        "term": words.term_label(row.term),
        "illustrative": row.illustrative,
        "state": words.STATES.get(row.state, row.state),
        "cancelled": row.state == "cancelled",
    }


def _common(public: PublicSet, notes: Notes, revision: int, corrected: Iterable[Correction]) -> Facts:
    """Return what stands at the foot of every object's page."""
    return {
        "corrections": corrections(corrected),
        "sources": notes.listed(),
        "revision": str(revision) if revision else "",
        "any_illustrative": any(row.kind == "illustrative" for row in public.all(Source)),
    }
