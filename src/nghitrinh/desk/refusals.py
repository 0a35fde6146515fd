"""What the record's refusals say to a person: the acts answer in English for the command line, the desk in its words.

Keys are the messages of the acts, with `*` for what varies; a test holds them against every message in the record.
"""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.wording import iso_words, state_words, verb_words
from nghitrinh.record.kernel.errors import ActError, BadInput, Stale

WORDS: dict[str, Promise] = {
    "* has changed since you opened it": _("Đã có người lưu sau khi anh chị mở trang"),
    "* is not possible now": _("Lúc này chưa làm được việc này"),
    "* is not for you": _("Việc này không thuộc quyền của anh chị"),
    "* is for an administrator": _("Việc này dành cho quản trị"),
    "no such *": _("Không có trong hồ sơ"),
    "the record refuses: *": _("Hồ sơ không nhận: điều này trùng hoặc trái với điều đã ghi"),
    "cannot be written": _("Có ký tự không ghi được"),
    "not a day of the calendar": _("Không phải là ngày: {found}"),
    "too long": _("Dài quá"),
    "too large": _("Lớn quá: {found}"),
    # meetings
    "the organization has ended": _("Cơ quan này đã kết thúc hoạt động"),
    "this organization has ended": _("Cơ quan này đã kết thúc hoạt động: {found}"),
    "the body has this term": _("Đã có khóa này: {found}"),
    "the series is another organization's": _("Dãy số này là của cơ quan khác"),
    "a number belongs to a series": _("Đã ghi số thì phải chọn dãy số"),
    "a number from a source needs a reason": _("Số lấy từ nguồn cần nêu lý do"),
    "the series has no such number": _("Dãy số không có số {found}"),
    "this number is declared as a gap": _("Số {found} đã được khai là số bỏ trống"),
    "another meeting has this number": _("Số này đã thuộc về hội nghị khác: {found}"),
    "a meeting has this number": _("Đã có hội nghị mang số {found}"),
    "the day has not come": _("Ngày {found} chưa đến"),
    "the meeting is over": _("Hội nghị đã kết thúc hoặc đã hủy, chương trình không đổi được nữa"),
    "the meeting was cancelled": _("Hội nghị đã hủy"),
    "the meeting has not begun": _("Hội nghị chưa họp"),
    "the meeting is not a past one": _("Hội nghị này không phải là hội nghị nhập từ nguồn cũ"),
    "the meeting is not to be shown": _("Hội nghị chưa triệu tập hoặc đã hủy thì không công bố"),
    "the agenda is shorter": _("Chương trình không có vị trí {found}"),
    "only a restricted matter needs a public title": _("Chỉ nội dung hạn chế mới cần tên công khai"),
    "the matter was withdrawn": _("Nội dung này đã rút khỏi chương trình"),
    "papers or conclusions inherited the level": _(
        "Tài liệu hoặc kết luận đã theo mức phổ biến này, không đổi được nữa"
    ),
    # papers and files
    "the matter is another organization's": _("Nội dung này là của cơ quan khác"),
    "a version has a text or a file": _("Một bản phải có lời hoặc có tệp"),
    "the file is empty": _("Tệp rỗng"),
    "the file is too large": _("Tệp lớn quá ({found}); nhiều nhất là 50 MB"),
    "not base64": _("Tệp bị hỏng khi gửi"),
    # decisions and instruments
    "this matter has its decision": _("Nội dung này đã có kết luận"),
    "nothing is corrected": _("Chưa sửa gì so với bản đang có hiệu lực"),
    "the range is reversed": _("Khoảng bị ngược: {found} lớn hơn số đứng sau"),
    "the words name another value than the figure": _(
        "Lời và số liệu nói khác nhau: {found}. Sửa cho khớp, hoặc ghi mỗi số thành một số liệu"
    ),
    "the words name another time than the deadline": _(
        "Hạn bằng lời và ngày hạn nói khác nhau: {found}. Sửa cho khớp, hoặc chỉ giữ một"
    ),
    "the deadline is before the meeting": _("Hạn {found} đứng trước ngày họp"),
    "no such key in the current revision": _("Dòng này không thuộc bản đang có hiệu lực"),
    "this register is open": _("Sổ {found} đã mở"),
    "the register is another organization's": _("Sổ này là của cơ quan khác"),
    "this decision is another meeting's": _("Kết luận này là của hội nghị khác: {found}"),
    "named twice": _("Nêu hai lần: {found}"),
    "* is not approved": _("Kết luận “{0}” chưa được duyệt"),
    "* was changed after the document was drawn up": _("Kết luận “{0}” đã đổi sau khi soạn văn bản"),
    "nothing that this document issues was corrected": _("Không có kết luận nào của văn bản này được đính chính"),
    "* may not cross": _("“{0}” không ở mức công khai, không công bố được"),
    "* was withdrawn": _("“{0}” đã rút khỏi trang công khai"),
    # tasks
    "several organizations succeeded this one": _("Có nhiều cơ quan kế tục: hãy chọn cơ quan nhận việc"),
    "the decision is not in effect": _("Kết luận chưa có hiệu lực"),
    "this task is in the record or in the list already": _("Việc này đã có trong hồ sơ hoặc trong danh sách: {found}"),
    "the deadline is before the assignment": _("Hạn {found} đứng trước ngày giao"),
    "a deadline that has passed needs the day of the assignment": _("Hạn đã qua thì phải ghi ngày giao"),
    "not of this succession": _("Không thuộc việc kế tục này"),
    "it has open tasks, and several organizations succeed it": _(
        "Còn việc chưa xong, mà có nhiều cơ quan kế tục: hãy chọn cơ quan nhận việc"
    ),
    "this is no later deadline": _("Hạn {found} không muộn hơn hạn đang có"),
    # articles and publication
    "this text is released": _("Lời này đã đăng"),
    "the text was changed after it was checked": _("Lời bài đã đổi sau khi đối chiếu; hãy đối chiếu lại"),
    "the facts were changed after the text was checked": _("Dữ kiện đã đổi sau khi đối chiếu; hãy đối chiếu lại"),
    "nothing under this article was corrected": _("Không có gì dưới bài này được đính chính"),
    "a picture needs words for those who do not see it": _("Ảnh cần mô tả cho người không xem được"),
    "not a fact": _("Không trỏ đến dữ kiện nào: {found}"),
    "this mark links to nothing": _("Dấu {found} không trỏ đến dữ kiện nào"),
    "releases follow each other": _("Các bản phát hành phải nối tiếp nhau"),
    "no released matter has this paper": _("Tài liệu không thuộc nội dung nào đã công bố"),
    "this is not before the public": _("“{found}” không ở trên trang công khai"),
    "* still stands before the public": _("“{0}” đang ở trên trang công khai: rút khỏi đó trước"),
    "* is before the public": _("“{0}” đang ở trên trang công khai: muốn đổi mức phổ biến thì rút về trước"),
    "this verb does not withdraw it": _("Không rút được bằng cách này"),
    "what is before the public still carries it": _("Trang công khai còn mang nội dung này: {found}"),
    # pages that come in
    "these bytes came in already": _("Trang này đã nhập rồi: {found}"),
    "no meeting is told of": _("Trang này không kể về một cuộc họp nào"),
    "not what the reader gives": _("Không phải là kết quả của máy đọc"),
    "no such contradiction": _("Không có mâu thuẫn này"),
    "neither side is true: then what is": _("Ghi giá trị đúng, nếu cả hai bên đều sai"),
    "nothing of a proposal": _("Bản đề nghị không có chỗ này: {found}"),
    "nobody has decided this contradiction": _("Còn mâu thuẫn chưa ai quyết: {found}"),
    # users, organizations, sources
    "the last administrator stays": _("Phải có quản trị khác trước khi thôi quản trị cuối cùng: {found}"),
    "the first user administers": _("Người dùng đầu tiên phải là quản trị"),
    "this name is taken": _("Tên {found} đã có người dùng"),
    "this role was taken back already": _("Vai trò này đã thu lại"),
    "ends before it starts": _("Ngày kết thúc {found} đứng trước ngày bắt đầu"),
    "an illustrative source has no text and no address": _("Nguồn minh họa không có lời và không có địa chỉ"),
    "the span is not inside the source": _("Chỗ trích không nằm trong nguồn"),
    "no such line": _("Không có dòng {found} trong nhật ký"),
    "this line's content was erased already": _("Dòng {found} đã xóa nội dung"),
}

