"""What a provision does in this program today: no page lets an office think that something acts which is only kept.

`KEPT_ONLY` are the provisions that nothing asks yet: whoever makes the program ask one takes it out, and
tests/record/procedure/test_effects.py compares them with what the code asks.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.procedure.provisions import Key

KEPT_ONLY: frozenset[Key] = frozenset(
    {
        Key.QUORUM_SECOND,
        Key.NOTICE,
        Key.NOTICE_SPECIAL,
        Key.PAPERS,
        Key.PUBLIC_ATTENDANCE,
    }
)
_KEPT = _("Chưa có tác dụng: hệ thống mới ghi lại, chưa làm theo.")
_KEPT_SO: dict[Key, Promise] = {
    Key.PUBLIC_ATTENDANCE: _("Chưa có tác dụng: chọn gì thì cổng cũng chỉ nêu người chủ trì."),
}
# Of those that are asked: what they do, where their own words promise more.
_DOES: dict[Key, Promise] = {
    Key.PUBLIC_VOTES: _("Số phiếu ra công khai cùng kết luận; họ tên thì chưa, dù chọn công khai họ tên."),
}


def effect_words(key: Key) -> Promise | None:
    """Return what to know of what a provision does today; None where its own words say it."""
    return _KEPT_SO.get(key, _KEPT) if key in KEPT_ONLY else _DOES.get(key)
