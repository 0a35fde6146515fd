"""Search is narrowed by period, body and outcome, ordered by day; each feed of the portal keeps to its standard."""

import json
import re
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree as Xml

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.portal.test_portal import get
from tests.publication.pages.sample import ADDRESS, bare, sample_rows, tables

from nghitrinh.bundle import write_bundle
from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.schema import Correction, Instrument, Point, Task, Tombstone
from nghitrinh.bundle.search import Found, Narrowing
from nghitrinh.portal import words
from nghitrinh.portal.application import Portal
from nghitrinh.portal.feeds import OF_A_SEARCH
from nghitrinh.portal.searching import PARAMETERS
from nghitrinh.vietnamese import format_date

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    *("/ket-luan/feed.atom", "/viec-giao/feed.atom", "/van-ban/feed.atom", "/dinh-chinh.atom"),
    "/co-quan/party-group/feed.atom",
]
KINDS = ("meeting", "item", "decision", "task", "instrument", "article", "organization")


@pytest.fixture
def portal(tmp_path: Path, key: Ed25519PrivateKey) -> Portal:
    rows, at = tables(sample_rows()), datetime(2021, 10, 4, tzinfo=UTC)
    write_bundle(tmp_path / "portal", rows=rows, pages=[("index.html", b"<p>")], files={}, key=key, at=at)
    return Portal(tmp_path / "portal", key.public_key())


def found(portal: Portal, query: str = "", kind: str = "", narrowing: Narrowing | None = None) -> Found:
    return portal.releases.current().bundle.search(query, kind=kind, narrowing=narrowing or Narrowing())


@pytest.mark.parametrize(
    ("first", "last"),
    [("2021-09-10", "2021-09-10"), ("2021-01-01", ""), ("", "2020-12-31"), ("2030-01-01", ""), ("", "1990-01-01")],
)
def test_a_period_lets_through_just_what_lies_in_it(portal: Portal, first: str, last: str) -> None:
    for kind in KINDS:
        inside = {
            hit.id for hit in found(portal, kind=kind).hits if hit.day and (first or "0") <= hit.day <= (last or "9")
        }
        narrowed = found(portal, kind=kind, narrowing=Narrowing(first=first, last=last))
        assert {hit.id for hit in narrowed.hits} == inside


@pytest.mark.parametrize("typed", ["10/9/2021", "ngày 10 tháng 9 năm 2021", "ngay 10 thang 9 nam 2021", "2021-09-10"])
def test_whatever_has_a_day_is_found_by_it_in_every_spelling(portal: Portal, typed: str) -> None:
    hits = found(portal, typed).hits
    assert {(hit.kind, hit.id) for hit in hits} >= {("meeting", "meeting-36"), ("decision", "decision-zone")}
    assert {hit.kind for hit in hits} >= {"meeting", "decision", "task", "instrument"}
    days = [hit.day == "2021-09-10" for hit in hits]
    assert days == sorted(days, reverse=True)


def test_every_task_is_of_the_day_on_which_it_was_charged_and_is_found_by_its_deadline(portal: Portal) -> None:
    decided = {row["id"]: row["decided_on"] for row in json.loads(get(portal, "/api/decision")[2])["rows"]}
    tasks = {row["id"]: row for row in json.loads(get(portal, "/api/task")[2])["rows"]}
    hits = {hit.id: hit.day for hit in found(portal, kind="task").hits}
    assert hits == {key: decided[row["decision_id"]] for key, row in tasks.items()}
    for key, row in tasks.items():
        assert not row["due_on"] or key in {hit.id for hit in found(portal, row["due_on"]).hits}


@pytest.mark.parametrize("typed", ["127-TB/TU", "127 tb tu"])
def test_who_has_the_number_of_a_withdrawn_document_finds_that_it_was_withdrawn(portal: Portal, typed: str) -> None:
    (hit,) = found(portal, typed).hits
    assert (hit.kind, hit.address, hit.day) == ("instrument", "/van-ban/notice-withdrawn/", "2021-09-12")
    page = bare(get(portal, "/tra-cuu/", urlencode({"q": typed}))[2].decode())
    assert "Đã thu hồi 13/9/2021" in page


