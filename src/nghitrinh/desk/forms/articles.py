"""Forms about articles, and the palette of facts that words can be linked to."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.forms.base import ActForm
from nghitrinh.record.articles.facts import Fact

_MARK = re.compile(r"\]\{([A-Za-z0-9]+)\}")
Links = dict[str, list[str]]


class ArticleForm(ActForm):
    """A text. In lead and body, `[words]{F1}` links words to the fact with that code in the palette."""

    title = forms.CharField(label=_("Tiêu đề"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.CharField(label=_("Lời dẫn"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    body = forms.CharField(
        label=_("Thân bài"),
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "Một dòng trống giữa hai đoạn; “## ” mở đầu một đề mục. Nối chữ với dữ kiện: [khoảng 5.000 ha]{F1}"
        ),
    )
    byline = forms.CharField(label=_("Ký tên"), required=False, max_length=200)
    image = forms.CharField(
        label=_("Ảnh"), required=False, max_length=200, help_text=_("Mã SHA-256 của ảnh đã nộp, hoặc tên hình có sẵn")
    )
    image_alt = forms.CharField(label=_("Mô tả cho người không xem được ảnh"), required=False, max_length=500)
    image_caption = forms.CharField(label=_("Chú thích"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "lead", "body"):
            self.fields[name].widget.attrs["class"] = "textarea textarea--record"


class ArticleCorrectionForm(ArticleForm):
    """A correction of what the public has read: why, and on whose word."""

    reason = forms.CharField(label=_("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    authority = forms.CharField(label=_("Căn cứ"), max_length=300)


def palette(facts: list[Fact], links: Links) -> dict[str, Fact]:
    """Return the facts by the code that a link names: a fact that the text links already keeps its mark."""
    marked = {tuple(link): mark for mark, link in links.items()}
    codes: dict[str, Fact] = {}
    number = 0
    for fact in facts:
        code = marked.get(fact.link)
        while code is None or (fact.link not in marked and code in links):
            number += 1
            code = f"F{number}"
        codes[code] = fact
    return codes


def links_in(texts: list[str], codes: dict[str, Fact], links: Links) -> Links:
    """Return the links of the marks that the texts bear; a mark that names nothing is left for the act to refuse."""
    used = [mark for text in texts for mark in _MARK.findall(text)]
    known = {code: list(fact.link) for code, fact in codes.items()}
    return {mark: links.get(mark) or known[mark] for mark in used if mark in links or mark in known}
