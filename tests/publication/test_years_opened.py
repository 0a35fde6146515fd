"""A change reads whole only the years that it changes: of all others a row here and there, whichever act it was."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.record.decided import charge, correct, kept, point
from tests.record.walk.chance import done_by_chance
from tests.record.walk.stock import lay_in
from tests.world import World, make_world

from nghitrinh.bundle.database import rows_of
from nghitrinh.bundle.manifest import digest_of
from nghitrinh.bundle.schema import Correction, Row
from nghitrinh.bundle.years import COMMON, database_path
from nghitrinh.publication import publish as module
from nghitrinh.publication.changes import SHOWN_BY_MANY
from nghitrinh.publication.full import build_everything
from nghitrinh.publication.pages import shard as asking
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.models import Decision

YEARS = (2016, 2017, 2018, 2019, 2020)
TRIED = 40
PUBLISHING = ("correct", "extend", "release", "withdraw")
# The verbs that change what readers have, corrections first: there is less to correct once things are withdrawn.
# What the pages of many meetings name is published with everything: its verbs are not asked here.
OF_MANY = {"term" if kind == "legislativeterm" else kind for kind in SHOWN_BY_MANY}
VERBS = [
    verb
    for word in PUBLISHING
    for verb in sorted(ACTS)
    if verb.endswith(f".{word}") and verb.partition(".")[0] not in OF_MANY
]


@pytest.fixture
def world(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")
    made = make_world()
    lay_in(made)
    for year in YEARS:
        _held(made, year)
    issued = Decision.objects.get(title="Kết luận về vùng công nghiệp")
    correct(made, issued, kept(issued, figure_low=4200))  # so that its notice can be corrected
    return made


def _held(world: World, year: int) -> None:
    """Enter a meeting of the past with what it charged the same bodies with, and let it be published."""
    by = world.secretary
    meeting = ACTS["meeting.enter_past"](
        by=by,
        organization=world.committee.pk,
        name=f"Hội nghị năm {year}",
        held_on=date(year, 5, 5),
        source=world.source.pk,
        items=[{"title": f"Quy hoạch {number}", "level": "public"} for number in (1, 2)],
    )
    for item in meeting.items.all():
        charges = [charge(world, due_on=f"{year}-12-31")]
        given = {"title": f"Kết luận {year}", "points": [point(world, charges=charges)], "source": world.source.pk}
        decision = ACTS["decision.enter_past"](by=by, item=item.pk, **given)
        ACTS["task.assign"](by=by, decision=decision.pk)
    meeting.refresh_from_db()
    ACTS["meeting.release"](by=by, meeting=meeting.pk, edit=meeting.edit)


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, type[Row]]]:
    """The tables that are read from end to end, each with its year."""
    found = set[tuple[str, type[Row]]]()

    def noting(database: Any, kind: type[Row], where: str = "", given: tuple[Any, ...] = ()) -> Iterator[Row]:
        if not where:
            path = Path(database.execute("PRAGMA database_list").fetchone()[2])
            found.add((COMMON if path.stem == "public" else path.stem, kind))
        return rows_of(database, kind, where, given)

    monkeypatch.setattr(asking, "rows_of", noting)
    return found


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Filled with one entry for each publication of everything."""
    found: list[bool] = []
    monkeypatch.setattr(module, "build_everything", lambda *given: (found.append(True), build_everything(*given))[1])
    return found


def _digests() -> dict[str, str]:
    current = portal_root() / "current"
    shards = (COMMON, *(path.stem for path in (current / "years").iterdir()))
    return {shard: digest_of((current / database_path(shard)).read_bytes()) for shard in shards}


def test_no_act_reads_a_year_whole_that_it_does_not_change(
    world: World, read_whole: set[tuple[str, type[Row]]], made_anew: list[bool]
) -> None:
    publish(by=None)
    assert {str(year) for year in YEARS} < set(_digests())
    done, published_anew = set[str](), set[str]()
    for verb in VERBS:
        for seed in range(TRIED):
            if done_by_chance(verb, seed):
                before = _digests()
                read_whole.clear()
                done.add(verb)
                if publish(by=None).changed:
                    same = {shard for shard, digest in before.items() if digest == _digests().get(shard)} - {COMMON}
                    assert not [each for each in read_whole if each[0] in same and each[1] is not Correction], verb
                    published_anew.add(verb)
                    break
    assert {verb for verb in VERBS if verb.endswith(".correct")} <= done
    assert {
        "attendance.correct",
        "decision.correct",
        "meeting.correct",
        "task.extend",
        "release.withdraw",
    } <= published_anew
    assert len(made_anew) == 1  # the first one
