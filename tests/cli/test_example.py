"""The worked example tells of weeks: what is asked on one day is answered on a later one, and every link holds."""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from nghitrinh.cli.example import EXAMPLE, EXAMPLE_DAY, PARTS, load_example
from nghitrinh.record.decisions.models import Point
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.opinions.models import Comment, Request
from nghitrinh.record.voting.models import Tally, VoteState
from nghitrinh.record.voting.rolls import Roll

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", EXAMPLE_DAY)
    monkeypatch.setattr(settings, "HOME", tmp_path)
    load_example(EXAMPLE, PARTS)


def test_no_line_of_its_journal_is_earlier_than_the_one_before_nor_yet_to_come() -> None:
    moments = [datetime.fromisoformat(at) for at in Journal.objects.order_by("seq").values_list("at", flat=True)]
    assert moments == sorted(moments)
    assert moments[-1] <= clock.now()
    assert len({moment.astimezone(clock.ZONE).date() for moment in moments}) > 5


def test_what_was_asked_was_answered_and_what_was_said_has_its_answer() -> None:
    assert [request for request in Request.objects.all() if not hasattr(request, "opinion")] == []
    comments = Comment.objects.select_related("response__version")
    assert len(comments) == 3
    assert {comment.response.outcome for comment in comments} == {"adopted", "explained"}
    in_the_next_version = [comment.response for comment in comments if comment.response.version]
    assert len(in_the_next_version) == 2
    for response in in_the_next_version:
        assert response.version.body[response.start : response.end] == response.words


def test_the_point_of_the_zone_rests_on_its_vote_of_fourteen_to_one() -> None:
    point = Point.objects.get(vote__isnull=False)
    assert (point.outcome, point.vote.state) == ("agreed", VoteState.CLOSED)
    tally = Tally.objects.get(count__vote=point.vote)
    assert (tally.agreeing, tally.opposing, tally.abstaining) == (14, 1, 0)
    assert Roll.from_kept(point.vote.closing).present == 15
