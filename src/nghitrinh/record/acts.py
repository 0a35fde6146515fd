"""Every act of the record: importing this module declares those of each room's `acts`, and what follows from them.

That is what a correction of a decision reaches, what holds the day of a meeting, and what is derived from the record at
the end of each act.
"""

from nghitrinh.record import search
from nghitrinh.record.articles import dependents as stale_articles
from nghitrinh.record.articles.queries import first_account as articles_since
from nghitrinh.record.course.acts.hearings import end_course
from nghitrinh.record.course.checks import against_stopping as heard_still
from nghitrinh.record.decisions import dependents, recounted
from nghitrinh.record.findings import acts as findings
from nghitrinh.record.instruments import drafting
from nghitrinh.record.instruments.queries import first_account as documents_since
from nghitrinh.record.kernel import acts as kernel
from nghitrinh.record.kernel import erasure
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.meetings import days
from nghitrinh.record.meetings import dependents as meetings
from nghitrinh.record.minutes.queries import first_account as minutes_since
from nghitrinh.record.opinions import completeness
from nghitrinh.record.opinions.queries import asked_about
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers import queries as seen_papers
from nghitrinh.record.presence.acts.invitations import invite_all
from nghitrinh.record.rooms import modules_named
from nghitrinh.record.tasks import corrections
from nghitrinh.record.tasks.acts import work
from nghitrinh.record.voting import dependents as votes
from nghitrinh.record.voting.checks import against_stopping as votes_still_open

__all__ = ["ACTS", "erasure"]

ROOMS = tuple(modules_named("acts"))

# In this order a correction marks what rests on a decision.
dependents.DEPENDENTS = (stale_articles.mark_stale, drafting.mark_stale, corrections.follow_correction)
# The numbers of a vote are corrected where no decision contradicts them, and what tells them is marked.
votes.AGAINST = (recounted.against_recount,)
votes.CORRECTED = (recounted.follow_recount,)
dependents.COUNTED = (stale_articles.mark_stale,)
# A deadline put off marks what tells the old one.
work.PUT_OFF = (stale_articles.mark_put_off,)
# A correction of a meeting marks what tells it as it was.
meetings.DEPENDENTS = (stale_articles.mark_of_meeting, drafting.mark_of_meeting)
# Whoever is due at a meeting is invited as it is convened.
meetings.CONVENED = (invite_all,)
# Whoever is asked about a paper reads it; it is complete when that is answered, and its rounds are as strict as it is.
seen_papers.ALSO_SEEN = (asked_about,)
papers.BEFORE_ACCEPTING = papers.BEFORE_LAYING = (completeness.require_complete,)
# Its workbooks are checked as they come in, and what was found is as strict as it is.
papers.STRICTER = (completeness.follow_level, findings.follow_level)
papers.SUBMITTED = (findings.begin_with_version,)
# While a vote is open its meeting is not closed; what is voted on or heard stays on the agenda.
meetings.STOPPING = (votes_still_open, heard_still)
# What lay under an item that was put off lies under the one that goes on from it.
meetings.CONTINUED = (papers.bring_along,)
# What is heard ends with its meeting.
meetings.CLOSED = (end_course,)
# Since when these tell of a meeting, whose day then moves no further than that.
days.FIRST_ACCOUNTS = (articles_since, documents_since, minutes_since)
kernel.AT_END = (search.follow,)
