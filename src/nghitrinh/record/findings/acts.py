"""Acts on findings: a workbook is to be checked, what it does not say is answered, the program says what came of it."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints

from nghitrinh import evidence
from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.findings.queries import is_workbook
from nghitrinh.record.findings.rules import FINDING
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, not_for_you, not_now, nothing_corrected
from nghitrinh.record.kernel.levels import PROGRAM, role_words, stricter
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Line, Text, Word
from nghitrinh.record.papers.models import File, Paper, PaperRevision
from nghitrinh.record.papers.rules import PAPER
from nghitrinh.record.publications.queries import require_not_live

Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
NO_TABLE = "no_table"  # the code of the library for a workbook of another kind


class GivenAnswer(Parameters):
    """One answer about a workbook, by the key of its question."""

    key: Line
    answer: Line


Answers = Annotated[list[GivenAnswer], Field(min_length=1)]


class GivenQuestion(Parameters):
    """What a workbook does not say, as the library asks it."""

    key: Line
    code: Word
    values: dict[Line, Text] = Field(default_factory=dict)
    choices: list[Line] = Field(default_factory=list)
    guess: Line = ""


def begin_with_version(act: Act, version: PaperRevision) -> None:
    """Let every workbook that comes in with a version be checked; `record.acts` names it where papers ask."""
    for file in version.files.order_by(in_order("name"), "pk"):
        if is_workbook(file):
            act.create(_new(file, FindingState.WAITING))


def follow_level(act: Act, paper: Paper) -> None:
    """Let the findings of a paper be as strict as it has become."""
    found = Finding.objects.select_for_update(no_key=True).filter(version__paper=paper).order_by("recorded_at", "id")
    for each in found:
        level = stricter(each.level, paper.level)
        if level != each.level:
            act.change(each, "level", each.level, level)
            each.level = level
            act.save(each)


def _new(file: File, state: str) -> Finding:
    paper = file.version.paper
    owned = {"owner": paper.owner, "level": paper.level, "source": paper.source}
    return Finding(version=file.version, file=file, state=state, **owned)


@act("finding.begin")
def begin(act: Act, *, file: UUID) -> Finding:
    """Ask for the check of a workbook that came in before workbooks were checked by themselves."""
    about = act.get(File, file, field="file")
    made = _new(about, "")
    act.step(FINDING, made)
    if not is_workbook(about):
        act.refuse(
            BadInput(
                _("Tệp này không phải bảng tính: %(found)s"),
                code="not_a_workbook_to_check",
                field="file",
                found=about.name,
                expected=_("một tệp .xlsx"),
            )
        )
    if Finding.objects.filter(file=about).exists():
        act.refuse(
            Contradiction(
                _("Tệp này đã được kiểm tra: %(found)s"),
                code="checked_already",
                field="file",
                found=about.name,
                expected=_("một tệp chưa kiểm tra; muốn tính lại thì bấm “Kiểm tra lại”"),
            )
        )
    act.create(made)
    act.about(made)
    return made


@act("finding.answer")
def answer(act: Act, *, finding: UUID, edit: int, answers: Answers) -> Finding:
    """Answer what was asked about a workbook; it is checked with that, and the next file of its form is not asked."""
    found = act.open(Finding, finding, edit)
    asked = {each["key"]: each for each in found.questions}
    given = {each.key: each.answer for each in answers}
    for place, (key, said) in enumerate(given.items()):
        question = asked.get(key)
        if question is None:
            act.refuse(
                BadInput(
                    _("Không ai hỏi điều này: %(found)s"),
                    code="not_asked",
                    field=f"answers.{place}.key",
                    found=key,
                    expected=_("một câu đã hỏi về tệp"),
                )
            )
        elif not said or (question["choices"] and said not in question["choices"]):
            act.refuse(
                BadInput(
                    _("Không trả lời như vậy được: %(found)s"),
                    code="answer_unknown",
                    field=f"answers.{place}.answer",
                    found=said,
                    expected=tuple(question["choices"]) or _("một lời"),
                )
            )
    known = {**found.answers, **given}
    if known == found.answers:
        act.refuse(nothing_corrected(field="answers", expected=_("một câu trả lời khác")))
    act.change(found, "answers", _as_text(found.answers), _as_text(known))
    found.answers = known
    return act.save(found)


def _as_text(answers: dict[str, str]) -> str:
    return "; ".join(f"{key}: {said}" for key, said in sorted(answers.items()))


@act("finding.renew")
def renew(act: Act, *, finding: UUID, edit: int) -> Finding:
    """Have a workbook checked again, as after a new version of the program."""
    return act.save(act.open(Finding, finding, edit))


@act("finding.conclude", PROGRAM)
def conclude(
    act: Act,
    *,
    finding: UUID,
    program: Word,
    form: Word = "",
    answers: list[GivenAnswer] = [],  # noqa: B006 - copied by the parameter model
    result: Digest | None = None,
    questions: list[GivenQuestion] = [],  # noqa: B006 - as above
    why: Word = "",
) -> Finding:
    """Say what came of a check: what was computed, what must be asked first, or what stood in the way.

    The program says it in its own name; `result` are stored bytes, read here and held against the file. `answers` are
    those that it computed with, remembered ones too.
    """
    found = act.get(Finding, finding, field="finding")
    if act.by is not None:
        raise not_for_you(act.name, found=act.by, roles=role_words((PROGRAM,)))
    if found.state != FindingState.WAITING:
        raise not_now(act.name, found, found.state, (FindingState.WAITING,))
    act.about(found)
    state = FindingState.NO_TABLE if why == NO_TABLE else FindingState.UNREAD
    said = evidence.from_json(storage.get(result)) if result else None
    if said is not None:
        _require_of_file(act, said, found.file)
        state = FindingState.CHECKED
    elif questions:
        state = FindingState.ASKING
    before = {each["key"]: each for each in found.questions}
    before |= {each.key: each.model_dump() for each in questions}
    act.change(found, "state", found.state, state)
    found.state, found.form, found.why, found.program = state, form, why, program
    found.questions = list(before.values())
    found.answers = {**found.answers, **{each.key: each.answer for each in answers}}
    found.result, found.checked_on = result or "", act.at.date()
    checks = said.checks if said else ()
    found.passed = sum(each.status is evidence.Status.PASSED for each in checks)
    found.failed = sum(each.status is evidence.Status.FAILED for each in checks)
    found.faults = len(said.faults) if said else 0
    return act.save(found)


def _require_of_file(act: Act, said: evidence.Finding, file: File) -> None:
    inputs = [each.sha256 for each in said.inputs]
    if inputs != [file.digest]:
        act.refuse(
            Contradiction(
                _("Kết quả này không phải của tệp “%(expected)s”"),
                code="result_of_another_file",
                field="result",
                found=", ".join(inputs),
                expected=file.name,
            )
        )


@act("finding.send_back")
def send_back(act: Act, *, finding: UUID, edit: int, reason: Text) -> Finding:
    """Send the paper back to the body that submitted it, with what does not agree in its table as an annex."""
    found = act.open(Finding, finding, edit)
    paper = act.get(Paper, found.version.paper_id)
    act.step(PAPER, paper, verb="paper.return")
    require_not_live(paper)
    if not found.faults:
        act.refuse(
            Contradiction(
                _("Bảng này không có lỗi nào để gửi kèm"),
                code="no_faults_to_send",
                field="finding",
                found=found.file.name,
                expected=_("một bảng có lỗi, hoặc trả lại tài liệu với lý do khác"),
            )
        )
    act.reason = reason
    found.annexed_on = act.at.date()
    act.save(paper)
    act.about(paper)
    return act.save(found)
