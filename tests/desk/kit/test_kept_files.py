"""Files of a form that comes back are there still: for their user, for a while, and no longer than they are needed."""

import re
import stat
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.contents import made
from tests.desk.places import everything
from tests.world import PASSWORD, World

from nghitrinh import desk
from nghitrinh.desk.kit import kept_files
from nghitrinh.desk.kit.uploads import FilesField
from nghitrinh.desk.models import KeptFile
from nghitrinh.record.papers.models import File

Sign = Callable[[str], Client]
BYTES = made.pdf("To trinh")


@pytest.fixture
def address(world: World) -> str:
    return f"/tai-lieu/{everything(world)['paper']}/nop/"


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields and the kept marker that a page's form has."""
    form = page[page.index('name="form_key"') - 200 :]
    return dict(re.findall(r'name="(form_key|edit|kept_files)" value="([^"]*)"', form))


def opened(client: Client, address: str) -> dict[str, str]:
    return hidden(client.get(address).content.decode())


def pdf(name: str = "Tờ trình.pdf", content: bytes = BYTES) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def ended(client: Client, address: str, username: str = "secretary", **sent: Any) -> str:
    """Send a form after the session ended, sign in again, and return the form's page."""
    typed = opened(client, address) | sent
    client.logout()
    client.post(address, typed)
    client.post("/dang-nhap/", {"username": username, "password": PASSWORD, "next": address})
    return client.get(address).content.decode()


def stored() -> int:
    return len(list(kept_files.folder().iterdir())) if kept_files.folder().exists() else 0


def test_a_form_of_an_ended_session_comes_back_with_its_files(signed: Sign, address: str) -> None:
    client, count = signed("secretary"), File.objects.count()
    page = ended(
        client, address, body="Bản ba.", reason="Theo góp ý", uploads=[pdf(), pdf("Phụ lục.pdf", made.pdf("Hai"))]
    )
    assert "Tờ trình.pdf" in page
    assert "Hãy chọn lại tệp" not in page
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept_files.folder().iterdir()} == {0o600}
    assert stat.S_IMODE(kept_files.folder().stat().st_mode) == 0o700
    sent = hidden(page) | {"body": "Bản ba.", "reason": "Theo góp ý"}
    assert "kept_files" in sent
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert {"Phụ lục.pdf", "Tờ trình.pdf"} <= set(File.objects.values_list("name", flat=True))
    assert File.objects.count() == count + 2
    assert (stored(), KeptFile.objects.count()) == (0, 0)


def test_a_refused_form_has_its_files_and_one_is_left_out_or_one_more_chosen(signed: Sign, address: str) -> None:
    client = signed("secretary")
    typed = opened(client, address) | {"edit": "999", "body": "Bản ba.", "reason": "Góp ý"}
    page = client.post(address, typed | {"uploads": [pdf("mot.pdf"), pdf("hai.pdf")]}).content.decode()
    drop = re.findall(r'name="drop_kept_file" value="([^"]+)"', page)
    assert len(drop) == 2
    one = str(KeptFile.objects.get(name="mot.pdf").pk)
    sent = hidden(page) | {"body": "Bản ba.", "reason": "Góp ý"}
    assert client.post(address, sent | {"drop_kept_file": one}).status_code == 302
    names = list(File.objects.values_list("name", flat=True))
    assert ("mot.pdf" in names, "hai.pdf" in names) == (False, True)
    typed = opened(client, address) | {"edit": "999", "body": "Bản bốn.", "reason": "Góp ý"}
    page = client.post(address, typed | {"uploads": [pdf("cu.pdf")]}).content.decode()
    sent = hidden(page) | {"body": "Bản bốn.", "reason": "Góp ý", "uploads": [pdf("moi.pdf", made.pdf("Khac"))]}
    assert client.post(address, sent).status_code == 302
    names = list(File.objects.values_list("name", flat=True))
    assert ("cu.pdf" in names, "moi.pdf" in names) == (True, True)


