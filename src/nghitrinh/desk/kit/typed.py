"""What was typed into a form and could not be recorded comes back on the form.

Two of the reasons are met before any view is asked: the session had ended, or the token against forged requests was
missing. Then the form's page is asked for as if it were opened anew, and shows the typed words instead of the record's
(`request.typed`); nothing is carried out. Words of an ended session wait in the browser's new session until the user
for whom the page was made has signed in again; nobody else's page shows them, and another sign-in throws them away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from nghitrinh.desk.kit import kept_files
from nghitrinh.desk.kit.once import key_of
from nghitrinh.desk.models import KeptFile

_WAITING = "typed"
MOST_FORMS = 5
LONGEST = 3_000_000


@dataclass
class Typed:
    """What was typed: the form's data, why it comes back, the names of files that must be chosen again.

    `kept` are those that need not be (`kit.kept_files`). `shown` becomes true when a form shows it. `answer` says what
    came of a form that was refused (`kit.kept_forms`).
    """

    data: QueryDict
    why: str
    files: list[str]
    status: int = 200
    shown: bool = False
    answer: Any = None
    kept: list[KeptFile] = field(default_factory=list)


def typed_for(request: HttpRequest) -> Typed | None:
    """Return what a form is to show instead of the record's values."""
    return getattr(request, "typed", None)


def is_sent(request: HttpRequest) -> bool:
    """Tell whether something was typed, now or before signing in: then the act answers, and the words stay."""
    return request.method == "POST" or typed_for(request) is not None


def file_names(request: HttpRequest) -> list[str]:
    """Return the names of the files that came with a request."""
    return [str(file.name) for _name, files in request.FILES.lists() for file in files]


# Why words wait: the session ended before they were sent, what they asked for took too long, what came is too large.
ENDED, STOPPED, TOO_LARGE = "ended", "stopped", "too large"


def keep(request: HttpRequest, why: str = ENDED) -> bool:
    """Let what was typed wait until its user asks for the form again; tell whether there is such a form."""
    form_key = key_of(request)
    data = request.POST.urlencode()
    if form_key is None or len(data) > LONGEST:
        return False
    page = {"user": form_key.user, "path": request.get_full_path()}
    files = kept_files.keep(request, form_key.key, form_key.user) if why != TOO_LARGE else file_names(request)
    entry = {**page, "data": data, "files": files, "why": why, "form": str(form_key.key)}
    others = [each for each in _waiting(request) if each["path"] != entry["path"]]
    request.session[_WAITING] = [*others, entry][-MOST_FORMS:]
    return True


def to_choose_again(request: HttpRequest) -> list[str]:
    """Return the names of the files that do not wait with the words of this page."""
    return next((each["files"] for each in _waiting(request) if each["path"] == request.get_full_path()), [])


def waits_for(request: HttpRequest, path: str) -> bool:
    """Tell whether something that was typed waits for a page, before it is known who signs in."""
    return any(each["path"] == path for each in _waiting(request))


def take(request: HttpRequest) -> Typed | None:
    """Return what waits for this page and this user, and let it wait no longer: the form has it now."""
    waiting = _waiting(request)
    mine = (str(request.user.pk), request.get_full_path())
    entry = next((each for each in waiting if (each["user"], each["path"]) == mine), None)
    if entry is None:
        return None
    _let_wait(request, (each for each in waiting if each is not entry))
    why = {
        ENDED: _("Phiên làm việc đã hết trước khi gửi. Đây là điều anh chị đã gõ, chưa ghi gì: xem lại rồi gửi."),
        STOPPED: _("Lần gửi trước lâu quá nên đã dừng, chưa ghi gì. Đây là điều anh chị đã gõ: xem lại rồi gửi."),
        TOO_LARGE: _("Lần gửi trước lớn quá nên không nhận, chưa ghi gì. Đây là điều anh chị đã gõ: chọn tệp nhỏ hơn."),
    }[entry.get("why", ENDED)]
    kept = kept_files.of_form(UUID(entry["form"]), entry["user"]) if "form" in entry else []
    return Typed(QueryDict(entry["data"]), why, entry["files"], kept=kept)


def forget_others(request: HttpRequest) -> None:
    """Throw away what somebody else typed in this browser: another user has signed in."""
    waiting = _waiting(request)
    if waiting:
        others = [each for each in waiting if each["user"] != str(request.user.pk)]
        kept_files.forget(UUID(each["form"]) for each in others if "form" in each)
        _let_wait(request, (each for each in waiting if each["user"] == str(request.user.pk)))


def _waiting(request: HttpRequest) -> list[dict[str, Any]]:
    return list(request.session.get(_WAITING, []))


def _let_wait(request: HttpRequest, entries: Iterable[dict[str, Any]]) -> None:
    request.session[_WAITING] = list(entries)
    if not request.session[_WAITING]:
        del request.session[_WAITING]


def refused_as_forged(request: HttpRequest) -> Typed | None:
    """Return what was typed in a request without its token; None unless the page was made for this very user."""
    form_key = key_of(request)
    if form_key is None or not form_key.is_for(request.user):
        return None
    why = _("Biểu mẫu đã hết hạn, chưa ghi gì. Điều anh chị đã gõ còn ở đây: xem lại rồi gửi lần nữa.")
    files = kept_files.keep(request, form_key.key, form_key.user)
    kept = kept_files.of_form(form_key.key, form_key.user)
    return Typed(request.POST.copy(), why, files, status=403, kept=kept)
