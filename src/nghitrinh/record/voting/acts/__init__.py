"""Acts on votes: putting a question, ballots by name, counting, closing with the result, reserving one's view."""

from nghitrinh.record.voting.acts import (
    ballots,
    corrections,
    counts,
    questions,
    reporting,
    rereading,
    results,
    slips,
    written,
)

__all__ = ["ballots", "corrections", "counts", "questions", "reporting", "rereading", "results", "slips", "written"]
