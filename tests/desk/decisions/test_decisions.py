"""The decisions of an item: what the chair sees, and the form they are entered in."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html
from tests.record.decided import approved, charge, drafted, open_item, point, reviewed, zone
from tests.world import World

from nghitrinh.record.decisions.given import GivenCharge, GivenFigure, GivenPoint
from nghitrinh.record.decisions.models import DecisionRevision
from nghitrinh.record.decisions.queries import decision_differences

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


def _typed(**changes: str) -> dict[str, str]:
    """Return the form with one point whose words are typed."""
    counts = {"points": "1", "points-0-figures": "1", "points-0-charges": "1"}
    return counts | {"title": "Kết luận", "points-0-outcome": "agreed", "points-0-text": "Thống nhất."} | changes


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"points-0-charges-0-text": "Rà soát"}, {"points-0-charges-0-responsible": "Chọn cơ quan chịu trách nhiệm"}),
        ({"points-0-figures-0-quantity": "Diện tích"}, {"points-0-figures-0-low": "Ghi con số"}),
        ({"points-0-figures-0-low": "0"}, {"points-0-figures-0-quantity": "Ghi tên đại lượng"}),
        (
            {"points-0-text": "", "points-0-charges-0-due_text": "trong quý IV"},
            {
                "points-0-text": "Ghi lời kết luận",
                "points-0-charges-0-text": "Ghi việc",
                "points-0-charges-0-responsible": "Chọn cơ quan chịu trách nhiệm",
            },
        ),
    ],
)
def test_what_a_part_lacks_is_asked_for_at_its_field(
    signed: Sign, world: World, typed: dict[str, str], expected: dict[str, str]
) -> None:
    answer = signed("secretary").post(f"/noi-dung/{open_item(world).pk}/ket-luan/", _typed(**typed))
    assert answer.status_code == 422
    assert {name: errors[0] for name, errors in answer.context["form"].errors.items()} == expected


def test_empty_parts_are_left_out(signed: Sign, world: World) -> None:
    item = open_item(world)
    assert signed("secretary").post(f"/noi-dung/{item.pk}/ket-luan/", _typed()).status_code == 302
    written = item.decisions.get().versions.get().points.get()
    assert (written.text, written.figures.count(), written.charges.count()) == ("Thống nhất.", 0, 0)


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("points", "points-1-outcome"),
        ("points-0-figures", "points-0-figures-1-quantity"),
        ("points-0-charges", "points-0-charges-1-text"),
    ],
)
def test_what_is_added_is_where_the_page_opens(signed: Sign, world: World, part: str, field: str) -> None:
    typed = _typed(add=part, **{"points-0-charges-0-with_bodies": str(world.ministry.pk)})
    page = signed("secretary").post(f"/noi-dung/{open_item(world).pk}/ket-luan/", typed).content.decode()
    assert re.findall(r'name="([^"]+)"[^>]* autofocus', page) == [field]
    assert re.findall(r'name="([^"]+)" value="([^"]+)"[^>]* checked', page) == [
        ("points-0-charges-0-with_bodies", str(world.ministry.pk))
    ]


@pytest.mark.parametrize("part", ["title", "edit", "points-9", "points-0-figures-0"])
def test_a_button_that_is_none_adds_nothing(signed: Sign, world: World, part: str) -> None:
    answer = signed("secretary").post(f"/noi-dung/{open_item(world).pk}/ket-luan/", _typed(add=part))
    assert (answer.status_code, "autofocus" in answer.content.decode()) == (200, False)


def test_the_summary_says_of_which_point_and_figure_it_speaks(signed: Sign, world: World) -> None:
    counts = {"points": "2", "points-1-figures": "1", "points-1-charges": "1"}
    typed = _typed(**counts, **{"points-1-outcome": "agreed", "points-1-text": "x", "points-1-figures-0-low": "năm"})
    page = (
        signed("secretary").post(f"/noi-dung/{open_item(world).pk}/ket-luan/", typed | {"title": ""}).content.decode()
    )
    said = re.findall(r'<p><a href="#(.*?)">(.*?):', page)
    assert said == [("id_title", "Tên kết luận"), ("id_points-1-figures-0-low", "Ý 2, số liệu 1, Từ")]


def test_several_places_and_bodies_are_ticked_the_chosen_first(signed: Sign, world: World) -> None:
    decision = drafted(world, points=[point(world, charges=[charge(world, with_bodies=[world.council.pk])])])
    page = signed("secretary").get(f"/ket-luan/{decision.pk}/sua/").content.decode()
    ticks = re.findall(r'<input type="checkbox" name="points-0-charges-0-with_bodies"[^>]*>', page)
    assert len(ticks) == 4
    assert [" checked" in each for each in ticks] == [True, False, False, False]


def test_a_correction_of_one_number_corrects_nothing_else(signed: Sign, world: World) -> None:
    read_from = zone(world, source=world.source.pk, as_of="2021-08-31")
    decision = approved(world, points=[point(world, figures=[read_from], charges=[charge(world, due_text="quý IV")])])
    page = signed("secretary").get(f"/ket-luan/{decision.pk}/dinh-chinh/")
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in typed.items() if value not in (None, False, "")}
    shown |= {"points-0-figures-0-high": "5.500", "reason": "Ghi nhầm", "authority": "Biên bản"}
    answer = signed("secretary").post(f"/ket-luan/{decision.pk}/dinh-chinh/", shown)
    assert answer.status_code == 302
    old, new = DecisionRevision.objects.filter(decision=decision).order_by("number")
    assert [(each.old, each.new) for each in decision_differences(old, new)] == [
        ("khoảng 4.000–5.000\N{NO-BREAK SPACE}ha", "khoảng 4.000–5.500\N{NO-BREAK SPACE}ha")
    ]


def test_the_page_compares_the_version_asked_for_and_no_other(signed: Sign, world: World) -> None:
    decision = approved(world, points=[point(world, charges=[charge(world)])])
    for text in ("Thống nhất lần hai", "Thống nhất lần ba"):
        page = signed("secretary").get(f"/ket-luan/{decision.pk}/dinh-chinh/")
        form = page.context["form"]
        typed = {name: form[name].value() for name in form.fields}
        shown = {name: value for name, value in typed.items() if value not in (None, False, "")}
        shown |= {"points-0-text": text, "reason": "Ghi nhầm", "authority": "Biên bản"}
        assert signed("secretary").post(f"/ket-luan/{decision.pk}/dinh-chinh/", shown).status_code == 302
    for asked, compared in (("", 3), ("?khac=2", 2), ("?khac=9", 3), ("?khac=x", 3)):
        versions = signed("secretary").get(f"/ket-luan/{decision.pk}/{asked}").context["versions"]
        assert [each["version"].number for each in versions if each["differences"] is not None] == [compared]


def _correction(page: str) -> dict[str, str | list[str]]:
    """Return the values of the correction's form as a browser would send them."""
    form = next(each for each in html.fromstring(page).forms if "reason" in each.fields)
    sent: dict[str, str | list[str]] = {}
    for name, value in form.form_values():
        before = sent.get(name)
        sent[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    return sent


def test_the_form_has_every_field_of_what_is_given(signed: Sign, world: World) -> None:
    decision = approved(world)
    page = signed("secretary").get(f"/ket-luan/{decision.pk}/dinh-chinh/").content.decode()
    names = set(re.findall(r'name="([^"]+)"', page))
    parts = {
        "points-0": set(GivenPoint.model_fields) - {"figures", "charges"},
        "points-0-figures-0": {"about" if name == "exact" else name for name in GivenFigure.model_fields},
        "points-0-charges-0": set(GivenCharge.model_fields),
    }
    assert {f"{part}-{name}" for part, fields in parts.items() for name in fields - {"spans"}} <= names


def test_a_correction_that_is_sent_as_it_was_shown_corrects_nothing(signed: Sign, world: World) -> None:
    whole = charge(
        world, through=world.council.pk, with_bodies=[world.ministry.pk, world.council.pk], due_text="trong tháng 10"
    )
    area = zone(world, as_of="31/12/2020", source=world.source.pk)
    decision = approved(world, points=[point(world, figures=[area], charges=[whole])])
    client, address = signed("secretary"), f"/ket-luan/{decision.pk}/dinh-chinh/"
    sent = _correction(client.get(address).content.decode())
    answer = client.post(address, sent | {"reason": "Thử", "authority": "Thử"})
    assert answer.status_code == 422
    assert decision.versions.count() == 1
    assert (
        client.post(address, sent | {"reason": "Thử", "authority": "Thử", "points-0-text": "Khác"}).status_code == 302
    )
    old, new = decision.versions.order_by("number")
    assert [(each.old, each.new) for each in decision_differences(old, new)] == [
        ("Cơ bản nhất trí chủ trương.", "Khác"),
    ]
