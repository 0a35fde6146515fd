"""The words of articles."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.articles.models import ArticleRevision, ArticleState

ARTICLES = Vocabulary(
    verbs={
        "article.draft": _("Soạn bài viết"),
        "article.revise": _("Sửa bài viết"),
        "article.submit": _("Trình đăng bài viết"),
        "article.drop": _("Bỏ dự thảo bài viết"),
        "article.send_back": _("Trả lại bài viết"),
        "article.release": _("Đăng bài viết"),
        "article.confirm": _("Xác nhận bài viết vẫn đúng"),
        "article.correct": _("Đính chính bài viết"),
        "article.withdraw": _("Rút bài viết"),
    },
    asks={
        "article.release": _(
            "Bài lên cổng ở lần phát hành tới, cùng hội nghị và tên các nội dung; rút về sau vẫn để lại lý do ở đó."
        )
    },
    fields={
        "released": _("Bản đã đăng"),
        "published_at": _("Ngày đăng"),
        "lead": _("Sa-pô"),
        "body": _("Lời bài"),
        "byline": _("Tác giả"),
        "image": _("Ảnh"),
        "image_alt": _("Mô tả ảnh"),
        "image_caption": _("Chú thích ảnh"),
    },
    signs={
        ArticleState.DRAFT: ("", "pen"),
        ArticleState.SUBMITTED: ("info", "hand"),
        ArticleState.RELEASED: ("ok", "globe"),
        ArticleState.WITHDRAWN: ("", "cross"),
        ArticleState.DROPPED: ("", "cross"),
    },
    parts=(PartWords(ArticleRevision, _("Bản bài viết")),),
)