Patterns = list[tuple[re.Pattern[str], Promise]]


def patterns(words: Mapping[str, Promise]) -> Patterns:
    """Return a table of words whose keys have `*` for what varies, ready to be looked up in order."""
    return [(re.compile(re.escape(key).replace(r"\*", "(.*)"), re.DOTALL), said) for key, said in words.items()]


def look_up(message: str, known: Patterns) -> tuple[Promise, tuple[str, ...]] | None:
    """Return the words of a message and what its `*` stand for; None for an unknown message."""
    for pattern, words in known:
        match = pattern.fullmatch(message)
        if match:
            return words, match.groups()
    return None


_PATTERNS = patterns(WORDS)


def translation_of(message: str) -> tuple[Promise, tuple[str, ...]] | None:
    """Return the desk's words for an act's message and what its `*` stand for; None for an unknown message."""
    return look_up(message, _PATTERNS)


def in_words(error: ActError) -> str:
    """Return a refusal as one sentence for a person; what the parameters' own checks say is translated there."""
    known = translation_of(error.message)
    if known is None:
        words = error.message[:1].upper() + error.message[1:]
        return f"{words}: {error.found}" if error.found and isinstance(error, BadInput) else words
    known_words, varying = known
    text = str(known_words).format(*varying, found=iso_words(error.found), expected=iso_words(error.expected))
    if isinstance(error, Stale) or not error.message.endswith("is not possible now"):
        return text
    return gettext("%(verb)s: lúc này chưa làm được, vì đang ở bước “%(state)s”") % {
        "verb": verb_words(varying[0]),
        "state": state_words(error.found),
    }
