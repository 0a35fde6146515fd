"""The law of levels: what hangs under something is at least as strict, and nothing crosses past a stricter one."""

from collections.abc import Iterator

from tests.record.walk.snapshot import Row, Snapshot

RANK = {"public": 0, "internal": 1, "restricted": 2}
RELEASES = ("meeting.release", "paper.release", "article.release", "instrument.release")
WITHDRAWALS = ("release.withdraw", "article.withdraw", "instrument.withdraw")
STANDING = {"instrument": ("issued",), "article": ("released",), "decision": ("approved", "issued")}


def above(now: Snapshot, model: str, row: Row) -> Iterator[tuple[str, Row]]:
    """Yield what an object hangs under directly."""
    if model in ("agendaitem", "article", "instrument"):
        yield "meeting", now.of("meeting")[row["meeting_id"]]
    if model == "decision":
        yield "agendaitem", now.of("agendaitem")[row["item_id"]]
    if model == "task" and row["decision_id"]:
        yield "decision", now.of("decision")[row["decision_id"]]
    if model == "instrument":
        for issued in now.of_current("issueddecision", "instrument", row):
            yield "decision", now.of("decision")[issued["decision_id"]]
    if model == "paper":
        for laid in now.where("consultation", lambda each: each["paper_id"] == row["id"]):
            yield "agendaitem", now.of("agendaitem")[laid["item_id"]]


def check_levels(now: Snapshot) -> None:
    """Nothing is less strict than what it hangs under."""
    for model in ("agendaitem", "article", "instrument", "decision", "task", "paper"):
        for row in now.of(model).values():
            for parent, over in above(now, model, row):
                assert RANK[row["level"]] >= RANK[over["level"]], (
                    f"{model} {row['level']} hangs under {parent} {over['level']}"
                )


def _ceiling(now: Snapshot, model: str, row: Row) -> str:
    levels = [row["level"], *(_ceiling(now, parent, over) for parent, over in above(now, model, row))]
    return max(levels, key=RANK.__getitem__)


def check_publications(before: Snapshot, after: Snapshot, verb: str) -> None:
    """Only a release lets something cross, only a withdrawal takes it back; what crosses is public all the way up.

    A restricted matter may be before the public too: by the title that the chair approved, under a public meeting.
    """
    for key, row in after.of("publication").items():
        old = before.of("publication").get(key)
        was_live, is_live = old is not None and old["withdrawn_at"] is None, row["withdrawn_at"] is None
        assert was_live or not is_live or verb in RELEASES, f"{verb} let {row['subject_kind']} cross"
        assert is_live or not was_live or verb in WITHDRAWALS, f"{verb} took {row['subject_kind']} back"
        if is_live:
            _check_live(after, row, verb)


def _check_live(now: Snapshot, row: Row, verb: str) -> None:
    kind = row["subject_kind"]
    noun = now.of(kind)[row["subject_id"]]
    level = _ceiling(now, kind, noun)
    titled = kind == "agendaitem" and noun["level"] == "restricted"
    if titled:
        level = now.of("meeting")[noun["meeting_id"]]["level"]
    assert level == "public", f"after {verb}, {kind} is before the public under what is {level}"
    assert "state" not in noun or noun["state"] in STANDING.get(kind, (noun["state"],)), (
        f"after {verb}, {kind} is before the public while {noun['state']}"
    )
