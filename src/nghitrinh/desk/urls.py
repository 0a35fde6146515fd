"""The desk's addresses. An area is a folder with views, forms and words of its own; its modules with pages stand here.

An area's templates lie in `templates/desk/<area>/`, what areas share in `templates/desk/parts.html` and `kit/`; the
side menu is in `menu.py`.
"""

from django.urls import include, path

PAGES = (
    "setup.views",
    "livery.views",
    "signing.views",
    "signing.provider",
    "signing.account",
    "signing.letters",
    "signing.calendars",
    "today.views",
    "today.week",
    "engagements.views",
    "today.calendar",
    "help.views",
    "presence.statistics",
    "meetings.steps",
    "meetings.written",
    "meetings.written_papers",
    "meetings.views",
    "meetings.agenda",
    "meetings.agenda_lists",
    "presence.invitations",
    "presence.room",
    "course.leading",
    "course.following",
    "course.screen",
    "course.live",
    "voting.views",
    "voting.counting",
    "voting.slips",
    "voting.files",
    "printing.views",
    "minutes.views",
    "papers.views",
    "papers.whole",
    "findings.views",
    "opinions.rounds",
    "opinions.answering",
    "opinions.files",
    "decisions.views",
    "tasks.lists",
    "tasks.views",
    "instruments.views",
    "instruments.signing",
    "instruments.correcting",
    "instruments.handing_out",
    "procedure.views",
    "registers.views",
    "registers.own_templates",
    "articles.views",
    "publication.releases",
    "publication.portal",
    "publication.views",
    "intake.views",
    "people.sheets",
    "people.organizations",
    "people.posts",
    "people.places",
    "people.terms",
    "people.striking",
    "users.inviting",
    "users.views",
    "mail.views",
    "search.views",
    "journal.views",
    "health",
)

urlpatterns = [path("", include(f"nghitrinh.desk.{module}")) for module in PAGES]

handler500 = "nghitrinh.desk.faults.broken"
handler404 = "nghitrinh.desk.faults.missing"
