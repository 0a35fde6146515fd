"""The forms of a page with their buttons and typed fields, as a browser without a script sends them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str | None]


@dataclass
class PageForm:
    """A form that is sent by POST: its attributes, its fields in which one types, its buttons in their order."""

    attributes: Attributes
    fields: list[Attributes] = field(default_factory=list)
    buttons: list[Attributes] = field(default_factory=list)

    def value(self, name: str) -> str | None:
        """Return what stands in a field of one line; None where there is none of that name."""
        return next((each.get("value") or "" for each in self.fields if each.get("name") == name), None)


_ONE_TYPES_IN = ("text", "search", "email", "url", "tel", "number", None)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.loose: list[tuple[str, Attributes]] = []
        self.open: PageForm | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.open = PageForm(given)
            self.forms.append(self.open)
        elif tag in ("button", "textarea") or (tag == "input" and given.get("type") in _ONE_TYPES_IN):
            if given.get("form"):
                self.loose.append((tag, given))
            elif self.open is not None:
                _put(self.open, tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def _put(form: PageForm, tag: str, given: Attributes) -> None:
    (form.buttons if tag == "button" else form.fields).append(given)


def forms_of(text: str) -> list[PageForm]:
    """Return the forms of a page that are sent by POST, each with its buttons, those that stand elsewhere too."""
    found = _Forms()
    found.feed(text)
    by_id = {each.attributes.get("id"): each for each in found.forms if each.attributes.get("id")}
    for tag, given in found.loose:
        if (form := by_id.get(given["form"])) is not None:
            _put(form, tag, given)
    return [each for each in found.forms if each.attributes.get("method") == "post"]
