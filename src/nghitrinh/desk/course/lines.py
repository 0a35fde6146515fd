"""The half-typed line of the tablet: every button there sends it along, and it comes back until it is written.

It waits in the session of whoever typed it, for one meeting at a time: an address would stand in logs.
"""

from uuid import UUID

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.addresses import reverse

_WAITING = "line"
_FIELDS = ("attendance", "text")
_LONGEST = 500


def keep(request: DeskRequest, meeting: UUID) -> None:
    """Keep the line that a button of the tablet sent along; an empty one is none."""
    if "text" not in request.POST:
        return
    typed = {name: request.POST.get(name, "")[:_LONGEST] for name in _FIELDS}
    if any(typed.values()):
        request.session[_WAITING] = typed | {"meeting": str(meeting)}
    else:
        request.session.pop(_WAITING, None)


def kept_for(request: DeskRequest, meeting: UUID) -> dict[str, str]:
    """Return the line that waits for a meeting, as its form begins."""
    typed = request.session.get(_WAITING, {})
    return {name: typed[name] for name in _FIELDS} if typed.get("meeting") == str(meeting) else {}


def written(request: DeskRequest, meeting: UUID) -> str:
    """Let the line go, which was written; return where its form leads."""
    request.session.pop(_WAITING, None)
    return reverse("course.board", args=[meeting])
