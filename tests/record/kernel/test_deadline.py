"""What has a deadline ends with it, on both databases; what has none is left alone."""

import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, transaction
from tests.world import World

from nghitrinh.record.kernel import deadline, turn
from nghitrinh.record.kernel.deadline import OutOfTime
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting

# It never ends by itself.
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT count(*) FROM n"
SHORT = 0.2


def _ask(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _is_out_of_time() -> None:
    while True:
        deadline.check()


@pytest.fixture(autouse=True)
def _no_deadline_afterwards() -> Iterator[None]:
    yield
    deadline.check()


def test_a_statement_that_never_ends_is_ended(db: None) -> None:
    with deadline.within(SHORT) as mine, pytest.raises(OperationalError), transaction.atomic():
        _ask(ENDLESS)
    assert mine.hit or mine.left() == 0.0
    assert _ask("SELECT 1") == 1  # the connection goes on


def test_what_is_left_holds_for_a_later_statement(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "_SOON", 0.0)
    with deadline.within(SHORT):
        _ask("SELECT 1")
        with pytest.raises(OperationalError), transaction.atomic():
            _ask(ENDLESS)
    assert _ask("SELECT 1") == 1


def test_no_statement_begins_after_the_time(world: World) -> None:
    with deadline.within(SHORT):
        with pytest.raises(OutOfTime):
            _is_out_of_time()
        with pytest.raises(OutOfTime):
            User.objects.exists()
        with pytest.raises(OutOfTime):
            world.plan_meeting()
        deadline.extend(60)
        assert User.objects.exists()
        assert deadline.was_hit()


def test_a_transaction_is_ended_after_the_time(world: World) -> None:
    def plan_and_dally() -> None:
        with transaction.atomic(), deadline.within(SHORT), transaction.atomic():
            world.plan_meeting("Sẽ không có")
            _is_out_of_time()

    with pytest.raises(OutOfTime):
        plan_and_dally()
    assert not Meeting.objects.filter(name="Sẽ không có").exists()


def test_waiting_for_the_turn_to_write_ends_with_the_time(world: World) -> None:
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with turn.taken():
            held.set()
            let_go.wait(60)

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(60)
    if connection.vendor == "sqlite":
        with deadline.within(SHORT), pytest.raises(OutOfTime):
            world.plan_meeting()
    let_go.set()
    other.join()
    assert world.plan_meeting().pk


def test_without_a_deadline_nothing_is_set(db: None) -> None:
    with deadline.within(60):
        _ask("SELECT 1")
        if connection.vendor == "postgresql":
            assert _ask("SHOW statement_timeout") == "1min"
    if connection.vendor == "postgresql":
        assert _ask("SHOW statement_timeout") == "0"
    assert deadline.remaining(7.5) == 7.5
    assert not deadline.was_hit()


def test_an_inner_deadline_ends_with_its_block() -> None:
    with deadline.within(60):
        with deadline.within(0), pytest.raises(OutOfTime):
            deadline.check()
        deadline.check()
        assert 0 < deadline.remaining(1000) <= 60
