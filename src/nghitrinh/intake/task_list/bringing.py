"""Bringing a list in: its text becomes a source, its rows become tasks, all or nothing. The same list comes in once."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.sheet_remarks import require_seen
from nghitrinh.intake.task_list.rows import TaskList
from nghitrinh.intake.task_list.tables import BadCell, BadCells, SheetTable, in_order_of_cells
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Organization, Source, SourceKind
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.models import User
from nghitrinh.record.tasks.models import Task


def came_before(file: str, source: Source) -> Contradiction:
    """Return the refusal of a list that came in already."""
    return Contradiction(
        _("Danh sách này đã nhập ngày %(day)s, tệp “%(title)s”."),
        code="list_came_before",
        field=file,
        day=source.recorded_at.astimezone(ZONE).date(),
        title=source.title,
    )


class BadList(BadCells):
    """A list with bad cells; nothing of it came in."""

    def __init__(self, file: str, bad: list[BadCell]) -> None:
        super().__init__(
            _("Còn %(count)s ô sai; chưa việc nào vào hồ sơ"), code="cells_to_mend", field=file, count=len(bad)
        )
        self.bad = bad


def require_new(table: SheetTable, owner: Organization) -> None:
    """Refuse a list whose text came in for this organization already, under whatever file name."""
    known = Source.objects.filter(kind=SourceKind.TABLE, digest=table.digest)
    source = known.filter(pk__in=Task.objects.filter(owner=owner).values("source")).first()
    if source is not None:
        raise came_before(table.file, source)


def bring_in(listing: TaskList, owner: Organization, *, by: User, seen: Collection[str] = ()) -> list[Task]:
    """Enter a list's tasks; `seen` are the keys of the questions that were answered.

    Raises BadList, also for what the act refuses, UnseenRemarks, and a list that is there.
    """
    if listing.bad:
        raise BadList(listing.table.file, listing.bad)
    require_seen(listing.questions, seen, listing.table.file)
    with one_transaction():
        require_new(listing.table, owner)
        source = ACTS["source.register"](
            by=by,
            organization=owner.pk,
            kind=SourceKind.TABLE,
            title=listing.table.file[:300],
            text=listing.table.text,
        )
        rows = [row.task.model_dump() for row in listing.rows]
        try:
            tasks: list[Task] = ACTS["task.import_list"](by=by, organization=owner.pk, source=source.pk, rows=rows)
        except BadInput as error:
            blamed = [listing.blamed(each) for each in error.each()]
            cells = [cell for cell in blamed if cell is not None]
            if len(cells) < len(blamed):
                raise
            raise BadList(listing.table.file, in_order_of_cells(cells)) from error
    return tasks
