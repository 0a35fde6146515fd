"""The static set: whole, self-contained, and drawn for every class that a template uses."""

import re
from pathlib import Path

import pytest

import nghitrinh.assets as assets_package
from nghitrinh.assets import assets, icons
from nghitrinh.assets.fonts import FACES

PACKAGE = Path(assets_package.__file__).parents[1]
CSS = assets()["nghitrinh.css"].read_text("utf-8")
JS = assets()["nghitrinh.js"].read_text("utf-8")
WITHOUT_DATA = re.sub(r'url\("data:[^"]*"\)', "", CSS)
DESK = PACKAGE / "desk" / "static" / "desk" / "desk.css"  # what only the desk has
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))


def classes_used(template: Path) -> set[str]:
    """Return the class names that a template writes out; names with a variable in them are left to its own tests."""
    text = re.sub(r"\{%.*?%\}", " ", template.read_text("utf-8"))
    values = re.findall(r'class="([^"]*)"', re.sub(r"\{\{.*?\}\}", "{}", text))
    return {name for value in values for name in value.split() if "{}" not in name}


def test_a_theme_is_colours_and_nothing_else() -> None:
    """`light-dark()` gives colours alone. So axe goes over a page in the second theme for its colours only."""
    for css in (CSS, DESK.read_text("utf-8")):
        assert "prefers-color-scheme" not in css
        rules = re.findall(r"\[data-theme(?:=[^\]]*)?\][^{}]*\{([^}]*)\}", css)
        assert {rule.partition(":")[0].strip() for rule in rules} <= {"color-scheme"}
    assert len(re.findall(r'\[data-theme="(?:light|dark)"\]\s*\{', CSS)) == 2


def test_is_exactly_these_files() -> None:
    assert sorted(assets()) == ["favicon.svg", "nghitrinh.css", "nghitrinh.js", "phong-hop.svg"]


def test_exports_exactly_these_names() -> None:
    assert assets_package.__all__ == ["assets", "icons"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_class_of_a_template_is_drawn(template: Path) -> None:
    own = DESK.read_text("utf-8") if "desk" in template.parts else ""
    drawn = set(re.findall(r"\.([A-Za-z][\w-]*)", WITHOUT_DATA + own))
    assert classes_used(template) - drawn == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_style_or_script(template: Path) -> None:
    # Arguments of tags and calls are no attributes.
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", template.read_text("utf-8"))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\s(?:src=|type=.application/ld\+json.))", text)


def test_asks_for_nothing_from_elsewhere() -> None:
    fonts = set(re.findall(r'url\("(?!data:)([^"]*)"\)', CSS))
    assert fonts == {f"fonts/{name}" for name in FACES}
    assert not re.search(r"@import|//[a-z]+\.", WITHOUT_DATA)
    assert not re.search(r"\bimport\b|https?:", JS)


def test_uses_only_variables_that_are_set() -> None:
    used = set(re.findall(r"var\((--[\w-]+)", CSS))
    assert used - set(re.findall(r"(--[\w-]+)\s*:", CSS)) == set()


def test_braces_are_even() -> None:
    assert WITHOUT_DATA.count("{") == WITHOUT_DATA.count("}")


def test_the_sans_keeps_the_line_that_its_marks_need() -> None:
    """Be Vietnam Pro's ink spans 1.455 em: text on a tighter line loses the marks of one line in the next."""
    tight = [
        rule
        for rule in re.findall(r"font:[^;}]*/([\d.]+) var\(--sans\)", WITHOUT_DATA)
        if float(rule) < 1.455 and rule not in {"1", "1.4"}  # file kinds and keys: one line of capitals or digits
    ]
    assert tight == []


def test_light_theme_of_older_browsers_has_every_colour() -> None:
    tokens = set(re.findall(r"(--[\w-]+):\s*light-dark", CSS))
    fallback = CSS[CSS.index("@supports not") : CSS.index("@layer base {")]
    assert tokens - set(re.findall(r"(--[\w-]+):", fallback)) == set()


def test_names_the_icons_for_states() -> None:
    assert {"done", "late", "clash", "info", "lock", "seal", "clock", "open", "part"} <= icons()
