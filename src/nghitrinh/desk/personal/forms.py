"""Forms about what is one's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.file_contents import text_of
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.opinions.passages import passage_of
from nghitrinh.desk.personal.noted import offset_of
from nghitrinh.record.opinions.passages import LONGEST_PASSAGE, found
from nghitrinh.record.papers.models import File, PaperRevision

LONGEST_NOTE = 10_000


class NoteForm(ActForm):
    """What one notes for oneself."""

    text = forms.CharField(
        label=_("Ghi chú"), widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST_NOTE, strip=True
    )


class PassageNoteForm(NoteForm):
    """A note at a version, or at a passage of it; `page` is the page of a file on which the reader is."""

    field_order = ["passage", "text"]

    passage = forms.CharField(
        label=_("Về đoạn"),
        required=False,
        max_length=LONGEST_PASSAGE,
        widget=forms.Textarea(attrs={"rows": 3, "class": "textarea--record", "data-passage": ""}),
        help_text=_(
            "Bôi đen chữ rồi bấm “Ghi chú” thì đoạn ấy vào đây; hoặc chép nguyên văn. Ghi cho cả bản thì để trống"
        ),
    )

    def __init__(self, *args: Any, version: PaperRevision, page: tuple[File, int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.page = version, page

    def clean_passage(self) -> dict[str, Any] | None:
        """Return where the copied words stand: on the page that is read, where they stand there once."""
        words = self.cleaned_data["passage"]
        return self._on_page(words) or passage_of(self.version, words)

    def _on_page(self, words: str) -> dict[str, Any] | None:
        if self.page is None:
            return None
        file, number = self.page
        pages = text_of(file.digest).pages
        places = found(pages[number - 1], words)
        if len(places) != 1:
            return None
        ((start, end),) = places
        first = offset_of(pages, number)
        return {"file": file.pk, "start": first + start, "end": first + end, "words": pages[number - 1][start:end]}
