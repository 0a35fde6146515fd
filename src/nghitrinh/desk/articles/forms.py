"""Forms about articles, and the palette of facts that words can be linked to."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.articles.photos import BadPhoto, keep_photo, source_of
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.publication.images import is_publishable
from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.record.articles.models import Article

_MARK = re.compile(r"\]\{([A-Za-z0-9]+)\}")
Links = dict[str, list[str]]


class ArticleForm(ActForm):
    """A text. In lead and body, `[words]{F1}` links words to the fact with that code in the palette."""

    asked = ("image_alt",)  # where there is a picture

    title = forms.CharField(label=_("Tiêu đề"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.CharField(label=_("Lời dẫn"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    body = forms.CharField(
        label=_("Thân bài"),
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("Một dòng trống giữa hai đoạn; “## ” mở đầu một đề mục. Nối chữ với dữ kiện: [chữ]{mã}"),
    )
    byline = forms.CharField(label=_("Ký tên"), required=False, max_length=200)
    image = forms.CharField(label=_("Ảnh của bài"), required=False, widget=forms.RadioSelect)
    photo = forms.FileField(
        label=_("Ảnh mới"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG hay WebP, nhiều nhất 15 MB. Nơi chụp, máy chụp ghi trong tệp được bỏ đi."),
    )
    image_alt = forms.CharField(
        label=_("Mô tả ảnh"),
        required=False,
        max_length=500,
        help_text=_("Ảnh cho thấy gì, cho người không xem được; có ảnh thì phải có."),
    )
    image_caption = forms.CharField(label=_("Chú thích dưới ảnh"), required=False, max_length=500)

    def __init__(self, *args: Any, article: Article | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        for name in ("title", "lead", "body"):
            self.fields[name].widget.attrs["class"] = "textarea textarea--record"
        self._offer_images()

    def _offer_images(self) -> None:
        """Offer the photo that the record has, the one that was handed in with this form, and none."""
        recorded, sent = self.initial.get("image", ""), self.data.get("image", "")
        self.images = {recorded: _("Ảnh trong hồ sơ")} if recorded else {}
        if sent and sent != recorded and is_publishable(sent):
            self.images[sent] = _("Ảnh anh chị vừa nộp")
        offered = [*self.images.items(), ("", _("Không có ảnh"))]
        self.fields["image"].widget = forms.RadioSelect(choices=offered) if self.images else forms.HiddenInput()

    @property
    def pictures(self) -> list[tuple[forms.boundfield.BoundWidget, str]]:
        """Return the choices of the photo, each with where the page finds it."""
        values = [(option, str(option.data["value"])) for option in self["image"]]
        return [(option, source_of(value, self.article) if value else "") for option, value in values]

    def files_again(self) -> list[str]:
        """Return the photo's name unless it was kept: then it is among the choices."""
        return super().files_again() if "photo" in self.errors else []

    def clean_image(self) -> str:
        """Refuse an image that this form does not offer."""
        image = str(self.cleaned_data["image"])
        if image and image not in self.images:
            raise forms.ValidationError(_("Không có ảnh này trong hồ sơ"))
        return image

    def clean_photo(self) -> None:
        """Store a new photo, and choose it: it stays chosen when the form comes back."""
        file = self.cleaned_data["photo"]
        if file is None:
            return
        try:
            digest = keep_photo(file)
        except BadPhoto as error:
            raise forms.ValidationError(str(error)) from None
        file.is_kept = True  # among the choices from now on: it need not wait for the form (`kit.kept_files`)
        self.retype("image", digest)
        self._offer_images()
        self.cleaned_data["image"] = digest

    def clean(self) -> dict[str, Any]:
        """Hold photo, words in its place and caption together."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "photo"}
        if not cleaned.get("image"):
            return cleaned | {"image_alt": "", "image_caption": ""}
        if not cleaned.get("image_alt") and "image_alt" not in self.errors:
            self.add_error("image_alt", _("Ảnh cần mô tả cho người không xem được"))
        return cleaned


class ArticleCorrectionForm(ArticleForm):
    """A correction of what the public has read: why, and on whose word."""

    reason = forms.CharField(label=_("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    authority = forms.CharField(label=_("Căn cứ"), max_length=300)


def palette(facts: list[ArticleFact], links: Links) -> dict[str, ArticleFact]:
    """Return the facts by the code that a link names: a fact that the text links already keeps its mark."""
    marked = {tuple(link): mark for mark, link in links.items()}
    codes: dict[str, ArticleFact] = {}
    number = 0
    for fact in facts:
        code = marked.get(fact.link)
        while code is None or (fact.link not in marked and code in links):
            number += 1
            code = f"F{number}"
        codes[code] = fact
    return codes


def links_in(texts: list[str], codes: dict[str, ArticleFact], links: Links) -> Links:
    """Return the links of the marks that the texts bear; a mark that names nothing is left for the act to refuse."""
    used = [mark for text in texts for mark in _MARK.findall(text)]
    known = {code: list(fact.link) for code, fact in codes.items()}
    return {mark: links.get(mark) or known[mark] for mark in used if mark in links or mark in known}
