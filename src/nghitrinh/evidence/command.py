"""`nghitrinh land check|template|cells|schema`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from nghitrinh.evidence.as_text import as_text, questions_text
from nghitrinh.evidence.errors import EvidenceError, OpenQuestions
from nghitrinh.evidence.finding import Finding, json_schema
from nghitrinh.evidence.sentences import LANGUAGES


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command of the land library; 0 when everything holds, 1 when it does not or cannot be told."""
    options = _parser().parse_args(argv)
    try:
        return int(options.carry_out(options))
    except EvidenceError as error:
        print(f"nghitrinh land: {error}", file=sys.stderr)
    except OSError as error:
        print(f"nghitrinh land: {error.filename}: {error.strerror}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("nghitrinh land", description="Land-use tables and cells.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="check that the tables of workbooks add up")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a workbook (.xlsx)")
    check.add_argument("--answer", action="append", default=[], metavar="KEY=VALUE", help="answer an open question")
    check.add_argument("--json", action="store_true", help="print the finding as JSON (docs/evidence.md)")
    check.add_argument("--language", choices=LANGUAGES, default="vi", help="of the sentences")
    check.set_defaults(carry_out=_check)
    empty = commands.add_parser("template", help="write an empty workbook to fill in")
    empty.add_argument("file", type=Path, metavar="FILE")
    empty.add_argument("--scheme", default="2021-tinh", help="list of classes: 2014, 2021-tinh, 2021-quoc-gia, 2024")
    empty.add_argument("--unit", action="append", default=[], metavar="NAME", help="an administrative unit, in order")
    empty.add_argument("--year", action="append", type=int, default=[], metavar="YEAR", help="a year, in order")
    empty.set_defaults(carry_out=_template)
    cells = commands.add_parser("cells", help="allocate cells to classes under quotas, with a proof")
    cells.add_argument("cells", type=Path, metavar="CELLS.csv", help="cell,[region,]CLASS,CLASS…: suitability")
    cells.add_argument("quotas", type=Path, metavar="QUOTAS.toml", help='[classes.LUA] or [regions."Bình Giang".LUA]')
    cells.add_argument("--out", type=Path, metavar="FILE.csv", help="write cell,class there")
    cells.add_argument("--json", action="store_true", help="print the finding as JSON (docs/evidence.md)")
    cells.add_argument("--language", choices=LANGUAGES, default="vi", help="of the sentences")
    cells.set_defaults(carry_out=_cells)
    schema = commands.add_parser("schema", help="print the JSON schema of a finding")
    schema.set_defaults(carry_out=_schema)
    return parser


def _check(options: argparse.Namespace) -> int:
    answers = dict(_answer(each) for each in options.answer)
    holds = [_checked(file, answers, options) for file in options.files]
    return 0 if all(holds) else 1


def _answer(given: str) -> tuple[str, str]:
    key, separator, value = given.rpartition("=")
    if not separator or not key or not value:
        raise EvidenceError("--answer", given, "KEY=VALUE", code="unknown_answer")
    return key, value


def _checked(file: Path, answers: dict[str, str], options: argparse.Namespace) -> bool:
    """Check one file with the answers given and remembered, print what came of it, and return whether all holds."""
    try:
        finding = check_file(file, answers)
    except OpenQuestions as open_questions:
        _print_questions(open_questions, options)
        return False
    _print_finding(finding, options)
    return finding.holds


def check_file(file: Path, answers: dict[str, str]) -> Finding:
    """Check a workbook with answers given now, which are remembered, and those remembered of files of its form."""
    from nghitrinh.evidence.land import answers as remembered  # noqa: PLC0415 - the help needs no workbook's library
    from nghitrinh.evidence.land.checking import check_workbook  # noqa: PLC0415

    data, beside = file.read_bytes(), remembered.answers_file(file)
    try:
        finding = check_workbook(data, file.name, answers)
    except OpenQuestions as asked:
        if answers:
            remembered.remember(beside, asked.form, answers)
        known = {**remembered.known_answers(beside, asked.form), **answers}
        if known == answers:
            raise
        return check_workbook(data, file.name, known)
    if answers:
        remembered.remember(beside, finding.options["form"], answers)
    return finding


def _print_finding(finding: Finding, options: argparse.Namespace) -> None:
    print(finding.as_bytes().decode() if options.json else as_text(finding, options.language) + "\n", end="")


def _print_questions(asked: OpenQuestions, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({"questions": [asdict(each) for each in asked.questions]}, ensure_ascii=False))
    else:
        print(f"{asked.name}\n{questions_text(asked, options.language)}", file=sys.stderr)


def _template(options: argparse.Namespace) -> int:
    from nghitrinh.evidence.land.template import template  # noqa: PLC0415

    years = options.year or [2020, 2025, 2030]
    options.file.write_bytes(template(options.scheme, options.unit, years))
    print(options.file)
    return 0


def _cells(options: argparse.Namespace) -> int:
    from nghitrinh.evidence.land.assigning import allocate_cells  # noqa: PLC0415

    names = options.cells.name, options.quotas.name
    result = allocate_cells(options.cells.read_bytes(), options.quotas.read_bytes(), names)
    if options.out is not None and result.classes:
        beside = options.out.with_name(f"{options.out.name}.{os.getpid()}.new")
        beside.write_bytes(result.as_csv())
        beside.replace(options.out)
    _print_finding(result.finding, options)
    return 0 if result.finding.holds else 1


def _schema(options: argparse.Namespace) -> int:
    del options
    print(json.dumps(json_schema(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0
