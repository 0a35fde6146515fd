"""A refused form is kept for whoever sent it: shown in their session alone, until it is carried out or they leave."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.contents.made import pdf
from tests.desk.kit.test_typed import Sign
from tests.desk.sending import errors_of, sent_of
from tests.world import World

from nghitrinh.desk.kit.typed import LONGEST, MOST_FORMS
from nghitrinh.desk.models import KeptForm

PLAN = "/hoi-nghi/moi/"
PROPOSED = "Hội nghị Ban Thường vụ"  # of the one series


def _refused(client: Client, address: str = PLAN, **typed: Any) -> Any:
    """Open a form, type what it refuses, and send it; return the answer itself."""
    page = client.get(address).content.decode()
    return Client.post(client, address, sent_of(page) | {"name": "Chữ đã gõ", "starts_at": "không phải ngày"} | typed)


def test_a_refused_form_leads_to_its_own_address(signed: Sign) -> None:
    client = signed("secretary")
    answer = _refused(client)
    assert answer.status_code == 303
    for _again in range(2):
        page = client.get(answer.headers["Location"])
        assert page.status_code == 200
        assert page.context["form"]["name"].value() == "Chữ đã gõ"
        assert list(errors_of(page.context["form"])) == ["starts_at"]
    kept = KeptForm.objects.get()
    assert answer.headers["Location"] == f"{PLAN}?lai={kept.key}"
    assert client.get(PLAN).context["form"]["name"].value() == PROPOSED, "the form opened anew says nothing typed"


def test_it_is_shown_to_nobody_else(signed: Sign) -> None:
    client = signed("secretary")
    address = _refused(client).headers["Location"]
    others = (signed("secretary"), signed("quantri"), signed("chair"))
    for other in others:
        assert "Chữ đã gõ" not in other.get(address).content.decode()
    elsewhere = address.replace(PLAN, "/hoi-nghi/da-hop/")
    assert "Chữ đã gõ" not in client.get(elsewhere).content.decode()
    assert client.get(f"{PLAN}?lai=la").status_code == 200


def test_it_goes_when_it_is_carried_out_and_its_address_is_the_form_again(signed: Sign) -> None:
    client = signed("secretary")
    address = _refused(client).headers["Location"]
    mended = sent_of(client.get(address).content.decode()) | {"starts_at": "2031-05-06T08:00"}
    assert Client.post(client, address, mended).status_code == 302
    assert not KeptForm.objects.exists()
    assert client.get(address).context["form"]["name"].value() == PROPOSED
    assert Client.post(client, address, mended).status_code == 302, "a second press leads where the first one led"


def test_it_goes_when_its_user_signs_out(signed: Sign) -> None:
    client, other = signed("secretary"), signed("secretary")
    _refused(client)
    _refused(other)
    client.post("/dang-xuat/")
    assert KeptForm.objects.get().session == other.session.session_key


def test_a_session_keeps_its_newest_forms(signed: Sign) -> None:
    client = signed("secretary")
    answers = [_refused(client, name=f"Chữ {number}").headers["Location"] for number in range(MOST_FORMS + 1)]
    assert set(KeptForm.objects.values_list("address", flat=True)) == set(answers[1:])


def test_a_form_without_its_key_or_too_long_to_keep_is_answered_at_once(signed: Sign) -> None:
    client = signed("secretary")
    for typed in ({"form_key": ""}, {"place": "x" * LONGEST}):
        assert _refused(client, **typed).status_code == 422
    assert not KeptForm.objects.exists()


def test_files_come_back_with_the_form(signed: Sign, world: World) -> None:
    client, paper = signed("secretary"), world.paper(world.item())
    file = SimpleUploadedFile("Tờ trình số 1.pdf", pdf("To trinh"))
    address = _refused(client, f"/tai-lieu/{paper.pk}/nop/", uploads=[file], reason="x" * 501).headers["Location"]
    page = client.get(address)
    assert page.context["files_again"] == []
    assert "Tờ trình số 1.pdf" in page.content.decode()
    assert list(errors_of(page.context["form"])) == ["reason"]
