"""Land use: whether a workbook's tables add up, class by class, unit by unit, year by year.

| function | gives |
| --- | --- |
| `check_workbook` | the Finding of a workbook's bytes: the nine balances, every fault with its cells and both sides |
| `allocate_cells` | which cell becomes which class under quotas, exactly, with its proof (`CellAllocation`) |
| `shown_sheets` | the sheets of a workbook as a page shows them, with the names of the cells that faults name |
| `template` | an empty workbook in a form that can be checked without a question |
| `tree`, `schemes` | a list of classes of land (`ClassTree`) by its version; all of them |

Areas are in hectares, exact decimals. What a workbook does not say is asked (`nghitrinh.evidence.OpenQuestions`).

>>> [each.key for each in schemes()]
['2014', '2021-tinh', '2021-quoc-gia', '2024']
"""

from nghitrinh.evidence.land.assigning import CellAllocation, allocate_cells
from nghitrinh.evidence.land.checking import check_workbook
from nghitrinh.evidence.land.classes import ClassTree, schemes, tree
from nghitrinh.evidence.land.showing import ShownCell, ShownRow, ShownSheet, shown_sheets
from nghitrinh.evidence.land.template import template

__all__ = [
    "CellAllocation",
    "ClassTree",
    "ShownCell",
    "ShownRow",
    "ShownSheet",
    "allocate_cells",
    "check_workbook",
    "schemes",
    "shown_sheets",
    "template",
    "tree",
]
