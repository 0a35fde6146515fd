"""Commands at the border of the record: bundles go out, lists of tasks come in."""

import argparse
import sys
from functools import partial
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from nghitrinh.cli.faults import LANGUAGE, PassedOn, Refused, answer
from nghitrinh.record.bodies.models import Body, Organization
from nghitrinh.record.bodies.queries import organizations_of, user_named
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import Publication, User


def main_publish(arguments: list[str]) -> int:
    """Publish everything that release acts have let through, as one signed bundle."""
    parser = argparse.ArgumentParser("nghitrinh publish", description=main_publish.__doc__)
    parser.add_argument("--by", required=True, help="the user who publishes")
    parser.add_argument("--restore", action="store_true", help="make a portal folder anew that was lost or damaged")
    parser.add_argument("--new-key", action="store_true", help="sign with a new key: the one in force is lost for good")
    parser.add_argument(
        "--resume",
        metavar="REASON",
        default="",
        help="the record was brought back from a backup that is older than its portal: go on from there, and say why",
    )
    given = parser.parse_args(arguments)
    by = user_named(given.by, field="--by")
    answer(published(by, restore=given.restore, new_key=given.new_key, resume=given.resume), done="publish")
    return 0


def published(by: User | None, *, restore: bool = False, new_key: bool = False, resume: str = "") -> str:
    """Publish, by the program itself where nobody asks for it, and return what came of it in one line.

    What the portal's folder refuses is refused in its words.
    """
    from nghitrinh.bundle import BundleError
    from nghitrinh.publication.publish import portal_root, publish
    from nghitrinh.publication.resuming import lost_numbers

    try:
        lost = lost_numbers(portal_root()) if resume else []
        said = [publish(by=by, restore=restore, new_key=new_key, resume=resume).summary()]
    except BundleError as error:
        raise PassedOn(error, code=error.code, field=error.where) from None
    if lost:
        said.append(f"readers saw documents that the record has no more: {', '.join(lost)}; enter them again, or")
        said.append("keep their numbers from being given again: `number.declare_gap`")
    if not Publication.objects.filter(withdrawn_at__isnull=True).exists():
        said.append("nothing is released yet: the portal has the body's name, and says so; release something first")
    return "\n".join(said)


def require_own_portal() -> None:
    """Refuse to begin a record beside the portal of another one: what it published would follow that one's releases."""
    from nghitrinh.bundle import BundleError
    from nghitrinh.publication.inforce import require_own
    from nghitrinh.publication.publish import portal_root

    try:
        require_own(portal_root())
    except BundleError as error:
        raise PassedOn(error, code=error.code, field=error.where) from None


def _workbook_at(file: Path) -> bytes:
    """Return the bytes of a workbook, or one more than is ever read."""
    from nghitrinh.intake.task_list.workbook import MOST_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(
            _("thấy %(found)s, cần một bảng tính XLSX"),
            code="workbook_unreadable",
            field=str(file),
            found=error.strerror,
        ) from None


