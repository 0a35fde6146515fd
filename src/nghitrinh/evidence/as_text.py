"""A finding, or open questions, as text for a person, in Vietnamese or in English."""

from collections.abc import Iterator

from nghitrinh.evidence.errors import OpenQuestions
from nghitrinh.evidence.finding import Check, Fault, Finding, FindingTable, Proof, Status
from nghitrinh.evidence.sentences import SENTENCES, fault_sentences, sentence

_MOST_CELLS = 12
_SIGNS = {Status.PASSED: "✓", Status.FAILED: "✗", Status.NOT_CHECKED: "–"}


def as_text(finding: Finding, language: str = "vi") -> str:
    """Return a finding as text: the verdict first, then each check with its numbers, each fault with its cells."""
    return "\n".join(_lines(finding, language))


def _lines(finding: Finding, language: str) -> Iterator[str]:
    yield f"{sentence(finding.question, {}, language)} ({', '.join(each.name for each in finding.inputs)})"
    if finding.checks:
        count = str(len(finding.faults))
        yield sentence("all_holds" if finding.holds else "faults_found", {"count": count}, language)
    if finding.value is not None and finding.bound is not None:
        values = {"value": f"{finding.value:f}", "bound": f"{finding.bound:f}"}
        yield sentence("proof_optimal" if finding.proof is Proof.OPTIMAL else "proof_gap", values, language)
    yield from (f"! {sentence(note, {}, language)}" for note in finding.notes)
    for check in finding.checks:
        yield from _check(check, language)
    for table in finding.tables:
        yield from _table(table, language)


def _check(check: Check, language: str) -> Iterator[str]:
    missing = "; ".join(sentence(code, {}, language) for code in check.missing)
    values = {name: str(getattr(check, name)) for name in ("examined", "exact", "rounded")}
    values |= {"widest": f"{check.widest:f}", "faults": str(len(check.faults))}
    counts = sentence("counts", values, language) if check.examined else ""
    said = "; ".join(filter(None, (counts, missing)))
    yield f"{_SIGNS[check.status]} {sentence(check.code, {}, language)}: {said or sentence(check.status, {}, language)}"
    for fault in check.faults:
        yield from _fault(fault, language)


def _fault(fault: Fault, language: str) -> Iterator[str]:
    yield f"   • {' '.join(fault_sentences(fault, language))}"
    if not fault.cells:
        return
    cells = ", ".join(fault.cells[:_MOST_CELLS])
    if len(fault.cells) > _MOST_CELLS:
        cells += " " + sentence("and_more", {"count": str(len(fault.cells) - _MOST_CELLS)}, language)
    yield f"     {sentence('in_cells', {'cells': cells}, language)}"


def _table(table: FindingTable, language: str) -> Iterator[str]:
    if table.rows:
        yield ""
        yield sentence(table.code, {}, language)
        yield "\t".join(sentence(each, {}, language) if each in SENTENCES else each for each in table.columns)
        yield from ("\t".join(row) for row in table.rows)


def questions_text(open_questions: OpenQuestions, language: str = "vi") -> str:
    """Return open questions as text, each with how to answer it."""
    lines = []
    for question in open_questions.questions:
        lines.append(f"? {sentence(question.code, question.values, language)}")
        if question.choices:
            lines.append(f"  {sentence('choices', {'choices': ', '.join(question.choices)}, language)}")
        if question.guess:
            lines.append(f"  {sentence('likely', {'guess': question.guess}, language)}")
        lines.append(f"  {sentence('answer_with', {'key': question.key}, language)}")
    return "\n".join(lines)
