"""The search page: works without a script, with and without accents; all that narrows it stands in its address."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Template

from nghitrinh.assets.templating import filled, templates
from nghitrinh.bundle.schema import NO_SITE, TABLES, Instrument, Task
from nghitrinh.bundle.search import PAGE, RANKED, Found, Hit, Narrowing
from nghitrinh.portal import words
from nghitrinh.portal.answers import Answer
from nghitrinh.portal.release import OpenRelease
from nghitrinh.vietnamese import format_date, glue_ordinals, parse_date, plain_number, unbroken

# Kind, the icon and the style of its badge.
_BADGES = {
    "meeting": ("people", ""),
    "item": ("doc", ""),
    "decision": ("seal", "badge--son"),
    "task": ("task", ""),
    "instrument": ("doc", ""),
    "article": ("globe", ""),
    "organization": ("people", ""),
}
# Kind, its word, the icon and the style of its badge.
KINDS = {kind: (TABLES[kind].WORD.capitalize(), *badge) for kind, badge in _BADGES.items()}
_DAYS = {"tu": "Từ ngày", "den": "Đến ngày"}
LONGEST = 200  # letters of what is typed
DEEPEST = RANKED // PAGE
BY_DAY = "ngay"
# What else can stand in the address of a search, as the page calls it.
_OTHERS = {
    "q": "Từ cần tìm",
    "loai": "Loại",
    "co-quan": "Cơ quan",
    "muc": "Kết luận",
    "xep": "Xếp theo",
    "trang": "Trang kết quả",
}
PARAMETERS = (*_OTHERS, *_DAYS)
_NO_PERIOD = "Ngày này đứng trước “Từ ngày”, nên không có gì ở giữa."


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a parameter: what was found, what is expected, and how the page says it at its field."""

    found: str
    expected: str
    words: str = ""

    def line(self, name: str) -> str:
        """Return it for who reads no page: with the parameter's name."""
        return f"{name}: nhận được “{self.found}”, cần {self.expected}"

    def said(self, name: str) -> str:
        """Return it for a page where it has no field of its own."""
        return f"{_OTHERS[name]}: nhận được “{self.found}”, cần {self.expected}. Chưa tính đến điều này."


