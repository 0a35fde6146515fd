"""A form that was refused is kept until it is carried out, and shown at an address of its own.

Its answer leads there (303): so no page of the browser's history is the answer to a form, which a browser cannot show
again without sending it once more. Back leads to the form as it was opened, Forward to the refused one, with the words
and what is wrong with them. The address names the form's own key; it is shown in the session that sent it, to the user
for whom the page was made, and to nobody else.
"""

from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils import timezone

from nghitrinh.desk.kit import kept_files
from nghitrinh.desk.kit.once import key_of
from nghitrinh.desk.kit.typed import LONGEST, MOST_FORMS, Typed
from nghitrinh.desk.models import KeptForm

FIELD = "lai"
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What came of a form that was not carried out, as it is kept: plain values, in the words of whoever sent it.

    `errors` are the fields by their names on the page ("" and a part's own prefix for what is wrong with it whole),
    each with what is wrong there. `seen` is the edit from which a form began that is stale by now, `yours` its words;
    `more` the parts of which one more was asked for; `renewed` says that its key was used for other words.
    """

    errors: list[list[str]] = field(default_factory=list)
    notice: str = ""
    seen: int | None = None
    yours: str = ""
    more: str = ""
    renewed: bool = False


class SeeOther(HttpResponseRedirect):
    """Leads a browser on by GET, whatever it sent."""

    status_code = 303


def shown_again(request: HttpRequest, answer: Answer) -> HttpResponseRedirect | None:
    """Keep a form with what came of it and lead to where it is shown; None for one without a key, or too long."""
    form_key = key_of(request)
    data = request.POST.urlencode()
    session = request.session.session_key
    if form_key is None or not form_key.is_for(request.user) or session is None or len(data) > LONGEST:
        return None
    address = _address(request, form_key.key)
    wrong = {name for name, _words in answer.errors}
    files = kept_files.keep(request, form_key.key, form_key.user, wrong=wrong)
    values = {"address": address, "data": data, "files": files, "answer": asdict(answer)}
    with transaction.atomic():
        KeptForm.objects.update_or_create(
            pk=form_key.key, defaults={**values, "session": session, "user": form_key.user, "kept_at": timezone.now()}
        )
        mine = KeptForm.objects.filter(session=session).order_by("-kept_at").values_list("pk", flat=True)
        _let_go(list(mine[MOST_FORMS:]))
        KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT).delete()
    return SeeOther(address)


def _let_go(forms: list[UUID]) -> None:
    if forms:
        kept_files.forget(forms)
        KeptForm.objects.filter(pk__in=forms).delete()


def _address(request: HttpRequest, key: UUID) -> str:
    query = request.GET.copy()
    query[FIELD] = str(key)
    return f"{request.path}?{query.urlencode()}"


def kept_for(request: HttpRequest) -> Typed | None:
    """Return the form that an address names, where it is this session's and this user's."""
    named = request.GET.get(FIELD, "")
    try:
        key = UUID(named)
    except ValueError:
        return None
    mine = {"session": request.session.session_key, "user": str(request.user.pk), "address": request.get_full_path()}
    found = KeptForm.objects.filter(pk=key, **mine).first()
    if found is None:
        return None
    answer = Answer(**found.answer)
    kept = kept_files.of_form(found.pk, found.user)
    return Typed(QueryDict(found.data), answer.notice, found.files, answer=answer, kept=kept)


def forget(request: HttpRequest) -> None:
    """Keep a form no longer: it was carried out."""
    form_key = key_of(request)
    if form_key is not None:
        KeptForm.objects.filter(pk=form_key.key).delete()
    kept_files.forget_sent(request)


def forget_session(session: str | None) -> None:
    """Keep no form of a session: its user signs out."""
    _let_go(list(KeptForm.objects.filter(session=session).values_list("pk", flat=True)))


def errors_in(form: Any) -> list[list[str]]:
    """Return everything that is wrong with a form and its parts, as `Answer.errors`."""
    return [
        [each.add_prefix(name) if name in each.fields else each.prefix or "", str(words)]
        for each in form.each_form()
        for name, said in each.errors.items()
        for words in said
    ]


def put_errors(form: Any, errors: list[list[str]]) -> None:
    """Let a form and its parts be wrong as they were found to be; nothing is checked again."""
    for each in form.each_form():
        each.begin_errors()
        names = {each.add_prefix(name): name for name in each.fields} | {each.prefix or "": None}
        for named, words in errors:
            if named in names:
                each.add_error(names[named], words)