def test_a_body_has_its_meetings_its_decisions_and_what_it_was_charged_with(portal: Portal) -> None:
    tasks = json.loads(get(portal, "/api/task", "body=party-group")[2])["rows"]
    hits = {(hit.kind, hit.id) for hit in found(portal, narrowing=Narrowing(body="party-group")).hits}
    assert {("task", row["id"]) for row in tasks} <= hits
    assert ("organization", "party-group") in hits
    assert not found(portal, narrowing=Narrowing(body="nobody")).hits


def test_who_types_a_body_finds_its_tasks_each_with_who_by_when_and_how_it_stands(portal: Portal) -> None:
    release = portal.releases.current()
    tasks = {row.id: row for row in sample_rows() if isinstance(row, Task)}
    for key, name in release.bundle.organizations.items():
        charged = {row.id for row in tasks.values() if key in (row.responsible_id, row.report_to, *row.through)}
        assert charged <= {hit.id for hit in found(portal, name, kind="task").hits}, name
    page = bare(get(portal, "/tra-cuu/", "loai=task")[2].decode())
    for row in tasks.values():
        line = next(each for each in re.findall(r"<li><p class=.meta.*?</li>", page, re.DOTALL) if row.text in each)
        for said in (words.stands(row), words.deadline(row), release.bundle.organizations[row.responsible_id]):
            assert said.lower() in line.lower(), (row.id, said)


def test_a_document_is_found_with_its_number_and_day(portal: Portal) -> None:
    page = bare(get(portal, "/tra-cuu/", "loai=instrument")[2].decode())
    for row in sample_rows():
        if isinstance(row, Instrument):
            assert f"<span>{words.document(row)}</span> <span>Ban hành ngày <time" in page


def test_an_outcome_has_the_decisions_with_such_a_point(portal: Portal) -> None:
    points = json.loads(get(portal, "/api/point")[2])["rows"]
    for code in {row["outcome"] for row in points} - {""}:
        hits = found(portal, narrowing=Narrowing(outcome=code)).hits
        assert {hit.id for hit in hits} == {row["decision_id"] for row in points if row["outcome"] == code}


def test_ordered_by_day_the_newest_is_first_with_words_too(portal: Portal) -> None:
    days = [hit.day for hit in found(portal, "công nghiệp", narrowing=Narrowing(by_day=True)).hits]
    assert len(days) > 1
    assert days == sorted(days, reverse=True)


def test_the_page_keeps_every_filter_in_its_links_and_marks_what_was_invented(portal: Portal) -> None:
    asked = {"q": "công", "co-quan": "party-group", "tu": "2021-01-01", "xep": "ngay"}
    _, _, content = get(portal, "/tra-cuu/", urlencode(asked))
    page = bare(content.decode())
    links = re.findall(r'href="(/tra-cuu/[^"]*loai=task[^"]*)"', page)
    assert links
    assert all(f"{name}=" in link for name in asked for link in links)
    same = found(portal, "công", narrowing=Narrowing(body="party-group", first="2021-01-01", by_day=True))
    shown = re.findall(r"<li><p class=.meta.*?</li>", page, re.DOTALL)
    assert len(shown) == same.total > 0
    assert sum("Minh họa" in each for each in shown) == sum(hit.illustrative for hit in same.hits)


@pytest.mark.parametrize("given", ["tu=x&den=2021-02-30", "co-quan=nobody&muc=nothing", f"trang={'9' * 5000}", "xep=z"])
def test_what_cannot_be_understood_is_left_out_of_a_search(portal: Portal, given: str) -> None:
    assert get(portal, "/tra-cuu/", f"q=cong&{given}")[0] == 200


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"co-quan": "nobody"}, "Cơ quan: nhận được “nobody”"),
        ({"muc": "<b>"}, "Kết luận: nhận được “<b>”"),
        ({"loai": "z"}, "Loại: nhận được “z”"),
        ({"xep": "z"}, "Xếp theo: nhận được “z”, cần ngay"),
        ({"trang": "99999"}, "Trang kết quả: nhận được “99999”, cần một số từ 1"),
        ({"q": "a" * 300}, "Từ cần tìm: nhận được “300 chữ”, cần nhiều nhất 200 chữ"),
    ],
)
def test_what_is_left_out_of_a_search_is_said(portal: Portal, given: dict[str, str], words: str) -> None:
    page = bare(get(portal, "/tra-cuu/", urlencode({"q": "cong"} | given))[2].decode())
    assert escape(words, quote=False) in page
    assert page.count('role="alert"') == 1


