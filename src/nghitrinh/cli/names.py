"""Names in place of identifiers, where one thing of the record alone has the name: nobody copies thirty-six digits.

named(ACTS["grant.give"], {"user": "thuky", "organization": "BTV", "role": "secretary"})
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Body, LegislativeTerm, Location, Membership, Organization, Person
from nghitrinh.record.instruments.models import Register
from nghitrinh.record.kernel.acts import Verb
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Series
from nghitrinh.vietnamese import name_key

_MOST_SHOWN = 5


@dataclass(frozen=True)
class Named:
    """What a parameter names: the model, the columns of its names, and how one of several is told from the others."""

    model: type[Model]
    columns: tuple[str, ...]
    said: Callable[[Any], str] = lambda found: str(found.label())


_ORGANIZATION = Named(Organization, ("name", "short_name"))
NAMED: dict[str, Named] = {
    "user": Named(User, ("username",)),
    "body": Named(Body, ("name",)),
    "term": Named(LegislativeTerm, ("number",)),
    "person": Named(Person, ("name",)),
    "location": Named(Location, ("name",)),
    "membership": Named(Membership, ("post",), lambda post: f"{post.post}, {post.organization.name}"),
    "series": Named(Series, ("name",), lambda series: f"{series.name}, {series.organization.name}"),
    "register": Named(Register, ("symbol",), lambda register: f"{register.symbol}, {register.organization.name}"),
    **dict.fromkeys(
        ("organization", "submitted_by", "responsible", "through", "report_to", "presenter", "old", "new"),
        _ORGANIZATION,
    ),
}


def named(verb: Verb[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of an act with identifiers where names were given.

    Raises:
        BadInput: nothing has the name, or several have it.
    """
    fields = verb.parameters.model_fields
    return {
        name: _with_identifiers(name, value) if name in fields and "UUID" in str(fields[name].annotation) else value
        for name, value in given.items()
    }


def _with_identifiers(field: str, value: Any) -> Any:
    if field not in NAMED:
        return value
    if isinstance(value, list):
        return [_with_identifiers(field, each) for each in value]
    return _identifier(field, value) if isinstance(value, str) and value and not _is_identifier(value) else value


def _is_identifier(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _identifier(field: str, said: str) -> str:
    kind, key = NAMED[field], name_key(said)
    found = [
        each
        for each in kind.model._default_manager.order_by("pk")
        if key in {name_key(getattr(each, column)) for column in kind.columns}
    ]
    if len(found) == 1:
        return str(found[0].pk)
    if not found:
        raise BadInput(
            _("Không có gì mang tên này: %(found)s"),
            code="name_unknown",
            field=field,
            found=said,
            expected=_("một tên có trong hồ sơ, hoặc mã định danh"),
        )
    raise BadInput(
        _("Có %(count)s mục mang tên này: %(found)s"),
        code="name_of_several",
        field=field,
        found=said,
        expected="; ".join(f"{each.pk} ({kind.said(each)})" for each in found[:_MOST_SHOWN]),
        count=len(found),
    )
