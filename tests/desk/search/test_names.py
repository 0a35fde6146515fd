"""Whatever the desk calls an object finds it: typed or pasted, with or without what stands before a number."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.desk.places import everything
from tests.publication.pages.test_names_found import shapes
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.desk.nouns import searched
from nghitrinh.record.acts import ACTS

Sign = Callable[[str], Client]


def _addresses(client: Client, query: str) -> set[str]:
    found: Any = client.get("/tim/", {"q": query}).context["shown"].page
    return {f"{entry.kind}:{entry.noun}" for entry in found}


@pytest.mark.parametrize("row", [*searched()], ids=lambda row: row.kind)
def test_what_the_desk_calls_it_finds_it_in_every_shape(signed: Sign, world: World, row: Any) -> None:
    everything(world)
    client, lost = signed("secretary"), list[str]()
    nouns = list(row.noun.visible_to(world.secretary))[:1]
    assert nouns
    for noun in nouns:
        for name in {row.called(noun), str(noun.label())}:
            for shape in shapes(name, str(row.words).lower()):
                if f"{row.kind}:{noun.pk}" not in _addresses(client, shape):
                    lost.append(shape)
    assert lost == []


@pytest.mark.parametrize("label", ["Số: ", "Số ", "số, ký hiệu: ", "Văn bản số ", "Thông báo kết luận "])
def test_a_withdrawn_notice_is_found_by_its_number_and_by_its_title(signed: Sign, world: World, label: str) -> None:
    notice = make_chain(world).released()
    ACTS["instrument.withdraw"](
        by=world.secretary, instrument=notice.pk, edit=notice.edit, reason="Nhầm", authority="Bí thư"
    )
    name, client = f"instrument:{notice.pk}", signed("secretary")
    for asked in (f"{label}{notice.symbol_number}", notice.title, f"“{notice.title}”", f"{notice.title}."):
        assert name in _addresses(client, asked), asked
