"""A photo keeps its colours whatever profile, mode or depth it came with: they are converted, and not reinterpreted."""

import itertools
import struct
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from nghitrinh.desk.articles.decoding import written_anew

# The primaries of three spaces in the white of all profiles (D50), as their standards give them.
PRIMARIES = {
    "sRGB": ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)),
    "Display P3": ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)),
    "Adobe RGB": ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)),
}


def _fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _profile(space: bytes, pcs: bytes, kind: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return an ICC profile of version 2 with some tags."""
    named = b"desc" + bytes(4) + struct.pack(">I", 2) + b"t" + bytes(79)
    given = tags | {b"desc": named, b"cprt": b"text" + bytes(4) + b"t" + bytes(1)}
    given[b"wtpt"] = b"XYZ " + bytes(4) + _fixed(0.9642, 1, 0.8249)
    table, body, at = b"", b"", 132 + 12 * len(given)
    for name, data in given.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I", at + len(body)) + bytes(4) + b"\x02\x10" + bytes(2) + kind + space + pcs
    head += struct.pack(">6H", 2021, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(given)) + table + body


def _gamma(value: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(value * 256))


def of_primaries(name: str, gamma: float = 2.2) -> bytes:
    names = zip((b"rXYZ", b"gXYZ", b"bXYZ"), PRIMARIES[name], strict=True)
    tags = {tag: b"XYZ " + bytes(4) + _fixed(*values) for tag, values in names}
    return _profile(b"RGB ", b"XYZ ", b"mntr", tags | {tag: _gamma(gamma) for tag in (b"rTRC", b"gTRC", b"bTRC")})


def of_grey(gamma: float) -> bytes:
    return _profile(b"GRAY", b"XYZ ", b"mntr", {b"kTRC": _gamma(gamma)})


def of_grey_ink() -> bytes:
    """Return a profile of a press whose four inks are all grey: no program that ignores it shows such a photo right."""
    ramp = bytes(range(256))
    corners = [sum(each) for each in itertools.product((0, 1), repeat=4)]
    lightness = b"".join(bytes((255 - min(count, 3) * 85, 128, 128)) for count in corners)
    matrix = _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix + ramp * 4 + lightness + ramp * 3
    return _profile(b"CMYK", b"Lab ", b"prtr", {b"A2B0": table, b"A2B1": table})


def shown(mode: str, color: Any, *, kind: str = "JPEG", profile: bytes | None = None) -> Any:
    """Return the colour that a photo of one colour has after it was handed in."""
    kept = BytesIO()
    given: dict[str, Any] = {"icc_profile": profile} if profile else {}
    Image.new(mode, (16, 16), color).save(kept, kind, **given)
    photo = Image.open(BytesIO(written_anew(kept.getvalue())))
    assert "icc_profile" not in photo.info
    return photo.getpixel((8, 8))


def near(found: Any, wanted: tuple[int, ...], by: int = 4) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


def test_the_red_of_a_phone_stays_that_red() -> None:
    found = shown("RGB", (230, 60, 60), profile=of_primaries("Display P3"))
    assert near(found, (250, 31, 49), by=8)  # its curve is that of sRGB, this one a plain power
    assert near(shown("RGB", (230, 60, 60), profile=of_primaries("sRGB")), (230, 60, 60), by=6)
    assert near(shown("RGB", (60, 200, 90), profile=of_primaries("Adobe RGB")), (0, 201, 83), by=8)


def test_what_has_no_profile_or_a_broken_one_is_taken_as_it_is() -> None:
    assert near(shown("RGB", (230, 60, 60)), (230, 60, 60))
    assert near(shown("RGB", (230, 60, 60), profile=b"no profile at all"), (230, 60, 60))
    assert near(shown("RGB", (230, 60, 60), profile=of_grey(2.2)), (230, 60, 60))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_grey_profile_is_minded(kind: str) -> None:
    found = shown("L", 128, kind=kind, profile=of_grey(1.0))
    assert near(found, (188, 188, 188))


def test_the_inks_of_a_press_are_what_its_profile_says() -> None:
    red, green, blue = shown("CMYK", (0, 255, 255, 0), profile=of_grey_ink())
    assert max(red, green, blue) - min(red, green, blue) <= 8
    assert near(shown("CMYK", (0, 255, 255, 0)), (255, 0, 0))


def test_sixteen_bits_a_point_keep_their_brightness() -> None:
    assert near(shown("I;16", 40_000, kind="PNG"), (156, 156, 156), by=1)


def test_what_is_seen_through_is_converted_under_it() -> None:
    found = shown("RGBA", (230, 60, 60, 128), kind="PNG", profile=of_primaries("Display P3"))
    assert near(found, (250, 31, 49, 128), by=6)
    assert shown("LA", (100, 128), kind="PNG") == (100, 100, 100, 128)


def test_the_profiles_of_these_tests_are_profiles() -> None:
    for profile in (of_primaries("Display P3"), of_grey(1.8), of_grey_ink()):
        assert ImageCms.ImageCmsProfile(BytesIO(profile)).profile.version == pytest.approx(2.1)
