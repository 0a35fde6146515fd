"""The English catalogue: whole, compiled from what is written, and true to its placeholders."""

import ast
import contextlib
import gettext
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.core.management import call_command
from django.template import engines
from django.test import override_settings

import nghitrinh

PACKAGE = Path(nghitrinh.__file__).parent
WRITTEN = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HOLES = re.compile(r"%\(\w+\)[sd]|(?<!\])\{\w*\}")
RENEW = (
    "write what is missing at the end of src/nghitrinh/locale/en/LC_MESSAGES/django.po, take out what nothing says any "
    "more, then run there: msgfmt -o django.mo django.po"
)

Messages = dict[str, tuple[str, ...]]


def read(path: Path) -> Messages:
    """Return the English words of every message; none for one that a machine guessed."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    found: Messages = {}
    for message in messages:
        several = isinstance(message.id, tuple)
        words = tuple(message.string) if several else (message.string,)
        found[str(message.id[0] if several else message.id)] = () if message.fuzzy else tuple(filter(None, words))
    return found


def compiled(path: Path) -> Any:
    with path.open("rb") as file:
        return vars(gettext.GNUTranslations(file))["_catalog"]


def of_code(folder: Path) -> set[str]:
    """Return the messages that the code marks, as Django finds them."""
    shutil.copytree(PACKAGE, folder / "nghitrinh", ignore=shutil.ignore_patterns("__pycache__", "static", "templates"))
    (folder / WRITTEN.relative_to(PACKAGE.parent)).unlink()
    with override_settings(LOCALE_PATHS=[]), contextlib.chdir(folder / "nghitrinh"):
        call_command("makemessages", locale=["en"], extensions=["py"], no_location=True, no_wrap=True, verbosity=0)
    return set(read(folder / WRITTEN.relative_to(PACKAGE.parent)))


def of_templates() -> set[str]:
    """Return the messages that the desk's templates mark, as Jinja2 finds them."""
    found: set[str] = set()
    for path in (PACKAGE / "desk" / "templates").rglob("*.html"):
        for _line, function, messages in engines["jinja2"].env.extract_translations(path.read_text("utf-8")):
            found.add(messages if isinstance(messages, str) else messages[function == "pgettext"])
    return found


def test_every_marked_word_of_the_interface_has_its_english(tmp_path: Path) -> None:
    code, templates = of_code(tmp_path), of_templates()
    assert len(code) > 500
    assert len(templates) > 200
    written = read(WRITTEN)
    assert [message for message in code | templates if not written.get(message)] == [], RENEW
    assert set(written) - code - templates == set(), RENEW


def test_no_word_is_marked_where_nothing_finds_it() -> None:
    """Of what stands inside an f-string gettext knows nothing: it would be Vietnamese in every language."""
    marks = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy"}
    wrong = [
        f"{path.relative_to(PACKAGE)}:{called.lineno}"
        for path in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for called in ast.walk(text)
        if isinstance(called, ast.Call) and isinstance(called.func, ast.Name) and called.func.id in marks
    ]
    assert wrong == []


def test_compiled_is_what_is_written(tmp_path: Path) -> None:
    subprocess.run(["msgfmt", "--check", "-o", tmp_path / "en.mo", WRITTEN], check=True)
    assert compiled(WRITTEN.with_suffix(".mo")) == compiled(tmp_path / "en.mo"), RENEW


def test_every_translation_keeps_its_placeholders() -> None:
    for vietnamese, english in read(WRITTEN).items():
        for words in english:
            assert set(HOLES.findall(words)) == set(HOLES.findall(vietnamese)), vietnamese
