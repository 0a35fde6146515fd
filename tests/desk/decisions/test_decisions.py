"""The decisions of an item: what the chair sees, and the form they are entered in."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.sending import errors_of, is_refused, send, sent_of
from tests.record.decided import approved, charge, drafted, open_item, point, reviewed, zone
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.given import GivenCharge, GivenFigure, GivenPoint
from nghitrinh.record.decisions.models import DecisionRevision, Figure
from nghitrinh.record.decisions.queries import decision_differences
from nghitrinh.record.kernel import guard

Sign = Callable[[str], Client]


def _lines(page: str, label: str) -> list[str]:
    """Return what stands beside a label of the page's lists."""
    return re.findall(rf"<dt>{label}</dt><dd>(.*?)</dd>", page, re.DOTALL)


def test_the_chair_sees_whom_a_charge_names_each_under_its_label(signed: Sign, world: World) -> None:
    assigned = charge(
        world,
        through=world.council.pk,
        with_bodies=[world.ministry.pk, world.council.pk],
        due_text="trong quý IV",
    )
    decision = reviewed(world, points=[point(world, charges=[assigned])])
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
    sets = ("points", "points-0-figures", "points-0-charges")
    counts = {f"{name}-{count}": "1" for name in sets for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
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
    assert is_refused(answer)
    assert {name: errors[0] for name, errors in errors_of(answer.context["form"]).items()} == expected


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
    counts = {"points-TOTAL_FORMS": "2"}
    counts |= {
        f"points-1-{name}_FORMS": "1"
        for part in ("figures", "charges")
        for name in (f"{part}-TOTAL", f"{part}-INITIAL")
    }
    typed = _typed(**counts, **{"points-1-outcome": "agreed", "points-1-text": "x", "points-1-figures-0-low": "năm"})
    page = (
        signed("secretary").post(f"/noi-dung/{open_item(world).pk}/ket-luan/", typed | {"title": ""}).content.decode()
    )
    said = re.findall(r'<p><a href="#(.*?)">(.*?)(?::|</a>)', page)
    assert said == [
        ("id_title", "Cần điền Tên kết luận"),
        ("id_points-1-figures-0-quantity", "Ý 2, số liệu 1, Đại lượng"),
        ("id_points-1-figures-0-low", "Ý 2, số liệu 1, Từ"),
    ]


def test_several_places_and_bodies_are_ticked_the_chosen_first(signed: Sign, world: World) -> None:
    decision = drafted(world, points=[point(world, charges=[charge(world, with_bodies=[world.council.pk])])])
    page = signed("secretary").get(f"/ket-luan/{decision.pk}/sua/").content.decode()
    ticks = re.findall(r'<input type="checkbox" name="points-0-charges-0-with_bodies"[^>]*>', page)
    assert len(ticks) == 4
    assert [" checked" in each for each in ticks] == [True, False, False, False]


def test_a_correction_of_one_number_corrects_nothing_else(signed: Sign, world: World) -> None:
    read_from = zone(world, source=world.source.pk, as_of="2021-08-31")
    decision = approved(world, points=[point(world, figures=[read_from], charges=[charge(world, due_text="quý IV")])])
    page = signed("chair").get(f"/ket-luan/{decision.pk}/dinh-chinh/")
    shown = sent_of(page.content.decode()) | {
        "points-0-figures-0-high": "5.500",
        "reason": "Ghi nhầm",
        "authority": "Biên bản",
    }
    answer = signed("chair").post(f"/ket-luan/{decision.pk}/dinh-chinh/", shown)
    assert answer.status_code == 302
    old, new = DecisionRevision.objects.filter(decision=decision).order_by("number")
    assert [(each.old, each.new) for each in decision_differences(old, new)] == [
        ("khoảng 4.000–5.000\N{NO-BREAK SPACE}ha", "khoảng 4.000–5.500\N{NO-BREAK SPACE}ha")
    ]


def test_the_page_compares_the_version_asked_for_and_no_other(signed: Sign, world: World) -> None:
    decision = approved(world, points=[point(world, charges=[charge(world)])])
    for text in ("Thống nhất lần hai", "Thống nhất lần ba"):
        page = signed("chair").get(f"/ket-luan/{decision.pk}/dinh-chinh/")
        shown = sent_of(page.content.decode()) | {"points-0-text": text, "reason": "Ghi nhầm", "authority": "Biên bản"}
        assert signed("chair").post(f"/ket-luan/{decision.pk}/dinh-chinh/", shown).status_code == 302
    for asked, compared in (("", 3), ("?khac=2", 2), ("?khac=9", 3), ("?khac=x", 3)):
        versions = signed("secretary").get(f"/ket-luan/{decision.pk}/{asked}").context["versions"]
        assert [each["version"].number for each in versions if each["differences"] is not None] == [compared]


def test_a_new_title_is_a_difference_and_the_page_says_it(signed: Sign, world: World) -> None:
    decision = drafted(world)
    client = signed("secretary")
    for typed, differences in (({"title": "Tên mới"}, [("Kết luận về vùng công nghiệp", "Tên mới")]), ({}, [])):
        assert send(client, f"/ket-luan/{decision.pk}/sua/", **typed).status_code == 302
        shown = client.get(f"/ket-luan/{decision.pk}/")
        words = [each["words"] for each in shown.context["versions"][0]["differences"]]
        sides = [tuple("".join(w.text for w in each if w.kind == kind) for kind in ("old", "new")) for each in words]
        assert sides == differences
        assert ("Không đổi" in shown.content.decode()) is (not differences)


def test_all_that_a_version_is_written_from_is_compared() -> None:
    """Title by `revision_differences`, points by `decision_differences`; what joins them needs a comparison too."""
    assert set(ACTS["decision.revise"].parameters.model_fields) == {"decision", "edit", "title", "points"}


def test_the_form_has_every_field_of_what_is_given(signed: Sign, world: World) -> None:
    decision = approved(world)
    page = signed("chair").get(f"/ket-luan/{decision.pk}/dinh-chinh/").content.decode()
    names = set(re.findall(r'name="([^"]+)"', page))
    parts = {
        # on what it rests is asked where votes were taken: tests/desk/decisions/test_resting.py
        "points-0": set(GivenPoint.model_fields) - {"figures", "charges", "vote", "without_vote"},
        # what computed a figure is asked where a table was checked: tests/desk/findings
        "points-0-figures-0": {"about" if name == "exact" else name for name in GivenFigure.model_fields} - {"finding"},
        "points-0-charges-0": set(GivenCharge.model_fields),
    }
    assert {f"{part}-{name}" for part, fields in parts.items() for name in fields - {"spans"}} <= names


def test_a_correction_that_is_sent_as_it_was_shown_corrects_nothing(signed: Sign, world: World) -> None:
    whole = charge(
        world, through=world.council.pk, with_bodies=[world.ministry.pk, world.council.pk], due_text="trong tháng 10"
    )
    area = zone(world, as_of="31/12/2020", source=world.source.pk)
    decision = approved(world, points=[point(world, figures=[area], charges=[whole])])
    client, address = signed("chair"), f"/ket-luan/{decision.pk}/dinh-chinh/"
    sent = sent_of(client.get(address).content.decode())
    answer = client.post(address, sent | {"reason": "Thử", "authority": "Thử"})
    assert is_refused(answer)
    assert decision.versions.count() == 1
    assert (
        client.post(address, sent | {"reason": "Thử", "authority": "Thử", "points-0-text": "Khác"}).status_code == 302
    )
    old, new = decision.versions.order_by("number")
    assert [(each.old, each.new) for each in decision_differences(old, new)] == [
        ("Cơ bản nhất trí chủ trương.", "Khác"),
    ]


def test_an_emptied_part_goes_and_a_refusal_stands_where_it_was_typed(signed: Sign, world: World) -> None:
    decision = drafted(world, points=[point(world), point(world, text="Ý sau.", charges=[])])
    address = f"/ket-luan/{decision.pk}/sua/"
    client = signed("secretary")
    emptied: dict[str, Any] = {"points-0-text": "", "points-0-figures-0-places": []}
    emptied |= {f"points-0-figures-0-{name}": "" for name in ("quantity", "low", "high", "unit", "as_of")}
    emptied |= {f"points-0-charges-0-{name}": "" for name in ("text", "responsible", "report_to", "due_on")}
    wrong = send(client, address, **emptied, **{"points-1-figures-0-low": "6.000"})
    assert (is_refused(wrong), list(errors_of(wrong.context["form"]))) == (True, ["points-1-figures-0-low"])
    assert "Ý 2, số liệu 1, Từ: " in wrong.content.decode()
    assert send(client, address, **emptied).status_code == 302
    assert [each.text for each in decision.versions.order_by("-number")[0].points.all()] == ["Ý sau."]


def test_a_body_that_ended_since_stays_where_it_was_named(signed: Sign, world: World) -> None:
    whole = charge(world, through=world.council.pk, with_bodies=[world.ministry.pk])
    decision = approved(world, points=[point(world, charges=[whole])])
    with guard.opened("test"):
        for each in (world.council, world.ministry, world.department):
            type(each).objects.filter(pk=each.pk).update(ended_on=date(2021, 9, 1))
    reason = {"reason": "Ghi nhầm", "authority": "Biên bản", "points-0-text": "Khác"}
    answer = send(signed("chair"), f"/ket-luan/{decision.pk}/dinh-chinh/", **reason)
    assert answer.status_code == 302
    old, new = decision.versions.order_by("number")
    assert [(each.old, each.new) for each in decision_differences(old, new)] == [
        ("Cơ bản nhất trí chủ trương.", "Khác"),
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ({"points-TOTAL_FORMS": "x"}, "Biểu mẫu không về trọn vẹn; hãy gửi lại"),
        ({"points-0-figures-TOTAL_FORMS": ""}, "Ý 1: Biểu mẫu không về trọn vẹn; hãy gửi lại"),
        ({"points-0-figures-TOTAL_FORMS": "9999999"}, "Ý 1: Nhiều quá; nhiều nhất là 60"),
    ],
)
def test_a_form_that_does_not_come_back_whole_is_refused(
    signed: Sign, world: World, count: dict[str, str], words: str
) -> None:
    item = open_item(world)
    answer = signed("secretary").post(f"/noi-dung/{item.pk}/ket-luan/", _typed(**count))
    assert (is_refused(answer), f"<p>{words}</p>" in answer.content.decode()) == (True, True)
    assert not item.decisions.exists()


