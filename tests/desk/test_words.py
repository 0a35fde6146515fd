"""The English catalogue: whole, compiled from what is written, and true to its placeholders."""

import gettext
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.test import override_settings

import nghitrinh

PACKAGE = Path(nghitrinh.__file__).parent
WRITTEN = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HOLES = re.compile(r"%\(\w+\)[sd]|(?<!\])\{\w*\}")
RENEW = (
    "run in src/nghitrinh: ../../.venv/bin/python -m django makemessages -l en --no-location --no-obsolete --no-wrap, "
    "translate what is empty or fuzzy, then ../../.venv/bin/python -m django compilemessages"
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


def test_every_marked_word_of_the_interface_has_its_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(PACKAGE, tmp_path / "nghitrinh", ignore=shutil.ignore_patterns("__pycache__", "static"))
    monkeypatch.chdir(tmp_path / "nghitrinh")
    with override_settings(LOCALE_PATHS=[]):
        call_command("makemessages", locale=["en"], no_location=True, no_obsolete=True, no_wrap=True, verbosity=0)
    marked = read(tmp_path / WRITTEN.relative_to(PACKAGE.parent))
    assert len(marked) > 500
    assert [message for message, words in marked.items() if not words] == [], RENEW
    assert set(read(WRITTEN)) - set(marked) == set(), RENEW


def test_compiled_is_what_is_written(tmp_path: Path) -> None:
    subprocess.run(["msgfmt", "--check", "-o", tmp_path / "en.mo", WRITTEN], check=True)
    assert compiled(WRITTEN.with_suffix(".mo")) == compiled(tmp_path / "en.mo"), RENEW


def test_every_translation_keeps_its_placeholders() -> None:
    for vietnamese, english in read(WRITTEN).items():
        for words in english:
            assert set(HOLES.findall(words)) == set(HOLES.findall(vietnamese)), vietnamese
