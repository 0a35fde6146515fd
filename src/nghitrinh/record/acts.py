"""Every act of the record: importing this module declares them all, and what follows from them.

That is what a correction of a decision reaches, what holds the day of a meeting, and what is derived from the record at
the end of each act.
"""

from nghitrinh.record import search
from nghitrinh.record.articles import acts as articles
from nghitrinh.record.articles import dependents as stale_articles
from nghitrinh.record.articles.queries import first_account as articles_since
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.decisions import dependents
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments import drafting
from nghitrinh.record.instruments.queries import first_account as documents_since
from nghitrinh.record.intakes import acts as intakes
from nghitrinh.record.kernel import acts as kernel
from nghitrinh.record.kernel import erasure
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.meetings import acts as meetings
from nghitrinh.record.meetings import days
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.releases import acts as releases
from nghitrinh.record.tasks import acts as tasks
from nghitrinh.record.tasks import corrections

__all__ = [
    "ACTS",
    "articles",
    "bodies",
    "decisions",
    "erasure",
    "instruments",
    "intakes",
    "meetings",
    "papers",
    "releases",
    "tasks",
]

# In this order a correction marks what rests on a decision.
dependents.DEPENDENTS = (stale_articles.mark_stale, drafting.mark_stale, corrections.follow_correction)
# Since when these tell of a meeting, whose day then moves no further than that.
days.FIRST_ACCOUNTS = (articles_since, documents_since)
kernel.AT_END = (search.follow,)
