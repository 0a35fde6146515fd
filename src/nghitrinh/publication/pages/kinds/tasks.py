"""The states of the tasks of each body, the open ones by due date, those that were finished last, and cancelled."""

from collections.abc import Iterator

from nghitrinh.bundle.schema import Organization, Task
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts, Notes, body, task_facts
from nghitrinh.publication.pages.kind import Counted, PageKind, Selected
from nghitrinh.publication.pages.lines import NAMED_STONES, TABLED
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import line_of, named_stones, stones_of, tabled
from nghitrinh.publication.pages.tally import Tally, is_open
from nghitrinh.publication.pages.tombstone import withdrawn_lines
from nghitrinh.vietnamese import alphabetical, format_number

SHOWN = 60


def select(public: ReleaseRows, _: str) -> Selected:
    """Select the open tasks that are due first, those finished and cancelled last, and count those of each body."""
    tallies = public.tallies()
    named = [row for key in tallies for row in line_of(public, Organization, key)]
    counted = tuple(sorted((f"body {key}", tally.written()) for key, tally in tallies.items()))
    gone = named_stones(public, stones_of(public, Task))
    listed = (public.waiting(SHOWN), public.finished(SHOWN), public.cancelled(SHOWN))
    rows = [*named, *(row for part in listed for row in tabled(public, part)), *gone]
    return Selected(rows, counted)


def facts(public: PublicSet, _: str, counted: Counted) -> Facts:
    """Count the tasks of each body, overdue ones as of the site's day; list what is open, finished, cancelled."""
    notes = Notes(public)
    tallies = [(body(public, key[5:]), Tally.read(text)) for key, text in counted if key.startswith("body ")]
    tallies.sort(key=lambda entry: (-entry[1].overdue, -entry[1].total, alphabetical(entry[0]["name"])))
    total = Tally.sum(tally for _, tally in tallies)
    return {
        "title": "Việc đã giao, việc đã xong",
        "bodies": [who | {"tally": tally.facts()} for who, tally in tallies],
        "total": total.facts(),
        "groups": [*_groups(public, notes, total)],
        "as_of": words.day(public.site.as_of),
        "withdrawn": withdrawn_lines(public, Task),
        "sources": notes.listed(),
    }


def _groups(public: PublicSet, notes: Notes, total: Tally) -> Iterator[Facts]:
    """Yield the tasks that stand on the page by what became of them, each group with how many it has no room for."""
    every = public.all(Task)
    finished = sorted((task for task in every if task.finished_on), key=lambda task: (task.finished_on, task.id))
    cancelled = [task for task in every if task.punctuality == "cancelled"]
    found = (
        ("theo-han", "chưa xong", "theo hạn", total.undone, [task for task in every if is_open(task)]),
        ("da-xong", "đã xong", "mới nhất trước", total.finished, finished[::-1]),
        ("thoi-giao", "đã thôi giao", "hạn muộn nhất trước", total.cancelled, cancelled[::-1]),
    )
    for name, called, order, count, shown in found:
        if count:
            yield {
                "name": name,
                "called": called,
                "order": order,
                "count": format_number(count),
                "tasks": [task_facts(public, notes, task) for task in shown],
                "not_shown": format_number(count - len(shown)) if count > len(shown) else "",
            }


PAGE = PageKind(
    name="tasks",
    address="viec-giao/index.html",
    reads={**TABLED, **NAMED_STONES},
    select=select,
    facts=facts,
    template="tasks",
    nav="tasks",
    sitemap=6,
    judged=True,
    corrected=(Task,),
)