def test_a_form_of_three_points_asks_the_record_as_often_as_one_of_one(signed: Sign, world: World) -> None:
    client, item = signed("secretary"), open_item(world)
    address = f"/noi-dung/{item.pk}/ket-luan/"
    found = []
    for count in (1, 3):
        client.get("/")
        typed = _typed(add="points", **{"points-TOTAL_FORMS": str(count)})
        with CaptureQueriesContext(connection) as asked:
            form = client.post(address, typed).context["form"]
        found.append((len(asked), len(form.sets["points"])))
    assert found == [(found[0][0], 2), (found[0][0], 4)]


def test_no_more_than_sixty_are_added_but_what_is_recorded_stays(signed: Sign, world: World) -> None:
    many = [point(world, text=f"Ý {number}.", figures=[], charges=[]) for number in range(61)]
    decision = drafted(world, points=many)
    client, address = signed("secretary"), f"/ket-luan/{decision.pk}/sua/"
    page = send(client, address, add="points")
    assert len(page.context["form"].sets["points"]) == 61
    assert send(client, address, **{"points-60-text": "Khác."}).status_code == 302
    assert decision.versions.order_by("-number")[0].points.count() == 61


def test_one_number_comes_back_as_it_was_typed(signed: Sign, world: World) -> None:
    """Before, the second field was filled by itself, and a change of the first made a range of the two."""
    decision = drafted(world, points=[point(world, figures=[zone(world, low=4000, high=4000)])])
    client, address = signed("secretary"), f"/ket-luan/{decision.pk}/sua/"
    sent = sent_of(client.get(address).content.decode())
    assert (sent["points-0-figures-0-low"], sent.get("points-0-figures-0-high")) == ("4.000", None)
    changed = sent | {"points-0-figures-0-low": "3.500", "points-0-text": "Nhất trí."}
    assert client.post(address, changed).status_code == 302
    figure = Figure.objects.get(point__version__decision=decision, point__version__number=2)
    assert (figure.low, figure.high) == (3500, 3500)