def test_files_outlive_a_refusal_and_then_an_ended_session(signed: Sign, address: str) -> None:
    client = signed("secretary")
    typed = opened(client, address) | {"edit": "999", "body": "Bản ba.", "reason": "Góp ý"}
    page = client.post(address, typed | {"uploads": [pdf("mot.pdf")]}).content.decode()
    again = hidden(page) | {"body": "Bản ba.", "reason": "Góp ý"}
    client.logout()
    client.post(address, again)
    client.post("/dang-nhap/", {"username": "secretary", "password": PASSWORD, "next": address})
    page = client.get(address).content.decode()
    assert "mot.pdf" in page
    assert client.post(address, hidden(page) | {"body": "Bản ba.", "reason": "Góp ý"}).status_code == 302
    assert File.objects.filter(name="mot.pdf").exists()


def test_nobody_else_is_given_them(signed: Sign, world: World, address: str) -> None:
    client = signed("secretary")
    typed = opened(client, address) | {"edit": "999", "body": "Bản ba.", "reason": "Góp ý"}
    page = client.post(address, typed | {"uploads": [pdf("mot.pdf")]}).content.decode()
    theirs, other = hidden(page), signed("officer")
    before = File.objects.count()
    mine = opened(other, address) | {"kept_files": theirs["kept_files"], "body": "Của tôi.", "reason": "Góp ý"}
    assert other.post(address, mine).status_code == 302
    assert File.objects.count() == before
    assert KeptFile.objects.filter(name="mot.pdf").exists()
    shared = Client()
    shared.force_login(world.secretary)
    assert "hai.pdf" not in ended(shared, address, "officer", body="Bản.", uploads=[pdf("hai.pdf")])
    assert not KeptFile.objects.filter(name="hai.pdf").exists()  # somebody else has signed in there


def test_they_go_with_signing_out_with_time_and_with_what_is_too_much(
    signed: Sign, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed("secretary")
    bad = {"edit": "999", "body": "Bản.", "reason": "Góp ý"}

    def refused(name: str) -> str:
        answer = client.post(address, opened(client, address) | bad | {"uploads": [pdf(name)]})
        return str(answer.content.decode())

    refused("mot.pdf")
    assert stored() == 1
    client.post("/dang-xuat/")
    assert (stored(), KeptFile.objects.count()) == (0, 0)
    client = signed("secretary")
    page = refused("hai.pdf")
    KeptFile.objects.update(kept_at=timezone.now() - kept_files.KEPT - timedelta(minutes=1))
    before = File.objects.count()
    client.post(address, hidden(page) | {"body": "Bản.", "reason": "Góp ý"})
    assert File.objects.count() == before
    for bound in ("OF_A_FORM", "OF_A_USER", "OF_ALL"):
        with monkeypatch.context() as small:
            small.setattr(kept_files, bound, 3)
            page = refused("ba.pdf")
        assert "Hãy chọn lại tệp" in page
        assert "drop_kept_file" not in page
    assert stored() == 0


def test_a_file_that_was_refused_is_chosen_anew(signed: Sign, address: str) -> None:
    client = signed("secretary")
    sent = opened(client, address) | {"body": "Bản.", "reason": "Góp ý", "uploads": [pdf("rong.pdf", b"")]}
    page = client.post(address, sent).content.decode()
    assert "drop_kept_file" not in page
    assert stored() == 0


def test_nothing_is_kept_for_a_form_that_nobody_signed(world: World, address: str) -> None:
    Client().post(address, {"form_key": "gi-do", "uploads": [pdf()]})
    assert stored() == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rong.pdf", b"", "rong.pdf: "),
        ("hong.pdf", b"%PDF-1.4\nkhong con gi", "hong.pdf bị hỏng"),
        ("gia.pdf", made.word("x"), "gia.pdf mang tên của tệp PDF"),
    ],
)
def test_only_the_file_that_was_refused_goes(signed: Sign, address: str, name: str, content: bytes, words: str) -> None:
    client, count = signed("secretary"), File.objects.count()
    sent = opened(client, address) | {"body": "Bản.", "reason": "Góp ý"}
    bad = [pdf("mot.pdf"), pdf(name, content), pdf("ba.pdf", made.pdf("Ba"))]
    page = client.post(address, sent | {"uploads": bad}).content.decode()
    assert words in page
    assert [row.name for row in KeptFile.objects.order_by("name")] == ["ba.pdf", "mot.pdf"]
    assert re.findall(r"<h2>Hãy chọn lại tệp</h2><p>([^<]+)</p>", page) == [name]
    again = hidden(page) | {"body": "Bản.", "reason": "Góp ý", "uploads": [pdf(name, content)]}
    page = client.post(address, again).content.decode()  # still wrong: what is kept stays
    assert [row.name for row in KeptFile.objects.order_by("name")] == ["ba.pdf", "mot.pdf"]
    good = hidden(page) | {"body": "Bản.", "reason": "Góp ý", "uploads": [pdf(name, made.pdf("Lanh"))]}
    assert client.post(address, good).status_code == 302
    assert File.objects.count() == count + 3
    assert (stored(), KeptFile.objects.count()) == (0, 0)


