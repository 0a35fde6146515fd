"""The conclusions of a matter: what the chair sees, and the form they are entered in."""

import re
from collections.abc import Callable

from django.test import Client
from tests.record.decided import charge, point, reviewed
from tests.world import World

Sign = Callable[[str], Client]


def _lines(page: str, label: str) -> list[str]:
    """Return what stands beside a label of the page's lists."""
    return re.findall(rf"<dt>{label}</dt><dd>(.*?)</dd>", page, re.DOTALL)


def test_the_chair_sees_whom_a_charge_names_each_under_its_label(signed: Sign, world: World) -> None:
    told = charge(
        world,
        through=world.council.pk,
        with_bodies=[world.ministry.pk, world.council.pk],
        due_text="trong quý IV",
    )
    decision = reviewed(world, points=[point(world, charges=[told])])
    page = signed("chair").get(f"/ket-luan/{decision.pk}/").content.decode()
    assert _lines(page, "Chịu trách nhiệm") == [world.department.name]
    assert _lines(page, "Chỉ đạo, thông qua") == [world.council.name]
    assert _lines(page, "Phối hợp") == [f"{world.ministry.name}, {world.council.name}"]
    assert _lines(page, "Báo cáo cho") == [world.committee.name]
    assert [re.sub("<.*?>", "", each) for each in _lines(page, "Hạn")] == ["31/10/2021, trong quý IV"]


def test_a_charge_has_only_the_labels_of_what_it_says(signed: Sign, world: World) -> None:
    bare = charge(world, report_to=None, due_on=None)
    decision = reviewed(world, points=[point(world, charges=[bare])])
    page = signed("chair").get(f"/ket-luan/{decision.pk}/").content.decode()
    found = [label for label in ("Chỉ đạo, thông qua", "Phối hợp", "Báo cáo cho", "Hạn") if _lines(page, label)]
    assert (found, _lines(page, "Chịu trách nhiệm")) == ([], [world.department.name])
