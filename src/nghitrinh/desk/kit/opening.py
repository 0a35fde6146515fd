"""How a view opens an object, shows its page, and serves the step that changes it: one way for every area.

    found = opened(request, Task, task, "task.report")
    return step(request, found, "task.report", ReportForm, title=…, said=…)

What an object is read from, who may do what to it, where its page is and the way there is said by the noun's two rows
(`record.nouns`, `desk.nouns`); an area says only what is its own.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from nghitrinh.desk import security
from nghitrinh.desk.kit.access import DeskRequest, require, roles_for, verbs
from nghitrinh.desk.kit.acting import FormPage, press, serve
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.links import crumbs_above, crumbs_to, page_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.bodies.queries import is_inside
from nghitrinh.record.kernel.canonical import key
from nghitrinh.record.kernel.errors import not_for_you
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.nouns import NOUNS, row_of

N = TypeVar("N", bound=Owned)


def opened(
    request: DeskRequest, model: type[N], identifier: UUID, verb: str = "", *, unread: tuple[str, ...] | None = None
) -> N:
    """Return an object that the user may see; of a page for a verb, only when the verb is this user's, in this state.

    A button that many press at once shows nothing of it: with `unread` columns it comes without them, and alone.

    Raises:
        Http404: there is none, or it is not for this user.
        WrongState: the state forbids the verb, and nothing was typed that the act's answer must keep.
    """
    rows = row_of(model).visible_to(request.user)
    if unread is not None:
        rows = rows.select_related(None).prefetch_related(None).defer(*unread)
    found: N = one(rows, identifier)
    note_restricted(request, found)
    if verb:
        require(request, verb, found)
    return found


def note_restricted(request: DeskRequest, noun: Owned) -> None:
    """Write into the security log that somebody opened what is restricted: a page of it, or a file."""
    if noun.level == Level.RESTRICTED:
        page = request.resolver_match.url_name if request.resolver_match else ""
        security.note(request, "restricted_read", page=page, about=key(noun))


def opened_above(request: DeskRequest, model: type[N], identifier: UUID, verb: str) -> N:
    """Return the object under which a verb makes a new one, for a user who may do so for its owner.

    Raises:
        Http404: there is none, or it is not for this user.
    """
    found = opened(request, model, identifier)
    allowed = NOUNS[verb.partition(".")[0]].table.find(verb).roles
    if not roles_for(request, found.owner_id) & set(allowed):
        raise not_for_you(verb, found=request.user.username)
    return found


def show(request: DeskRequest, noun: Owned, template: str, **context: Any) -> HttpResponse:
    """Show an object's page: the object by its kind, what may be done to it, the way to it."""
    frame: dict[str, Any] = {row_of(noun).kind: noun, "can": verbs(request, noun), "crumbs": crumbs_above(noun)}
    frame["inside"] = is_inside(request.user, noun)  # an officer of another body reads no journal of it
    return render(request, template, frame | context)


def step(request: DeskRequest, noun: Owned, act: str, form: type[ActForm], **given: Any) -> HttpResponseBase:
    """Show the page of a form that changes an object, or run its act; it leads back to the object's page."""
    standard: dict[str, Any] = {"noun": noun, "back": page_of(noun), "crumbs": crumbs_to(noun)}
    return serve(request, FormPage(act=act, form=form, **standard | given))


def begin(request: DeskRequest, above: Owned, act: str, form: type[ActForm], **given: Any) -> HttpResponseBase:
    """Show the page of a form that makes an object under another, or run its act; it leads to the new object's page."""
    standard: dict[str, Any] = {"back": page_of(above), "crumbs": crumbs_to(above), "done": page_of}
    fixed = {row_of(above).kind: above.pk}
    return serve(request, FormPage(act=act, form=form, **standard | {"fixed": fixed} | given))


def pressed(request: DeskRequest, model: type[Owned], identifier: UUID, act: str, said: str) -> HttpResponseBase:
    """Run an act that a single button of an object's page asked for."""
    found = opened(request, model, identifier, act)
    return press(request, act, back=page_of(found), said=said, **{row_of(found).kind: found.pk})
