"""The colour of a house: whether it can be read on what the stylesheet lays under it, and the stylesheet it makes.

A house has a colour for a light and one for a dark page. Each is that of the ordinary button: the button's words stand
on it, and it stands on the grounds of a page. Both figures are those of WCAG 2.2.
"""

import re
from dataclasses import dataclass
from functools import cache

from nghitrinh.assets import STATIC

COLOUR = re.compile(r"#[0-9a-f]{6}")
# What words on a colour need, and what a part of a page needs on its ground.
TEXT, PART = 4.5, 3.0
_GROUNDS = ("paper", "sheet", "sunk")
_TOKEN = re.compile(r"^\s*--([a-z0-9-]+):\s+light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", re.MULTILINE)


@dataclass(frozen=True)
class Faint:
    """What a colour cannot be told from ("words" on it, or its "ground"), the contrast found, the least needed."""

    on: str
    found: float
    least: float


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as "#1f4e8c", from 1 to 21.

    >>> round(contrast("#ffffff", "#000000"), 1), round(contrast("#777777", "#ffffff"), 2)
    (21.0, 4.48)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint(colour: str, *, dark: bool) -> Faint | None:
    """Return the worst of what a colour cannot be told from on a light or a dark page; None for a colour that is good.

    >>> faint("#1f4e8c", dark=False) is None, faint("#ffe066", dark=False).on
    (True, 'words')
    """
    tokens = {name: pair[dark] for name, pair in _tokens().items()}
    found = [Faint("words", contrast(colour, tokens["on-act"]), TEXT)]
    found += [Faint("ground", contrast(colour, tokens[ground]), PART) for ground in _GROUNDS]
    return min((each for each in found if each.found < each.least), key=lambda each: each.found, default=None)


@cache
def _tokens() -> dict[str, tuple[str, str]]:
    css = (STATIC / "nghitrinh.css").read_text("utf-8")
    return {name: (light, dark) for name, light, dark in _TOKEN.findall(css)}


def stylesheet(accent: str, accent_dark: str) -> str:
    """Return the stylesheet of a house's colours; of one that is "", the program's own stays. Empty for none."""
    if not accent and not accent_dark:
        return ""
    own = _tokens()["act"]
    light, dark = accent or own[0], accent_dark or own[1]
    return (
        "@layer tokens {\n"
        f"  :root {{ --act: {light} }}\n"
        f"  @supports (color: light-dark(#000, #fff)) {{ :root {{ --act: light-dark({light}, {dark}) }} }}\n"
        "}\n"
        "@layer components { .desk-side, .desk-head, .p-head, .signin-form { border-top: 4px solid var(--act) } }\n"
    )
