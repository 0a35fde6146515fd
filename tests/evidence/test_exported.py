import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

import nghitrinh.evidence as library
from nghitrinh.evidence import land

NAMES = {
    "Check", "Drawing", "EvidenceError", "EvidenceFigure", "Fault", "Finding", "FindingTable", "InputDigest", "Proof",
    "Question", "Status", "OpenQuestions", "as_text", "fault_sentences", "from_json", "json_schema", "questions_text",
    "sentence",
}  # fmt: skip
LAND = {
    "CellAllocation", "ClassTree", "ShownCell", "ShownRow", "ShownSheet", "allocate_cells", "check_workbook", "schemes",
    "shown_sheets", "template", "tree",
}  # fmt: skip
MODULES = sorted(each.name for each in pkgutil.walk_packages(library.__path__, "nghitrinh.evidence."))
MODULES = [name for name in MODULES if not name.endswith("__main__")]
WORKED = {
    "finding",
    "sentences",
    "land",
    "land.classes",
    "land.cells",
    "land.figures",
    "land.assigning.solver",
    "land.assigning.finding",
    "land.heads",
    "land.showing",
    "land.units",
}


def test_the_libraries_export_exactly_these_names() -> None:
    for module, names in ((library, NAMES), (land, LAND)):
        assert set(module.__all__) == names
        assert sorted(module.__all__) == module.__all__


@pytest.mark.parametrize("name", ["nghitrinh.evidence", *MODULES])
def test_worked_examples_hold(name: str) -> None:
    tried = doctest.testmod(importlib.import_module(name))
    assert tried.failed == 0
    assert tried.attempted > 0 or name.removeprefix("nghitrinh.evidence.") not in WORKED


def test_the_library_is_loaded_without_django() -> None:
    program = "import sys, nghitrinh.evidence.land; print('django' in sys.modules, 'pydantic' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert ended.stdout == "False False\n"
