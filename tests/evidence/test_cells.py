"""Cells to classes: against brute force on small cases, proof, ties, regions, impossible quotas, bad input."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.patience import patient

from nghitrinh.evidence import EvidenceError, Proof, fault_sentences, from_json
from nghitrinh.evidence.command import main
from nghitrinh.evidence.land import allocate_cells
from nghitrinh.evidence.land.assigning.solver import CountRange, NoAssignment, Row, assign

Case = tuple[list[list[int | None]], list[CountRange]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to six cells and four classes, with ties, classes that a cell cannot be, floors, ceilings and neither."""
    count, kinds = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    value = st.none() | st.integers(-4, 4)
    row = st.lists(value, min_size=kinds, max_size=kinds).filter(lambda each: any(v is not None for v in each))
    rows = draw(st.lists(row, min_size=count, max_size=count))
    ranges = []
    for _ in range(kinds):
        least = draw(st.sampled_from([0, 0, 0, 1, 2]))
        ranges.append(CountRange(least, draw(st.integers(least, max(count, least)))))
    return rows, ranges


def best(rows: Sequence[Row], ranges: Sequence[CountRange]) -> int | None:
    """Try every allocation."""
    values = [
        sum(row[k] or 0 for row, k in zip(rows, tried, strict=True))
        for tried in product(range(len(ranges)), repeat=len(rows))
        if all(row[k] is not None for row, k in zip(rows, tried, strict=True))
        and all(each.least <= tried.count(k) <= each.most for k, each in enumerate(ranges))
    ]
    return max(values, default=None)


def names(rows: Sequence[Row]) -> list[str]:
    return [f"cell {index}" for index in range(len(rows))]


@patient
@given(cases())
def test_the_allocation_is_the_best_of_all_and_proves_it(case: Case) -> None:
    rows, ranges = case
    expected = best(rows, ranges)
    try:
        found = assign(names(rows), rows, ranges)
    except NoAssignment:
        assert expected is None
        return
    assert (found.value, found.bound) == (expected, expected)
    assert all(each.least <= found.classes.count(k) <= each.most for k, each in enumerate(ranges))
    assert all(row[k] is not None for row, k in zip(rows, found.classes, strict=True))


@patient
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_cells_changes_no_cell(case: Case, chance: object) -> None:
    rows, ranges = case
    order = sorted(range(len(rows)), key=lambda _: chance.random())  # type: ignore[attr-defined]
    try:
        found = assign(names(rows), rows, ranges)
    except NoAssignment:
        return
    other = assign([names(rows)[index] for index in order], [rows[index] for index in order], ranges)
    assert other.classes == tuple(found.classes[index] for index in order)


@patient
@given(cases())
def test_one_cell_more_of_a_ceiling_gains_no_more_than_its_price(case: Case) -> None:
    rows, ranges = case
    if best(rows, ranges) is None:
        return
    found = assign(names(rows), rows, ranges)
    for k, each in enumerate(ranges):
        wider = [*ranges[:k], CountRange(each.least, each.most + 1), *ranges[k + 1 :]]
        gain = assign(names(rows), rows, wider).value - found.value
        assert 0 <= gain <= max(0, found.prices[k]) + 1e-5


@patient
@given(cases())
def test_what_cannot_hold_names_classes_that_are_in_each_others_way(case: Case) -> None:
    rows, ranges = case
    if best(rows, ranges) is not None:
        return
    with pytest.raises(NoAssignment) as caught:
        assign(names(rows), rows, ranges)
    error = caught.value
    among = set(error.classes)
    able = [{k for k, value in enumerate(row) if value is not None} for row in rows]
    if error.too_many:  # cells that can be nothing else are more than their ceilings
        assert sum(each <= among for each in able) >= error.cells > sum(ranges[k].most for k in among) == error.limit
    else:  # cells that can be one of these at all are fewer than their floors
        assert sum(bool(each & among) for each in able) == error.cells < error.limit
        assert error.limit == sum(ranges[k].least for k in among)


CELLS = b"cell,region,LUA,SKK\na,B\xc3\xacnh Giang,1.5,2\nb,B\xc3\xacnh Giang,1,2.25\nc,Thanh Mi\xe1\xbb\x87n,3,\n"


