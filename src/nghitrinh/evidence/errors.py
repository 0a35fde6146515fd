"""The exceptions of the evidence libraries: an input that cannot be read, and one that must be explained first."""

from dataclasses import dataclass

from nghitrinh import workbooks

CODES = (
    *workbooks.CODES,
    *("no_table", "unknown_scheme", "unknown_answer", "bad_answers", "bad_cells", "bad_quotas"),
)


class EvidenceError(ValueError):
    """An input that no finding can be made of: `name` of the file, what was `found`, what is `expected`.

    This library is used alone too, and speaks English. `code` is what a program holds on to, and from what an
    application makes words of its own language: one of CODES.
    """

    def __init__(self, name: str, found: str, expected: str, *, code: str) -> None:
        super().__init__(f"{name}: found {found}, expected {expected}")
        self.name, self.found, self.expected, self.code = name, found, expected, code


@dataclass(frozen=True)
class Question:
    """What a file does not say and the reader does not guess.

    `key` is under which an answer is given and remembered, `code` with `values` its sentence, `choices` what may be
    answered (empty: a year or a name), `guess` the likely one or nothing.
    """

    key: str
    code: str
    values: dict[str, str]
    choices: tuple[str, ...] = ()
    guess: str = ""


class OpenQuestions(Exception):
    """Questions are open: the file is of `form`, and answers are remembered for every file of that form."""

    def __init__(self, name: str, form: str, questions: tuple[Question, ...]) -> None:
        super().__init__(f"{name}: {len(questions)} questions must be answered first")
        self.name, self.form, self.questions = name, form, questions
