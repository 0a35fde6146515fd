"""Words inside files are found by whoever may see the paper or the task, and by nobody else; they are derived."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.contents.made import pdf, word
from tests.desk.places import everything
from tests.world import World

from nghitrinh.cli.home import let_search_know
from nghitrinh.desk.kit import file_contents
from nghitrinh.record import search, search_files
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import guard
from nghitrinh.record.kernel.models import FileWords
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.tasks.models import Task

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


def paper_of(world: World, title: str = "Tờ trình quy hoạch", level: str = "public") -> Paper:
    """Register a paper under no item."""
    return papers.register(
        by=world.secretary,
        organization=world.committee.pk,
        submitted_by=world.department.pk,
        title=title,
        kind="submission",
        level=level,
    )


def submit(client: Client, paper: Paper, name: str, content: bytes) -> None:
    paper.refresh_from_db()
    sent = {"edit": paper.edit, "uploads": [SimpleUploadedFile(name, content)]}
    assert client.post(f"/tai-lieu/{paper.pk}/nop/", sent).status_code == 302
    assert list(search.differences()) == []


def by_command(world: World, paper: Paper, content: bytes) -> Paper:
    """Hand in a file as the command line does, which reads none."""
    file = {"name": "a.txt", "media_type": "text/plain", "content_base64": base64.b64encode(content).decode()}
    ACTS["paper.submit"](by=world.secretary, paper=paper.pk, edit=paper.edit, files=[file])
    return Paper.objects.get(pk=paper.pk)


def titles(client: Client, query: str) -> list[str]:
    """Return what the page lists; the number it names is checked beside."""
    answer = client.get("/tim/", {"q": query})
    found = [hit.title for hit in answer.context["hits"]]
    assert answer.context["shown"].page.paginator.count == len(found)
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("to-trinh.docx", word("Mở rộng luồng Quỳnh Giang.")),
        ("to-trinh.pdf", pdf("Mo rong luong", "Quynh Giang")),
        ("to-trinh.txt", "Mở rộng luồng QUỲNH GIANG.".encode()),
    ],
)
def test_a_word_inside_a_file_is_found(name: str, content: bytes, world: World, signed: Sign) -> None:
    paper, client = paper_of(world), signed("secretary")
    assert titles(client, "quỳnh giang") == []
    submit(client, paper, name, content)
    assert titles(client, "quỳnh giang luồng") == [paper.title]
    hit = client.get("/tim/", {"q": "quynh"}).context["hits"][0]
    assert hit.excerpt == f"Trong tệp {name}"
    search.renew()
    assert titles(client, "quynh") == [paper.title]


def test_a_file_is_found_by_its_name_and_an_item_by_what_the_public_calls_it(world: World, signed: Sign) -> None:
    paper, client = paper_of(world), signed("secretary")
    submit(client, paper, "Nhân-sự_2026.pdf", pdf(""))
    for asked in ("nhan su", "Nhân-sự_2026.pdf", "2026.pdf"):
        assert titles(client, asked) == [paper.title], asked
    assert client.get("/tim/", {"q": "nhan-su"}).context["hits"][0].excerpt == "Trong tệp Nhân-sự_2026.pdf"
    item = world.item(title="Nhân sự Ban Tổ chức")
    ACTS["item.revise"](
        by=world.secretary, item=item.pk, edit=item.edit, title=item.title, public_title="Công tác cán bộ"
    )
    assert titles(client, "cong tac can bo") == [item.title]


def test_words_of_a_restricted_papers_file_are_found_by_nobody_else(world: World, signed: Sign) -> None:
    paper = paper_of(world, level="restricted")
    submit(signed("secretary"), paper, "mat.txt", "Khu vực Quỳnh Giang".encode())
    assert titles(signed("secretary"), "quỳnh") == [paper.title]
    for name in ("reader", "bob", "quantri"):
        assert titles(signed(name), "quỳnh") == [], name
        assert "Quỳnh" not in signed(name).get("/tim/", {"q": "vuc"}).content.decode()


def test_only_the_newest_version_is_searched(world: World, signed: Sign) -> None:
    paper, client = paper_of(world), signed("secretary")
    submit(client, paper, "a.txt", b"quynh giang")
    paper.refresh_from_db()
    ACTS["paper.return"](by=world.secretary, paper=paper.pk, edit=paper.edit, reason="Sai")
    submit(client, paper, "b.txt", b"tuyen luong khac")
    assert (titles(client, "quynh"), titles(client, "tuyen luong")) == ([], [paper.title])
    paper.refresh_from_db()
    ACTS["paper.withdraw"](by=world.secretary, paper=paper.pk, edit=paper.edit, reason="Rút")
    assert titles(client, "tuyen luong") == [paper.title], "who may open a withdrawn paper finds it"
    assert list(search.differences()) == []


def test_a_scan_says_nothing_and_is_no_fault(world: World, signed: Sign) -> None:
    paper, client = paper_of(world), signed("secretary")
    submit(client, paper, "quet.pdf", pdf(""))
    assert FileWords.objects.get().words == ""
    assert search_files.unread() == []
    assert titles(client, paper.title) == [paper.title]


def test_a_file_on_a_task_is_found_with_its_task(world: World, signed: Sign) -> None:
    task = Task.objects.get(pk=everything(world)["task"])
    with guard.opened("test"):
        Task.objects.filter(pk=task.pk).update(state="accepted")
    search.renew()
    client = signed("officer")
    sent = {"edit": task.edit, "text": "Xong", "uploads": [SimpleUploadedFile("bc.txt", b"quynh giang")]}
    assert client.post(reverse("tasks.report", args=[task.pk]), sent).status_code == 302
    assert titles(client, "quynh giang") == [task.label()]
    assert list(search.differences()) == []


def test_files_that_came_by_another_way_are_read_when_the_home_is_brought_up_to_date(
    world: World, signed: Sign, capsys: pytest.CaptureFixture[str]
) -> None:
    client, papers = signed("secretary"), [paper_of(world, f"Tờ trình {name}") for name in "ab"]
    for paper in papers:
        by_command(world, paper, b"quynh giang")
    assert (titles(client, "quynh"), len(search_files.unread())) == ([], 1)
    assert list(search.differences()) == []
    let_search_know(anew=False)
    assert sorted(titles(client, "quynh")) == ["Tờ trình a", "Tờ trình b"]
    assert (list(search.differences()), search_files.unread()) == ([], [])
    with guard.opened("test"):
        FileWords.objects.update(words="sai")
    assert len(list(search.differences())) == 2
    let_search_know(anew=True)
    assert sorted(titles(client, "quynh")) == ["Tờ trình a", "Tờ trình b"]
    assert list(search.differences()) == []
    assert capsys.readouterr().err == ""


def test_a_lost_file_is_named_and_the_others_are_read(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_command(world, paper_of(world, "Một"), b"quynh giang")
    by_command(world, paper_of(world, "Hai"), b"phuoc an")
    lost = search_files.digests()[0]
    next(tmp_path.rglob(lost)).unlink()
    let_search_know(anew=False)
    assert capsys.readouterr().err == f"file {lost}: lost, so search knows no words of it\n"
    assert FileWords.objects.count() == 1


def test_the_words_of_one_file_are_bounded() -> None:
    words = search_files.words_in(" ".join(f"Số{number}" for number in range(9_000)) + " Số1 số2").split()
    assert (len(words), words[:2]) == (search_files.MOST_WORDS, ["so0", "so1"])


def test_what_takes_too_long_is_asked_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    by_command(world, paper_of(world), b"quynh giang")
    monkeypatch.setattr(file_contents, "text_of", lambda _digest: file_contents.FileText(code="too_slow"))
    let_search_know(anew=False)
    assert search_files.unread() == []
