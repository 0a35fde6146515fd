"""Answers that are remembered: a small TOML file beside the workbook, by the form that files of one form share."""

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from nghitrinh.evidence.errors import EvidenceError

NAME = "nghitrinh-land.toml"
_HEAD = "# What nghitrinh land was told about tables, by the form of the file. Edit or delete freely.\n"


def answers_file(workbook: Path) -> Path:
    """Return where the answers about a workbook are kept: beside it."""
    return workbook.parent / NAME


def known_answers(file: Path, form: str) -> dict[str, str]:
    """Return what is remembered of a form. Raises EvidenceError for a file that is not as this module writes it."""
    return _read(file).get(form, {})


def remember(file: Path, form: str, answers: Mapping[str, str]) -> None:
    """Keep answers of a form with those that are there; the file is replaced whole."""
    known = _read(file)
    known[form] = {**known.get(form, {}), **answers}
    lines = [_HEAD]
    for each in sorted(known):
        lines += [f"\n[{_quoted(each)}]\n", *(f"{_quoted(k)} = {_quoted(v)}\n" for k, v in sorted(known[each].items()))]
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    beside.write_text("".join(lines), "utf-8")
    beside.replace(file)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a basic string of TOML, for texts without control characters


def _read(file: Path) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvidenceError(str(file), str(error), "TOML as it was written here", code="bad_answers") from None
    if not all(isinstance(each, dict) and all(isinstance(v, str) for v in each.values()) for each in found.values()):
        raise EvidenceError(str(file), "another layout", 'key = "answer" under each form', code="bad_answers")
    return found
