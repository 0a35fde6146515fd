"""A page asks its act before it shows its form: what no field of the form can mend, it says instead of the form.

The act is given what the page fixes and the form as it stands, with words that any field takes where nothing stands.
What it refuses of a field is left to whoever fills the form; what it refuses of the page's own object it would refuse
whatever they type, and then they had typed for nothing. A button that calls an act is asked for in the same way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.wording import day
from nghitrinh.record.bodies.models import Membership, Organization, Owned
from nghitrinh.record.instruments.models import Register
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.nouns import row_of

_STANDS_IN = "…"


# Where the things are made of which a form lets one choose: what is called so, and the name of its page.
MADE_AT: dict[type[Model], tuple[Promise, str]] = {
    Register: (_("Sổ và thể thức"), "registers"),
    Organization: (_("Cơ quan và người"), "people"),
    Membership: (_("Cơ quan và người"), "people"),
    Meeting: (_("Hẹn hội nghị"), "meetings.plan"),
}


@dataclass(frozen=True)
class Unchosen:
    """A field of which something must be chosen and there is nothing: its label, and where that is made, if known."""

    label: str
    made_at: tuple[str, str] | None


def nothing_to_choose(form: ActForm) -> list[Unchosen]:
    """Return the fields of which something must be chosen, and there is nothing."""
    empty = [each for each in form if each.field.required and _is_without_choice(each.field)]
    return [Unchosen(str(each.label), _made_at(each.field)) for each in empty]


def _made_at(field: forms.Field) -> tuple[str, str] | None:
    model = getattr(getattr(field, "queryset", None), "model", None)
    words, page = MADE_AT.get(model, ("", "")) if model else ("", "")
    return (str(words), reverse(page)) if page else None


def _is_without_choice(field: forms.Field) -> bool:
    if not isinstance(field, forms.ModelChoiceField):  # one of several is one too
        return False
    return field.queryset is not None and not field.queryset.exists()


def unmendable(
    form: ActForm, bound: Callable[[QueryDict], ActForm], asked: Callable[[ActForm], list[ActError]], own: Iterable[str]
) -> list[ActError]:
    """Return what an act refuses whatever is typed: of the parameters `own` to the page, or of the object's state.

    `form` is the form as the page shows it; `bound` makes it of what is sent, `asked` asks the act about one that is
    filled. Nothing is found of a form with parts, or of one in which something must be chosen first.
    """
    if form.sets:
        return []
    tried = bound(_as_it_stands(form))
    if not tried.is_valid():
        return []
    unmended = {*own, "state"} - tried.fields.keys()
    return [each for each in asked(tried) if each.field.partition(".")[0] in unmended]


def refused_now(user: User, act: str, noun: Owned) -> list[ActError]:
    """Return what an act refuses of an object as it stands: of a button that only says which object it is about.

    Nothing is found of an act that must be given more.
    """
    verb, own = ACTS[act], {row_of(noun).kind: noun.pk, "edit": noun.edit}
    if not verb.required <= own.keys():
        return []
    taken = verb.parameters.model_fields.keys()
    return verb.asked(by=user, **{name: value for name, value in own.items() if name in taken})


def _as_it_stands(form: ActForm) -> QueryDict:
    data = QueryDict(mutable=True)
    for shown in form:
        value = shown.field.prepare_value(shown.initial)
        if isinstance(value, list | tuple):
            data.setlist(shown.html_name, [str(each) for each in value])
        elif value not in (None, "", False):
            data[shown.html_name] = str(value)
        elif shown.field.required:
            data[shown.html_name] = _typed(shown.field)
    return data


def _typed(field: forms.Field) -> str:
    return day(clock.today()) if isinstance(field, DayField) else _STANDS_IN
