"""The words of an article: their parts, the links in them, and the immutable version that holds them."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.articles.models import Article, ArticleRevision
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.texts import Word

Links = dict[Word, list[Word]]
# The columns of a version that a reader sees.
PARTS = ("title", "lead", "body", "byline", "image", "image_alt", "image_caption")
LINKED = re.compile(r"\[([^\[\]{}]+)\]\{([A-Za-z]\w*)\}")


@dataclass(frozen=True)
class Words:
    """A text as it is typed. In `lead` and `body`, `[words]{F1}` links words to the fact that `links["F1"]` names."""

    title: str
    lead: str
    body: str
    byline: str = ""
    image: str = ""
    image_alt: str = ""
    image_caption: str = ""
    links: Links = field(default_factory=dict)
    unlinked_seen: list[str] = field(default_factory=list)

    def as_read(self) -> str:
        """Return the words as `Article.as_read` does, for a conflict page."""
        return f"{self.title}\n\n{self.lead}\n\n{self.body}"

    def say_as(self, version: ArticleRevision) -> bool:
        """Tell whether a version says the same, linked to the same facts."""
        return all(getattr(self, part) == getattr(version, part) for part in (*PARTS, "links"))


def write_revision(act: Act, article: Article, words: Words, *, authority: str = "") -> ArticleRevision:
    """Write the article's version `current`; the act's reason is its own."""
    act.refuse(*_against_words(words))
    version = ArticleRevision(
        article=article,
        number=article.current,
        reason=act.reason,
        authority=authority,
        written_by=act.by.username if act.by else "",
        **asdict(words),
    )
    return act.create(version)


def _against_words(words: Words) -> Iterator[BadInput]:
    """Find a mark in the text without a link, a link that is not a kind and a key, a picture that nothing describes."""
    for name in ("lead", "body"):
        for _kind, mark in LINKED.findall(getattr(words, name)):
            if mark not in words.links:
                yield BadInput(
                    _("Dấu %(found)s không trỏ đến dữ kiện nào"),
                    code="mark_without_link",
                    field=name,
                    found=f"{{{mark}}}",
                    expected=_("một dấu có trong links"),
                )
    for mark, link in words.links.items():
        if len(link) != 2 or not all(link):
            yield BadInput(
                _("Không trỏ đến dữ kiện nào: %(found)s"),
                code="not_a_fact",
                field=f"links.{mark}",
                found=link,
                expected="[kind, key]",
            )
    if words.image and not words.image_alt:
        yield BadInput(
            _("Ảnh cần mô tả cho người không xem được"),
            code="picture_without_words",
            field="image_alt",
            expected=_("ảnh cho thấy gì"),
        )


def plain(text: str) -> str:
    """Return a text without its link marks, as readers see it."""
    return LINKED.sub(r"\1", text)
