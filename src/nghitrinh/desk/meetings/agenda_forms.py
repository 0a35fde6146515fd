"""Forms about an item on the agenda."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.desk.kit.parts import MOST, Part, several
from nghitrinh.desk.meetings.announced import AnnouncedForm
from nghitrinh.intake.task_list.bodies import Bodies
from nghitrinh.intake.task_list.tables import Odd
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.ordering import in_order


class ItemForm(AnnouncedForm):
    """An item."""

    title = forms.CharField(
        label=_("Nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"})
    )
    presenter = NounField(label=_("Cơ quan trình"), required=False, empty_label=_("Chưa rõ"))
    minutes = forms.IntegerField(
        label=_("Số phút dự kiến"),
        min_value=1,
        max_value=600,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input--figure"}),
    )
    level = forms.ChoiceField(label=_("Mức phổ biến"), choices=Level.choices, widget=forms.RadioSelect)
    public_title = forms.CharField(
        label=_("Tên công khai"),
        max_length=300,
        required=False,
        help_text=_("Cho nội dung hạn chế: chỉ tên này được công bố, sau khi người chủ trì duyệt"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "presenter", Organization.objects.filter(ended_on__isnull=True).order_by(in_order("name")))


class PublicTitleForm(AnnouncedForm):
    """The words under which a restricted item is named to the public."""

    public_title = forms.CharField(label=_("Tên công khai"), max_length=300)


class ListedItemForm(Part):
    """An item of a list that was pasted or taken over, to be looked at before it is recorded."""

    called = _("Nội dung %(number)d")
    silent = ("take", "level", "continues", "public_title", "line", "unknown", "expected")

    take = forms.BooleanField(label=_("Đưa vào chương trình"), required=False, initial=True)
    title = forms.CharField(
        label=_("Nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"})
    )
    presenter = NounField(label=_("Cơ quan trình"), required=False, empty_label=_("Chưa rõ"))
    minutes = forms.IntegerField(label=_("Số phút dự kiến"), min_value=1, max_value=600, required=False)
    level = forms.ChoiceField(label=_("Mức phổ biến"), choices=Level.choices)
    continues = forms.UUIDField(widget=forms.HiddenInput, required=False)
    public_title = forms.CharField(widget=forms.HiddenInput, required=False)
    # Of the pasted line: its number, the words behind its last parting that name no body, and what is offered instead.
    line = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unknown = forms.CharField(widget=forms.HiddenInput, required=False)
    expected = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, bodies: Bodies, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].initial = level
        offer(self, "presenter", Organization.objects.filter(pk__in=bodies.names).order_by(in_order("name")))

    @property
    def note(self) -> str:
        """Say which words of a line name no body of the record, until a presenter is chosen."""
        said = {name: self[name].value() for name in ("line", "unknown", "expected")}
        if not said["unknown"] or self["presenter"].value():
            return ""
        return (
            _(
                "Dòng %(line)s: “%(unknown)s” không phải tên cơ quan nào trong hồ sơ, nên còn ở trong tên nội dung. "
                "Mong đợi: %(expected)s. Chọn ở “Cơ quan trình” rồi sửa tên nội dung, hoặc để nguyên."
            )
            % said
        )

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes, and whether the item is taken."""
        given = super().parameters()
        return {name: value for name, value in given.items() if name not in ("line", "unknown", "expected")}


# What a list puts before an item, and what stands between an item and its presenter.
_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–•*+])\s+")
_PARTING = re.compile(r"\t+|\s+[-–]\s+")
PREVIEW = "lines"


class AgendaListForm(ActForm):
    """Several items at once: pasted one a line, or those of an earlier meeting, looked at before they are recorded."""

    parts = {"items": several(ListedItemForm, shown=0)}

    lines = forms.CharField(
        label=_("Danh sách nội dung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "textarea--record"}),
        help_text=_("Mỗi dòng một nội dung; cơ quan trình, nếu có, viết sau dấu tab hoặc sau “ - ”"),
    )

    def __init__(self, *args: Any, bodies: Bodies, level: str, **kwargs: Any) -> None:
        self.bodies, self.level = bodies, level
        super().__init__(*args, **kwargs)

    def offered(self) -> dict[str, Any]:
        """Let every item have the same bodies to choose from, and begin at the meeting's level."""
        return {"bodies": self.bodies, "level": self.level}

    def typed(self, add: str) -> dict[str, Any]:
        """Return what was typed; asked for a preview, the lines stand as items, and those for which no room is left."""
        found = super().typed(add)
        if add == PREVIEW:
            lines = [
                (number, line)
                for number, line in enumerate(str(found["lines"] or "").splitlines(), start=1)
                if line.strip()
            ]
            room = max(MOST - len(found["items"]), 0)
            found["items"] += [self._read(number, line) for number, line in lines[:room]]
            found["lines"] = "\n".join(line for _number, line in lines[room:])
        return found

    def _read(self, number: int, line: str) -> dict[str, Any]:
        """Return an item of a line. Behind its last parting stands the presenter where a body is called so.

        What is called like a body and is none stays in the title, and is named: nothing of a line is dropped.
        """
        words = _MARK.sub("", line).strip()
        partings = [*_PARTING.finditer(words)]
        for parting in reversed(partings):
            body = self.bodies.one(words[parting.end() :].strip(" .;,"))
            if isinstance(body, UUID):
                title = words[: parting.start()].strip()
                return {"take": True, "title": title, "presenter": body, "level": self.level}
        title = _PARTING.sub(lambda found: " - " if "\t" in found[0] else found[0], words)
        unknown = self._unknown(words, partings[-1]) if partings else {}
        return {"take": True, "title": title, "level": self.level} | (unknown and {"line": number} | unknown)

    def _unknown(self, words: str, parting: re.Match[str]) -> dict[str, str]:
        """Return the words behind a parting as a body's name that is not known; a dash may stand in a title as well."""
        said = words[parting.end() :].strip(" .;,")
        odd = self.bodies.one(said)
        if not isinstance(odd, Odd) or not (said[:1].isupper() or "\t" in parting[0]):
            return {}
        return {"unknown": said, "expected": str(odd.expected)}

    def clean_lines(self) -> str:
        """Refuse lines that nobody has looked at as items."""
        lines: str = self.cleaned_data["lines"]
        if lines.strip():
            raise forms.ValidationError(_("Bấm “Xem trước”: danh sách được đọc thành nội dung, xem rồi mới ghi"))
        return lines

    def chosen(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the parameters of each item that is to be recorded, and its part's path."""
        for index, part in enumerate(self.sets["items"].said):
            given = part.parameters()
            if given.pop("take"):
                yield f"items.{index}", given

    def is_valid(self) -> bool:
        """Refuse a list of which nothing is chosen."""
        if super().is_valid() and not any(self.chosen()):
            self.add_error(None, _("Chưa có nội dung nào được chọn"))
        return super().is_valid()
