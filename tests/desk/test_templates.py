"""The desk's templates: all that is written is escaped, no name is missing, no function is left uncalled."""

import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from django.db import models
from django.template import engines
from django.test import Client
from jinja2 import Environment, UndefinedError, nodes
from tests.desk.places import address_of, everything
from tests.world import World

import nghitrinh.desk
from nghitrinh.desk import templating
from nghitrinh.desk.kit.access import walk
from nghitrinh.record.kernel.models import Noun

DESK = Path(nghitrinh.desk.__file__).parent
SOURCES = {path.relative_to(DESK / "templates").as_posix(): path for path in (DESK / "templates").rglob("*.html")}
ODD = "<script>\"'&"
# Text by which the record finds something, which nobody writes in words.
KEYS = {
    "password",
    "sha256",
    "digest",
    "image",
    "key",
    "path",
    "media_type",
    "act",
    "subject",
    "code",
    "state",
    "table",
}
# Made of escaped parts: who else declares text to be safe adds a line here, and says why.
SAFE = {
    "context.py": "the menu, which a template drew",
    "kit/drawing.py": "the empty text",
    "kit/pictures.py": "squares of a QR picture, which a library drew",
    "kit/saying.py": "words of our catalogue, each value escaped",
    "personal/noted.py": "a text with the passages of notes marked, each piece escaped",
    "templating.py": "the empty text",
}


def _environment() -> Environment:
    return engines["jinja2"].env  # type: ignore[no-any-return]


def _pages(client: Client, places: dict[str, Any]) -> dict[str | None, str]:
    """Return every page that a GET shows, by its name."""
    found = {}
    for _route, pattern in walk():
        answer = client.get(address_of(pattern.name, places))
        if answer.status_code in (200, 404, 409) and "html" in answer.headers["Content-Type"]:
            found[pattern.name] = answer.content.decode()
    return found


def test_what_stands_in_the_record_is_escaped_on_every_page(
    signed: Callable[[str], Client], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = everything(world)
    plain, of_nouns = models.Model.from_db.__func__, Noun.from_db.__func__  # type: ignore[attr-defined]

    def odd(cls: type[models.Model], *given: Any) -> models.Model:
        noun: models.Model = (of_nouns if issubclass(cls, Noun) else plain)(cls, *given)
        for field in cls._meta.concrete_fields:
            text = noun.__dict__.get(field.attname)
            is_words = isinstance(field, models.CharField | models.TextField) and not field.choices
            if is_words and isinstance(text, str) and not KEYS & set(field.name.split("_")):
                noun.__dict__[field.attname] = text + ODD
        return noun

    for base in (models.Model, Noun):
        monkeypatch.setattr(base, "from_db", classmethod(odd))
    pages = _pages(signed("secretary"), places)
    shown = {name for name, page in pages.items() if "&lt;script&gt;" in page}
    assert len(shown) > 40, sorted(set(pages) - shown)
    assert {name for name, page in pages.items() if re.search(r"<script>|\"'&(?!\w+;|#)", page)} == set()


def test_no_template_lets_anything_pass_unescaped() -> None:
    found = {name for name, path in SOURCES.items() if re.search(r"\|\s*safe\b|autoescape|Markup", path.read_text())}
    assert found == set()
    code = {path.relative_to(DESK).as_posix(): path.read_text("utf-8") for path in DESK.rglob("*.py")}
    declared = {name for name, text in code.items() if re.search(r"\b(mark_safe|SafeString|Markup)\(", text)}
    assert declared == set(SAFE)


def test_no_function_is_left_uncalled(
    signed: Callable[[str], Client], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A condition takes a function for true, and a page would write what it is instead of what it returns."""
    functions: set[tuple[str, str, int]] = set()
    looked_up = Environment.getattr

    def noted(self: Environment, obj: Any, attribute: str) -> Any:
        found = looked_up(self, obj, attribute)
        if self is _environment() and (inspect.isroutine(found) or isinstance(found, partial)):
            functions.add((attribute, *_place(sys._getframe(1))))
        return found

    monkeypatch.setattr(Environment, "getattr", noted)
    pages = _pages(signed("secretary"), everything(world))
    assert len(pages) > 60
    assert {name for name, page in pages.items() if re.search("bound method|&lt;function|partial", page)} == set()
    assert len(functions) > 15
    uncalled = {each for name, path in SOURCES.items() for each in _uncalled(name, path)}
    assert uncalled & functions == set()


def _place(frame: FrameType) -> tuple[str, int]:
    """Return the template and the line of it that a frame draws."""
    path = Path(frame.f_code.co_filename).relative_to(DESK / "templates").as_posix()
    return path, _environment().get_template(path).get_corresponding_lineno(frame.f_lineno)


def _uncalled(name: str, path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield the attributes of a template of which neither a call nor another attribute is made, with their places."""
    tree = _environment().parse(path.read_text("utf-8"))
    made_of = {id(each.node) for kind in (nodes.Call, nodes.Getattr) for each in tree.find_all(kind)}
    return ((each.attr, name, each.lineno) for each in tree.find_all(nodes.Getattr) if id(each) not in made_of)


@pytest.mark.parametrize("text", ["{{ titel }}", "{% if titel %}{% endif %}", "{{ page.titel }}"])
def test_a_misspelt_name_stops_the_page(text: str) -> None:
    with pytest.raises(UndefinedError):
        engines["jinja2"].from_string(text).render({"page": {"title": "Tên"}})


def test_every_template_is_compiled_and_used() -> None:
    used: dict[str, set[str]] = defaultdict(set)
    for path in [*DESK.rglob("*.py"), *SOURCES.values()]:
        for name in re.findall(r'"([\w/]+\.html)"', path.read_text("utf-8")):
            used[name].add(path.name)
    templating.load()
    assert {name for _loader, name in _environment().cache or {}} >= set(SOURCES)
    of_django = {"400.html", "403.html"}  # by name, where it answers itself
    assert set(SOURCES) - set(used) == of_django


def test_words_are_said_in_the_language_of_each_page(client: Client, db: None) -> None:
    pages = {}
    for language in ("vi", "en", "vi"):
        client.cookies["django_language"] = language
        pages[language] = client.get("/dang-nhap/").content.decode()
        assert f'<html lang="{language}">' in pages[language]
    assert ("Đăng nhập</h1>" in pages["vi"], "Đăng nhập</h1>" in pages["en"]) == (True, False)
