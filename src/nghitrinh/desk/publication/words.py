"""What waits to be published and what came of it, in the desk's words: the bundle speaks English."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.models import PublicationRun
from nghitrinh.desk.publication import runs
from nghitrinh.publication.inforce import read_to
from nghitrinh.publication.publish import portal_root
from nghitrinh.record.kernel.models import Journal, Publication
from nghitrinh.record.releases.queries import unpublished


def waiting(lines: QuerySet[Journal]) -> list[Journal]:
    """Return, of some lines, the newest about each public object that the portal does not show yet."""
    return unpublished(lines, after=read_to(portal_root()))


def is_newer_than_portal(publication: Publication) -> bool:
    """Tell whether an object was released, or taken back, after the record was read for what the portal shows."""
    last = Journal.objects.filter(seq=read_to(portal_root())).first()
    return last is None or (publication.withdrawn_at or publication.released_at) > datetime.fromisoformat(last.at)


_DAMAGED = _("Bản vừa dựng không đúng với điều đã ký, nên cổng vẫn như trước. Báo quản trị: %(where)s (%(code)s)")
_LOST = _("Thư mục của cổng đã mất, hoặc không phải bản mà hồ sơ đã ký. Báo quản trị: %(where)s (%(code)s)")
_KEY = _("Khóa ký không dùng được, nên chưa phát hành. Báo quản trị: %(where)s (%(code)s)")
# What a run's code means to whoever asked for it. The portal keeps what it has: a release is switched to whole.
CODES: dict[str, Promise] = {
    runs.DONE: _("Đã phát hành bản %(number)d: dựng %(rendered)d trang."),
    runs.UNCHANGED: _("Không có gì đổi: bản %(number)d vẫn là bản đang có trên cổng."),
    runs.KILLED: _("Lần phát hành này bị ngắt giữa chừng; cổng vẫn còn nguyên một bản. Hãy phát hành lại."),
    runs.CRASHED: _("Máy hỏng giữa chừng, chưa phát hành được. Cổng vẫn như trước. Báo quản trị xem nhật ký máy."),
    runs.DISK_FULL: _("Đĩa đầy, chưa phát hành được. Cổng vẫn như trước. Báo quản trị dọn đĩa rồi phát hành lại."),
    runs.SYSTEM: _("Chưa phát hành được. Cổng vẫn như trước. Báo quản trị: %(where)s"),
    "under_way": _("Đang có một lần phát hành khác. Chờ xong rồi thử lại."),
    "nobody_to_publish_for": _("Hồ sơ chưa có cơ quan nào, nên chưa có gì để phát hành. Hãy lập cơ quan trước."),
    "publishing_not_for_you": _("Việc phát hành không thuộc quyền của anh chị"),
    "release_out_of_order": _("Các bản phát hành phải nối tiếp nhau"),
    "record_older": _(
        "Hồ sơ được khôi phục từ bản lưu cũ hơn bản trên cổng, nên chưa phát hành. "
        "Báo quản trị chạy nghitrinh publish --resume"
    ),
    "nothing_to_resume": _LOST,
    **dict.fromkeys(("portal_lost", "other_release", "record_lost", "other_bytes"), _LOST),
    **dict.fromkeys(("no_database", "other_schema", "nothing_to_start_from", "unreadable"), _LOST),
    **dict.fromkeys(("manifest_damaged", "list_damaged", "no_bundle"), _LOST),
    "worker_lost": _("Một phần việc bị ngắt giữa chừng; cổng vẫn như trước. Hãy phát hành lại."),
    **dict.fromkeys(("does_not_verify", "path_outside", "other_digest"), _DAMAGED),
    **dict.fromkeys(("key_lost", "key_of_another_release", "key_unusable", "key_of_another_kind"), _KEY),
}
GOOD = (runs.DONE, runs.UNCHANGED)
STEPS: dict[str, Promise] = {
    **dict.fromkeys(("", "begun"), _("Đang chuẩn bị")),
    "databases": _("Đã dựng cơ sở dữ liệu, đang dựng các trang"),
    "pages": _("Đã dựng các trang, đang xếp tệp"),
    "files": _("Đã xếp tệp, đang ký"),
    "signed": _("Đã ký, đang kiểm lại"),
    "verified": _("Đã kiểm lại, đang thay bản trên cổng"),
}


def run_words(run: PublicationRun) -> str:
    """Say what came of a run, or how far it is."""
    if run.running:
        return str(STEPS.get(run.step) or _("Đang hoàn tất"))
    return str(CODES.get(run.code, CODES[runs.SYSTEM])) % {"where": run.code, "code": run.code, **run.values}