@dataclass(frozen=True)
class Query:
    """What was asked: words, kind, body, outcome, days, order, page. What cannot be understood is left out.

    Days are typed as the office writes them (10/9/2021), and stand in an address as they were typed or by ISO. Nothing
    is left out without a word: `wrong` says, for the name of a parameter, what is wrong with it.
    """

    words: str = ""
    kind: str = ""
    body: str = ""
    outcome: str = ""
    first: str = ""
    last: str = ""
    order: str = ""
    page: int = 1
    wrong: Mapping[str, Wrong] = field(default_factory=dict)

    @classmethod
    def of(cls, release: OpenRelease, given: Mapping[str, str]) -> "Query":
        """Read a query from an address."""
        kind, body, outcome = given.get("loai", ""), given.get("co-quan", ""), given.get("muc", "")
        first, last, wrong = _days(given)
        wrong |= _other_wrongs(release, given)
        return cls(
            words=given.get("q", "")[:LONGEST].strip(),
            kind=kind if kind in KINDS else "",
            body=body if body in release.bundle.organizations else "",
            outcome=outcome if outcome in release.bundle.outcomes else "",
            first=first,
            last=last,
            order=BY_DAY if given.get("xep") == BY_DAY else "",
            page=min(plain_number(given.get("trang")) or 1, DEEPEST),
            wrong=wrong,
        )

    def found(self, release: OpenRelease) -> Found:
        """Ask the release."""
        by_day = self.order == BY_DAY
        narrowing = Narrowing(self.body, self.outcome, self.first, self.last, by_day)
        return release.bundle.search(self.words, kind=self.kind, page=self.page, narrowing=narrowing)

    def link(self, path: str = "/tra-cuu/", **other: str) -> str:
        """Return the address of this query on its first page, with something else asked of it."""
        asked = {
            "q": self.words,
            "loai": self.kind,
            "co-quan": self.body,
            "muc": self.outcome,
            "tu": self.first,
            "den": self.last,
            "xep": self.order,
            **other,
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{path}?{query}" if query else path

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words and kind was asked for."""
        return bool(self.body or self.outcome or self.first or self.last or self.order)


def _other_wrongs(release: OpenRelease, given: Mapping[str, str]) -> dict[str, Wrong]:
    """Return what is wrong with the parameters that are no days."""
    known: dict[str, tuple[Container[str], str]] = {
        "loai": (KINDS, f"một trong {', '.join(KINDS)}"),
        "co-quan": (release.bundle.organizations, "mã của một cơ quan có trên cổng"),
        "muc": (release.bundle.outcomes, f"một trong {', '.join(release.bundle.outcomes)}"),
        "xep": ((BY_DAY,), BY_DAY),
    }
    found = {
        name: Wrong(given[name][:LONGEST], expected)
        for name, (values, expected) in known.items()
        if given.get(name) and given[name] not in values
    }
    if len(words := given.get("q", "")) > LONGEST:
        found["q"] = Wrong(f"{len(words)} chữ", f"nhiều nhất {LONGEST} chữ")
    if given.get("trang") and not plain_number(given["trang"], DEEPEST):
        found["trang"] = Wrong(given["trang"][:LONGEST], f"một số từ 1 đến {DEEPEST}")
    return found


def _days(given: Mapping[str, str]) -> tuple[str, str, dict[str, Wrong]]:
    """Return the first and the last day by ISO, "" for none, and what is wrong with what was typed for them."""
    found, wrong = {"tu": "", "den": ""}, dict[str, Wrong]()
    for name in found:
        if typed := given.get(name, "")[:LONGEST].strip():
            try:
                found[name] = parse_date(typed).isoformat()
            except ValueError:
                words = f"“{typed}” không phải là ngày có trong lịch; viết như 31/12/2026. Chưa lọc theo ngày này."
                wrong[name] = Wrong(typed, "một ngày có trong lịch, như 31/12/2026", words)
    if "" not in found.values() and found["den"] < found["tu"]:
        wrong["den"] = Wrong(given["den"][:LONGEST].strip(), f"ngày {found['tu']} hoặc muộn hơn", _NO_PERIOD)
    return found["tu"], found["den"], wrong


@dataclass(frozen=True)
class ShownHit:
    """A hit as the page shows it."""

    hit: Hit
    title: str
    kind: str
    icon: str
    style: str
    day: str
    withdrawn: str
    which: str = ""
    state: str = ""


@lru_cache(maxsize=1)
def _template() -> Template:
    return templates(Path(__file__).parent / "templates").get_template("search.html")


def search_page(release: OpenRelease, given: dict[str, str]) -> Answer:
    """Return the page for a query, which may be empty."""
    query = Query.of(release, given)
    found, page = query.found(release), query.page
    context = {
        "days": [_field(name, query, given) for name in ("tu", "den")],
        "wrongs": [query.wrong[name].said(name) for name in _OTHERS if name in query.wrong],
        "site": release.site or NO_SITE,
        "nav_current": "search",
        "query": query.words,
        "asked": query,
        "kinds": [(name, words, name == query.kind, query.link(loai=name)) for name, (words, _, _) in KINDS.items()],
        "all_link": query.link(loai=""),
        "bodies": [(key, name, key == query.body) for key, name in release.bundle.organizations.items()],
        "outcomes": [(key, name, key == query.outcome) for key, name in release.bundle.outcomes.items()],
        "feed": query.link("/tra-cuu/feed.atom") if found.total else "",
        "found": found,
        "hits": [_shown(release, hit) for hit in found.hits],
        "before": query.link(trang=str(page - 1) if page > 2 else "") if page > 1 else "",
        "after": query.link(trang=str(page + 1)) if found.total > page * PAGE else "",
        "page": page,
    }
    page_bytes = unbroken(filled(_template(), **context)).encode()
    return Answer(200, content=page_bytes, headers=(("Cache-Control", "no-cache"),))


def _field(name: str, query: Query, given: Mapping[str, str]) -> dict[str, str]:
    """Return the field of a day as it is shown: the day as it is written, or what was typed where it is none."""
    known = query.first if name == "tu" else query.last
    value = format_date(parse_date(known)) if known else given.get(name, "")[:LONGEST].strip()
    wrong = query.wrong.get(name)
    return {"name": name, "words": _DAYS[name], "value": value, "wrong": wrong.words if wrong else ""}


def _shown(release: OpenRelease, hit: Hit) -> ShownHit:
    called, icon, style = KINDS[hit.kind]
    day, withdrawn = (format_date(parse_date(each)) if each else "" for each in (hit.day, hit.withdrawn))
    shown = ShownHit(hit, glue_ordinals(hit.title), called, icon, style, day, withdrawn)
    match None if withdrawn else release.bundle.get(TABLES[hit.kind], hit.id):
        case Instrument() as row:
            return replace(shown, which=words.document(row))
        case Task() as row:
            body, due = release.bundle.organizations.get(row.responsible_id, ""), words.deadline(row)
            which = f"{body}, {due[:1].lower()}{due[1:]}" if body else due
            return replace(shown, which=which, state=words.stands(row))
    return shown
