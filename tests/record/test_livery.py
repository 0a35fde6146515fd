"""The livery of a house: chosen once, changed afterwards; a colour that cannot be read is refused with its contrast."""

import io

import pytest
from PIL import Image
from tests.world import World

from nghitrinh.assets.colours import COLOUR, contrast, faint, stylesheet
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Livery
from nghitrinh.record.kernel import journal, storage
from nghitrinh.record.kernel.errors import ActError, NotAllowed


def png() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "#98191d").save(drawn, "PNG")
    return drawn.getvalue()


def chosen(world: World) -> Livery:
    return bodies.choose_livery(
        by=world.admin, body=world.body.pk, name="UBND xã", logo=storage.put(png()), accent="#1f4e8c"
    )


def codes(error: ActError) -> dict[str, str]:
    return {each.field: each.code for each in error.each()}


def test_it_is_chosen_and_changed_and_the_journal_keeps_both(world: World) -> None:
    livery = chosen(world)
    changed = bodies.change_livery(by=world.admin, livery=livery.pk, edit=1, name="UBND xã Tân Lập", accent="#1f4e8c")
    assert (changed.name, changed.logo, changed.edit) == ("UBND xã Tân Lập", "", 2)
    line = journal.lines_about("livery", str(livery.pk)).order_by("seq").last()
    assert line is not None
    fields = {
        change.field: (change.old, change.new) for change in journal.changes_of(line, journal.content_of(line.seq))
    }
    assert fields["name"] == ("UBND xã", "UBND xã Tân Lập")
    assert journal.verify(0) == []


def test_a_second_one_is_refused(world: World) -> None:
    chosen(world)
    with pytest.raises(ActError) as refused:
        chosen(world)
    assert codes(refused.value) == {"body": "livery_chosen"}


def test_everything_that_cannot_be_is_named_at_once_with_its_figure(world: World) -> None:
    with pytest.raises(ActError) as refused:
        bodies.choose_livery(
            by=world.admin, body=world.body.pk, name="UBND", logo="0" * 64, accent="#ffe066", accent_dark="xanh"
        )
    assert codes(refused.value) == {
        "logo": "logo_unknown", "accent": "colour_faint", "accent_dark": "colour_malformed",
    }  # fmt: skip
    said = next(each.said() for each in refused.value.each() if each.field == "accent")
    assert "1,1 : 1 với nền trang" in said
    assert not Livery.objects.exists()


def test_it_is_for_administrators(world: World) -> None:
    with pytest.raises(NotAllowed):
        bodies.choose_livery(by=world.secretary, body=world.body.pk, name="UBND")


def test_a_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#98191d", "#ffffff") == contrast("#ffffff", "#98191d") == pytest.approx(8.4, abs=0.05)


@pytest.mark.parametrize("colour", ["#17314d", "#1f4e8c", "#1f5f3f"])
def test_a_colour_of_a_light_page_is_none_of_a_dark_one(colour: str) -> None:
    assert COLOUR.fullmatch(colour)
    assert faint(colour, dark=False) is None
    bad = faint(colour, dark=True)
    assert bad is not None
    assert bad.found < bad.least


def test_the_stylesheet_names_both_colours_and_none_for_none() -> None:
    assert stylesheet("", "") == ""
    assert "light-dark(#1f4e8c, #cfe1f3)" in stylesheet("#1f4e8c", "")
    assert "light-dark(#17314d, #9cc4f5)" in stylesheet("", "#9cc4f5")
