"""A refusal as one sentence of the desk: acts by their names, days as they are written here."""

from datetime import date, datetime

from nghitrinh.desk.kit.wording import day, kind_words, moment, verb_words
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.messages import written
from nghitrinh.record.kernel.striking import Resting


def in_words(error: ActError) -> str:
    """Return why an act refused, in the reader's language."""
    verb, form = error.message.values.get("verb"), str(error.message.values.get("form", ""))
    words = error.said(in_desk_words, **({"verb": verb_words(str(verb), form)} if verb else {}))
    return words[:1].upper() + words[1:]


def in_expected_words(error: ActError) -> str:
    """Return what an act wants instead of what it refused, in the reader's language."""
    return written(error.wanted, in_desk_words)


def each_in_words(error: ActError) -> list[str]:
    """Return everything that an act refused, each in a sentence of its own."""
    return list(dict.fromkeys(in_words(each) for each in error.each()))


def in_desk_words(value: object) -> str:
    """Return a value of a message as the desk writes it."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, Resting):
        return value.words(kind_words)
    return day(value) if isinstance(value, date) else str(value)
