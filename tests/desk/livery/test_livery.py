"""The page of the livery, and what it changes on every page of desk and portal."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from tests.desk.photos import photo_bytes, upload
from tests.desk.sending import errors_of, is_refused, send
from tests.world import World

from nghitrinh.assets.colours import faint
from nghitrinh.desk.livery.forms import PALETTES
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.record.bodies.models import Livery
from nghitrinh.record.kernel import storage

Sign = Callable[[str], Client]


def sent(client: Client, **typed: Any) -> Any:
    return send(client, "/dien-mao/", **{"name": "UBND xã Tân Lập", "palette": "blue"} | typed)


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_that_is_offered_can_be_read(palette: str) -> None:
    light, dark = PALETTES[palette]
    assert not light or faint(light, dark=False) is None
    assert not dark or faint(dark, dark=True) is None


def test_every_colour_that_is_offered_is_shown_beside_its_word(world: World, signed: Sign) -> None:
    page = signed("quantri").get("/dien-mao/").content.decode()
    assert page.count('<svg class="swatch"') == len(PALETTES)
    for colour in {colour for pair in PALETTES.values() for colour in pair if colour}:
        assert f'fill="{colour}"' in page


def test_name_logo_and_colour_stand_on_every_page(world: World, signed: Sign) -> None:
    client = signed("quantri")
    sent(client, logo=upload(photo_bytes("PNG", (1200, 900)), "logo.png"))
    livery = Livery.objects.get()
    with Image.open(io.BytesIO(storage.get(livery.logo))) as drawn:
        assert (drawn.format, drawn.height, "exif" in drawn.info) == ("PNG", 160, False)
    for page in (client.get("/").content.decode(), Client().get("/dang-nhap/").content.decode()):
        assert "UBND xã Tân Lập" in page
        assert f'src="/dien-mao/{livery.logo}.png"' in page
        css = re.search(r'href="(/dien-mao/[^"]+\.css)"', page)
        assert css
        assert "#1f4e8c" in Client().get(css[1]).content.decode()
    assert Client().get(f"/dien-mao/{livery.logo}.png").content == storage.get(livery.logo)


def test_it_is_changed_and_its_logo_stays_until_it_is_taken_away(world: World, signed: Sign) -> None:
    client = signed("quantri")
    sent(client, logo=upload(photo_bytes("PNG"), "logo.png"))
    sent(client, name="Tên khác", palette="own")
    livery = Livery.objects.get()
    assert (livery.name, livery.accent, bool(livery.logo), livery.edit) == ("Tên khác", "", True, 2)
    sent(client, without_logo="on")
    assert Livery.objects.get().logo == ""
    assert "<img" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"palette": "other", "accent": "#ffe066"}, "accent", "tương phản 1,1 : 1"),
        ({"palette": "other", "accent": "xanh"}, "accent", "sáu chữ số"),
        ({"palette": "other"}, "accent", "Ghi mã màu"),
        ({"palette": "other", "accent": "#1f4e8c", "accent_dark": "#222222"}, "accent_dark", "khó đọc"),
        ({"logo": upload(b"hello", "logo.png")}, "logo", "không phải ảnh"),
    ],
)
def test_what_cannot_be_shown_is_refused_at_its_field(
    world: World, signed: Sign, typed: dict[str, Any], field: str, said: str
) -> None:
    answer = sent(signed("quantri"), **typed)
    assert is_refused(answer)
    assert said in " ".join(errors_of(answer.context["form"])[field])
    assert not Livery.objects.exists()


def test_the_portal_has_it_from_the_next_release_on(world: World, signed: Sign) -> None:
    publish(by=world.secretary)
    front = portal_root() / "current" / "pages" / "index.html"
    assert "UBND xã Tân Lập" not in front.read_text("utf-8")
    sent(signed("quantri"), logo=upload(photo_bytes("PNG"), "logo.png"))
    publish(by=world.secretary)
    page = front.read_text("utf-8")
    assert "<span>UBND xã Tân Lập<small>" in page
    assert "hồ sơ của UBND xã Tân Lập" in page
    for address in re.findall(r'"(/static/(?:logo|mau)-[^"]+)"', page):
        assert (front.parent / address.removeprefix("/")).read_bytes()
    digest = Livery.objects.get().logo
    assert (front.parent / f"static/logo-{digest[:16]}.png").read_bytes() == storage.get(digest)
