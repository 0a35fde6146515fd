"""The sentences of findings, by code, in Vietnamese and in English. A finding stores codes and values, never these.

Values are text. What is a number is written as each language writes numbers, and a class of land as its code.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from nghitrinh.evidence.finding import Fault
from nghitrinh.evidence.land_words import LAND
from nghitrinh.vietnamese import format_number

LANGUAGES = ("vi", "en")
_COMMON: dict[str, tuple[str, str]] = {
    "passed": ("đạt", "holds"),
    "failed": ("không đạt", "does not hold"),
    "not_checked": ("chưa kiểm tra được", "not checked"),
    "both_sides": (
        "Một bên {left}, bên kia {right}: chênh {difference} (làm tròn chỉ giải thích được {tolerance}).",
        "One side is {left}, the other {right}: a difference of {difference} (rounding explains at most {tolerance}).",
    ),
    "counts": (
        "xét {examined} quan hệ: {exact} đúng tuyệt đối, {rounded} lệch do làm tròn (tối đa {widest}), {faults} lỗi",
        "{examined} relations: {exact} exact, {rounded} within rounding (at most {widest}), {faults} faults",
    ),
    "in_cells": ("Ô: {cells}", "Cells: {cells}"),
    "and_more": ("… và {count} ô nữa", "… and {count} more"),
    "answer_with": (
        "Trả lời bằng --answer {key}=…; câu trả lời được nhớ cho mọi tệp cùng mẫu.",
        "Answer with --answer {key}=…; the answer is remembered for every file of this form.",
    ),
    "choices": ("Chọn một: {choices}.", "One of: {choices}."),
    "likely": ("Có lẽ là: {guess}.", "Likely: {guess}."),
    "all_holds": ("Mọi phép kiểm tra đều đạt.", "Every check holds."),
    "faults_found": ("Có {count} chỗ không khớp.", "What does not agree: {count}."),
    "proof_optimal": ("Tối ưu, có chứng minh: {value} = cận {bound}.", "Proven optimal: {value} = the bound {bound}."),
    "proof_gap": ("Đạt {value}, cận {bound}.", "{value}, bounded by {bound}."),
}
SENTENCES = _COMMON | LAND
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def sentence(code: str, values: Mapping[str, str] | None = None, language: str = "vi") -> str:
    """Return the sentence of a code with its values. Raises KeyError for a code or a value that there is not.

    >>> sentence("negative_area", {"found": "-1234.5"}), sentence("negative_area", {"found": "-1234.5"}, "en")
    ('Diện tích âm: -1.234,5.', 'A negative area: -1,234.5.')
    """
    text = SENTENCES[code][LANGUAGES.index(language)]
    return text.format_map({name: _written(name, value, language) for name, value in (values or {}).items()})


def fault_sentences(fault: Fault, language: str = "vi") -> list[str]:
    """Return what a fault says, one sentence each: what does not hold, both sides, likely causes."""
    found = [sentence(fault.code, fault.values, language)]
    if fault.difference is not None:
        sides = ("left", "right", "difference", "tolerance")
        found.append(sentence("both_sides", {name: f"{getattr(fault, name):f}" for name in sides}, language))
    return [*found, *(sentence(hint, {}, language) for hint in fault.hints)]


_PLAIN = frozenset(("year", "before", "after", "found", "name", "key"))  # never grouped: 2025 is no 2.025


_NAMED = {"": ("toàn bộ", "the whole"), "TDTN": ("diện tích tự nhiên", "the natural area")}


def _written(name: str, value: str, language: str) -> str:
    if value in _NAMED and name in ("unit", "code", "base", "other", "fits", "region"):
        return _NAMED[value][LANGUAGES.index(language)]
    if not _NUMBER.fullmatch(value) or (name in _PLAIN and not value.startswith("-")):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return format_number(number) if language == "vi" else f"{number:,f}"
