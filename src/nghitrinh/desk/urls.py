"""The desk's addresses. Each area is one module of `views` with its own `urlpatterns`; a new one adds its line here.

An area has `views/<area>.py`, `forms/<area>.py`, `templates/desk/<area>/…`; its entry of the side menu is in `menu.py`.
"""

from django.urls import include, path

AREAS = (
    "signing",
    "today",
    "calendar",
    "meeting_steps",
    "meetings",
    "agenda",
    "papers",
    "decisions",
    "task_list",
    "tasks",
    "instruments",
    "articles",
    "releases",
    "crossing",
    "intake",
    "search",
    "journal",
)

urlpatterns = [path("", include(f"nghitrinh.desk.views.{area}")) for area in AREAS]

handler404 = "nghitrinh.desk.faults.missing"
