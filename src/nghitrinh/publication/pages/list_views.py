"""What the home page and the lists say."""

from itertools import groupby

from nghitrinh.bundle.schema import Article, Decision, Instrument, Item, Meeting, Organization, Task
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.chain import chain
from nghitrinh.publication.pages.facts import Facts, Notes, body, href, task_facts
from nghitrinh.publication.pages.list_inputs import (
    CONCLUSIONS_ON_HOME,
    Counted,
    by_agenda,
    lead_decision,
    newest_decisions,
    upcoming,
)
from nghitrinh.publication.pages.object_views import article_line, decision_line, instrument_line, meeting_line
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.tally import Tally, is_open
from nghitrinh.vietnamese import format_number


def home(public: PublicSet, _: str, counted: Counted) -> Facts:
    """Lead with the newest article and its decision's chain; then what is due, how tasks stand, what was decided."""
    notes = Notes(public)
    lead = next(reversed(public.all(Article)), None)
    due = [task_facts(public, notes, task) for task in public.all(Task) if is_open(task) and task.text]
    return {
        "title": "Trang đầu",
        "lead": _lead(public, lead) if lead else None,
        "due": [task | {"when": _calendar_leaf(task["due_iso"])} for task in due],
        "tally": Tally.read(dict(counted)["tally"]).facts(),
        "as_of": words.day(public.site.as_of),
        "decisions": [decision_line(public, row) for row in newest_decisions(public, CONCLUSIONS_ON_HOME)],
        "upcoming": [meeting_line(row) for row in upcoming(public)],
    }


def _lead(public: PublicSet, article: Article) -> Facts:
    held, chosen = public.get(Meeting, article.meeting_id), lead_decision(public, article)
    return article_line(article) | {
        "meeting": meeting_line(held) | {"weekday": words.weekday_and_day(held.starts_at)} if held else None,
        "decision": {"title": chosen.title, "href": href("decision", chosen.id)} if chosen else None,
        "chain": chain(public, chosen, linked=True) if chosen else [],
    }


def _calendar_leaf(iso: str) -> Facts | None:
    """Return the month and the day of a due date, as on the leaf of a calendar."""
    return {"month": f"Tháng {int(iso[5:7])}/{iso[:4]}", "day": str(int(iso[8:10]))} if iso else None


def meetings(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List meetings, newest first."""
    lines = [_listed_meeting(public, row) for row in public.all(Meeting)[::-1]]
    return _list("Hội nghị", "hoi-nghi", year, counted) | {"meetings": lines}


def _listed_meeting(public: PublicSet, row: Meeting) -> Facts:
    count = len(public.where(Item, "meeting_id", row.id))
    articles = [article_line(found) for found in public.where(Article, "meeting_id", row.id)]
    return meeting_line(row) | {"items": format_number(count) if count else "", "articles": articles}


def articles(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List articles, newest first."""
    return _list("Bài viết", "bai-viet", year, counted) | {
        "articles": [article_line(row) for row in public.all(Article)[::-1]]
    }


def decisions(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List decisions, newest first."""
    return _list("Kết luận", "ket-luan", year, counted) | {
        "decisions": [decision_line(public, row) for row in by_agenda(public, public.all(Decision))]
    }


def instruments(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List numbered documents, newest first."""
    return _list("Văn bản", "van-ban", year, counted) | {
        "instruments": [instrument_line(row) for row in public.all(Instrument)[::-1]]
    }


def _list(name: str, folder: str, year: str, counted: Counted) -> Facts:
    found = dict(counted)["years"].split()
    return {
        "name": name,
        "title": f"{name} năm {year}" if year else name,
        "folder": folder,
        "year": year,
        "years": [{"year": each, "href": f"/{folder}/nam/{each}/", "here": each == year} for each in found],
    }


def organizations(public: PublicSet, _: str, __: Counted) -> Facts:
    """List bodies: those that work first, then those that were ended."""
    lines = [
        body(public, row.id) | {"full": row.name, "ended": words.day(row.ended_on), "kind": row.kind}
        for row in public.all(Organization)
    ]
    parts = groupby(sorted(lines, key=lambda entry: bool(entry["ended"])), key=lambda entry: bool(entry["ended"]))
    return {"title": "Cơ quan", "parts": [{"ended": ended, "lines": list(entries)} for ended, entries in parts]}


def tasks(public: PublicSet, _: str, counted: Counted) -> Facts:
    """Count the tasks of each body, overdue ones as of the site's day, and list the open ones by due date."""
    notes = Notes(public)
    tallies = [(body(public, key[5:]), Tally.read(text)) for key, text in counted if key.startswith("body ")]
    tallies.sort(key=lambda entry: (-entry[1].overdue, -entry[1].total, entry[0]["name"]))
    shown = [task_facts(public, notes, task) for task in public.all(Task) if is_open(task)]
    still = int(dict(counted)["open"])
    return {
        "title": "Việc đã giao, việc đã xong",
        "bodies": [who | {"tally": tally.facts()} for who, tally in tallies],
        "total": Tally.sum(tally for _, tally in tallies).facts(),
        "open": shown,
        "open_count": format_number(still),
        "not_shown": format_number(still - len(shown)) if still > len(shown) else "",
        "as_of": words.day(public.site.as_of),
        "sources": notes.listed(),
    }