# What each parameter of a search cannot be; every one that its page takes stands here.
UNREADABLE = {
    "q": "a" * 300,
    "loai": "z",
    "co-quan": "nobody",
    "muc": "nothing",
    "xep": "z",
    "trang": "2",
    "tu": "31/2/2021",
    "den": "hôm qua",
}


def test_every_parameter_of_a_search_can_be_unreadable() -> None:
    assert set(UNREADABLE) == set(PARAMETERS)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_feed_that_cannot_be_narrowed_as_it_was_asked_is_refused(portal: Portal, name: str) -> None:
    asked = {"q": "cong", name: UNREADABLE[name]}
    status, head, content = get(portal, OF_A_SEARCH, urlencode(asked))
    assert (status, head["Content-Type"]) == (400, "text/plain; charset=utf-8")
    (line,) = content.decode().splitlines()
    assert re.fullmatch(rf"{name}: nhận được “.+”, cần .+", line)
    assert get(portal, OF_A_SEARCH, urlencode({"q": "cong", "utm_source": "x"}))[0] == 200
    for path in FEEDS:
        assert get(portal, path)[0] == 200
        refused = get(portal, path, urlencode({name: UNREADABLE[name]}))
        assert (refused[0], OF_A_SEARCH in refused[2].decode()) == (400, True)


def test_a_feed_of_no_period_and_of_one_parameter_twice_is_refused(portal: Portal) -> None:
    status, _, content = get(portal, OF_A_SEARCH, "tu=10/9/2021&den=9/9/2021")
    assert (status, content.decode()) == (400, "den: nhận được “9/9/2021”, cần ngày 2021-09-10 hoặc muộn hơn\n")
    status, _, content = get(portal, OF_A_SEARCH, "co-quan=party-group&co-quan=nobody")
    assert (status, content.decode()) == (400, "co-quan: nhận được “2”, cần một lần\n")


@pytest.mark.parametrize(
    "asked",
    ["search?q=a&loai=task", "task?form=2021-01-01", "task?body=a&body=b", "?q=a", "openapi.json?x=", "task/x?from=z"]
    + [f"search?{name}=" for name in ("from", "to", "page")]
    + ["search?order=z", "search?kind=z", f"search?q={'a' * 300}", "task?limit=0", "task?from=x", "organization?to=z"],
)
def test_the_interface_refuses_what_it_does_not_know_and_names_it(portal: Portal, asked: str) -> None:
    path, _, query = asked.partition("?")
    status, _, content = get(portal, f"/api/{path}", query)
    name = query.rpartition("&")[2].partition("=")[0]
    error = json.loads(content)["error"]
    assert (status, name in error, "found" in error, "expected" in error) == (400, True, True, True)


def test_days_are_typed_and_shown_as_the_office_writes_them(portal: Portal) -> None:
    typed = ("2021-09-10", "10/9/2021", "10-09-2021", "ngày 10 tháng 9 năm 2021")
    pages = [get(portal, "/tra-cuu/", urlencode({"tu": way, "den": way}))[2].decode() for way in typed]
    assert len(set(pages)) == 1
    assert pages[0].count('value="10/9/2021"') == 2
    assert 'type="date"' not in pages[0], "its order is that of the browser's language, which nobody can choose"
    assert "tu=2021-09-10" in pages[0], "addresses to keep have days by their standard"


@pytest.mark.parametrize("typed", ["31/2/2021", "9/2021", "hôm qua", "2021-13-01", "<b>"])
def test_what_is_no_day_is_said_at_its_field_and_stays_there(portal: Portal, typed: str) -> None:
    page = bare(get(portal, "/tra-cuu/", urlencode({"q": "cong", "tu": typed}))[2].decode())
    assert f"“{escape(typed)}” không phải là ngày có trong lịch" in page
    assert f'value="{escape(typed)}"' in page
    assert 'aria-describedby="tu-sai"' in page
    assert "<details open>" in page
    assert page.count('role="alert"') == 1


