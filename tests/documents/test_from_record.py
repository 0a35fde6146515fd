"""From the record to a notice: who issues it in which form, and marks that an extract keeps."""

from dataclasses import replace
from typing import Any

import pytest
from tests.record.decided import approved, charge, point
from tests.world import World, make_world

from nghitrinh.documents.content import PARTY_HEADING, STATE_HEADING, Notice, paragraphs
from nghitrinh.documents.from_record import extract_of, notice_of
from nghitrinh.record.bodies.models import Body, Organization, OrganizationKind
from nghitrinh.record.decisions.given import BESIDE, GivenCharge
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import guard


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def drawn_up(world: World, points: list[dict[str, Any]]) -> Instrument:
    decision = approved(world, points=points)
    register = instruments.open_register(by=world.secretary, organization=world.committee.pk, symbol="TB/TU")
    return instruments.draft(
        by=world.secretary,
        meeting=decision.item.meeting_id,
        register=register.pk,
        title="Thông báo kết luận",
        signer="Phó Bí thư",
        decisions=[decision.pk],
    )


def said(notice: Notice, *kinds: str) -> list[str]:
    return [each.text for each in paragraphs(notice) if each.kind in kinds]


def test_the_form_is_that_of_who_issues(world: World) -> None:
    instrument = drawn_up(world, [point(world)])
    notice = notice_of(instrument)
    assert notice.heading == PARTY_HEADING
    assert (notice.superior, notice.issuer, notice.place) == (("Tỉnh ủy Hải Dương",), ("Ban Thường vụ",), "Hải Dương")
    assert (notice.authority, notice.signer) == (("T/M Ban Thường vụ",), "Phó Bí thư")
    with guard.opened("test"):
        Organization.objects.filter(pk=world.committee.pk).update(
            kind=OrganizationKind.PEOPLES_COUNCIL, name="Hội đồng nhân dân thành phố Hải Phòng"
        )
        Body.objects.update(name="Thành phố Hải Phòng")
    notice = notice_of(Instrument.objects.get(pk=instrument.pk))
    assert notice.heading == STATE_HEADING
    assert (notice.superior, notice.place) == ((), "Hải Phòng")
    assert notice.issuer == ("Hội đồng nhân dân thành phố Hải Phòng",)
    assert notice.authority == ("TM. Hội đồng nhân dân",)


def test_an_extract_keeps_the_marks_of_the_whole_notice(world: World) -> None:
    ours = charge(world, text="Rà soát")
    theirs = charge(world, text="Thẩm định", responsible=world.ministry.pk)
    instrument = drawn_up(
        world,
        [
            point(world, figures=[], charges=[]),
            point(world, figures=[], charges=[theirs, ours]),
            point(world, figures=[], charges=[ours]),
        ],
    )
    text = "Cơ bản nhất trí chủ trương."
    assert said(notice_of(instrument), "point") == [f"1.{number}. {text}" for number in (1, 2, 3)]
    assert [line[:8] for line in said(notice_of(instrument), "task")] == ["a) Giao ", "b) Giao ", "Giao Ban"]
    extract = extract_of(instrument, world.department)
    assert said(extract, "item", "point") == ["1. Kết luận về vùng công nghiệp", f"1.2. {text}", f"1.3. {text}"]
    assert [line.partition(":")[0] for line in said(extract, "task")] == [
        "b) Giao Ban cán sự đảng UBND tỉnh",
        "Giao Ban cán sự đảng UBND tỉnh",
    ]
    assert said(extract_of(instrument, world.council), "item", "point", "task") == []


def test_an_item_with_one_point_and_one_charge_marks_neither(world: World) -> None:
    notice = notice_of(drawn_up(world, [point(world, figures=[])]))
    assert said(notice, "item", "point") == ["1. Kết luận về vùng công nghiệp", "Cơ bản nhất trí chủ trương."]
    assert said(notice, "task")[0].startswith("Giao Ban cán sự đảng UBND tỉnh: ")


@pytest.mark.parametrize("name", [name for name in GivenCharge.model_fields if name not in BESIDE])
def test_every_field_of_a_charge_is_in_the_notice(world: World, name: str) -> None:
    other = {"text": "Rà soát", "due_on": "2021-11-30", "due_text": "trong năm 2021", "with_bodies": [world.council.pk]}
    base = charge(world, **({"due_on": None} if name == "due_text" else {}))  # the words stand where there is no day
    charges = [base, base | {name: other.get(name, world.ministry.pk)}]
    (item,) = notice_of(drawn_up(world, [point(world, charges=charges)])).items
    first, second = (replace(task, mark="") for task in item.points[0].tasks)
    assert first != second, f"a charge that differs in {name} reads the same"


def test_a_figure_is_not_said_again_below_the_sentence_that_says_it(world: World) -> None:
    figure = {"quantity": "Thu ngân sách", "low": "44", "high": "44", "unit": "tỷ đồng"}
    texts = ("Thu 44 tỷ đồng.", "Thu trên 44 ha.", "Thu ngân sách đạt dự toán.")
    points = [point(world, text=text, figures=[figure], charges=[]) for text in texts]
    points.append(point(world, text="Thu 44 tỷ đồng.", figures=[figure | {"as_of": "30/6/2021"}], charges=[]))
    (item,) = notice_of(drawn_up(world, points)).items
    again = ("Thu ngân sách: 44\xa0tỷ đồng",)
    assert [each.figures for each in item.points] == [
        (), again, again, ("Thu ngân sách: 44\xa0tỷ đồng, tính đến 30/6/2021",),
    ]  # fmt: skip


def test_a_document_of_an_earlier_version_reads_as_it_did(world: World) -> None:
    instrument = drawn_up(world, [point(world)])
    with guard.opened("test"):
        Instrument.objects.update(number=7, issued_on="2021-09-30", signer="Phó Bí thư Tỉnh ủy")
    notice = notice_of(Instrument.objects.get(pk=instrument.pk))
    assert (notice.layout, notice.number_line, notice.signer) == (1, "Số 7-TB/TU", "Phó Bí thư")
    assert notice.authority == ("T/M Ban Thường vụ",)
    assert notice.items[0].points[0].figures
