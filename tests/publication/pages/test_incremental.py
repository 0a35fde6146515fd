"""After any change the touched pages, and no others, differ from the full render before it."""

import random
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from tests.publication.pages.sample import (
    organization,
    release_beside,
    release_of,
    sample,
    sample_rows,
    shown,
    stone,
    task,
)

from nghitrinh.bundle.schema import NAMES, TABLES, Article, Organization, Point, Row, Site, Source
from nghitrinh.bundle.years import Tables
from nghitrinh.publication.pages import ReleaseRows, changes_between, pages_touched, render_pages
from nghitrinh.publication.pages.changed import Changed
from nghitrinh.publication.pages.inputs import PageInput, page_input
from nghitrinh.publication.pages.kinds import KINDS
from nghitrinh.publication.pages.paths import PageKey, all_pages
from nghitrinh.publication.pages.reads import concerns, is_shown_anew
from nghitrinh.publication.pages.render import render

WORDS = (
    "",
    "2019-01-02",
    "2021-09-30",
    "2022-05-06",
    "item-3",
    "meeting-35",
    "decision-zone",
    "party-group",
    "Lời khác",
)
DATES = frozenset({"starts_at", "decided_on", "issued_on", "published_at", "due_on", "finished_on", "submitted_on"})
DATES_TOO = frozenset(
    {"as_of", "corrected_at", "withdrawn_at", "approved_on", "ends_at", "started_on", "ended_on", "day"}
)
EVENT_DATES = frozenset({"happened_at", "due_before", "due_after"})


@cache
def before_any_change() -> tuple[ReleaseRows, dict[str, bytes]]:
    """Return the sample and its pages, which most tests change."""
    old = sample()
    return old, dict(render_pages(old))


def assert_incremental(new: ReleaseRows, old: ReleaseRows | None = None) -> set[str]:
    """Hold that the old pages, with the touched ones made anew of their inputs, are the new pages; each made once.

    The old ones are those of the sample, or of `old`.
    """
    old, before = before_any_change() if old is None else (old, dict(render_pages(old)))
    touched = pages_touched(old, new, changes_between(old, new))
    after = dict(render_pages(new))
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} <= touched.keys()
    kept = {path: content for path, content in before.items() if path not in touched}
    anew = {path: render(path, given) for path, given in touched.items() if given is not None}
    assert kept | anew == after
    return {*touched}


def edited(row: Row, chance: random.Random) -> Row:
    """Change one field to another value of its type."""
    field = chance.choice([field for field in fields(row) if field.name != "id"])
    value = getattr(row, field.name)
    return replace(row, **{field.name: _other(field.name, value, chance)})


def _other(name: str, value: Any, chance: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return chance.randrange(50)
    if isinstance(value, tuple):
        return tuple(chance.sample(("party-group", "executive", "Cơ quan khác"), chance.randrange(3)))
    if name in DATES | DATES_TOO | EVENT_DATES:
        return chance.choice(WORDS[1:4])
    if name in {"kind", "subject_kind"}:
        return chance.choice(("meeting", "article", "decision", "figure"))
    return chance.choice(WORDS)


def change(rows: list[Row], chance: random.Random) -> list[Row]:
    """Edit, remove, withdraw, close or add a row, from one to three times."""
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(rows))
        row = rows[place]
        act = chance.choice(("edit", "edit", "edit", "remove", "withdraw", "copy"))
        if act == "edit":
            rows[place] = edited(row, chance)
        elif act == "remove":
            del rows[place]
        elif act == "withdraw" and not isinstance(row, Site):
            kind = type(row).__name__.lower()
            rows.append(stone(kind, row.id, "2021-10-02", "Thử"))
        elif act == "copy":
            rows.append(edited(replace(row, id=f"{row.id}-copy-{chance.randrange(9)}"), chance))
    return rows