def test_a_period_that_ends_before_it_begins_says_so(portal: Portal) -> None:
    page = bare(get(portal, "/tra-cuu/", "tu=10/9/2021&den=9/9/2021")[2].decode())
    assert "Ngày này đứng trước" in page
    assert "Không có kết quả" in page


@pytest.mark.parametrize("address", [*FEEDS, "/tra-cuu/feed.atom?q=cong&loai=task"])
def test_a_feed_keeps_to_its_standard(portal: Portal, address: str) -> None:
    path, _, query = address.partition("?")
    status, head, content = get(portal, path, query)
    assert (status, head["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = Xml.fromstring(content)  # noqa: S314 - our own bytes
    entries = list(feed.iter(f"{ATOM}entry"))
    assert entries
    for element in (feed, *entries):
        assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    times = [datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "") for entry in entries]
    assert times == sorted(times, reverse=True)
    assert max(times) <= datetime.fromisoformat(feed.findtext(f"{ATOM}updated") or "")
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == [f"{ADDRESS}{address}"]
    assert get(portal, path, query, HTTP_IF_NONE_MATCH=head["ETag"])[0] == 304


@pytest.mark.parametrize("address", [*FEEDS, *(f"/tra-cuu/feed.atom?loai={kind}" for kind in KINDS)])
def test_every_entry_says_something_and_writes_days_as_the_office_does(portal: Portal, address: str) -> None:
    path, _, query = address.partition("?")
    entries = list(Xml.fromstring(get(portal, path, query)[2]).iter(f"{ATOM}entry"))  # noqa: S314 - our own bytes
    assert bool(entries) == (query not in ("loai=organization", "loai=item")), "what has no day has no entry"
    for entry in entries:
        said = entry.findtext(f"{ATOM}summary") or ""
        assert said.strip(), entry.findtext(f"{ATOM}title")
        assert not re.search(r"\d{4}-\d\d-\d\d", said), said


def test_a_feed_of_decisions_says_what_was_decided_and_one_of_documents_which_they_are(portal: Portal) -> None:
    decisions, documents = (get(portal, f"/{folder}/feed.atom")[2].decode() for folder in ("ket-luan", "van-ban"))
    point = next(row for row in sample_rows() if isinstance(row, Point) and row.decision_id == "decision-zone")
    assert f"{point.outcome_label}. {point.text}"[:300] in decisions
    assert "Thông báo kết luận 128-TB/TU, ban hành ngày 13/9/2021" in documents
    (task,) = (row for row in sample_rows() if isinstance(row, Task) and row.id == "task-zone")
    assert f"Hạn {format_date(date.fromisoformat(task.due_on))}." in get(portal, "/viec-giao/feed.atom")[2].decode()


def test_who_follows_a_feed_learns_that_what_stood_in_it_was_withdrawn(portal: Portal) -> None:
    stones = [row for row in sample_rows() if isinstance(row, Tombstone) and row.subject_kind == "instrument"]
    page = get(portal, "/van-ban/feed.atom")[2].decode()
    assert stones
    for stone in stones:
        assert f"Đã thu hồi: {stone.name}" in page
        assert f"urn:uuid:{stone.id}" in page, "the entry that readers have, told anew"


def test_the_feed_of_corrections_says_what_was_withdrawn(portal: Portal) -> None:
    """Who follows it alone learns of every change to what they read, the last one first."""
    page = get(portal, "/dinh-chinh.atom")[2].decode()
    stones = [row for row in sample_rows() if isinstance(row, Tombstone) and row.name and address(row)]
    assert stones
    assert all(f"{address(row)}" in page and row.reason in page for row in stones)
    days = re.findall(r"<entry>.*?<updated>([^<]+)", page, re.DOTALL)
    assert days == sorted(days, reverse=True)
    assert any(isinstance(row, Correction) and row.reason in page for row in sample_rows())


@pytest.mark.parametrize("path", ["/co-quan/nobody/feed.atom", "/x.atom", "/hoi-nghi/feed.atom"])
def test_there_is_no_other_feed(portal: Portal, path: str) -> None:
    assert get(portal, path)[0] == 404
