"""How a walk chooses the parameters of acts on findings."""

from tests.record.findings.workbooks import ZONE
from tests.record.walk.hand import NOBODY, Given, Hand, paper_of, recipe
from tests.record.walk.snapshot import Row

from nghitrinh.evidence.land import check_workbook
from nghitrinh.record.kernel import storage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _subject(hand: Hand) -> tuple[Row, Given]:
    row = hand.subject_row()
    if row["id"] != NOBODY:
        hand.submitter = paper_of(hand.now, row)["submitted_by_id"]
    return row, {"finding": row["id"], "edit": hand.edit(row)}


@recipe("finding.begin")
def finding_begin(hand: Hand) -> Given:
    """Choose a workbook that nobody has checked, mostly."""
    known = {row["file_id"] for row in hand.now.where("finding")}
    file = hand.one("file", lambda each: each["media_type"] == XLSX and each["id"] not in known)
    if file["id"] != NOBODY:
        paper = paper_of(hand.now, file)
        hand.owner, hand.submitter = paper["owner_id"], paper["submitted_by_id"]
    return {"file": file["id"]}


@recipe("finding.answer")
def finding_answer(hand: Hand) -> Given:
    row, given = _subject(hand)
    asked = [each["key"] for each in row.get("questions", [])] or ["scheme"]
    said = hand.pick(["yes", "no", "no", "maybe", ""])
    return given | {"answers": [{"key": hand.pick(asked), "answer": said}]}


@recipe("finding.renew")
def finding_renew(hand: Hand) -> Given:
    return _subject(hand)[1]


@recipe("finding.conclude")
def finding_conclude(hand: Hand) -> Given:
    """Say what came of a check: a result, a question, or why there is none."""
    row = hand.one("finding", lambda each: hand.chance(5) or each["state"] == "waiting")
    given: Given = {"finding": row["id"], "program": "0.1.0", "form": "khuon"}
    question = {"key": "listed:Trang", "code": "ask_listed", "choices": ["yes", "no"]}
    question |= {"values": {"sheet": "Trang", "code": "NNP", "missing": "HNK"}}
    outcomes: list[Given] = [
        {"result": storage.put(check_workbook(ZONE, "khu-kinh-te.xlsx").as_bytes())},
        {"questions": [question]},
        {"why": "damaged"},
        {"why": "no_table"},
    ]
    return given | hand.pick([outcomes[0], *outcomes])


@recipe("finding.send_back")
def finding_send_back(hand: Hand) -> Given:
    return _subject(hand)[1] | {"reason": hand.text("Lệch 149 ha")}
