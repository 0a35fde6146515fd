"""What is published of few changes is what a publication of everything would have made, act after act."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.publication.pages.sample import article, sample_rows, tables
from tests.record.instruments.chain import Chain

from nghitrinh.bundle import Bundle, publishing
from nghitrinh.bundle.database import open_database, write_database
from nghitrinh.bundle.schema import TABLES, Row
from nghitrinh.bundle.years import split
from nghitrinh.cli.example import EXAMPLE, PARTS, Loader
from nghitrinh.publication import publish as module
from nghitrinh.publication.changes import SHOWN_BY_MANY, SHOWN_NOWHERE, changed_meetings, path_of
from nghitrinh.publication.files import add_files
from nghitrinh.publication.full import build_everything
from nghitrinh.publication.pages.inputs import page_input
from nghitrinh.publication.pages.paths import PageKey, all_pages
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.shard import Shard
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.publication.rows import public_rows
from nghitrinh.publication.workers import Workers
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Body
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.journal import journalled_models
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.nouns import path_to_meeting


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path / "home"
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")
    return tmp_path


def _rows(folder: Path) -> dict[str, list[Row]]:
    bundle = Bundle(folder)
    try:
        return {name: list(bundle.rows(kind)) for name, kind in TABLES.items()}
    finally:
        bundle.close()


def _recorded() -> dict[str, list[Row]]:
    rows = public_rows(clock.today())
    add_files(rows)
    return {name: sorted(found, key=lambda row: row.id) for name, found in rows.items()}


def _without_day(rows: dict[str, list[Row]]) -> dict[str, Any]:
    return {**rows, "site": [(row.id, row.name) for row in rows["site"]]}  # type: ignore[union-attr]


def _contents(folder: Path) -> dict[str, bytes]:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith("release.")}


def _everything(root: Path) -> dict[str, bytes]:
    """Return the files of a publication of everything."""
    with publishing(root) as work, Workers(work.lock) as others:
        build_everything(work, clock.today(), others)
        work.tree.close_lists()
        return _contents(work.tree.folder)


def _steps() -> list[dict[str, Any]]:
    return [step for part in PARTS for step in json.loads((EXAMPLE / f"{part}.json").read_text("utf-8"))]


@pytest.mark.long
def test_after_every_act_of_the_example_the_rows_are_the_records(
    db: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[int] = []
    monkeypatch.setattr(module, "build_everything", lambda *given: (whole.append(1), build_everything(*given))[1])
    loader, steps = Loader(EXAMPLE), _steps()
    for step in steps:
        loader.step(step)
        if not Body.objects.exists():
            continue
        publish(by=None)
        assert _without_day(_rows(portal_root() / "current")) == _without_day(_recorded()), step["act"]
    assert _contents(portal_root() / "current") == _everything(home / "other")
    assert len(whole) < len(steps) / 4  # the rest were published as changes


def test_what_was_withdrawn_or_judged_on_another_day_is_as_if_made_anew(
    chain: Chain, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")
    notice = chain.released()
    publish(by=None)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-02")  # the task fell due
    assert publish(by=None).changed
    assert _contents(portal_root() / "current") == _everything(home / "overdue")
    now = Instrument.objects.get(pk=notice.pk)
    instruments.withdraw(
        by=chain.world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )
    publish(by=None)
    current = _contents(portal_root() / "current")
    assert current == _everything(home / "withdrawn")
    assert not [name for name in current if name.startswith("files/")]


# What a relation leads from to a meeting, though nothing public reads it.
OF_MEETINGS = {
    *("invitation", "stay", "vote", "candidate", "ballot", "count", "tally", "reservation", "slipentry"),
    *("hearing", "note", "speech", "minutes", "minutesrevision", "minutespart"),
}


def test_every_row_has_a_path_to_its_meetings_or_it_is_said_where_it_is_shown() -> None:
    paths = {model: path_to_meeting(model) for model in journalled_models()}
    assert {str(model._meta.model_name) for model, path in paths.items() if path is None} == {
        *SHOWN_BY_MANY,
        *(SHOWN_NOWHERE - OF_MEETINGS),
    }
    assert {kind: path_of(kind) for kind in ("meeting", "paper", "figureplace", "organization", "user")} == {
        "meeting": "pk",
        "paper": "consultations__item__meeting",
        "figureplace": "figure__point__version__decision__item__meeting",
        "organization": None,
        "user": "",
    }


def test_a_row_that_no_relation_leads_to_a_meeting_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nghitrinh.publication.changes.SHOWN_BY_MANY", SHOWN_BY_MANY - {"location"})
    with pytest.raises(LookupError, match="location"):
        path_of("location")


def test_what_was_erased_from_the_journal_is_still_known_by_its_rows(chain: Chain) -> None:
    from nghitrinh.record.kernel.erasure import erase  # noqa: PLC0415

    day = date(2021, 10, 4)
    before = changed_meetings(0, day, day)
    erase(by=chain.world.admin, seq=Journal.objects.count(), reason="Theo yêu cầu")
    assert changed_meetings(0, day, day) == before == {chain.meeting.pk}


def test_of_a_struck_row_nobody_can_say_what_showed_it(chain: Chain) -> None:
    admin, day = chain.world.admin, date(2021, 10, 4)
    place = ACTS["location.name"](by=admin, body=Body.objects.get().pk, name="Xã Gõ nhầm")
    read_to = Journal.objects.count()
    assert changed_meetings(read_to, day, day) == set()
    ACTS["entry.strike"](by=admin, kind="location", entry=place.pk, edit=place.edit, reason="Ghi nhầm")
    assert changed_meetings(read_to, day, day) is None


@pytest.mark.parametrize("in_whole_years", [False, True])
def test_pages_ask_the_same_of_rows_on_disk_as_in_memory(tmp_path: Path, *, in_whole_years: bool) -> None:
    elsewhere = article("article-elsewhere", "meeting-36", "Giờ nơi khác", "2018-12-31T18:00:00+00:00")
    given = tables([*sample_rows(), elsewhere])
    for shard, rows in split(given).items():
        write_database(tmp_path / f"{shard}.sqlite", rows)
    databases = {shard: Shard(open_database(tmp_path / f"{shard}.sqlite")) for shard in split(given)}
    stored = ReleaseRows(databases, in_whole_years=in_whole_years)
    memory = ReleaseRows.in_memory(given)
    for year in stored.shards.values():
        assert not year.is_loaded
    assert len(stored.shards) > 2
    assert PageKey("list-article", "2019") in set(all_pages(stored))
    assert sorted(all_pages(stored)) == sorted(all_pages(memory))
    for page in reversed([*all_pages(memory)]):  # so that other years are whole in memory when a page is asked for
        assert page_input(stored, page) == page_input(memory, page), page
    assert any(year.is_loaded for year in databases.values()) is in_whole_years
    assert any(year._held.cache_info().currsize for year in databases.values()) is not in_whole_years
    stored.close()
