"""What happens inside changes no public byte: every act that publishes nothing is carried out on a published record.

The pages, feeds and databases of a bundle are made of the public rows and files alone, so these are what is compared.
"""

from typing import Any

import pytest
from django.db import transaction
from tests.record.instruments.chain import Chain
from tests.record.walk.chance import done_by_chance
from tests.record.walk.stock import lay_in
from tests.world import make_world

from nghitrinh.bundle.schema import Row
from nghitrinh.publication.files import add_files
from nghitrinh.publication.rows import public_rows
from nghitrinh.record.acts import ACTS
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.meetings.acts import meeting as meetings
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.releases import acts as releases

# Acts whose business is what the public reads.
PUBLISHING = ("release", "correct", "withdraw")
# Acts whose effect on what is already public is meant to be seen, and why.
HELD = "whether, when and by whom a public meeting is held is what its page and the calendar are for"
TASK = "how a public task stands is what became of the promise"
BY_DESIGN: dict[str, str] = {
    "meeting.reschedule": HELD,
    "meeting.convene": HELD,
    "meeting.add_convener": HELD,
    "meeting.open": HELD,
    "meeting.ask": HELD,
    "meeting.close": HELD,
    "meeting.cancel": HELD,
    "attendance.record": "who is in the chair is named; of all other roles the test below holds that they are not",
    "item.revise": "the title of a public item is read until the meeting is closed",
    "item.move": "the agenda of a public meeting is read in its order until the meeting is closed",
    "item.approve_public_title": "the chair approves the words for the public",
    "paper.lay": "a public paper stands under the first public item where it was laid",
    "task.accept": TASK,
    "task.report": TASK,
    "task.confirm": TASK,
    "task.return": TASK,
    "task.extend": TASK,
    "task.cancel": TASK,
    "livery.change": "the house's name, logo and colours stand on every page",
    "release.resume": "what a record that was brought back has no more is withdrawn, and versions go on",
    "portal.change": "where the portal is and by which licence is read by everyone",
    "portal.describe": "where the portal is and by which licence is read by everyone",
    "organization.rename": "a public body is called so from that day on",
    "organization.correct_former": "what a public body was called is read where its older meetings are",
    "organization.end": "until when a public body lived stands on its page",
    "organization.succeed": "a public body's successor is named, and its open tasks move",
    "journal.erase": "what was erased is told no more",
}
ROUNDS = 3  # what one round leaves (a draft, a checked notice) the next goes on from
TRIED = 15
SELDOM = 150  # tries of what no round did


def is_internal(verb: str) -> bool:
    return verb.rpartition(".")[2] not in PUBLISHING and verb not in BY_DESIGN


def public() -> dict[str, list[Row]]:
    rows = public_rows(clock.today())
    add_files(rows)
    return rows


@pytest.fixture(autouse=True)
def home(tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")


def test_the_table_names_acts_that_there_are() -> None:
    assert set(BY_DESIGN) <= set(ACTS)
    assert not any(verb.rpartition(".")[2] in PUBLISHING for verb in BY_DESIGN)


@pytest.mark.long
def test_no_internal_act_changes_a_public_byte(db: None) -> None:
    lay_in(make_world())
    before = public()
    assert all(before[name] for name in ("meeting", "item", "decision", "point", "task", "instrument", "article"))
    # The rule with which it begins says when tasks are reported above; later acts adopt others.
    verbs, done = sorted(filter(is_internal, ACTS), key=lambda verb: (verb != "task.escalate", verb)), set[str]()
    drops = [verb for verb in verbs if verb.endswith(".drop")]  # last of all: nothing goes on from a dropped draft
    others = [verb for verb in verbs if verb not in drops]
    beginning = transaction.savepoint()
    for number, round_of in enumerate([*(others[:: -1 if each % 2 else 1] for each in range(ROUNDS)), drops]):
        for verb in round_of:
            if any(done_by_chance(verb, seed) for seed in range(number * TRIED, (number + 1) * TRIED)):
                done.add(verb)
                assert public() == before, verb
    transaction.savepoint_rollback(beginning)  # where what the rounds used up stands again
    for verb in sorted(set(verbs) - done):
        if any(done_by_chance(verb, seed) for seed in range(SELDOM)):
            done.add(verb)
            assert public() == before, verb
    assert set(verbs) - done == set()


def test_an_excuse_noted_inside_is_told_to_nobody_and_a_chair_is(chain: Chain) -> None:
    chain.released()
    before = public()
    for role, post in (("excused", "Ủy viên"), ("invited", "Giám đốc sở"), ("member", "Phó Bí thư")):
        _attend(chain, role, post)
        assert public() == before
    _attend(chain, "chair", "Bí thư")
    (meeting,) = public()["meeting"]
    (was,) = before["meeting"]
    assert (vars(was)["public_revision"], vars(meeting)["public_revision"]) == (1, 2)


def _attend(chain: Chain, role: str, post: str) -> None:
    now = Meeting.objects.get(pk=chain.meeting.pk)
    meetings.record_attendance(by=chain.world.secretary, meeting=now.pk, edit=now.edit, role=role, post=post)


def test_a_version_handed_in_later_is_published_when_the_paper_is_released_again(chain: Chain) -> None:
    world = chain.world
    chain.released()
    paper = world.paper(chain.item)
    _version(chain, paper, "2021-09-01")
    _release(chain, paper)
    before = public()
    _version(chain, paper, "2021-09-20")
    assert public() == before
    _release(chain, paper)
    assert [vars(row)["submitted_on"] for row in before["paper"]] == ["2021-09-01"]
    assert [vars(row)["submitted_on"] for row in public()["paper"]] == ["2021-09-20"]
    assert Publication.objects.get(subject_kind="paper").public_revision == 2


def _version(chain: Chain, paper: Paper, day: str) -> None:
    now = Paper.objects.get(pk=paper.pk)
    papers.submit(by=chain.world.officer, paper=now.pk, edit=now.edit, body="Nội dung", submitted_on=day)
    now.refresh_from_db()
    papers.accept(by=chain.world.secretary, paper=now.pk, edit=now.edit)


def _release(chain: Chain, paper: Paper) -> None:
    now = Paper.objects.get(pk=paper.pk)
    releases.release_paper(by=chain.world.secretary, paper=now.pk, edit=now.edit)


def test_release_and_correction_count_and_each_only_once(chain: Chain) -> None:
    notice = chain.released()

    def counted() -> dict[str, int]:
        return {row.subject_kind: row.public_revision for row in Publication.objects.exclude(subject_kind="agendaitem")}

    assert counted() == {"meeting": 1, "decision": 1, "task": 1, "instrument": 1}
    now = Instrument.objects.get(pk=notice.pk)
    instruments.release(by=chain.world.secretary, instrument=now.pk, edit=now.edit)
    assert counted() == {"meeting": 1, "decision": 1, "task": 1, "instrument": 1}  # the same words again
    chain.correct()
    assert counted() == {"meeting": 1, "decision": 2, "task": 1, "instrument": 1}
    now.refresh_from_db()
    instruments.correct(
        by=chain.world.secretary,
        instrument=now.pk,
        edit=now.edit,
        reason="Đính chính",
        authority="Thường trực",
        agreed_on=clock.today(),
    )
    assert counted() == {"meeting": 1, "decision": 2, "task": 1, "instrument": 2}
