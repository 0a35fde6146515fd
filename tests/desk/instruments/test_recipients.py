"""Recipients follow the decisions that a notice issues; what the office writes itself stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import sent_of
from tests.record.instruments.chain import Chain, approved, make_chain, points
from tests.world import World

from nghitrinh.desk.instruments.recipients import followed
from nghitrinh.record.acts import ACTS
from nghitrinh.record.instruments.models import Instrument

Sign = Callable[[str], Client]


@pytest.fixture
def chain(world: World) -> Chain:
    """Return a held meeting whose second decision charges the council, together with an office, to report to a board.

    What the first one charges is reported to a ministry.
    """
    chain = make_chain(world)
    found = ACTS["organization.found"]
    office = found(by=world.admin, body=world.body.pk, name="Sở Tài chính", kind="department")
    board = found(by=world.admin, body=world.body.pk, name="Ban Nội chính", kind="department")
    second = points(world)
    part = {"with_bodies": [office.pk], "report_to": board.pk}
    second[0]["charges"][0] |= {"responsible": world.council.pk, **part}
    approved(world, world.item(chain.meeting, title="Đất lúa"), "Kết luận về đất lúa", points=second)
    return chain


def _sent(client: Client, address: str) -> dict[str, Any]:
    return sent_of(client.get(address).content.decode()) | {"signer": "Phó Bí thư"}


def test_whoever_works_along_or_is_reported_to_is_proposed_too(signed: Sign, chain: Chain) -> None:
    form = signed("secretary").get(f"/hoi-nghi/{chain.meeting.pk}/thong-bao/").context["form"]
    named = ["Ban cán sự đảng UBND tỉnh", "Ban Nội chính", "Bộ Tài nguyên và Môi trường"]
    named += ["Hội đồng nhân dân tỉnh", "Sở Tài chính", "Lưu Văn phòng"]
    assert form["recipients"].value().splitlines() == named


def test_without_a_decision_its_bodies_go_and_what_was_added_stays(signed: Sign, chain: Chain) -> None:
    client, address = signed("secretary"), f"/hoi-nghi/{chain.meeting.pk}/thong-bao/"
    sent = _sent(client, address)
    sent["recipients"] = "Tỉnh ủy viên\n" + sent["recipients"].strip()
    sent["decisions"] = [str(chain.decision.pk)]
    assert client.post(address, sent).status_code == 302
    notice = Instrument.objects.get()
    assert notice.recipients.splitlines() == [
        *("Tỉnh ủy viên", "Ban cán sự đảng UBND tỉnh", "Bộ Tài nguyên và Môi trường", "Lưu Văn phòng")
    ]
    again = _sent(client, f"/van-ban/{notice.pk}/sua/")
    again["recipients"] = again["recipients"].strip()
    again["decisions"] = [str(key) for key in chain.meeting.items.values_list("decisions", flat=True)]
    assert client.post(f"/van-ban/{notice.pk}/sua/", again).status_code == 302
    assert Instrument.objects.get().recipients.splitlines() == [
        *("Tỉnh ủy viên", "Ban cán sự đảng UBND tỉnh", "Bộ Tài nguyên và Môi trường"),
        *("Ban Nội chính", "Hội đồng nhân dân tỉnh", "Sở Tài chính", "Lưu Văn phòng"),
    ]


def test_what_was_taken_out_of_the_proposal_does_not_come_back() -> None:
    assert followed("Sở A\nLưu: VT", {"Sở A", "Sở B"}, {"Sở A", "Sở B"}) == "Sở A\nLưu: VT"
    assert followed("", {"Sở A"}, {"Sở A", "Sở C"}) == "Sở C"
