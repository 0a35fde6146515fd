"""How long `land check` takes over a province of 64 communes: 40 classes, three years, from bytes to finding.

usage: python -m bench.evidence.checking [RUNS]
"""

import io
import statistics
import sys
import time
from typing import Any

from openpyxl import Workbook

from nghitrinh.evidence.land import check_workbook, tree

UNITS, CLASSES, YEARS = 64, 40, (2020, 2025, 2030)


def province() -> bytes:
    """Return a workbook of one sheet a year, 40 classes down and 64 units across, that adds up."""
    classes = tree("2014")
    listed = list(classes.classes)[:CLASSES]
    ends = [code for code in listed if not set(classes.children.get(code, ())) & set(listed)]
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for year in YEARS:
        sheet: Any = workbook.create_sheet(f"CH {year}")
        sheet.append([f"Diện tích các loại đất theo Thông tư 28/2014/TT-BTNMT, năm {year}"])
        sheet.append(["Đơn vị tính: ha"])
        sheet.append(["Loại đất", "Mã", "Toàn tỉnh", *(f"Xã số {number}" for number in range(UNITS))])
        leaf = {
            (code, unit): (7919 * index + 104729 * unit) % 9973 / 100
            for index, code in enumerate(ends)
            for unit in range(UNITS)
        }
        for code in listed:
            under = [end for end in ends if code in (end, *classes.above(end))]
            values = [sum(leaf[end, unit] for end in under) for unit in range(UNITS)]
            sheet.append([classes.classes[code].name, code, *(round(each, 2) for each in (sum(values), *values))])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def main(runs: int) -> None:
    """Print the median of some runs, wall clock and processor."""
    data = province()
    walls, processors = [], []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        finding = check_workbook(data, "tinh.xlsx", {f"listed:CH {year}": "yes" for year in YEARS})
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    relations = sum(check.examined for check in finding.checks)
    print(f"{UNITS} units x {CLASSES} classes x {len(YEARS)} years, {len(data)} bytes, {relations} relations")
    print(f"median of {runs}: {statistics.median(walls):.2f} s, {statistics.median(processors):.2f} s of one core")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