@pytest.mark.parametrize("seed", range(150))
def test_random_changes_touch_exactly_what_differs(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes again
    before = change(sample_rows(), chance) if seed % 2 else sample_rows()
    old = release_of(before) if seed % 2 else None
    assert_incremental(release_of(change(list(before), chance)), old)


def changed_where(test: Callable[[Row], bool], **values: Any) -> ReleaseRows:
    rows = [replace(row, **values) if test(row) else row for row in sample_rows()]
    return release_of(rows)


def test_no_change_touches_no_page() -> None:
    assert pages_touched(sample(), sample(), changes_between(sample(), sample())) == {}


def test_a_finished_task_touches_its_decision_its_bodies_and_the_pages_that_count_it() -> None:
    values = {"finished_on": "2021-10-03", "result": "Đã trình.", "overdue": False, "punctuality": "late"}
    new = changed_where(lambda row: row.id == "task-zone", **values)
    assert assert_incremental(new) == {
        "index.html",
        "viec-giao/index.html",
        "ket-luan/index.html",
        "ket-luan/nam/2021/index.html",
        "ket-luan/decision-zone/index.html",
        "hoi-nghi/meeting-36/index.html",
        "bai-viet/article-36/index.html",
        "van-ban/notice/index.html",
        "co-quan/party-group/index.html",
        "viec-giao/task-zone/index.html",
    }


def test_the_body_of_an_article_touches_that_article_alone() -> None:
    new = changed_where(lambda row: row.id == "article-35", paragraphs=("Lời mới.",))
    assert assert_incremental(new) == {"bai-viet/article-35/index.html"}


def test_the_title_of_an_article_touches_the_ones_that_follow_it() -> None:
    new = changed_where(lambda row: row.id == "article-34", title="Thu ngân sách năm 2020")
    assert assert_incremental(new) == {
        "bai-viet/article-34/index.html",
        "bai-viet/article-35/index.html",
        "bai-viet/article-36/index.html",
        "bai-viet/index.html",
        "bai-viet/nam/2020/index.html",
        "hoi-nghi/index.html",
        "hoi-nghi/meeting-34/index.html",
        "hoi-nghi/nam/2020/index.html",
        "feed.atom",
    }


def test_another_day_touches_only_pages_with_an_open_task() -> None:
    new = changed_where(lambda row: isinstance(row, Site), as_of="2021-10-05")
    assert assert_incremental(new) == {
        "index.html",
        "viec-giao/index.html",
        "ket-luan/decision-zone/index.html",
        "ket-luan/decision-quotas/index.html",
        "ket-luan/decision-programme/index.html",
        "co-quan/party-group/index.html",
        *(f"viec-giao/task-{name}/index.html" for name in ("zone", "quotas", "programme")),
    }


def test_an_article_added_in_between_touches_its_followers() -> None:
    between = next(row for row in sample_rows() if isinstance(row, Article) and row.id == "article-35")
    new = replace(between, id="article-between", published_at="2021-09-01T08:00:00+07:00", meeting_id="")
    touched = assert_incremental(release_of([*sample_rows(), new]))
    assert touched == {
        "bai-viet/article-between/index.html",
        "bai-viet/article-36/index.html",
        "bai-viet/index.html",
        "bai-viet/nam/2021/index.html",
        "sitemap/2021.xml",
        "feed.atom",
    }


def test_a_source_cited_in_one_place_touches_that_page() -> None:
    source = Source(id="extra", kind="page", title="Nguồn riêng", address="", digest="")
    rows = [*sample_rows(), source, replace(organization("alone", "Cơ quan riêng"), source_id="extra")]
    new = [replace(source, title="Nguồn đổi tên") if row is source else row for row in rows]
    assert assert_incremental(release_of(new), release_of(rows)) == {"co-quan/alone/index.html"}


def test_a_task_may_name_a_body_that_comes_later() -> None:
    rows = [*sample_rows(), task("late", "decision-zone", "Việc của cơ quan chưa có", responsible_id="newcomer")]
    new = [*rows, organization("newcomer", "Cơ quan mới")]
    touched = assert_incremental(release_of(new), release_of(rows))
    assert "ket-luan/decision-zone/index.html" in touched


def test_a_body_that_is_renamed_touches_the_one_it_took_over_from() -> None:
    rows = [row for row in sample_rows() if not row.id.startswith("task")]
    new = [replace(row, short_name="Ủy ban") if isinstance(row, Organization) else row for row in rows]
    assert "co-quan/party-group/index.html" in assert_incremental(release_of(new), release_of(rows))


def other_values(row: Row) -> Iterator[Row]:
    """Yield a row with each of its fields changed: to every other value that a random change can give it."""
    chance = random.Random(row.id)  # noqa: S311 - seeded, so that a failure comes again
    for field in fields(row):
        value = getattr(row, field.name)
        others = dict.fromkeys(_other(field.name, value, chance) for _ in range(20))
        yield from (replace(row, **{field.name: other}) for other in others if other != value and field.name != "id")


@cache
def inputs_before() -> tuple[dict[str, Tables], dict[PageKey, PageInput | None]]:
    """Return what the sample shows, by shard, and the inputs of its pages."""
    old, _ = before_any_change()
    return shown(sample_rows()), {page: page_input(old, page) for page in all_pages(old)}


@pytest.mark.parametrize("table", TABLES)
def test_no_page_reads_a_field_that_its_kind_says_it_does_not(table: str) -> None:
    (old, _), (held, inputs), rows = before_any_change(), inputs_before(), sample_rows()
    for index, row in enumerate(rows):
        for changed in other_values(row) if NAMES[type(row)] == table else ():
            new = release_beside(old, held, [*rows[:index], changed, *rows[index + 1 :]])
            found = list(changes_between(old, new))
            untouched = {name for name, kind in KINDS.items() if not any(concerns(kind, each) for each in found)}
            assert {page: page_input(new, page) for page in all_pages(new) if page.kind in untouched} == {
                page: given for page, given in inputs.items() if page.kind in untouched
            }, (row, changed)


def test_each_kind_of_page_is_left_as_it_is_by_some_change() -> None:
    row = next(row for row in sample_rows() if isinstance(row, Point))
    other = Changed(row, replace(row, text="Lời khác"))
    left = {name for name, kind in KINDS.items() if not concerns(kind, other)}
    assert left == {*KINDS} - {"decision"}


def test_a_page_with_a_row_in_a_new_form_is_known_to_differ_without_the_old_page() -> None:
    old = sample()
    new = changed_where(lambda row: row.id == "task-zone", due_on="2022-01-01")
    changes = list(changes_between(old, new))
    anew = {page for page in all_pages(new) if is_shown_anew(given_of(new, page), changes)}
    assert PageKey("decision", "decision-zone") in anew
    assert PageKey("list-article") not in anew
    assert anew <= {page for page in all_pages(new) if page_input(old, page) != page_input(new, page)}


def given_of(public: ReleaseRows, page: PageKey) -> PageInput:
    given = page_input(public, page)
    assert given is not None
    return given
