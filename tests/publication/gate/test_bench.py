"""A short run of bench/gate: the floor that the gate must hold on every change."""

from bench.gate.run import measure


def test_most_false_words_are_stopped_and_no_true_page_is() -> None:
    score = measure(400, seed=7)
    assert score.rate >= 0.98, score.missed
    assert score.false_stops == []
    assert score.unlinked_listed >= 0.9 * score.unlinked
