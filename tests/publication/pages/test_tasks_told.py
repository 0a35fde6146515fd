"""What every page says of tasks is one thing: how many stand how, what came before, and each finished one by name."""

import re
from dataclasses import replace
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from tests.publication.pages.sample import ZONE, release_of, sample_rows, task_event
from tests.publication.pages.test_incremental import assert_incremental
from tests.publication.pages.test_pages import page, words

import nghitrinh.publication
from nghitrinh.bundle.schema import Row, Task
from nghitrinh.publication.pages import ReleaseRows
from nghitrinh.publication.pages.kinds import tasks
from nghitrinh.publication.pages.tally import WORDS, Tally

# Every page that counts the tasks of one decision, with what it says before the counts.
COUNTING = {
    "hoi-nghi/meeting-36/index.html": "3 việc giao: ",
    "van-ban/notice/index.html": "3 việc giao: ",
    "ket-luan/index.html": "3 việc giao: ",
    "index.html": "3 việc giao: ",
    "bai-viet/article-36/index.html": "3 việc giao: ",
    f"ket-luan/{ZONE}/index.html": "3 việc: ",
}
DAYS = {"in_time": ("2021-12-01", "2021-10-01"), "late": ("2021-09-01", "2021-10-01"), "done": ("", "2021-10-01")}
MIXED = list(combinations_with_replacement(WORDS, 3))


def tasks_that_are(*kinds: str) -> list[Task]:
    """Return three tasks of the decision about the zone that stand so."""
    mine = [row for row in sample_rows() if isinstance(row, Task) and row.decision_id == ZONE]
    assert len(mine) == len(kinds) == 3
    found = []
    for row, kind in zip(mine, kinds, strict=True):
        due, finished = DAYS.get(kind, ("2021-09-30" if kind == "overdue" else "2021-12-01", ""))
        given = {"punctuality": kind, "due_on": due, "finished_on": finished, "overdue": kind == "overdue"}
        found.append(replace(row, state="assigned", state_label="Đã giao", **given))
    return found


def with_tasks(mine: list[Task]) -> ReleaseRows:
    held = {row.id for row in mine}
    return release_of([*(row for row in sample_rows() if row.id not in held), *mine])


@pytest.mark.parametrize("kinds", MIXED[:: len(MIXED) // 12], ids="-".join)
def test_every_page_counts_the_tasks_of_a_decision_alike(kinds: tuple[str, ...]) -> None:
    mine = tasks_that_are(*kinds)
    release, said = with_tasks(mine), Tally.of(mine).words()
    assert sum(map(int, re.findall(r"\d+", re.sub(r"\(.*?\)", "", said)))) == 3
    for path, before in COUNTING.items():
        assert f"{before}{said}" in words(page(path, release)), path


def test_no_template_puts_the_words_of_a_count_itself() -> None:
    called = "|".join(["đang làm", "đã xong", *(word for word, _ in WORDS.values())])
    for path in (Path(nghitrinh.publication.__file__).parent / "templates").rglob("*.html"):
        assert not re.findall(rf"\}}\}} (?:{called})", path.read_text("utf-8")), path


def test_a_page_never_says_that_all_is_done_where_something_was_cancelled() -> None:
    for kinds in MIXED:
        text = words(page(f"ket-luan/{ZONE}/index.html", with_tasks(tasks_that_are(*kinds))))
        finished = [kind for kind in kinds if kind in DAYS]
        assert ("Mọi việc đã xong" in text) is (len(finished) == 3), kinds
        if "cancelled" in kinds and finished:
            assert f"{len(finished)} trên 3 việc đã xong, {kinds.count('cancelled')} thôi giao" in text, kinds


def test_the_list_of_tasks_names_each_that_was_finished_and_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tasks_that_are("in_time", "late", "cancelled")
    text = page("viec-giao/index.html", with_tasks(mine))
    finished = text[text.index('id="da-xong"') : text.index('id="thoi-giao"')]
    for row in mine[:2]:
        assert f"/viec-giao/{row.id}/" in finished
    assert f"/viec-giao/{mine[2].id}/" in text[text.index('id="thoi-giao"') :]
    monkeypatch.setattr(tasks, "SHOWN", 1)
    short = page("viec-giao/index.html", with_tasks(mine))
    assert len(short) < len(text)
    assert re.search(r"Còn \d+ việc nữa đã xong: xem ở trang của từng cơ quan", words(short))


def test_the_list_changes_with_what_was_finished_and_with_nothing_else_of_it() -> None:
    before, after = tasks_that_are("open", "late", "cancelled"), tasks_that_are("in_time", "late", "cancelled")
    assert "viec-giao/index.html" in assert_incremental(with_tasks(before), with_tasks(after))


def _cell(*rows: Row, **task: str) -> str:
    mine = [replace(row, **task) if row.id == "task-zone" else row for row in tasks_that_are("in_time", "open", "open")]
    held = {row.id for row in rows} | {row.id for row in mine}
    release = release_of([*(row for row in sample_rows() if row.id not in held), *mine, *rows])
    html = page(f"ket-luan/{ZONE}/index.html", release)
    row = next(each for each in re.findall(r"<tr id=.*?</tr>", html, re.DOTALL) if "/viec-giao/task-zone/" in each)
    start = row.index('data-label="Tình trạng"')
    return re.sub(r" +", " ", words(f"<main {row[start:]}</main>"))


def test_what_came_of_a_task_stands_before_that_it_was_sent_back_and_says_what_was_earlier() -> None:
    twice = task_event("event-twice", "task-zone", "returned", "2021-09-20T10:00:00+07:00")
    done = {"punctuality": "in_time", "finished_on": "2021-09-30", "due_on": "2021-10-15", "state": "confirmed"}
    said = _cell(twice, **done)
    both = "Trước đó, báo cáo bị trả lại ngày 29/9/2021", "Trước đó, báo cáo bị trả lại ngày 20/9/2021"
    assert "Xong ngày 30/9/2021" in said
    assert said.index("Xong ngày") < said.index(both[0]) < said.index(both[1])
    again = re.sub(
        r" +", " ", _cell(twice, punctuality="open", finished_on="", state="returned", state_label="Làm lại")
    )
    assert re.search(r"Làm lại.* Trả lại ngày 29/9/2021.* Trước đó, báo cáo bị trả lại ngày 20/9/2021", again)


def test_a_cancelled_task_says_when_it_was_cancelled() -> None:
    ended = task_event("event-ended", "task-zone", "cancelled", "2021-09-28T10:00:00+07:00")
    gone = {"punctuality": "cancelled", "finished_on": "", "state": "cancelled", "state_label": "Thôi giao"}
    assert "Thôi giao ngày 28/9/2021" in _cell(ended, **gone)
    rows = [replace(row, **gone) if row.id == "task-zone" else row for row in sample_rows()]
    story = words(page("viec-giao/task-zone/index.html", release_of([*rows, ended])))
    assert "28/9/2021 Thôi giao" in story
    why = task_event("event-ended", "task-zone", "cancelled", "2021-09-28T10:00:00+07:00", reason="Đã có đề án khác")
    assert "Thôi giao ngày 28/9/2021. Lý do: Đã có đề án khác" in _cell(why, **gone)
    assert "Lý do: Đã có đề án khác" in words(page("viec-giao/task-zone/index.html", release_of([*rows, why])))
