"""The English catalogue: compiled from what is written, and true to its placeholders."""

import gettext
import re
from pathlib import Path

from babel.messages.pofile import read_po

import nghitrinh

FOLDER = Path(nghitrinh.__file__).parent / "locale" / "en" / "LC_MESSAGES"
HOLES = re.compile(r"%\(\w+\)[sd]|(?<!\])\{\w*\}")


def _pairs() -> list[tuple[str, str]]:
    with (FOLDER / "django.po").open("rb") as file:
        catalogue = read_po(file)
    pairs = []
    for message in catalogue:
        if message.id and message.string:
            assert not message.fuzzy, message.id
            several = isinstance(message.id, tuple)
            ids = message.id if several else (message.id, message.id)
            words = message.string if several else (message.string, message.string)
            pairs += [(str(a), str(b)) for a, b in zip(ids, words, strict=True) if b]
    return pairs


def test_compiled_is_what_is_written() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for number, (vietnamese, english) in enumerate(_pairs()):
        said = {compiled.gettext(vietnamese), compiled.ngettext(vietnamese, vietnamese, 1 + number % 2)}
        said.add(compiled.ngettext(vietnamese, vietnamese, 2))
        assert english in said, vietnamese


def test_every_translation_keeps_its_placeholders() -> None:
    for vietnamese, english in _pairs():
        assert set(HOLES.findall(english)) == set(HOLES.findall(vietnamese)), vietnamese
