"""What waits to be published and what came of it, in the desk's words: the bundle speaks English."""

import errno
import sqlite3
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nghitrinh.bundle import NotSealed, UnderWay
from nghitrinh.desk.refusals import in_words
from nghitrinh.publication.inforce import read_to
from nghitrinh.publication.publish import PublishResult, portal_root
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import Journal, Publication
from nghitrinh.record.releases.queries import unpublished


def waiting(lines: QuerySet[Journal]) -> list[Journal]:
    """Return, of some lines, the newest about each public object that the portal does not show yet."""
    return unpublished(lines, after=read_to(portal_root()))


def is_newer_than_portal(publication: Publication) -> bool:
    """Tell whether an object was released, or taken back, after the record was read for what the portal shows."""
    last = Journal.objects.filter(seq=read_to(portal_root())).first()
    return last is None or (publication.withdrawn_at or publication.released_at) > datetime.fromisoformat(last.at)


def result_words(result: PublishResult) -> str:
    """Say which release stands now, and what was made for it."""
    given = {"number": result.sequence, "rendered": result.rendered}
    if not result.changed:
        return _("Không có gì đổi: bản %(number)d vẫn là bản đang có trên cổng.") % given
    return _("Đã phát hành bản %(number)d: dựng %(rendered)d trang.") % given


def fault_words(error: Exception) -> str:
    """Say why nothing was published and what to do. The portal keeps what it has: a release is switched to whole."""
    if isinstance(error, ActError):
        return in_words(error)
    if _is_full(error):
        return _("Đĩa đầy, chưa phát hành được. Cổng vẫn giữ bản cũ. Báo quản trị dọn đĩa rồi phát hành lại.")
    if isinstance(error, UnderWay):
        return _("Đang có một lần phát hành khác. Chờ xong rồi thử lại.")
    if isinstance(error, NotSealed):
        return _("Thư mục của cổng đã mất, hoặc không phải bản mà hồ sơ đã ký. Báo quản trị: %(why)s") % {"why": error}
    return _("Chưa phát hành được. Cổng vẫn giữ bản cũ. Báo quản trị: %(why)s") % {"why": error}


def _is_full(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        return "full" in str(error)
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
