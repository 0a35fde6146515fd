"""Documents of one's own: brought in, named, put in folders, removed for good; nobody else has them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.contents.made import pdf
from tests.desk.sending import errors_of, is_refused, send
from tests.record.decided import open_item
from tests.world import World

from nghitrinh.desk.models import OwnDocument, OwnFolder
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.safekeeping import export, write_backup

Sign = Callable[[str], Client]
SPEECH = pdf("Bai phat bieu bimat")
NAME = "Bài phát biểu Đ.pdf"
ALL = "/tai-lieu-rieng/"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def item(world: World) -> AgendaItem:
    return open_item(world)


def bring(client: Client, name: str = NAME, content: bytes = SPEECH, **typed: str) -> Any:
    return send(client, f"{ALL}tai-len/", uploads=SimpleUploadedFile(name, content), **typed)


def stored() -> set[str]:
    return {each.name for each in storage.folder().iterdir()}


def test_a_document_is_brought_in_and_handed_out_as_it_was(world: World, signed: Sign) -> None:
    member, lines = signed("member"), Journal.objects.count()
    assert bring(member).headers["Location"] == ALL
    document = OwnDocument.objects.get()
    assert (document.user, document.name, document.size) == (world.member, NAME, len(SPEECH))
    answer = member.get(f"{ALL}{document.pk}/tai-ve/")
    assert answer.content == SPEECH
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert NAME in member.get(ALL).content.decode()
    assert Journal.objects.count() == lines


def test_it_is_never_the_file_of_a_paper_and_its_bytes_go_with_it(
    signed: Sign, django_capture_on_commit_callbacks: Any
) -> None:
    member, paper = signed("member"), storage.put(SPEECH)
    bring(member)
    document = OwnDocument.objects.get()
    assert stored() == {paper, document.digest}
    with django_capture_on_commit_callbacks(execute=True):
        assert send(member, f"{ALL}{document.pk}/xoa/").headers["Location"] == ALL
    assert (stored(), OwnDocument.objects.count()) == ({paper}, 0)


def test_what_it_says_is_kept_nowhere_else(signed: Sign, tmp_path: Path) -> None:
    """Neither for search nor in the cache of what files say."""
    bring(signed("member"))
    found = [each for each in (tmp_path / "cache").rglob("*") if each.is_file() and b"bimat" in each.read_bytes()]
    assert found == []
    assert 'class="hits' not in signed("secretary").get("/tim/", {"q": "bimat"}).content.decode()


@pytest.mark.parametrize("who", ["secretary", "chair", "quantri"])
def test_nobody_else_opens_it(signed: Sign, who: str) -> None:
    member = signed("member")
    send(member, f"{ALL}thu-muc-moi/", name="Họp bimat")
    bring(member)
    other, document, folder = signed(who), OwnDocument.objects.get(), OwnFolder.objects.get()
    for address in (f"{document.pk}/", f"{document.pk}/tai-ve/", f"{document.pk}/xoa/", f"thu-muc/{folder.pk}/"):
        assert other.get(ALL + address).status_code == 404
        assert other.post(ALL + address, {"edit": "1", "name": "Khác"}).status_code == 404
    page = other.get(ALL).content.decode() + other.get(f"{ALL}tai-len/").content.decode()
    assert NAME not in page
    assert "Họp bimat" not in page
    taken = send(other, f"{ALL}tai-len/", uploads=SimpleUploadedFile("a.txt", b"a"), folder=str(folder.pk))
    assert is_refused(taken)
    assert OwnDocument.objects.count() == 1


def test_it_stands_beside_its_meeting_and_item_for_its_owner_alone(signed: Sign, item: AgendaItem) -> None:
    member, secretary = signed("member"), signed("secretary")
    places = (f"/hoi-nghi/{item.meeting_id}/tai-lieu/", f"/noi-dung/{item.pk}/")
    for each in places * 2:
        member.get(each)
    tags = {each: member.get(each).headers["ETag"] for each in places}
    bring(member, about=f"meeting:{item.meeting_id}")
    bring(member, "Số liệu.txt", b"so lieu", about=f"item:{item.pk}")
    assert all(member.get(each, headers={"If-None-Match": tag}).status_code == 200 for each, tag in tags.items())
    shown = {each: member.get(each).content.decode() for each in places}
    assert NAME in shown[places[0]]
    assert all("Số liệu.txt" in page for page in shown.values())
    assert not any(NAME in (page := secretary.get(each).content.decode()) or "Số liệu" in page for each in places)
    document = OwnDocument.objects.get(name=NAME)
    send(member, f"{ALL}{document.pk}/", about="")
    assert NAME not in member.get(places[0]).content.decode()


def test_it_is_renamed_and_moved_and_a_folder_goes_without_what_is_in_it(signed: Sign) -> None:
    member = signed("member")
    send(member, f"{ALL}thu-muc-moi/", name="Kỳ họp 9")
    again = send(member, f"{ALL}thu-muc-moi/", name="ky hop 9")
    assert "Đã có thư mục" in str(errors_of(again.context["form"]))
    folder = OwnFolder.objects.get()
    bring(member, folder=str(folder.pk))
    document = OwnDocument.objects.get()
    assert document.folder == folder
    send(member, f"{ALL}{document.pk}/", name="Tên mới.pdf")
    send(member, f"{ALL}thu-muc/{folder.pk}/", name="Kỳ họp 10")
    page = member.get(ALL).content.decode()
    assert "Tên mới.pdf" in page
    assert "Kỳ họp 10" in page
    stale = member.post(f"{ALL}{document.pk}/", {"name": "Ở máy kia.pdf", "folder": "", "about": "", "edit": "1"})
    assert all(words in stale.content.decode() for words in ("Ở máy kia.pdf", "Tên mới.pdf"))
    send(member, f"{ALL}thu-muc/{folder.pk}/xoa/")
    document.refresh_from_db()
    assert (document.folder, OwnFolder.objects.count()) == (None, 0)


def test_more_than_one_person_may_keep_is_refused_and_what_is_kept_stays(signed: Sign, settings: Any) -> None:
    settings.OWN_BYTES = len(SPEECH) + 10
    member = signed("member")
    bring(member)
    refused = bring(member, "Nữa.pdf")
    assert is_refused(refused)
    (words,) = errors_of(refused.context["form"])["uploads"]
    assert words.startswith("Không đủ chỗ")
    assert "còn trống 10\u00a0B" in words
    assert OwnDocument.objects.count() == 1
    bring(signed("chair"))  # what one keeps is nobody else's room
    assert OwnDocument.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("chay.exe", b"MZ\x90\x00", "chạy được trên máy"),
        ("gia.pdf", b"Khong phai PDF", "mang tên của tệp"),
        ("hong.pdf", b"%PDF-1.7 hong", "bị hỏng"),
    ],
)
def test_files_are_looked_at_as_those_of_papers(signed: Sign, name: str, content: bytes, words: str) -> None:
    refused = bring(signed("member"), name, content)
    assert is_refused(refused)
    assert words in str(errors_of(refused.context["form"])["uploads"])
    assert OwnDocument.objects.count() == 0


def test_a_backup_has_them_and_an_export_has_not(signed: Sign, tmp_path: Path) -> None:
    bring(signed("member"), "bimat.pdf")
    contents = write_backup(tmp_path / "backup.tar.gz")
    assert contents.tables["desk_owndocument"].rows == 1
    assert contents.files == len(stored())
    export(tmp_path / "all.jsonl")
    assert "bimat.pdf" not in (tmp_path / "all.jsonl").read_text()


def test_a_backup_goes_on_where_a_document_is_removed_meanwhile(
    signed: Sign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(signed("member"))
    storage.put(b"mot tep cua ho so")
    digest, get = OwnDocument.objects.get().digest, storage.get

    def removed_first(asked: str) -> bytes:
        (storage.folder() / digest).unlink(missing_ok=True)
        return get(asked)

    monkeypatch.setattr(storage, "get", removed_first)
    contents = write_backup(tmp_path / "backup.tar.gz")
    assert contents.files == len(stored())
