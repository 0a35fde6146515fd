"""The law of numbers: those that the record gives follow each other, without gaps and without a second one."""

from typing import Any

from tests.record.walk.snapshot import Row, Snapshot


def check_numbers(before: Snapshot, after: Snapshot, verb: str) -> None:
    """Check new numbers of series and registers against what there was before, and all numbers for doubles."""
    for key, convening in after.of("convening").items():
        if key not in before.of("convening") and convening["series_id"] is not None:
            _check_new(before, after, convening, verb)
    _check_series(after)
    _check_registers(before, after)
    _check_releases(after)


def _check_releases(now: Snapshot) -> None:
    """Each release follows the one before; but one that was found after a record was brought back may be further on."""
    last = 0
    for row in sorted(now.of("release").values(), key=lambda row: row["sequence"]):
        if row["resumes"] is None:
            assert row["sequence"] == last + 1, f"release {row['sequence']} does not follow {last}"
        else:
            assert row["resumes"] == last < row["sequence"], f"release {row['sequence']} goes on from {row['resumes']}"
        last = row["sequence"]


def _numbers(now: Snapshot, series: Any) -> list[int]:
    taken = now.where("convening", lambda row: row["series_id"] == series and row["number"] is not None)
    return [row["number"] for row in taken]


def _gaps(now: Snapshot, series: Any) -> set[int]:
    return {row["number"] for row in now.where("numbergap", lambda row: row["series_id"] == series)}


def _check_new(before: Snapshot, after: Snapshot, convening: Row, verb: str) -> None:
    """A number without a reason was given by the record: the next one past the declared gaps."""
    series = after.of("series")[convening["series_id"]]
    if convening["number"] is None:
        assert not series["numbered"] or verb == "meeting.enter_past", f"{verb} left a number out"
        return
    assert series["numbered"], f"{verb} gave a number in a series without numbers"
    if convening["number_reason"]:
        return
    taken, gaps = _numbers(before, series["id"]), _gaps(before, series["id"])
    expected = max(series["starts_at"], max(taken, default=0) + 1)
    while expected in gaps:
        expected += 1
    assert convening["number"] == expected, f"{verb} gave {convening['number']}, expected {expected}"


def _check_series(now: Snapshot) -> None:
    for key, series in now.of("series").items():
        numbers, gaps = _numbers(now, key), _gaps(now, key)
        assert len(numbers) == len(set(numbers)), f"two meetings have one number: {numbers}"
        assert not gaps & set(numbers), f"a declared gap is a meeting's number: {gaps & set(numbers)}"
        reasons = now.where("convening", lambda row, key=key: row["series_id"] == key and row["number_reason"] != "")
        if numbers and not reasons and series["edit"] == 1:  # nobody said that another number comes next
            missing = set(range(series["starts_at"], max(numbers) + 1)) - gaps - set(numbers)
            assert not missing, f"{series['name']}: found no {missing}, expected every number"


def _check_registers(before: Snapshot, after: Snapshot) -> None:
    """A number is given once in a period, follows the last unless the register was told to go on, and never changes."""
    given: dict[Any, list[int]] = {}
    for row in after.where("instrument", lambda row: row["number"] is not None):
        register = after.of("register")[row["register_id"]]
        given.setdefault((register["organization_id"], register["symbol"], row["period"]), []).append(row["number"])
    for (_, symbol, period), numbers in given.items():
        assert len(numbers) == len(set(numbers)), f"{symbol} of {period} gave a number twice: {numbers}"
    for key, row in after.of("instrument").items():
        old = before.of("instrument").get(key)
        if old is not None and old["number"] is not None:
            kept = ("number", "period", "written_number", "heading", "signer", "signer_name", "signing")
            assert [old[name] for name in kept] == [row[name] for name in kept], "what was issued was changed"
        elif row["number"] is not None:
            _check_follows(before, after, row)


def _check_follows(before: Snapshot, after: Snapshot, row: Row) -> None:
    register = after.of("register")[row["register_id"]]
    assert register["closed_on"] is None, f"{register['symbol']} is closed and gave {row['number']}"
    same = [
        each["number"]
        for each in before.where("instrument", lambda each: each["number"] is not None)
        if each["period"] == row["period"] and _is_same(before.of("register")[each["register_id"]], register)
    ]
    first = register["starts_at"] if register["starts_in"] == row["period"] else 1
    assert row["number"] == max(first, max(same, default=0) + 1), f"{register['symbol']}: {row['number']} after {same}"


def _is_same(one: Row, other: Row) -> bool:
    own = ("organization_id", "symbol")
    return one["id"] == other["id"] or all(one[name] == other[name] for name in own)
