"""Words of duty: 'A cần X', 'phải X' in the words of one who may charge."""

import re
from collections.abc import Iterator

from nghitrinh.reading.actors import actor_at, task_behind
from nghitrinh.reading.charge import finished, skip
from nghitrinh.reading.clauses import CARRIED, carried, cuts, is_task
from nghitrinh.reading.facts import Charge
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.verbs import MODAL

_DUTY = re.compile(
    rf"(?<!\w)(?P<modal>{MODAL})(?!\w)\s+(?!(?:được|là|có\s+thể|thừa\s+nhận|nói|công\s+nhận|cảm\s+ơn)\b)", re.IGNORECASE
)
_NO_DUTY = re.compile(
    r"\b(?:buộc|đã|vẫn|mới|đang|thường|từng|bị|những|gì|không|chẳng|điều|việc|khi|nếu|muốn|để|bao\s+nhiêu|ai|lẽ\s+ra|đáng\s+lẽ|chưa|có|cảm\s+thấy|thấy|thật|rất|nhu\s+cầu)\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:–\"“”(]\s*|\s-\s|\b(?:rằng|nên|thì|là|mà|nhưng|và|song|nêu\s+rõ|nhấn\s+mạnh|cho\s+biết|chỉ\s+rõ|khẳng\s+định)\s",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\s*(?:(?:do\s+đó|vì\s+vậy|ngoài\s+ra|chúng\s+ta|ta|chúng\s+tôi|tất\s+cả|mọi\s+người|nhất\s+định|trước\s+hết|trước\s+mắt|cũng|thì|đều|rất|càng|luôn|nên|vậy|như\s+vậy|bây\s+giờ|sắp\s+tới|thời\s+gian\s+tới|trong\s+thời\s+gian\s+tới"
    r"|dứt\s+khoát|đặc\s+biệt|đồng\s+thời|tới\s+đây|từ\s+nay(?:\s+[^,;.]{2,20})?|hiện\s+nay|cụ\s+thể|theo\s+đó)\s*,?\s*)*",
    re.IGNORECASE,
)
_SIDE = re.compile(r"(?:về\s+)?phía\s+", re.IGNORECASE)
_ADVERBS = re.compile(r"\s*(?:cũng|đều|vẫn|luôn|thì|sẽ|nhất\s+định|càng|còn|lại|,)*\s*", re.IGNORECASE)
_WHENCE = re.compile(r"(?:nên|vì\s+vậy|do\s+đó|do\s+vậy)\s*,?\s+", re.IGNORECASE)
_EAGER = re.compile(
    r"(?:khẩn\s+trương|tập\s+trung|chủ\s+động|kịp\s+thời|tiếp\s+tục|tăng\s+cường|nghiêm\s+túc|phối\s+hợp|rà\s+soát)\b",
    re.IGNORECASE,
)


def duties(page: Page, sentence: Stretch, last: Charge | None, *, leads: bool) -> Iterator[Charge]:
    """'A cần X', 'phải X' in the words of one who may charge."""
    here: Charge | None = None
    for start, stop in cuts(page.text, sentence.start, sentence.end):
        found = (_duty(page, sentence, duty, stop, last) for duty in _DUTY.finditer(page.text, start, stop))
        charge = next((each for each in found if each is not None and is_task(each)), None)
        if charge is None and here is not None:
            charge = carried(page, start, stop, here)
        if charge is not None:
            here = last = charge
            yield charge
    if here is None and leads:
        yield from _eager(page, sentence)


def _duty(page: Page, sentence: Stretch, found: re.Match[str], stop: int, last: Charge | None) -> Charge | None:
    text, start = page.text, sentence.start
    if _NO_DUTY.search(text, max(start, found.start() - 20), found.start()):
        return None
    clauses = [start, *(cut.end() for cut in _CLAUSE.finditer(text, start, found.start()))]
    for clause in clauses:
        first = skip(_SIDE, text, skip(CARRIED, text, clause, found.start()), found.start())
        actor = actor_at(text, first, found.start(), named=True)
        if actor and skip(_ADVERBS, text, actor.end, found.start()) == found.start():
            return finished(page, Charge(page.fact(found.end(), stop), page.fact(first, actor.end)), found.end(), stop)
    behind = skip(_FILLER, text, clauses[-1], found.start())
    if behind < found.start():
        return None
    return finished(page, Charge(page.fact(found.end(), stop), last.responsible if last else None), found.end(), stop)


def _eager(page: Page, sentence: Stretch) -> Iterator[Charge]:
    """'…, nên UBND tỉnh khẩn trương X': no word of duty, but a body and how it is to act."""
    for whence in _WHENCE.finditer(page.text, sentence.start, sentence.end):
        actor = actor_at(page.text, whence.end(), sentence.end)
        task = task_behind(page.text, actor, sentence.end) if actor else None
        if actor and task is not None and _EAGER.match(page.text, task):
            stop = next(cuts(page.text, task, sentence.end))[1]
            yield finished(page, Charge(page.fact(task, stop), page.fact(actor.start, actor.end)), task, stop)
