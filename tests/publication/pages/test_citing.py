"""Each page of an object can be cited, by people and by programs, and names its own address where there is one."""

import json
import re
from dataclasses import replace

import pytest
from tests.publication.pages.sample import ADDRESS, release_of, sample, sample_rows

from nghitrinh.bundle.schema import Decision, Site, Task
from nghitrinh.publication.pages import ReleaseRows, page_paths, render_page
from nghitrinh.publication.pages.kind import ObjectPage
from nghitrinh.publication.pages.kinds import KINDS
from nghitrinh.publication.pages.paths import page_at

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
OBJECTS = [
    path
    for path in page_paths(sample())
    if isinstance(KINDS[page_at(path).kind], ObjectPage) and "withdrawn" not in path
]


def html(path: str, public: ReleaseRows | None = None) -> str:
    return render_page(public or sample(), path).decode()


def address_of(path: str) -> str:
    return f"{ADDRESS}/{path.removesuffix('index.html')}"


@pytest.mark.parametrize("path", OBJECTS)
def test_a_page_says_how_it_is_cited(path: str) -> None:
    page = html(path)
    cited = re.search(r'<p class="s select-all">(.*?)</p>', page)
    assert cited is not None
    assert address_of(path) in cited[1]
    assert f'<link rel="canonical" href="{address_of(path)}">' in page
    revision = re.search(r"Bản ghi lần (\d+)", page)
    assert revision is None or f"bản ghi lần {revision[1]}" in cited[1]
    (found,) = DATA.findall(page)
    data = json.loads(found)
    assert (data["@context"], data["@id"]) == ("https://schema.org", address_of(path))
    assert data["@type"] in ("Event", "Report", "Legislation", "NewsArticle", "PlanAction", "GovernmentOrganization")
    assert data["license"] == "https://giay-phep.example/mau"


def test_a_tombstone_is_cited_by_nobody() -> None:
    page = html("bai-viet/article-withdrawn/index.html")
    assert "select-all" not in page
    assert "canonical" not in page


def test_a_portal_without_an_address_claims_neither_one_nor_a_licence() -> None:
    none = {"address": "", "licence": "", "licence_link": ""}
    public = release_of([replace(row, **none) if isinstance(row, Site) else row for row in sample_rows()])
    for path in OBJECTS:
        page = html(path, public)
        assert "canonical" not in page
        data = json.loads(DATA.findall(page)[0])
        assert data["@id"] == f"/{path.removesuffix('index.html')}"
        assert "license" not in data
        assert f". Cổng công khai của {public.site.name}, trang {data['@id']}, truy cập ngày" in page
        assert "chép thêm địa chỉ mà trình duyệt đang hiện" in page
        assert "chép thêm địa chỉ mà trình duyệt" not in html(path)


HALF = re.compile(rb"https?://(?:/|127\.|localhost|\[::1)|(?:href|<loc|<id>|URL)[=:>\"]*//")


def test_nothing_of_a_portal_without_an_address_has_half_of_one() -> None:
    public = release_of([replace(row, address="") if isinstance(row, Site) else row for row in sample_rows()])
    pages = {path: render_page(public, path) for path in page_paths(public)}
    assert {path: found[0] for path, page in pages.items() if (found := HALF.search(page))} == {}
    assert "feed.atom" in pages
    assert not [path for path in pages if path.startswith("sitemap")], "a sitemap names whole addresses"
    assert b"Sitemap" not in pages["robots.txt"]
    assert b"URL" not in pages["calendar.ics"]
    links = set(re.findall(rb'<link href="([^"]*)"', pages["feed.atom"]))
    assert {link[:1] for link in links} == {b"/"}, "relative to the feed, as RFC 4287 allows"


def test_a_title_does_not_end_the_data_for_programs() -> None:
    title = "</script><!-- \u2028 & kết luận"
    rows = [replace(row, title=title) if isinstance(row, Decision) else row for row in sample_rows()]
    (found,) = DATA.findall(html("ket-luan/decision-zone/index.html", release_of(rows)))
    assert json.loads(found)["name"] == title


def story_of(task: str, **changed: object) -> list[str]:
    rows = [replace(row, **changed) if isinstance(row, Task) and row.id == task else row for row in sample_rows()]
    page = html(f"viec-giao/{task}/index.html", release_of(rows))
    return [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", each)).strip() for each in re.findall(r"<li class=.*?</li>", page)
    ]


def test_a_task_tells_its_story_from_the_charge_to_the_result() -> None:
    story = story_of("task-zone", finished_on="2021-10-03", punctuality="late", result="Đã trình.")
    assert story[0].startswith("3/10/2021 Xong (muộn)")
    assert "Đã trình." in story[0]
    assert any("Giao tại kết luận" in event for event in story)


def test_a_task_without_a_deadline_is_done_and_never_in_time() -> None:
    gone = {"due_on": "", "due_text": "", "finished_on": "2021-10-03", "punctuality": "done"}
    rows = [replace(row, **gone) if isinstance(row, Task) and row.id == "task-zone" else row for row in sample_rows()]
    page = html("viec-giao/task-zone/index.html", release_of(rows))
    assert "Không định hạn" in page
    assert "đúng hạn" not in page.lower()
