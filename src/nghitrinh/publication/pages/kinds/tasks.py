"""The states of the tasks of each body, and the open ones by due date."""

from nghitrinh.bundle.schema import Organization, Task
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts, Notes, body, task_facts
from nghitrinh.publication.pages.kind import Counted, PageKind, Selected
from nghitrinh.publication.pages.lines import TABLED
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import line_of, tabled
from nghitrinh.publication.pages.tally import Tally, is_open
from nghitrinh.vietnamese import alphabetical, format_number

SHOWN = 60


def select(public: ReleaseRows, _: str) -> Selected:
    """Select the open tasks that are due first, and count those of each body."""
    tallies = public.tallies()
    named = [row for key in tallies for row in line_of(public, Organization, key)]
    total = Tally.sum(tallies.values())
    counted = tuple(sorted((f"body {key}", tally.written()) for key, tally in tallies.items()))
    return Selected(
        [*named, *tabled(public, public.waiting(SHOWN))], (*counted, ("open", str(total.open + total.overdue)))
    )


def facts(public: PublicSet, _: str, counted: Counted) -> Facts:
    """Count the tasks of each body, overdue ones as of the site's day, and list the open ones."""
    notes = Notes(public)
    tallies = [(body(public, key[5:]), Tally.read(text)) for key, text in counted if key.startswith("body ")]
    tallies.sort(key=lambda entry: (-entry[1].overdue, -entry[1].total, alphabetical(entry[0]["name"])))
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


PAGE = PageKind(
    name="tasks",
    address="viec-giao/index.html",
    reads=TABLED,
    select=select,
    facts=facts,
    template="tasks",
    nav="tasks",
    sitemap=6,
    judged=True,
)
