"""The exception of the workbooks' library: a file that is no workbook, or one that is not to be opened."""

CODES = (
    *("empty", "too_large", "too_large_unpacked", "too_many_cells", "not_a_workbook", "old_workbook", "password"),
    *("macros", "not_as_excel_writes", "damaged", "strict"),
)


class WorkbookError(ValueError):
    """A file that is not read: what was `found`, what is `expected`, in English; `code` is one of CODES.

    This library is used alone too. Who has readers of another language makes words of the code.
    """

    def __init__(self, found: str, expected: str, *, code: str) -> None:
        super().__init__(found, expected, code)
        self.found, self.expected, self.code = found, expected, code

    def __str__(self) -> str:
        return f"found {self.found}, expected {self.expected}"
