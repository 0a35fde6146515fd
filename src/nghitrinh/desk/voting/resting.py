"""What rests on the numbers of a vote, as a user sees it: listed before they are corrected."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nghitrinh.record.articles.models import Article
from nghitrinh.record.articles.queries import articles_visible_to
from nghitrinh.record.articles.rules import LIVE_STATES
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.decisions.queries import decisions_visible_to
from nghitrinh.record.decisions.recounted import points_resting_on
from nghitrinh.record.instruments.models import OVER, Instrument
from nghitrinh.record.instruments.queries import instruments_visible_to
from nghitrinh.record.kernel.models import User
from nghitrinh.record.tasks.queries import tasks_visible_to
from nghitrinh.record.voting.models import Vote


def resting_on(user: User, vote: Vote) -> list[str]:
    """Return the decisions, documents, tasks and articles that rest on a vote, each in words, in that order."""
    points = points_resting_on(vote)
    named = {each.version.decision_id for each in points}
    decisions = list(decisions_visible_to(user).filter(pk__in=named))
    return [line for each in decisions for line in _of(user, each)] if decisions else []


def _of(user: User, decision: Decision) -> Iterator[str]:
    yield _("kết luận “%(title)s”") % {"title": decision.title}
    issuing = Instrument.objects.filter(versions__decisions__decision=decision).exclude(state__in=OVER).order_by()
    for document in instruments_visible_to(user).filter(pk__in=issuing.values("pk")):
        yield _("văn bản %(number)s") % {"number": document.symbol_number or document.title}
    tasks = tasks_visible_to(user).filter(decision=decision).count()
    if tasks:
        yield _("%(count)d việc giao") % {"count": tasks}
    of_meeting = Article.objects.filter(meeting=decision.item.meeting_id, state__in=LIVE_STATES).order_by()
    for article in articles_visible_to(user).filter(pk__in=of_meeting.values("pk")):
        yield _("bài viết “%(title)s”") % {"title": article.title}
