"""What is kept in the home's cache is good whenever it is read, and only costs time when it is not."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.record.instruments.chain import Chain

from nghitrinh.bundle.manifest import digest_of
from nghitrinh.bundle.schema import NO_SITE, Meeting, Task
from nghitrinh.bundle.years import database_path
from nghitrinh.publication.formats import html
from nghitrinh.publication.kept import cache, keep, kept
from nghitrinh.publication.kept_shards import keep_known, opened
from nghitrinh.publication.notices import kept_at, public_notices, public_pdf
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.shard import Asked
from nghitrinh.publication.publish import portal_root, publish

SITE = replace(NO_SITE, name="Tỉnh", jurisdiction="Tỉnh")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-04")
    return tmp_path


@pytest.mark.parametrize("damage", [lambda _: b"", lambda found: bytes(len(found)), lambda found: found[:-1]])
def test_what_a_power_cut_left_is_not_taken_for_what_was_kept(tmp_path: Path, damage: Any) -> None:
    path = tmp_path / "cache" / "something"
    assert kept(path) is None
    keep(path, b"content")
    assert kept(path) == b"content"
    path.write_bytes(damage(path.read_bytes()))
    assert kept(path) is None
    keep(path, b"content")
    assert kept(path) == b"content"
    assert len(list(path.parent.iterdir())) == 1


def test_a_kept_notice_is_taken_and_a_damaged_one_is_drawn_anew(chain: Chain) -> None:
    ((notice,),) = public_notices([chain.released().pk]).values()
    drawn = public_pdf(notice)
    keep(kept_at(notice), b"%PDF kept")
    assert public_pdf(notice) == b"%PDF kept"
    kept_at(notice).write_bytes(drawn[: len(drawn) // 2])
    assert public_pdf(notice) == drawn
    assert kept(kept_at(notice)) == drawn


def test_templates_are_compiled_once_for_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def page() -> bytes:
        html._templates.cache_clear()  # as a new process begins
        return html.page("not-found", {"title": "Không thấy"}, SITE, "")

    compiled: list[str] = []
    plain = html.Environment.compile
    monkeypatch.setattr(
        html.Environment, "compile", lambda *given, **more: (compiled.append(given[2]), plain(*given, **more))[1]
    )
    first = page()
    assert compiled
    compiled.clear()
    assert (page(), compiled) == (first, [])
    for path in cache("templates").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert page() == first
    assert compiled


def test_a_disk_that_keeps_nothing_costs_no_page(home: Path) -> None:
    html._templates.cache_clear()
    (home / "cache").write_text("no folder")
    assert html.page("not-found", {"title": "Không thấy"}, SITE, "")


def test_what_a_database_answered_is_asked_once_for_all_changes(chain: Chain) -> None:
    chain.released()
    publish(by=None)
    current = portal_root() / "current"
    with closing(opened(current)) as first:
        asked = _answers(first)
        files = {shard: (current / database_path(shard)).read_bytes() for shard in first.shards}
        keep_known({digest_of(files[name]): shard for name, shard in first.shards.items()})
    with closing(opened(current)) as known:
        for shard in known.shards.values():
            shard.database.close()  # nothing is asked any more
        assert _answers(known) == asked
        assert not any(shard.learned() for shard in known.shards.values())
    assert any(names for names, *_ in asked)


def _answers(release: ReleaseRows) -> list[Any]:
    open_tasks = Asked("punctuality = 'open'", count=3, last=True)
    bodies = sorted({body for shard in release.shards.values() for body in shard.named()})
    return [
        (
            shard.named(),
            shard.owners(),
            shard.named_years(Meeting),
            {body: tally.written() for body, tally in shard.tallies().items()},
            [key for key, _ in shard.keys(Meeting, Asked(count=2))],
            [key for key, _ in shard.keys(Task, open_tasks)],
            shard.meetings(),
            [key for body in bodies for key, _ in shard.keys(Task, Asked("responsible_id = ?", (body,), count=3))],
        )
        for shard in release.shards.values()
    ]


def test_only_the_databases_in_force_are_known(chain: Chain) -> None:
    chain.released()
    publish(by=None)
    for low in ("4100", "4200"):
        chain.correct(low)
        publish(by=None)
        names = {path.name.partition("-")[0] for path in cache("shards").iterdir()}
        assert names == set(_database_digests())
    for path in cache("shards").iterdir():
        path.write_bytes(b"damaged")
    chain.correct("4300")
    assert publish(by=None).changed
    assert {path.name.partition("-")[0] for path in cache("shards").iterdir()} == set(_database_digests())


def _database_digests() -> list[str]:
    current = portal_root() / "current"
    return [digest_of(path.read_bytes()) for path in (current / "public.sqlite", *(current / "years").iterdir())]
