"""What a confirmation or a note says is so: no old version at the first, nothing marked where nothing rests on it."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from tests.desk.sending import sent_of
from tests.record.instruments.chain import Chain, make_chain
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.acts import agenda

Sign = Callable[[str], Client]


@pytest.fixture
def chain(world: World) -> Chain:
    return make_chain(world)


def _text(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def test_the_first_version_of_a_paper_has_none_before_it(signed: Sign, chain: Chain) -> None:
    given = {"organization": chain.world.committee.pk, "submitted_by": chain.world.department.pk}
    paper = ACTS["paper.register"](by=chain.world.secretary, **given, title="Tờ trình", kind="submission")
    client, address = signed("secretary"), f"/tai-lieu/{paper.pk}/nop/"
    said = []
    for body in ("Lời thứ nhất", "Lời thứ hai"):
        typed = sent_of(_text(client, address)) | {"body": body, "reason": "Tiếp thu"}
        said.append(unescape(client.post(address, typed, follow=True).content.decode()))
    assert "Đã nộp bản đầu tiên" in said[0]
    assert "vẫn giữ nguyên" not in said[0]
    assert "Bản trước vẫn giữ nguyên" in said[1]


def test_a_correction_names_only_what_rests_on_the_decision(signed: Sign, chain: Chain) -> None:
    client, address = signed("chair"), f"/ket-luan/{chain.decision.pk}/dinh-chinh/"
    assert "sẽ được đánh dấu" not in _text(client, address)
    chain.instrument()
    assert "Văn bản dựa trên bản cũ sẽ được đánh dấu" in _text(client, address)
    words = {"title": "Bài", "lead": "Mở đầu.", "body": "Thân bài."}
    ACTS["article.draft"](by=chain.world.secretary, meeting=chain.meeting.pk, **words)
    assert "Văn bản và bài viết dựa trên bản cũ" in _text(client, address)


def test_what_is_public_of_a_restricted_item_stands_where_its_name_is_decided(signed: Sign, chain: Chain) -> None:
    secret = chain.world.item(chain.meeting, title="Kỷ luật Nguyễn Văn A", level="restricted")
    proposed = ACTS["item.revise"](
        by=chain.world.secretary, item=secret.pk, edit=secret.edit, title=secret.title, public_title="Công tác cán bộ"
    )
    assert "Công chúng sẽ đọc: “Công tác cán bộ”" in _text(signed("chair"), "/")
    agenda.approve_public_title(
        by=chain.world.chair, item=proposed.pk, edit=proposed.edit, public_title="Công tác cán bộ"
    )
    chain.released()
    page = _text(signed("secretary"), "/phat-hanh/")
    assert "Công tác cán bộ" in page
    assert "Kỷ luật" not in page
