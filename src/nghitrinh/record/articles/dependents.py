"""Which articles rest on a decision, or tell a deadline that was put off."""

from datetime import date

from django.db.models import QuerySet

from nghitrinh.record.articles.models import Article
from nghitrinh.record.articles.rules import LIVE_STATES
from nghitrinh.record.bodies.ceilings import ceiling
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.levels import stricter
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.tasks.models import Task
from nghitrinh.vietnamese import find_dates


def mark_put_off(act: Act, task: Task, old: date | None, words: str) -> None:
    """Mark the live articles that tell the deadline which a task had before it was put off, as a day or as words."""
    if task.decision is None:
        return
    articles = Article.objects.select_for_update(no_key=True)
    for article in articles.filter(meeting=task.decision.item.meeting_id, state__in=LIVE_STATES).order_by("pk"):
        version = article.versions.get(number=article.current)
        text = "\n".join((version.title, version.lead, version.body))
        tells = old is not None and any(each.on(old.year) == old for each in find_dates(text))
        if stricter(article.level, ceiling(task)) == article.level and (tells or (words and words in text)):
            article.stale_reason = f"Việc đã gia hạn: {task.text}"[:500]
            act.save(article)


def mark_stale(act: Act, decision: Decision, reason: str) -> list[str]:
    """Mark the articles of a decision's meeting as resting on what was corrected. Their words stay as they are.

    All of the meeting's, linked or not: words without a link may tell the same, and a person can confirm in one act.
    """
    keys = []
    articles = Article.objects.select_for_update(no_key=True).filter(
        meeting=decision.item.meeting_id, state__in=LIVE_STATES
    )
    level = ceiling(decision)
    for article in articles.order_by("pk"):
        if stricter(article.level, level) != article.level:
            continue  # it cannot tell of what its readers may not know, and its mark must not tell them either
        article.stale_reason = f"{decision.title}: {reason}"[:500]
        act.save(article)
        keys.append(canonical.key(article))
    return keys


def telling(articles: QuerySet[Article], meeting: Meeting, level: str) -> list[Article]:
    """Return the live articles of a meeting that may tell of what has a level: those whose readers may know of it."""
    of_meeting = articles.filter(meeting=meeting, state__in=LIVE_STATES).order_by("pk")
    return [each for each in of_meeting if stricter(each.level, level) == each.level]


def mark_of_meeting(act: Act, meeting: Meeting, reason: str, level: str) -> None:
    """Mark the live articles of a meeting of which something changed: a person tells it anew, or confirms the words.

    Those stay unmarked whose readers may not know of it.
    """
    for article in telling(Article.objects.select_for_update(no_key=True), meeting, level):
        article.stale_reason = f"{title_of(meeting)}: {reason}"[:500]
        act.save(article)
