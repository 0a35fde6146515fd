"""What desk and portal share: one stylesheet, script, picture and icon, and fonts made from packages on this machine.

=============  ======================================================================================
`assets()`     name -> file of the static set without fonts, as the portal's bundle copies it
`icons()`      names of the icons that the stylesheet draws ("late" for the class `i-late`)
`fonts`        module with `build_fonts(folder)`: the five WOFF2 files beside the stylesheet
=============  ======================================================================================

The stylesheet asks for `fonts/…` and the script for nothing, both relative: the set works wherever it is put.

>>> sorted(assets())
['favicon.svg', 'nghitrinh.css', 'nghitrinh.js', 'phong-hop.svg']
>>> {"late", "seal"} <= icons()
True
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["assets", "icons"]

STATIC = Path(__file__).parent / "static" / "nghitrinh"


@cache
def assets() -> Mapping[str, Path]:
    """Return the files of the static set by the name under which a page asks for them. They stay while we run."""
    return {path.relative_to(STATIC).as_posix(): path for path in sorted(STATIC.rglob("*")) if path.is_file()}


def icons() -> frozenset[str]:
    """Return the names of the icons the stylesheet draws, without the prefix of their class."""
    css = (STATIC / "nghitrinh.css").read_text("utf-8")
    return frozenset(re.findall(r"^\s*\.i-([a-z-]+) \{ --i:", css, re.MULTILINE))
