"""What nothing takes back asks first: a mark beside the verb's words, drawn by the one function that draws buttons."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.template import engines
from django.test import RequestFactory

import nghitrinh.desk
from nghitrinh.desk.nouns import ASKS, ROWS
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.transitions import NEW, TABLES, Transition

DESK = Path(nghitrinh.desk.__file__).parent
TEMPLATES = DESK / "templates"
# Buttons of one press whose verb has no way back, or publishes, and that still need no question.
NEEDS_NONE = {
    "task.accept": "a body only says that it has read its task; cancelling and returning are other verbs",
    "finding.renew": "the program itself leads on from there: it checks, and says what came of it",
    "vote.open": "the sitting waits for it, and a vote that should not have been opened is cancelled",
}

# What has a way back in the table, and still is a person's own word, given once: others act on it from then on.
GIVEN_ONCE = {"instrument.sign", "opinion.sign", "minutes.sign"}


def _pressed() -> Iterator[str]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        for tag in re.findall(r"{{ press\(.*?\) }}", path.read_text("utf-8")):
            named = re.search(r' act="([a-z_.]+)"', tag)
            assert named is not None, f"{path.name}: {tag} does not name its act"
            yield named[1]


def _leads_back(row: Transition, rows: tuple[Transition, ...]) -> bool:
    """Tell whether other verbs lead from where a verb leads back to where it began."""
    reached = {row.target}
    while more := {each.target for each in rows if each.target and reached & set(each.sources)} - reached:
        reached |= more
    return bool(reached & set(row.sources))


def _without_way_back() -> set[str]:
    rows = [(row, table.transitions) for table in TABLES.values() for row in table.transitions]
    final = {
        row.verb for row, all_rows in rows if row.target and NEW not in row.sources and not _leads_back(row, all_rows)
    }
    return final | {verb for verb in ACTS if verb.endswith(".release")} | {"release.seal"}


def test_every_button_without_a_way_back_asks_first() -> None:
    assert set(_pressed()) & (_without_way_back() | GIVEN_ONCE) == set(ASKS) | set(NEEDS_NONE)
    signs = {row.verb for table in TABLES.values() for row in table.transitions if row.verb.endswith(".sign")}
    assert signs == GIVEN_ONCE, "a signature is named by its verb"


def test_what_has_no_way_back_and_no_button_of_one_press_is_asked_by_a_form() -> None:
    """The noun's own page of a release lists what becomes public; any other verb has a view that serves its form."""
    begun = {row.verb for table in TABLES.values() for row in table.transitions if NEW in row.sources}
    views = "\n".join(path.read_text("utf-8") for path in sorted(DESK.rglob("*.py")) if not path.stem.endswith("words"))
    released = {f"{kind}.release" for kind, row in ROWS.items() if row.release}
    unasked = _without_way_back() - set(_pressed()) - begun - released
    plain = [verb for verb in sorted(unasked) if not re.search(rf'"{re.escape(verb)}"', views)]
    assert plain == []
    assert {"instrument.withdraw", "meeting.close", "article.withdraw"} <= unasked


def test_a_button_that_asks_stands_folded_under_its_question(db: None) -> None:
    draw = engines["jinja2"].from_string('{{ press("/x/", none, "Ký", act=act) }}').render
    request = RequestFactory().get("/")
    asking, plain = (draw({"act": act}, request) for act in ("decision.approve", "decision.review"))
    assert re.search(
        r"<details.*<summary[^>]*>Ký</summary>.*chỉ còn sửa được bằng đính chính.*<form.*</details>", asking
    )
    assert [*_buttons(asking), *_buttons(plain)] == ["Xác nhận: Ký", "Ký"], "what unfolds and what does differ by name"
    assert "<details" not in plain


def _buttons(drawn: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", words).strip() for words in re.findall(r"<button[^>]*>(.*?)</button>", drawn)]
