"""Cells to classes: the largest total suitability whose counts keep to a range for each class, with its proof.

All in whole numbers, so that the proof is an equation. The classes are the nodes of a small graph; the weight from
one to another is the least that is lost when a cell changes, kept in heaps. Every cell begins in its best class; what
is too many flows along shortest paths to where there is room, then what is missing flows in from where it can be spared
(successive shortest paths). Prices of the classes prove the end: whatever the prices, each cell at its best class less
its price, and the quotas at their prices, are at least as much as any allocation; at these prices they are as much as
the one that was found.

Ties are broken by a number that only cell and class give, added below the last digit: the same cells in another order,
or in other chunks, get the same classes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

_TIE_BITS = 64
_CLEAR_BITS = 40  # so that ties move no price in the digits that are shown


@dataclass(frozen=True)
class CountRange:
    """How many cells a class may have: from `least` to `most`."""

    least: int
    most: int


@dataclass(frozen=True)
class Assignment:
    """Which class each cell has, by index; `value` is the total, `bound` what the prices prove that none exceeds.

    `prices` are what the last cell of each class costs, in units of suitability: above 0 where a ceiling holds a class
    back, below 0 where a floor forces it.
    """

    classes: tuple[int, ...]
    counts: tuple[int, ...]
    value: int
    bound: int
    prices: tuple[float, ...]


class NoAssignment(Exception):
    """No allocation keeps to the ranges: `cells` cells can only be of `classes`, or only these can fill them.

    With `too_many`, the classes may have at most `limit`; otherwise they must have at least that.
    """

    def __init__(self, classes: tuple[int, ...], cells: int, limit: int, *, too_many: bool) -> None:
        super().__init__(f"{cells} cells, {'at most' if too_many else 'at least'} {limit} in classes {classes}")
        self.classes, self.cells, self.limit, self.too_many = classes, cells, limit, too_many


Row = Sequence[int | None]


def assign(names: Sequence[str], rows: Sequence[Row], ranges: Sequence[CountRange]) -> Assignment:
    """Return the allocation of cells to classes with the largest total suitability.

    `rows[i][k]` is the suitability of the cell `names[i]` for class k, a whole number, None where it cannot be; every
    cell can be of one class at least. `ranges[k]` says how many cells class k may have. Raises NoAssignment.

    >>> assign(["a", "b", "c"], [[5, 4], [9, 1], [3, 3]], [CountRange(0, 1), CountRange(0, 3)])
    Assignment(classes=(1, 0, 1), counts=(1, 2), value=16, bound=16, prices=(1.0, 0.0))
    """
    scale = 1 << (_TIE_BITS + len(names).bit_length() + _CLEAR_BITS)
    work = _Work([_with_ties(name, row, scale) for name, row in zip(names, rows, strict=True)], list(ranges))
    work.settle()
    prices = work.prices()
    value = sum(row[k] or 0 for row, k in zip(rows, work.classes, strict=True))
    bound = work.bound(prices) // scale  # ties add less than one unit in all
    rounded = tuple(round(price / scale, 6) + 0.0 for price in prices)
    return Assignment(tuple(work.classes), tuple(work.counts), value, bound, rounded)


def _with_ties(name: str, row: Row, scale: int) -> list[int | None]:
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return [
        None if value is None else value * scale + int.from_bytes(_tie(digest, k), "big") for k, value in enumerate(row)
    ]


def _tie(digest: bytes, k: int) -> bytes:
    return hashlib.blake2b(k.to_bytes(4, "big"), key=digest, digest_size=8).digest()


class _Work:
    """The allocation as it is changed: classes of the cells, counts, and heaps of what a change would lose."""

    def __init__(self, rows: list[list[int | None]], ranges: list[CountRange]) -> None:
        self.rows, self.ranges = rows, ranges
        self.size = len(ranges)
        self.classes = [max(range(self.size), key=lambda k: _known(row[k])) for row in rows]
        self.counts = [0] * self.size
        self.heaps: list[list[list[tuple[int, int]]]] = [[[] for _ in ranges] for _ in ranges]
        for cell, k in enumerate(self.classes):
            self.counts[k] += 1
            for to, loss in self._losses(cell):
                self.heaps[k][to].append((loss, cell))
        for each in self.heaps:
            for heap in each:
                heapify(heap)

    def _losses(self, cell: int) -> list[tuple[int, int]]:
        """What the cell would lose in each other class that it can have."""
        row, k = self.rows[cell], self.classes[cell]
        here = _known(row[k])
        return [(to, here - value) for to, value in enumerate(row) if to != k and value is not None]

    def _least(self, k: int, to: int) -> tuple[int, int] | None:
        """The cheapest change from one class to another and its cell, or None."""
        heap = self.heaps[k][to]
        while heap and self.classes[heap[0][1]] != k:
            heappop(heap)
        return heap[0] if heap else None

    def _move(self, cell: int, to: int) -> None:
        self.counts[self.classes[cell]] -= 1
        self.classes[cell] = to
        self.counts[to] += 1
        for other, loss in self._losses(cell):
            heappush(self.heaps[to][other], (loss, cell))

    def settle(self) -> None:
        """Bring every count into its range at the least loss."""
        kinds = range(self.size)
        while over := [k for k in kinds if self.counts[k] > self.ranges[k].most]:
            self._push(over, [k for k in kinds if self.counts[k] < self.ranges[k].most], too_many=True)
        while under := [k for k in kinds if self.counts[k] < self.ranges[k].least]:
            self._push([k for k in kinds if self.counts[k] > self.ranges[k].least], under, too_many=False)

    def _push(self, sources: list[int], targets: list[int], *, too_many: bool) -> None:
        """Move one cell along each step of the cheapest path from a source to a target."""
        losses, before = self._paths(sources)
        reached = [k for k in targets if losses[k] is not None]
        if not reached:
            raise self._refusal(losses, too_many=too_many)
        k = min(reached, key=lambda each: _known(losses[each]))
        steps = []
        while (previous := before[k]) is not None:
            steps.append((previous, k))
            k = previous
        cells = [self._least(one, other) for one, other in steps]
        for change, (_, other) in zip(cells, steps, strict=True):
            if change is not None:
                self._move(change[1], other)

    def _paths(self, sources: list[int]) -> tuple[list[int | None], list[int | None]]:
        """The least loss from any source to each class, and the class before it (Bellman and Ford)."""
        losses: list[int | None] = [0 if k in sources else None for k in range(self.size)]
        before: list[int | None] = [None] * self.size
        changed = True
        while changed:
            changed = False
            for k in range(self.size):
                start = losses[k]
                for to in range(self.size) if start is not None else ():
                    least = self._least(k, to) if to != k else None
                    if least is None or start is None:
                        continue
                    known = losses[to]
                    if known is None or start + least[0] < known:
                        losses[to], before[to], changed = start + least[0], k, True
        return losses, before

    def _refusal(self, losses: list[int | None], *, too_many: bool) -> NoAssignment:
        """Say which classes are in each other's way: those reached from what is too many, or not reached by what is."""
        if too_many:
            classes = tuple(k for k in range(self.size) if losses[k] is not None)
            limit = sum(self.ranges[k].most for k in classes)
        else:
            classes = tuple(k for k in range(self.size) if losses[k] is None)
            limit = sum(self.ranges[k].least for k in classes)
        return NoAssignment(classes, sum(self.counts[k] for k in classes), limit, too_many=too_many)

    def prices(self) -> list[int]:
        """Return prices at which every cell has its best class: differences that no change could undercut."""
        found = [0] * (self.size + 1)  # the last is what a count within its range costs: nothing
        edges = [(self.size, k, 0) for k in range(self.size) if self.counts[k] < self.ranges[k].most]
        edges += [(k, self.size, 0) for k in range(self.size) if self.counts[k] > self.ranges[k].least]
        for k in range(self.size):
            for to in range(self.size):
                least = self._least(k, to) if to != k else None
                if least is not None:
                    edges.append((to, k, least[0]))
        for _ in range(self.size + 1):
            for one, other, weight in edges:
                found[other] = min(found[other], found[one] + weight)
        return [price - found[self.size] for price in found[: self.size]]

    def bound(self, prices: list[int]) -> int:
        """Return what no allocation can exceed, by these prices: the dual value."""
        best = sum(max(v - p for v, p in zip(row, prices, strict=True) if v is not None) for row in self.rows)
        ends = zip(prices, self.ranges, strict=True)
        return best + sum(price * (each.most if price > 0 else each.least) for price, each in ends)


def _known(value: int | None) -> int:
    return value if value is not None else -(1 << 4000)
