"""Which signals a process minds: those that whoever began it lets it mind."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import nghitrinh
from nghitrinh.parent import minded_signals

HOUSE = Path(nghitrinh.__file__).parent
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# It ignores interruptions whoever began it: its parent ends it.
IGNORES = {Path("publication/worker.py")}


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = {each: signal.getsignal(each) for each in ENDING}
    for each in ENDING:
        signal.signal(each, signal.SIG_DFL)
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("ignored", ENDING)
def test_who_was_begun_ignoring_a_signal_goes_on_ignoring_it(ignored: signal.Signals) -> None:
    assert minded_signals() == ENDING
    signal.signal(ignored, signal.SIG_IGN)
    assert set(minded_signals()) == {*ENDING} - {ignored}


def test_whoever_handles_a_signal_asks_which_are_minded() -> None:
    handling = [each for each in HOUSE.rglob("*.py") if "signal.signal(" in each.read_text("utf-8")]
    assert len(handling) >= 5
    for each in handling:
        if each.relative_to(HOUSE) not in IGNORES:
            assert "minded_signals()" in each.read_text("utf-8"), each
