"""Every refusal that the record can give has its words at the desk."""

import ast
from pathlib import Path

import pytest

import nghitrinh.record
from nghitrinh.desk.kit.wording import VERBS
from nghitrinh.desk.refusals import WORDS, in_words, translation_of
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import BadInput, WrongState
from nghitrinh.record.kernel.parameters import checked

RECORD = Path(nghitrinh.record.__file__).parent
REFUSALS = {"BadInput", "WrongState", "Contradiction", "NotAllowed"}


def texts(node: ast.expr) -> list[str]:
    """Return the messages that an expression can be; what varies in them as `*`."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)]
    return []


def _messages() -> set[str]:
    calls = (
        node
        for path in RECORD.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS and node.args
    )
    return {text for call in calls for text in texts(call.args[0])}


def test_every_message_of_the_record_is_translated() -> None:
    assert {message for message in _messages() if translation_of(message) is None} == set()


def test_no_words_for_messages_that_are_gone() -> None:
    assert set(WORDS) - _messages() - {"* has changed since you opened it"} == set()


def test_every_act_has_a_name() -> None:
    assert set(ACTS) - set(VERBS) == set()


def test_says_what_was_found() -> None:
    error = BadInput("the deadline is before the meeting", field="due_on", found="2021-09-01")
    assert in_words(error) == "Hạn 1/9/2021 đứng trước ngày họp"
    state = WrongState("meeting.open is not possible now", field="state", found="closed")
    assert in_words(state) == "Khai mạc hội nghị: lúc này chưa làm được, vì đang ở bước “Đã kết thúc”"


@pytest.mark.parametrize("given", [{}, {"organization": None}, {"organization": ""}])
def test_nothing_is_never_said_to_have_been_found(given: dict[str, str | None]) -> None:
    with pytest.raises(BadInput) as refused:
        checked(ACTS["meeting.plan"].parameters, given)
    said = in_words(refused.value)
    assert (refused.value.found, "None" in said, "''" in said) == ("", False, False)
