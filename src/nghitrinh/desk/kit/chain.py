"""The chain of an item on the desk: paper, decision, tasks, result, each with its state."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.kit.wording import day
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.record.tasks.models import Task, TaskState
from nghitrinh.record.tasks.queries import is_overdue


@dataclass(frozen=True)
class Step:
    """One step of the chain: its name, its state, in words and as a node."""

    name: str
    icon: str
    style: str
    words: str
    when: str


def chain(papers: list[Paper], decision: Decision | None, tasks: list[Task], today: date) -> list[Step]:
    """Return the chain of an item: paper, decision, tasks, result."""
    return [_paper_step(papers), _decision_step(decision), _task_step(tasks, today), _result_step(tasks)]


def _paper_step(papers: list[Paper]) -> Step:
    live = [each for each in papers if each.state != PaperState.WITHDRAWN]
    if not live:
        return Step(_("Tờ trình"), "doc", "is-open", _("Chưa có tài liệu"), "")
    newest = max((version.submitted_on for each in live for version in each.versions.all()), default=None)
    words = ngettext("%(count)d tài liệu", "%(count)d tài liệu", len(live)) % {"count": len(live)}
    return Step(_("Tờ trình"), "doc", "is-past", words, _("Nộp %(day)s") % {"day": day(newest)} if newest else "")


def _decision_step(decision: Decision | None) -> Step:
    if decision is None:
        return Step(_("Kết luận"), "seal", "is-open", _("Chưa có"), "")
    when = _("Duyệt %(day)s") % {"day": day(decision.approved_on)} if decision.approved_on else ""
    settled = decision.state in ("approved", "issued")
    return Step(_("Kết luận"), "seal", "is-seal" if settled else "is-open", decision.get_state_display(), when)


def _task_step(tasks: list[Task], today: date) -> Step:
    if not tasks:
        return Step(_("Việc giao"), "task", "is-open", _("Chưa giao việc"), "")
    late = [each for each in tasks if is_overdue(each, today)]
    dues = [each.due_on for each in tasks if each.due_on and each.state != TaskState.CONFIRMED]
    when = _("Hạn sớm nhất %(day)s") % {"day": day(min(dues))} if dues else ""
    if late:
        words = ngettext("%(count)d việc quá hạn", "%(count)d việc quá hạn", len(late)) % {"count": len(late)}
        return Step(_("Việc giao"), "late", "is-late", words, when)
    words = ngettext("%(count)d việc", "%(count)d việc", len(tasks)) % {"count": len(tasks)}
    return Step(_("Việc giao"), "task", "is-past", words, when)


def _result_step(tasks: list[Task]) -> Step:
    done = [each for each in tasks if each.state == TaskState.CONFIRMED]
    if not done:
        return Step(_("Kết quả"), "done", "is-open", _("Chưa có"), "")
    words = _("%(done)d trên %(all)d việc đã xong") % {"done": len(done), "all": len(tasks)}
    return Step(_("Kết quả"), "done", "is-past" if len(done) == len(tasks) else "is-open", words, "")
