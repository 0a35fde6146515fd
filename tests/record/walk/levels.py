"""The law of levels: what hangs under something is at least as strict, and nothing is published past a stricter one."""

from typing import Any

from tests.record.walk.snapshot import Row, Snapshot

from nghitrinh.record.nouns import NOUNS

RANK = {"public": 0, "internal": 1, "restricted": 2}
RELEASES = ("meeting.release", "paper.release", "article.release", "instrument.release")
WITHDRAWALS = ("release.withdraw", "article.withdraw", "instrument.withdraw")
LIVE_STATES = {"instrument": ("issued",), "article": ("released",), "decision": ("approved", "issued")}


Parents = dict[tuple[str, Any], list[tuple[str, Any]]]


def parents() -> Parents:
    """Return what every noun hangs under in the record now, by the ways that the models themselves declare."""
    found: Parents = {}
    for row in NOUNS.values():
        for way in row.model.parent_paths():
            over = str(way.end(row.model)._meta.model_name)
            rows = row.model._default_manager.order_by().filter(way.where)
            for key, parent in rows.values_list("pk", way.path):
                if parent is not None:
                    found.setdefault((row.key, key), []).append((over, parent))
    return found


def check_levels(now: Snapshot, above: Parents) -> None:
    """Nothing is less strict than what it hangs under."""
    for (model, key), over in above.items():
        level = now.of(model)[key]["level"]
        for parent, parent_key in over:
            ceiling = now.of(parent)[parent_key]["level"]
            assert RANK[level] >= RANK[ceiling], f"{model} {level} hangs under {parent} {ceiling}"


def _ceiling(now: Snapshot, above: Parents, model: str, key: Any) -> str:
    over = above.get((model, key), [])
    levels = [now.of(model)[key]["level"], *(_ceiling(now, above, *each) for each in over)]
    return max(levels, key=RANK.__getitem__)


def check_publications(before: Snapshot, after: Snapshot, above: Parents, verb: str) -> None:
    """Only a release publishes something, only a withdrawal takes it back; what is published is public all the way up.

    A restricted item may be public too: by the title that the chair approved, under a public meeting.
    """
    for key, row in after.of("publication").items():
        old = before.of("publication").get(key)
        was_live, is_live = old is not None and old["withdrawn_at"] is None, row["withdrawn_at"] is None
        assert was_live or not is_live or verb in RELEASES, f"{verb} let {row['subject_kind']} cross"
        assert is_live or not was_live or verb in WITHDRAWALS, f"{verb} took {row['subject_kind']} back"
        if is_live:
            _check_live(after, above, row, verb)


def _check_live(now: Snapshot, above: Parents, row: Row, verb: str) -> None:
    kind = row["subject_kind"]
    noun = now.of(kind)[row["subject_id"]]
    level = _ceiling(now, above, kind, noun["id"])
    titled = kind == "agendaitem" and noun["level"] == "restricted"
    if titled:
        level = now.of("meeting")[noun["meeting_id"]]["level"]
    assert level == "public", f"after {verb}, {kind} is before the public under what is {level}"
    assert "state" not in noun or noun["state"] in LIVE_STATES.get(kind, (noun["state"],)), (
        f"after {verb}, {kind} is before the public while {noun['state']}"
    )
