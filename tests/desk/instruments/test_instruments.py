"""A notice at the desk: who signs it reads it on the page, word for word what its files say."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World

from nghitrinh.documents.content import paragraphs
from nghitrinh.documents.from_record import notice_of
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.meetings.acts import meeting as steps
from nghitrinh.record.meetings.models import Meeting

Sign = Callable[[str], Client]


@pytest.fixture
def chain(world: World) -> Chain:
    """Return a meeting that was held, with an approved decision."""
    return make_chain(world)


def test_the_signer_reads_what_the_file_says(signed: Sign, chain: Chain) -> None:
    notice = chain.instrument(recipients="Tỉnh ủy viên\nLưu Văn phòng")
    page = unescape(signed("chair").get(f"/van-ban/{notice.pk}/").content.decode())
    said = [each.text for each in paragraphs(notice_of(notice))]
    assert "Thống nhất quy hoạch vùng công nghiệp động lực." in " ".join(said)
    at = [page.index(f">{text}<") for text in said]
    assert at == sorted(at)
    for line in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số …-TB/TU",
        "- Tỉnh ủy viên,",
        "- Lưu Văn phòng.",
        "PHÓ BÍ THƯ THƯỜNG TRỰC",
    ):
        assert f">{line}<" in page


def test_the_chair_is_proposed_as_signer(signed: Sign, chain: Chain) -> None:
    address = f"/hoi-nghi/{chain.meeting.pk}/thong-bao/"
    client = signed("secretary")
    assert client.get(address).context["form"]["signer"].value() == ""
    held = Meeting.objects.get(pk=chain.meeting.pk)
    steps.record_attendance(
        by=chain.world.secretary, meeting=held.pk, edit=held.edit, role="chair", post="Bí thư Tỉnh ủy"
    )
    assert client.get(address).context["form"]["signer"].value() == "Bí thư"


def test_who_holds_a_post_is_chosen_as_signer_and_the_form_fits_the_body(signed: Sign, chain: Chain) -> None:
    world = chain.world
    person = bodies.register_person(by=world.admin, name="Nguyễn Văn An")
    held = bodies.appoint(by=world.secretary, organization=world.committee.pk, post="Phó Bí thư", person=person.pk)
    client, address = signed("secretary"), f"/hoi-nghi/{chain.meeting.pk}/thong-bao/"
    form = client.get(address).context["form"]
    assert [value for value, _ in form.fields["signing"].choices] == ["", "tm", "tl", "own"]
    named = ["Ban cán sự đảng UBND tỉnh", "Bộ Tài nguyên và Môi trường", "Lưu Văn phòng"]
    assert form["recipients"].value().splitlines() == named
    given = {"register": chain.register.pk, "title": "Thông báo", "decisions": chain.decision.pk}
    refused = client.post(address, given)
    assert "Chưa nói ai ký" in unescape(refused.content.decode())
    assert client.post(address, given | {"membership": held.pk}).status_code == 302
    notice = Instrument.objects.get()
    assert (notice.signer, notice.signer_name, notice.signing) == ("Phó Bí thư", "Nguyễn Văn An", "tm")
    page = unescape(client.get(f"/van-ban/{notice.pk}/").content.decode())
    assert "<b>Nguyễn Văn An</b>" in page
    revised = client.get(f"/van-ban/{notice.pk}/sua/").context["form"]
    assert revised["membership"].value() == held.pk
