"""No link of the portal is dead and no page of a release without a link to it, at each stage of the worked example."""

from pathlib import Path
from typing import Any

import pytest
from tests.crawling import Crawl, Lead, crawl
from tests.portal.test_portal import get

from nghitrinh.bundle import load_public_key
from nghitrinh.bundle.keys import public_path
from nghitrinh.cli.example import EXAMPLE, EXAMPLE_DAY, PARTS, Loader
from nghitrinh.portal.application import Portal
from nghitrinh.publication.pages.paths import page_at
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.publication.signing import key_path

FEW = 3  # presses from the first page to a page of each kind


def walked(portal: Portal) -> Crawl:
    """Walk over the portal from its first page on; a form is asked without what a reader would type."""

    def ask(lead: Lead) -> tuple[int, str]:
        path, _, query = lead.address.partition("?")
        status, head, content = get(portal, path, query)
        is_page = head.get("Content-Type", "").startswith("text/html")
        return status, content.decode() if is_page else ""

    def once(lead: Lead) -> object:
        return lead.address.partition("?")[0] if lead.address.startswith("/tim") else lead.address

    return crawl("/", ask, once=once, goes_on=lambda _: True)


def pages_of(folder: Path) -> set[str]:
    """Return the addresses of the pages of a release, but for the one that says that there is none."""
    files = {path.relative_to(folder / "pages").as_posix() for path in (folder / "pages").rglob("*.html")}
    return {f"/{name.removesuffix('index.html')}" for name in files - {"404.html"}}


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """Return a folder in which the home of a test is."""
    settings.HOME = tmp_path / "home"
    return tmp_path


@pytest.mark.long
@pytest.mark.parametrize("stages", [PARTS[: count + 1] for count in range(len(PARTS))], ids=PARTS)
def test_nothing_is_dead_and_nothing_is_out_of_reach(
    db: None, home: Path, monkeypatch: pytest.MonkeyPatch, stages: tuple[str, ...]
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", EXAMPLE_DAY)
    loader: Any = Loader(EXAMPLE)
    for stage in stages:
        loader.part(stage)
    publish(by=None)
    portal = Portal(portal_root(), load_public_key(public_path(key_path())))
    found = walked(portal)
    assert found.dead == []
    assert pages_of(portal_root() / "current") - found.visited == set()
    presses = found.presses("/")
    nearest: dict[str, int] = {}
    for address in pages_of(portal_root() / "current"):
        kind = page_at(f"{address[1:]}index.html").kind
        nearest[kind] = min(nearest.get(kind, 99), presses[address])
    assert {kind: count for kind, count in nearest.items() if count > FEW} == {}
    assert {presses[address] for address in ("/du-lieu/", "/tra-cuu/", "/ve-trang-nay/", "/feed.atom")} == {1}
