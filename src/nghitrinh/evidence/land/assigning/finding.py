"""The finding of `land cells`: what each class got, what its quota costs, and the proof."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nghitrinh.evidence.finding import Check, EvidenceFigure, Fault, Finding, FindingTable, InputDigest, Proof, Status
from nghitrinh.evidence.land.assigning.inputs import CellList, read_cells, read_quotas
from nghitrinh.evidence.land.assigning.solver import Assignment, CountRange, NoAssignment, assign


@dataclass(frozen=True)
class CellAllocation:
    """A finding with the class of every cell; none where no allocation keeps to the quotas."""

    finding: Finding
    classes: dict[str, str]

    def as_csv(self) -> bytes:
        """Return the allocation as lines `cell,class`, in the order of the input."""
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows([("cell", "class"), *self.classes.items()])
        return stream.getvalue().encode()


def allocate_cells(
    cells: bytes, quotas: bytes, names: tuple[str, str] = ("cells.csv", "quotas.toml")
) -> CellAllocation:
    """Return which cell becomes which class with the largest total suitability, and its proof.

    `cells` and `quotas` are the bytes of the two files (docs/evidence.md), `names` what to call them. Raises
    EvidenceError for files that cannot be read; quotas that cannot hold are a finding.

    >>> result = allocate_cells(b"cell,A,B\\n1,5,4\\n2,9,1\\n", b"[classes.A]\\nmost = 1\\n")
    >>> result.classes, str(result.finding.value), str(result.finding.proof)
    ({'1': 'B', '2': 'A'}, '13', 'optimal')
    """
    listed = read_cells(cells, names[0])
    ranges = read_quotas(quotas, names[1], listed)
    found: dict[str, Assignment | NoAssignment] = {}
    for region in ranges:
        places = [index for index, each in enumerate(listed.regions) if each == region]
        rows = [listed.whole(listed.rows[index]) for index in places]
        try:
            found[region] = assign([listed.names[index] for index in places], rows, ranges[region])
        except NoAssignment as error:
            found[region] = error
    inputs = (InputDigest.of(names[0], cells), InputDigest.of(names[1], quotas))
    refused = {region: each for region, each in found.items() if isinstance(each, NoAssignment)}
    if refused:
        return CellAllocation(_refused(inputs, listed, refused, len(found)), {})
    solved = {region: each for region, each in found.items() if isinstance(each, Assignment)}
    return CellAllocation(_solved(inputs, listed, ranges, solved), _classes(listed, solved))


def _classes(cells: CellList, solved: dict[str, Assignment]) -> dict[str, str]:
    following = {region: iter(each.classes) for region, each in solved.items()}
    pairs = zip(cells.names, cells.regions, strict=True)
    return {name: cells.classes[next(following[region])] for name, region in pairs}


def _solved(
    inputs: tuple[InputDigest, ...], cells: CellList, ranges: dict[str, list[CountRange]], solved: dict[str, Assignment]
) -> Finding:
    value = Decimal(sum(each.value for each in solved.values())).scaleb(-cells.decimals)
    bound = Decimal(sum(each.bound for each in solved.values())).scaleb(-cells.decimals)
    proven = value == bound
    certificate = Check(
        code="land.cells.certificate", status=Status.PASSED if proven else Status.FAILED, examined=len(solved),
        exact=sum(each.value == each.bound for each in solved.values()), rounded=0, widest=Decimal(0),
    )  # fmt: skip
    return Finding(
        question="land.cells", options={}, inputs=inputs, proof=Proof.OPTIMAL if proven else Proof.GAP, value=value,
        bound=bound, gap=bound - value, checks=(_quotas(ranges, solved), certificate),
        figures=(EvidenceFigure(code="land.cells.value", value=value, unit=""),),
        tables=(
            FindingTable(
                code="land.cells.classes",
                columns=("region", "class", "least", "most", "cells", "price"),
                rows=tuple(_rows(cells, ranges, solved)),
            ),
        ),
    )  # fmt: skip


def _rows(
    cells: CellList, ranges: dict[str, list[CountRange]], solved: dict[str, Assignment]
) -> Iterator[tuple[str, ...]]:
    for region, each in solved.items():
        for k, code in enumerate(cells.classes):
            quota, price = ranges[region][k], Decimal(str(each.prices[k])).scaleb(-cells.decimals)
            yield region, code, str(quota.least), str(quota.most), str(each.counts[k]), f"{price.normalize() + 0:f}"


def _quotas(ranges: dict[str, list[CountRange]], solved: dict[str, Assignment]) -> Check:
    """Hold the counts against the quotas again, apart from how they were found."""
    pairs = [
        (count, quota)
        for region, each in solved.items()
        for count, quota in zip(each.counts, ranges[region], strict=True)
    ]
    kept = sum(quota.least <= count <= quota.most for count, quota in pairs)
    status = Status.PASSED if kept == len(pairs) else Status.FAILED
    return Check(code="land.cells.quotas", status=status, examined=len(pairs), exact=kept, rounded=0, widest=Decimal(0))


def _refused(
    inputs: tuple[InputDigest, ...], cells: CellList, refused: dict[str, NoAssignment], regions: int
) -> Finding:
    faults = tuple(
        Fault(
            code="cells_exceed_ceilings" if each.too_many else "cells_below_floors",
            cells=(),
            values={
                "region": region, "cells": str(each.cells), "limit": str(each.limit),
                "classes": ", ".join(cells.classes[k] for k in each.classes),
            },
        )
        for region, each in refused.items()
    )  # fmt: skip
    check = Check(
        code="land.cells.quotas", status=Status.FAILED, examined=regions, exact=regions - len(refused), rounded=0,
        widest=Decimal(0), faults=faults,
    )  # fmt: skip
    return Finding(question="land.cells", options={}, inputs=inputs, proof=Proof.INFEASIBLE, checks=(check,))