def test_regions_have_quotas_of_their_own() -> None:
    quotas = '[regions."Bình Giang".SKK]\nmost = 1\n[regions."Thanh Miện".LUA]\nleast = 1\n'.encode()
    result = allocate_cells(CELLS, quotas)
    assert result.classes == {"a": "LUA", "b": "SKK", "c": "LUA"}
    assert (str(result.finding.value), result.finding.proof, result.finding.holds) == ("6.75", Proof.OPTIMAL, True)
    assert ("Bình Giang", "SKK", "0", "1", "1", "0.5") in result.finding.tables[0].rows
    assert from_json(result.finding.as_bytes()) == result.finding
    assert result.as_csv() == b"cell,class\na,LUA\nb,SKK\nc,LUA\n"


def test_quotas_that_cannot_hold_say_which_and_why() -> None:
    result = allocate_cells(CELLS, '[regions."Thanh Miện".LUA]\nmost = 0\n'.encode())
    assert (result.finding.proof, result.classes) == (Proof.INFEASIBLE, {})
    (fault,) = result.finding.faults
    expected = "Thanh Miện: 1 ô chỉ có thể là LUA, mà các loại ấy cộng lại nhiều nhất 0 ô."
    assert fault_sentences(fault) == [expected]


@pytest.mark.parametrize(
    ("cells", "quotas", "said"),
    [
        (b"", b"", "no head"),
        (b"cell,A\n", b"", "no cell"),
        (b"cell,A,A\n1,2,3\n", b"", "cell,A,A"),
        (b"cell,A\n1,2,3\n", b"", "c.csv:2: found 3 values"),
        (b"cell,A\n1,2\n1,3\n", b"", "c.csv:3: found the cell '1'"),
        (b"cell,A,B\n1,,\n", b"", "no class that it can be"),
        (b"cell,A\n1,nan\n", b"", "c.csv:2, A: found nan"),
        (b'cell,A\n1,"2,5"\n', b"", "found 2,5"),
        (b"cell,A\n\xff,2\n", b"", "UTF-8"),
        (b"cell,A\n1,2\n", b"[classes.B]\nmost = 1\n", "'B'"),
        (b"cell,A\n1,2\n", b"[classes.A]\nmost = 1\nleast = 2\n", "least 2, most 1"),
        (b"cell,A\n1,2\n", b"[classes.A]\nmost = 1.5\n", "most 1.5"),
        (b"cell,A\n1,2\n", b"[classes.A]\nabout = 1\n", "'about'"),
        (b"cell,A\n1,2\n", b"[zones.A]\nmost = 1\n", "zones"),
        (b"cell,A\n1,2\n", b"classes = 3\n", "3"),
        (b"cell,A\n1,2\n", b"[classes", "expected TOML"),
    ],
)
def test_bad_input_is_named_by_file_line_and_column(cells: bytes, quotas: bytes, said: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        allocate_cells(cells, quotas, ("c.csv", "q.toml"))
    assert said in str(refused.value)
    assert refused.value.code in ("bad_cells", "bad_quotas")


def test_the_command_writes_the_allocation_and_says_the_proof(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells, quotas, out = tmp_path / "c.csv", tmp_path / "q.toml", tmp_path / "out.csv"
    cells.write_bytes(b"cell,LUA,SKK\n1,5,4\n2,9,1\n")
    quotas.write_bytes(b"[classes.LUA]\nmost = 1\n")
    assert main(["cells", str(cells), str(quotas), "--out", str(out)]) == 0
    assert "Tối ưu, có chứng minh: 13 = cận 13." in capsys.readouterr().out
    assert out.read_bytes() == b"cell,class\n1,SKK\n2,LUA\n"
    quotas.write_bytes(b"[classes.LUA]\nleast = 3\nmost = 9\n")
    assert main(["cells", str(cells), str(quotas), "--language", "en"]) == 1
    assert "only 2 cells can be LUA" in capsys.readouterr().out
    assert sorted(each.name for each in tmp_path.iterdir()) == ["c.csv", "out.csv", "q.toml"]
