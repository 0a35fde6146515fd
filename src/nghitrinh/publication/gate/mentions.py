"""Organizations named in a text, and what an ordinal counts: a meeting of whom, or something else."""

import re
from dataclasses import dataclass

_UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME = rf"[{_UPPER}]\w*(?:[ \xa0][{_UPPER}]\w*){{0,3}}"
_HEADS = (
    r"Ban Thường vụ|Ban Chấp hành|Ban Thường trực|Thường trực|Ban cán sự đảng|Ban Cán sự đảng|Đảng đoàn|Đảng ủy|"
    r"Ủy ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Ủy ban Kiểm tra|UBKT|BTV|BCH|BCSĐ|"
    rf"Ban Tổ chức|Ban Tuyên giáo|Ban Dân vận|Ban Nội chính|(?:Sở|Bộ) {_NAME}(?: và {_NAME})?"
)
_TAIL = (
    r"(?:[ \xa0](?:Tỉnh ủy|Thành ủy|Huyện ủy|Thị ủy|Đảng bộ|Trung ương Đảng|Trung ương|Tỉnh đoàn|UBND|HĐND|"
    r"Tòa án nhân dân|Viện kiểm sát nhân dân|"
    rf"Ủy ban nhân dân|Hội đồng nhân dân|(?:tỉnh|huyện|thành phố|thị xã)(?: {_NAME})?))*"
)
_ORGANIZATION = re.compile(rf"\b(?:{_HEADS}){_TAIL}")
_MEETING = r"(?:[Hh]ội nghị|[Pp]hiên họp|[Pp]hiên|[Kk]ỳ họp|[Cc]uộc họp)"
# What is spoken of beside this meeting: before it, after it, prepared by it.
_BESIDE = re.compile(r"(?:[Tt]rước|[Ss]au|[Cc]huẩn bị(?: cho)?|[Pp]hục vụ|[Tt]rình)\s+(?:thềm\s+)?$")
# What is carried out or quoted was decided elsewhere: no claim about who held this meeting.
_ELSEWHERE = re.compile(
    r"(?:[Nn]ghị quyết|[Kk]ết luận|[Cc]hỉ thị|[Qq]uy định|[Tt]inh thần|[Vv]ăn kiện)(?: số)?[^.;,]{0,60}$"
)
_HOLDS = re.compile(
    r"^(?::|[^.;]{0,60}?\b(?:họp|tổ chức (?:hội nghị|phiên họp|kỳ họp)|tiến hành (?:hội nghị|phiên họp)|khai mạc|"
    r"bế mạc|(?:đã )?thống nhất|cho ý kiến|kết luận|thảo luận|xem xét|thông qua|bàn)\b)"
)
_CONVENED_BY = re.compile(
    rf"{_MEETING}"
    r"(?: (?:thường kỳ|bất thường|chuyên đề|lần thứ \S+|thứ \S+|của|toàn thể|tháng \S+|\([^)]{0,40}\))){0,4}\s*$"
)
# "Ngày 2/3/2020, Ban Thường vụ … họp": when and where may stand before the subject, behind a comma.
_WHEN = re.compile(r"(?:^|[.;]\s+)(?:Ngày|Sáng|Chiều|Tối|Tại|Trong|Hôm|Vào|Thứ|Chủ nhật|Nhân|Dưới|Vừa)\b[^.;]*,\s*$")
_ROLE = re.compile(
    r"(?:lãnh đạo|đại diện|thành viên|của|với|tại|giao|trình|báo cáo|dự|cùng|và|,|thay mặt|do|từ)\s*$", re.I
)


@dataclass(frozen=True)
class Mention:
    """An organization named in a text: said to hold the meeting (`convenes`), only quoted (`elsewhere`), or acting."""

    words: str
    start: int
    end: int
    convenes: bool
    elsewhere: bool
    acts: bool


@dataclass(frozen=True)
class Subject:
    """What an ordinal counts: a meeting, with the organization that is named with it."""

    organization: Mention | None


def organizations_in(text: str) -> list[Mention]:
    """Return the organizations named in a text, in order."""
    found = []
    for match in _ORGANIZATION.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        elsewhere = _ELSEWHERE.search(before) is not None
        convenes = _CONVENED_BY.search(before) is not None or (_starts(before) and _HOLDS.match(after) is not None)
        found.append(
            Mention(
                match[0],
                match.start(),
                match.end(),
                convenes and not elsewhere,
                elsewhere,
                not elsewhere and _starts(before.rstrip(" ,")),
            )
        )
    return found


def _starts(before: str) -> bool:
    """Tell whether a mention can be the subject of its sentence: nothing that makes it an object stands before it."""
    role = _ROLE.search(before)
    return role is None or (role[0].strip() == "," and _is_when(before))


def _is_when(before: str) -> bool:
    """Tell whether only time and place stand ahead in the sentence, no other organization."""
    when = _WHEN.search(before)
    return when is not None and _ORGANIZATION.search(when[0]) is None


def said_of(text: str, start: int, end: int) -> Subject | None:
    """Return the meeting that an ordinal counts; None when it counts something else.

    The head noun is the last one before it in the clause; a body may stand between them, or after the ordinal.
    """
    clause = re.split(r"[.;:!?]\s", text[:start])[-1]
    heads = list(re.finditer(rf"{_MEETING}|[Hh]ọp(?=\s*$)|{_OTHER}", clause))
    if not heads or re.match(_OTHER, heads[-1][0]):
        return None
    ahead = clause[: heads[-1].start()]
    if _ELSEWHERE.search(ahead) or _BESIDE.search(ahead):
        return None
    offset = start - len(clause) + heads[-1].end()
    near = [each for each in organizations_in(text) if offset <= each.start and each.start <= end + 12]
    return Subject(near[0] if near else None)


_OTHER = (
    r"[Đđ]ại hội|[Nn]gày hội|[Ll]iên hoan|[Hh]ội thi|[Hh]ội thao|[Gg]iải|[Tt]uần lễ|[Kk]ỷ niệm|[Ll]ễ|[Dd]iễn đàn|"
    r"[Hh]ội chợ|"
    r"[Dd]ự thảo|[Vv]òng|[Đđ]ợt|[Cc]uộc thi|[Tt]riển lãm|[Hh]ội khỏe|[Bb]ản dự thảo|[Bb]áo cáo|[Ll]àm việc|[Gg]iai đoạn"
)
