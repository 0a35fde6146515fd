"""What the portal's templates do with facts: keys before methods, nothing left out, text as Django escapes it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils.html import escape, format_html
from jinja2 import UndefinedError

from nghitrinh import assets
from nghitrinh.assets.templating import filled, templates


def rendered(folder: Path, text: str, **facts: Any) -> str:
    (folder / "page.html").write_text(text, "utf-8")
    return filled(templates(folder).get_template("page.html"), **facts)


def test_a_key_comes_before_a_method_of_the_same_name(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ page.items }} {{ page.keys[0] }}", page={"items": "7 nội dung", "keys": ["k"]}) == (
        "7 nội dung k"
    )


@pytest.mark.parametrize("text", ["{{ page.title }}", "{% if page.title %}{% endif %}", "{{ title }}"])
def test_a_missing_fact_stops_the_page(tmp_path: Path, text: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(tmp_path, text, page={})


@pytest.mark.parametrize(
    "value", ["<b>", "\"'&`=", "&amp;", "Đường 4.000 ha\n", 0, None, format_html("<i>{}</i>", "<")]
)
def test_a_value_is_escaped_as_django_does_it(tmp_path: Path, value: Any) -> None:
    expected = str(value) if hasattr(value, "__html__") else escape(value)
    assert rendered(tmp_path, "{{ value }}\n", value=value) == f"{expected}\n"


def test_what_a_macro_wrote_is_not_escaped_again(tmp_path: Path) -> None:
    text = "{% macro name(who) %}<b>{{ who }}</b>{% endmacro %}{{ name('<') }}"
    assert rendered(tmp_path, text) == "<b>&lt;</b>"


def test_no_template_writes_a_quotation_mark_by_its_number() -> None:
    package = Path(assets.__file__).parents[1]
    written = [path for folder in ("assets", "publication", "portal") for path in (package / folder).rglob("*.html")]
    assert len(written) > 15
    assert [path.name for path in written if re.search("&#3[49];", path.read_text("utf-8"))] == []
