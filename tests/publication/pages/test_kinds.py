"""A page of the portal is one file: whatever is asked of pages is answered from `KINDS` alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.publication.pages.sample import paper, release_of, sample, sample_rows, stone
from tests.publication.pages.withdrawal import reissued

import nghitrinh
from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.schema import Correction, Paper, Row, Site, Source, Tombstone
from nghitrinh.publication.pages import ReleaseRows, changes_between, page_paths, pages_touched, render_page
from nghitrinh.publication.pages import kinds as package
from nghitrinh.publication.pages.inputs import page_input
from nghitrinh.publication.pages.kind import WHOLE, ObjectPage, PageKind, Selected, nothing
from nghitrinh.publication.pages.kinds import KINDS
from nghitrinh.publication.pages.paths import all_pages, page_at, path_of

HOUSE = Path(nghitrinh.__file__).parent
KEPT_WITH_ANY_PAGE = {Site, Source, Correction, Tombstone}


def test_each_file_has_one_page_and_each_page_its_file() -> None:
    files = {path.stem for path in Path(package.__file__).parent.glob("*.py")} - {"__init__"}
    assert len(KINDS) == len(files)
    assert {kind.name for kind in KINDS.values()} == {*KINDS}


def test_each_template_is_a_page_s_and_each_page_has_its_template() -> None:
    there = {path.stem for path in (HOUSE / "publication" / "templates" / "public").glob("[!_]*.html")}
    assert {kind.template for kind in KINDS.values() if kind.template} | {"tombstone"} == there


def test_each_entry_of_the_navigation_has_pages_and_each_page_names_an_entry_that_there_is() -> None:
    frame = (HOUSE / "assets" / "templates" / "portal_frame.html").read_text("utf-8")
    entries = dict(re.findall(r'<a href="(/[^"]*)"\{% if nav_current == "([a-z]+)"', frame))
    named = {kind.nav for kind in KINDS.values()}
    assert named - {"", "about"} == {*entries.values()} - {"search", "data"}  # the portal answers these two itself
    addresses = {f"/{kind.path('')}".removesuffix("index.html"): kind.nav for kind in KINDS.values() if kind.sitemap}
    assert {link: nav for link, nav in addresses.items() if nav != "about"} == {
        link: nav for link, nav in entries.items() if nav not in ("search", "data")
    }


def test_a_path_leads_back_to_its_page_and_no_other_kind_claims_it() -> None:
    for page in [*all_pages(sample()), *all_pages(release_of(reissued()))]:
        path = path_of(page)
        assert page_at(path) == page
        assert [name for name, kind in KINDS.items() if kind.key_at(path) is not None] == [page.kind]


@pytest.mark.parametrize(
    "path",
    [
        "hoi-nghi/nam/99/index.html",
        "hoi-nghi/nam//index.html",
        "hoi-nghi/a/b/index.html",
        "hoi-nghi//index.html",
        "co-quan/nam/2021/index.html",
        "sitemap/21.xml",
        "sitemap/ban-do.xml",
        "other/index.html",
    ],
)
def test_no_page_can_have_another_path(path: str) -> None:
    with pytest.raises(KeyError):
        page_at(path)


def test_a_page_is_made_of_no_table_that_it_does_not_say_it_reads() -> None:
    for public in (sample(), release_of(reissued())):
        for page in all_pages(public):
            given = page_input(public, page)
            assert given is not None
            read = {type(row) for row in given.rows} - KEPT_WITH_ANY_PAGE
            assert read <= {*KINDS[page.kind].reads}, page


def test_a_search_result_leads_to_the_page_of_its_object() -> None:
    there = {f"/{path}".removesuffix("index.html") for path in page_paths(sample())}
    own = [row for row in sample_rows() if type(row) in {kind.row for kind in KINDS.values()}]
    assert {address(row) for row in own} <= there


def _parts(**other: Any) -> dict[str, Any]:
    return {"name": "new", "address": "new/index.html", "reads": {}, "select": nothing, **other}


@pytest.mark.parametrize(
    "parts",
    [
        _parts(),
        _parts(facts=lambda *_: {}),
        _parts(template="about"),
        _parts(write=lambda *_: b"", template="about"),
        _parts(facts=lambda *_: {}, write=lambda *_: b"", template="about"),
        {name: value for name, value in _parts(write=lambda *_: b"").items() if name != "reads"},
        {name: value for name, value in _parts(write=lambda *_: b"").items() if name != "select"},
    ],
)
def test_a_kind_that_forgets_a_part_is_refused_when_it_is_made(parts: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        PageKind(**parts)


@pytest.fixture
def papers_have_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a kind of page as a new file would: nothing else is changed."""

    def select(public: ReleaseRows, key: str) -> Selected | None:
        paper = public.get(Paper, key)
        return None if paper is None else Selected([paper])

    kind = ObjectPage(
        name="paper",
        of=Paper,
        address="tai-lieu/{}/index.html",
        reads={Paper: WHOLE, Source: WHOLE},
        select=select,
        write=lambda public, key, *_: public.the(Paper, key).title.encode(),
        corrected=(Paper,),
    )
    monkeypatch.setitem(KINDS, "paper", kind)


def _with(*rows: Row) -> ReleaseRows:
    given = {(type(row), row.id): row for row in [*sample_rows(), *rows]}
    return release_of([*given.values()])


def test_a_new_kind_has_paths_bytes_changes_and_tombstones(papers_have_pages: None) -> None:
    path, public = "tai-lieu/paper-zone/index.html", sample()
    assert path in set(page_paths(public))
    assert render_page(public, path).decode() == "Tờ trình về ý tưởng quy hoạch vùng công nghiệp động lực"
    retitled = _with(paper("paper-zone", "item-3", "Tên khác"))
    touched = pages_touched(public, retitled, changes_between(public, retitled))
    assert [found for found in touched if found.startswith("tai-lieu/")] == [path]
    words = {"field": "tên", "old": "cũ", "new": "mới", "reason": "Nhầm"}
    at = "2021-09-13T09:00:00+07:00"
    correction = Correction(id="new", subject_kind="paper", subject_id="paper-zone", corrected_at=at, **words)
    paths = pages_touched(public, _with(correction), changes_between(public, _with(correction)))
    assert [found for found in paths if found.startswith("tai-lieu/")] == [path]
    withdrawn = _with(stone("paper", "paper-zone", "2021-09-20", "Nhầm"))
    assert "Địa chỉ này trước đây là của một tài liệu" in render_page(withdrawn, path).decode()
