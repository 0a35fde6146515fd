"""Workbooks from outside (.xlsx) as cells: held against limits before anything is unpacked, and nothing is evaluated.

    with opened(data, Limits(packed=5_000_000, unpacked=20_000_000, cells=500_000, tags=400_000)) as sheets:
        for number, cells in sheets[0].rows():
            ...

A file that is none, or is not to be opened, raises WorkbookError with a code (`CODES`). A cell whose value cannot be
made out is one cell that says so, and not a damaged workbook. No link is followed; a formula is its text, or the value
that the program computed which wrote it, where that is asked for.

What a sheet says beyond its values (hidden, struck out, merged, noted beside) are its `remarks` once its rows are read;
a reader refuses them by cell or asks about them, and passes over none in silence.
"""

from nghitrinh.workbooks.cells import CellKind, RawCell
from nghitrinh.workbooks.errors import CODES, WorkbookError
from nghitrinh.workbooks.holding import Limits
from nghitrinh.workbooks.opening import RawSheet, opened
from nghitrinh.workbooks.remarks import Remark, RemarkKind

__all__ = ["CODES", "CellKind", "Limits", "RawCell", "RawSheet", "Remark", "RemarkKind", "WorkbookError", "opened"]
