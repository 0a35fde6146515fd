"""On what vote a point rests, or why it was concluded without one, stays inside: in its correction too."""

from tests.record.decided import correct, kept
from tests.record.instruments.chain import Chain

from nghitrinh.publication.rows import public_rows
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import Publication

SECRET = "Thường trực đã uỷ quyền riêng"


def test_a_correction_of_what_a_point_rests_on_is_told_to_nobody_outside(chain: Chain) -> None:
    chain.released()
    before = public_rows(clock.today())
    revision = Publication.objects.get(subject_kind="decision").public_revision
    now = Decision.objects.get(pk=chain.decision.pk)
    correction = correct(chain.world, now, kept(now, without_vote=SECRET))
    assert [each.new for each in correction.differences] == [SECRET]
    assert correction.dependents == []
    after = public_rows(clock.today())
    assert SECRET not in repr({name: [vars(row) for row in rows] for name, rows in after.items()})
    assert after["correction"] == before["correction"]
    assert Publication.objects.get(subject_kind="decision").public_revision == revision


def test_of_a_correction_that_changes_both_only_the_words_are_told(chain: Chain) -> None:
    chain.released()
    now = Decision.objects.get(pk=chain.decision.pk)
    correct(chain.world, now, kept(now, without_vote=SECRET, charge_text="Hoàn thiện lại toàn bộ"))
    rows = [vars(row) for row in public_rows(clock.today())["correction"]]
    assert any(row["new"] == "Hoàn thiện lại toàn bộ" for row in rows)
    assert SECRET not in repr(rows)
