"""How long `land cells` takes over invented cells, with the proof, and how much memory.

usage: python -m bench.evidence.cells [CELLS [CLASSES]]
"""

import random
import resource
import sys
import time

from nghitrinh.evidence.land.assigning.solver import CountRange, assign


def main(count: int, kinds: int) -> None:
    """Solve one case whose first class must give way and whose last must grow."""
    chance = random.Random(1)  # noqa: S311
    rows = [[chance.randrange(1_000_000) for _ in range(kinds)] for _ in range(count)]
    fair = count // kinds
    free = [CountRange(0, count) for _ in range(kinds - 2)]
    began = time.process_time()
    found = assign(
        [str(cell) for cell in range(count)], rows, [CountRange(0, fair // 2), *free, CountRange(fair * 5 // 4, count)]
    )
    took = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    proven = found.value == found.bound
    print(f"{count} cells x {kinds} classes: {took:.1f} s of one core, {memory} MB, value = bound: {proven}")


if __name__ == "__main__":
    main(*(int(each) for each in (*sys.argv[1:], *("113563", "3")[len(sys.argv) - 1 :])))
