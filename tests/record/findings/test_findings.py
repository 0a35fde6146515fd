"""Findings: a workbook that comes in is checked, what it does not say is asked once, the paper goes back with it."""

import json
from typing import Any

import pytest
from tests.evidence.sheets import workbook
from tests.record.findings.workbooks import ASKS, HOLDS, NO_TABLE, ZONE, again, checked, handed_in
from tests.world import World

from nghitrinh.desk.findings import checking
from nghitrinh.desk.findings.checking import check_waiting
from nghitrinh.desk.findings.words import FAULT, FILE_LOST, TOO_SLOW
from nghitrinh.evidence.land import check_workbook
from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.computed import offered_to
from nghitrinh.record.decisions.given import again as again_given
from nghitrinh.record.decisions.queries import decision_differences, points_of
from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.findings.queries import answered_before, computed, findings_visible_to, is_of_other_bytes
from nghitrinh.record.kernel import journal, storage
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.sandbox import Sandbox


def _answer(world: World, finding: Finding, said: str = "no", by: Any = None) -> Finding:
    answers = [{"key": each["key"], "answer": said} for each in finding.questions]
    ACTS["finding.answer"](by=by or world.officer, finding=finding.pk, edit=finding.edit, answers=answers)
    return again(finding)


def test_a_workbook_that_comes_in_is_checked_by_itself(world: World) -> None:
    (waits,) = handed_in(world, world.paper(world.item()), ("khu-kinh-te.xlsx", ZONE))
    assert (waits.state, waits.level, waits.owner_id) == (FindingState.WAITING, "public", world.committee.pk)
    assert check_waiting() == 1
    found = again(waits)
    assert (found.state, found.faults, found.failed, found.why) == (FindingState.CHECKED, 1, 1, "")
    alone = check_workbook(ZONE, "khu-kinh-te.xlsx")
    assert storage.get(found.result) == alone.as_bytes(), "the same bytes as anywhere"
    assert computed(found) == alone
    assert not is_of_other_bytes(found)
    assert check_waiting() == 0
    assert list(journal.verify()) == []


def test_what_holds_and_what_is_another_table_are_told_apart(world: World) -> None:
    files = (("a-tang-truong.xlsx", HOLDS), ("b-danh-sach.xlsx", NO_TABLE))
    findings = handed_in(world, world.paper(world.item()), *files)
    check_waiting()
    assert [again(each).state for each in findings] == [FindingState.CHECKED, FindingState.NO_TABLE]
    assert again(findings[0]).faults == 0


def test_what_a_file_does_not_say_is_asked_once_for_all_files_of_its_form(world: World) -> None:
    asking = checked(world, ASKS, "quy-hoach.xlsx")
    assert (asking.state, [each["code"] for each in asking.questions]) == (FindingState.ASKING, ["ask_listed"])
    assert asking.result == ""
    answered = _answer(world, asking)
    assert answered.state == FindingState.WAITING
    check_waiting()
    assert (again(asking).state, again(asking).faults > 0) == (FindingState.CHECKED, True)
    other = checked(world, ASKS, "nam-sau.xlsx", title="Nội dung sau")
    assert other.state == FindingState.CHECKED, "the next file of the form is not asked about"
    assert other.answers == again(asking).answers


def test_what_a_restricted_table_means_is_not_handed_to_another_paper(world: World) -> None:
    asking = checked(world, ASKS, "mat.xlsx", level="restricted")
    assert asking.level == "restricted"
    _answer(world, asking, by=world.secretary)
    check_waiting()
    other = checked(world, ASKS, "khac.xlsx", title="Khác")
    assert other.state == FindingState.ASKING
    assert answered_before(other, other.form) == {}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([{"key": "listed:Chỉ tiêu", "answer": "maybe"}], "answer_unknown"),
        ([{"key": "scheme", "answer": "2014"}], "not_asked"),
        ([{"key": "listed:Chỉ tiêu", "answer": ""}], "answer_unknown"),
    ],
)
def test_an_answer_that_is_none_is_refused(world: World, answers: list[dict[str, str]], code: str) -> None:
    asking = checked(world, ASKS)
    with pytest.raises(BadInput) as refused:
        ACTS["finding.answer"](by=world.officer, finding=asking.pk, edit=asking.edit, answers=answers)
    assert refused.value.code == code
    assert again(asking) == asking


