"""What a browser sends of a form: everything that the page has in it, and what was typed over it."""

from typing import Any

from django.test import Client
from lxml import html

from nghitrinh.desk.kit.kept_forms import FIELD
from nghitrinh.desk.kit.parts import PartedForm

Sent = dict[str, Any]


def sent_of(page: str) -> Sent:
    """Return the values of the page's own form, as it stands."""
    form = next(each for each in html.fromstring(page).forms if "form_key" in each.fields)
    sent: Sent = {}
    for name, value in form.form_values():
        before = sent.get(name)
        sent[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
    return sent


def send(client: Client, address: str, **typed: Any) -> Any:
    """Open a form, type over what it has, and send it."""
    return client.post(address, sent_of(client.get(address).content.decode()) | typed)


def is_refused(answer: Any) -> bool:
    """Tell whether an answer is that of a form that was not carried out: where it is shown again, or at once."""
    return answer.status_code in (409, 422) or (answer.status_code == 200 and FIELD in answer.wsgi_request.GET)


def errors_of(form: PartedForm) -> dict[str, list[str]]:
    """Return the errors of a form and its parts, by the names of the fields."""
    return {each.add_prefix(name): words for each in form.each_form() for name, words in each.errors.items()}
