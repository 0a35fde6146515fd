"""What comes, or would come, of a workbook: what is written, what is there already, which cells are bad."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.sheet_remarks import SheetQuestion
from nghitrinh.intake.task_list.tables import BadCell, BadCells
from nghitrinh.record.bodies.models import AccountLink
from nghitrinh.record.kernel.errors import BadInput

# What says that the record was wrong, or ends what lives: the journal keeps why.
WITH_REASON = ("organization.correct", "organization.end", "membership.correct", "user.rename")


class BadPeopleList(BadCells):
    """A workbook with bad cells; nothing of it came in."""

    def __init__(self, file: str, bad: list[BadCell]) -> None:
        super().__init__(
            _("Còn %(count)s ô sai; chưa dòng nào vào hồ sơ"), code="people_cells_to_mend", field=file, count=len(bad)
        )
        self.bad = bad


class NoReason(BadInput):
    """A workbook that corrects what is recorded, and nobody said why; nothing of it came in."""

    def __init__(self, count: int) -> None:
        super().__init__(
            _("Tệp sửa %(count)s điều đã ghi; hãy nói lý do"),
            code="people_list_without_reason",
            field="reason",
            count=count,
        )


@dataclass(frozen=True)
class WrittenRow:
    """One act that a row of the workbook led to: in words, and of what is recorded each cell's old and new value."""

    verb: str
    said: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Outcome:
    """What came, or would come, of a workbook: what is written, how many rows are there already, what is bad.

    `links` are the invitations of new users, whose secrets are shown once.
    """

    written: list[WrittenRow] = field(default_factory=list)
    same: int = 0
    bad: list[BadCell] = field(default_factory=list)
    questions: list[SheetQuestion] = field(default_factory=list)
    links: list[AccountLink] = field(default_factory=list)

    @property
    def corrections(self) -> int:
        """Return how many acts want a reason."""
        return sum(row.verb in WITH_REASON for row in self.written)