def test_the_same_answer_again_changes_nothing(world: World) -> None:
    asking = checked(world, ASKS)
    _answer(world, asking)
    check_waiting()
    with pytest.raises(BadInput) as refused:
        _answer(world, again(asking))
    assert refused.value.code == "nothing_corrected"
    assert _answer(world, again(asking), "yes").state == FindingState.WAITING


def test_only_the_program_says_what_came_of_a_check_and_only_of_the_file(world: World) -> None:
    (waits,) = handed_in(world, world.paper(world.item()), ("khu-kinh-te.xlsx", ZONE))
    result = storage.put(check_workbook(HOLDS, "khac.xlsx").as_bytes())
    conclude = ACTS["finding.conclude"]
    with pytest.raises(NotAllowed):
        conclude(by=world.secretary, finding=waits.pk, program="1", result=result)
    with pytest.raises(Contradiction) as refused:
        conclude(by=None, finding=waits.pk, program="1", result=result)
    assert refused.value.code == "result_of_another_file"
    check_waiting()
    with pytest.raises(WrongState):
        conclude(by=None, finding=waits.pk, program="1", why="damaged")


def test_a_check_that_takes_too_long_is_told_and_made_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "SECONDS", 0.0001)
    slow = checked(world)
    assert (slow.state, slow.why, slow.result) == (FindingState.UNREAD, TOO_SLOW, "")
    monkeypatch.undo()
    ACTS["finding.renew"](by=world.officer, finding=slow.pk, edit=slow.edit)
    check_waiting()
    assert (again(slow).state, again(slow).why) == (FindingState.CHECKED, "")


def test_a_fault_of_the_library_is_told_and_the_next_workbook_is_checked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = handed_in(world, world.paper(world.item()), ("a-mot.xlsx", HOLDS), ("b-hai.xlsx", ZONE))

    class Fails(Sandbox[..., Any]):
        def __call__(self, seconds: float, /, *arguments: Any, **named: Any) -> Any:
            if arguments[1] == "a-mot.xlsx":
                raise ZeroDivisionError
            return super().__call__(seconds, *arguments, **named)

    monkeypatch.setattr(checking, "Sandbox", Fails)
    check_waiting()
    assert (again(broken).state, again(broken).why) == (FindingState.UNREAD, FAULT)
    assert again(whole).state == FindingState.CHECKED


