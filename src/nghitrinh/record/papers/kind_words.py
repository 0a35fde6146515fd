"""What a file is, in words for people: most kinds have a name of their own, which every language has."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.contents.kinds import Kind

_WORDS: dict[str, Promise] = {
    Kind.TEXT: _("chữ thuần, không phải tài liệu văn phòng"),
    Kind.HTML: _("trang web (HTML)"),
    Kind.PROGRAM: _("chương trình"),
    Kind.MACROS: _("tệp có macro"),
    Kind.LOCKED: _("tệp có mật khẩu"),
}


def kind_words(kind: str) -> str | Promise:
    """Return what a kind of content, or the end of a file's name, is called; "" is content that nothing knows."""
    return _WORDS.get(kind, kind) if kind else _("một loại không rõ")