def test_every_refused_file_is_named_at_once(signed: Sign, address: str) -> None:
    client = signed("secretary")
    sent = opened(client, address) | {"body": "Bản.", "reason": "Góp ý"}
    bad = [pdf("mot.pdf", b""), pdf("hai.pdf", b"%PDF-1.4\nx"), pdf("ba.pdf")]
    page = client.post(address, sent | {"uploads": bad}).content.decode()
    assert ("mot.pdf: " in page, "hai.pdf bị hỏng" in page) == (True, True)
    assert [row.name for row in KeptFile.objects.all()] == ["ba.pdf"]


def test_a_kept_file_of_the_same_name_is_replaced(signed: Sign, address: str) -> None:
    client = signed("secretary")
    sent = opened(client, address) | {"edit": "999", "body": "Bản.", "reason": "Góp ý"}
    page = client.post(address, sent | {"uploads": [pdf("mot.pdf"), pdf("hai.pdf")]}).content.decode()
    again = hidden(page) | {"body": "Bản.", "reason": "Góp ý", "uploads": [pdf("mot.pdf", made.pdf("Moi"))]}
    before = set(File.objects.values_list("pk", flat=True))
    assert client.post(address, again).status_code == 302
    new = File.objects.exclude(pk__in=before)
    assert sorted(new.values_list("name", flat=True)) == ["hai.pdf", "mot.pdf"]
    assert new.get(name="mot.pdf").size == len(made.pdf("Moi"))


def test_what_is_chosen_before_a_session_ends_stands_beside_what_was_kept(signed: Sign, address: str) -> None:
    client = signed("secretary")
    sent = opened(client, address) | {"edit": "999", "body": "Bản.", "reason": "Góp ý"}
    page = client.post(address, sent | {"uploads": [pdf("mot.pdf")]}).content.decode()
    client.logout()
    client.post(address, hidden(page) | {"body": "Bản.", "reason": "Góp ý", "uploads": [pdf("hai.pdf")]})
    client.post("/dang-nhap/", {"username": "secretary", "password": PASSWORD, "next": address})
    assert sorted(KeptFile.objects.values_list("name", flat=True)) == ["hai.pdf", "mot.pdf"]


def test_every_field_of_several_files_is_known_to_take_them() -> None:
    """A field that takes several files under another name would lose what was kept when one more is chosen."""
    rooms = (module.name for module in walk_packages(desk.__path__, "nghitrinh.desk.") if module.name.endswith("forms"))
    forms = [each for room in rooms for each in vars(import_module(room)).values() if isinstance(each, type)]
    several = {
        name
        for form in forms
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, FilesField)
    }
    assert several == set(kept_files.SEVERAL)