def test_what_was_killed_is_done_whole_by_the_next(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (waits,) = handed_in(world, world.paper(world.item()), ("khu-kinh-te.xlsx", ZONE))

    def killed(*_given: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "_conclude", killed)
    with pytest.raises(KeyboardInterrupt):
        check_waiting()
    assert again(waits).state == FindingState.WAITING
    monkeypatch.undo()
    check_waiting()
    assert again(waits).state == FindingState.CHECKED


def test_a_lost_file_is_told(world: World) -> None:
    (waits,) = handed_in(world, world.paper(world.item()), ("khu-kinh-te.xlsx", ZONE))
    (storage.folder() / waits.file.digest).unlink()
    check_waiting()
    assert (again(waits).state, again(waits).why) == (FindingState.UNREAD, FILE_LOST)


def test_a_workbook_of_before_is_checked_when_somebody_asks(world: World) -> None:
    found = checked(world)
    with pytest.raises(Contradiction) as refused:
        ACTS["finding.begin"](by=world.secretary, file=found.file_id)
    assert refused.value.code == "checked_already"


def test_a_finding_is_as_strict_as_its_paper(world: World) -> None:
    found = checked(world)
    paper = Paper.objects.get(pk=found.version.paper_id)
    hidden = world.item(title="Nhân sự", level="restricted")
    ACTS["paper.lay"](by=world.secretary, paper=paper.pk, edit=paper.edit, item=hidden.pk)
    assert again(found).level == "restricted"
    seen = {name: findings_visible_to(user).filter(pk=found.pk).exists() for name, user in world.users.items()}
    assert seen["secretary"]
    assert seen["officer"], "whoever brought the file"
    assert not seen["reader"]
    assert not seen["bob"]


def test_the_paper_goes_back_with_what_does_not_agree(world: World) -> None:
    found = checked(world)
    with pytest.raises(NotAllowed):
        ACTS["finding.send_back"](by=world.officer, finding=found.pk, edit=found.edit, reason="1. Lệch 149 ha")
    ACTS["finding.send_back"](by=world.secretary, finding=found.pk, edit=found.edit, reason="1. Lệch 149 ha")
    assert Paper.objects.get(pk=found.version.paper_id).state == PaperState.RETURNED
    assert again(found).annexed_on is not None
    with pytest.raises(WrongState):
        ACTS["finding.send_back"](by=world.secretary, finding=found.pk, edit=again(found).edit, reason="Lần nữa")


def test_what_has_no_faults_is_no_reason_to_send_a_paper_back(world: World) -> None:
    found = checked(world, HOLDS)
    with pytest.raises(Contradiction) as refused:
        ACTS["finding.send_back"](by=world.secretary, finding=found.pk, edit=found.edit, reason="Lý do")
    assert refused.value.code == "no_faults_to_send"


def test_the_next_version_has_a_finding_of_its_own(world: World) -> None:
    first = checked(world)
    paper = Paper.objects.get(pk=first.version.paper_id)
    (second,) = handed_in(world, paper, ("khu-kinh-te.xlsx", workbook({"Phân khu": [["a"]]})))
    assert (second.version.number, again(first).state) == (2, FindingState.CHECKED)
    assert json.loads(storage.get(again(first).result))["inputs"][0]["name"] == "khu-kinh-te.xlsx"


def _deciding(world: World, **figure: Any) -> Any:
    """Draft a decision on the item of a checked paper whose point has a figure."""
    found = checked(world)
    item = found.version.paper.consultations.get().item
    given = {"quantity": "Tổng diện tích", "low": 5300, "high": 5300, "unit": "ha", "finding": found.pk} | figure
    point = {"outcome": "agreed", "text": "Đồng ý quy mô 5.300 ha.", "figures": [given]}
    return ACTS["decision.draft"](by=world.secretary, item=item.pk, title="Kết luận về khu", points=[point])


def test_a_decision_quotes_a_figure_as_it_was_computed(world: World) -> None:
    decision = _deciding(world)
    figure = decision.versions.get().points.get().figures.get()
    assert figure.finding == Finding.objects.get()
    assert {(each.quantity, each.value) for each in offered_to(decision)} >= {
        ("Phân khu, Diện tích (ha): tổng ghi trong bảng", 5300),
        ("Phân khu, Diện tích (ha): các phần cộng lại", 5449),
    }


@pytest.mark.parametrize("figure", [{"low": 5000}, {"unit": "km2"}, {"high": 5449}])
def test_another_figure_than_the_table_has_is_refused(world: World, figure: dict[str, Any]) -> None:
    with pytest.raises(ActError) as refused:
        _deciding(world, **figure)
    assert "figure_not_computed" in {each.code for each in refused.value.each()}


def test_a_finding_of_another_items_paper_is_not_quoted(world: World) -> None:
    other = checked(world, title="Nội dung khác")
    with pytest.raises(ActError) as refused:
        _deciding(world, finding=other.pk)
    assert "unknown" in {each.code for each in refused.value.each()}


def test_what_a_figure_was_taken_from_is_kept_and_said_by_its_digest(world: World) -> None:
    decision = _deciding(world)
    (point,) = again_given(points_of(decision))
    assert point.figures[0].finding == Finding.objects.get().pk
    given = point.model_dump(exclude={"spans"}, warnings=False)
    given["figures"][0]["finding"] = None
    now = {"decision": decision.pk, "edit": decision.edit, "title": "Kết luận về khu"}
    ACTS["decision.revise"](by=world.secretary, points=[given], **now)
    (changed,) = decision_differences(*decision.versions.order_by("number"))
    assert (changed.old, changed.new) == (f"SHA-256 {Finding.objects.get().file.digest[:12]}", "")
    assert changed.is_internal, "no reader outside is told of it"