def main_people(arguments: list[str]) -> int:
    """Bring organizations, posts, people and users in from a workbook: every row or none."""
    from nghitrinh.intake.people_list.bringing import bring_in
    from nghitrinh.intake.people_list.outcome import BadPeopleList
    from nghitrinh.intake.people_list.reading import read_people, understood
    from nghitrinh.intake.sheet_remarks import UnseenRemarks

    parser = argparse.ArgumentParser("nghitrinh people", description=main_people.__doc__)
    parser.add_argument("file", metavar="FILE.xlsx", type=Path, help="in the columns of the desk's template")
    parser.add_argument("--by", metavar="USER", help="an administrator")
    parser.add_argument(
        "--seen", action="append", default=[], metavar="KEY", help="what the file says beyond its cells is known"
    )
    parser.add_argument("--reason", default="", help="why what is recorded is corrected, where the file says otherwise")
    given = parser.parse_args(arguments)
    if given.by is None:
        raise Refused(_("%(verb)s cần người làm: --by TÊN"), code="by_missing", field="by", verb="people")
    by, body = user_named(given.by, field="--by"), Body.objects.order_by("recorded_at").first()
    if body is None:
        raise Refused(_("chưa có địa bàn nào; hãy lập trước"), code="no_body_yet", field=str(given.file))
    try:
        people = understood(given.file.name, read_people(_workbook_at(given.file), given.file.name))
        outcome = bring_in(people, body, by=by, seen=given.seen, reason=given.reason)
    except UnseenRemarks as error:
        with translation.override(LANGUAGE):
            print(*(f"--seen {each.key}: {each}" for each in error.open_questions), sep="\n", file=sys.stderr)
        raise
    except BadPeopleList as error:
        with translation.override(LANGUAGE):
            print(*error.bad, sep="\n", file=sys.stderr)
        raise
    said = [f"{len(outcome.written)} came in, {outcome.same} were there already"]
    said += [f"{link.user.username}: /dat-mat-khau/{link.secret}/ on the desk, once" for link in outcome.links]
    answer("\n".join(said), done="bringing the workbook in")
    return 0


def main_tasks(arguments: list[str]) -> int:
    """Bring a list of open tasks in from a spreadsheet: every row, or none and every bad cell by name."""
    from nghitrinh.intake.sheet_remarks import UnseenRemarks
    from nghitrinh.intake.task_list.bringing import BadList, bring_in, require_new
    from nghitrinh.intake.task_list.rows import understand
    from nghitrinh.intake.task_list.workbook import read_table

    parser = argparse.ArgumentParser("nghitrinh tasks", description=main_tasks.__doc__)
    parser.add_argument("file", metavar="FILE.xlsx", type=Path, help="in the columns of the desk's template")
    parser.add_argument("--by", required=True, metavar="USER", help="a secretary of the body that gave the tasks")
    parser.add_argument("--organization", metavar="ID", help="that body, where USER is secretary of several")
    parser.add_argument(
        "--seen", action="append", default=[], metavar="KEY", help="what the file says beyond its cells is known"
    )
    given = parser.parse_args(arguments)
    by = user_named(given.by, field="--by")
    organization = _secretary_of(by, given.organization)
    data = _workbook_at(given.file)
    try:
        table = read_table(data, given.file.name)
        require_new(table, organization)
        tasks = bring_in(understand(table, organization), organization, by=by, seen=given.seen)
    except UnseenRemarks as error:
        with translation.override(LANGUAGE):
            print(*(f"--seen {each.key}: {each}" for each in error.open_questions), sep="\n", file=sys.stderr)
        raise
    except BadList as error:
        with translation.override(LANGUAGE):
            print(*error.bad, sep="\n", file=sys.stderr)
        raise
    answer(f"{len(tasks)} tasks of {organization.name} came in", done="bringing the list in")
    return 0


def main_intake(arguments: list[str]) -> int:
    """Take a published page in; what came in stays in though its proposal cannot be printed."""
    from nghitrinh.intake.command import main

    return main(arguments, say=partial(answer, done="taking the page in"))


def _secretary_of(by: User, asked: str | None) -> Organization:
    """Return the organization that was asked for, or the only one whose secretary a user is."""
    mine = {str(each.pk): each for each in Organization.objects.filter(pk__in=organizations_of(by, [Role.SECRETARY]))}
    chosen = asked or (next(iter(mine)) if len(mine) == 1 else "")
    if chosen not in mine:
        nothing, secretary = _("không có gì"), _("một thư ký ở --by")
        able = tuple(f"{key} ({each.name})" for key, each in mine.items())
        raise Refused(
            _("thấy %(found)s, cần %(expected)s"),
            code="organization_not_yours",
            field="--organization",
            found=chosen or nothing,
            expected=able or secretary,
        )
    return mine[chosen]
