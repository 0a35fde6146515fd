"""Charges: what the meeting, its chair or its decision lays on somebody, clause by clause and list by list.

A clause charges by a verb of charging (yêu cầu, giao), by a word of duty said by one who may charge (cần, phải), or by going on
from a clause that charged: with a further task, a further body, an entry of a list. Whoever only asks or reports charges nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nghitrinh.reading.actors import actor_at
from nghitrinh.reading.charge import BULLET, charge_at, finished, nobody_at, skip
from nghitrinh.reading.charge_lists import NO_CHARGE, VERB, Before, after, heads
from nghitrinh.reading.clauses import AGAIN, CARRIED, behind_topic, carried, cuts, further, is_task, nobody
from nghitrinh.reading.due import are_different, due_sentence
from nghitrinh.reading.duties import duties
from nghitrinh.reading.facts import Charge, Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.speakers import Speakers
from nghitrinh.reading.verbs import TASK_FIRST, goes_on
from nghitrinh.vietnamese import fold

_SELDOM = re.compile(r"(?:chỉ\s+đạo|lưu\s+ý|nhắc\s+nhở|quán\s+triệt|phân\s+công)$", re.IGNORECASE)
_WITHOUT_NAME = re.compile(r"^(?:yêu\s+cầu|đề\s+nghị|lưu\s+ý|chỉ\s+đạo|giao\s+nhiệm\s+vụ)$", re.IGNORECASE)
# What is told, and no task: somebody did or does it already.
_REPORTED = re.compile(
    r"\b(?:cho\s+(?:biết|hay|rằng)|khẳng\s+định|bày\s+tỏ|chia\s+sẻ|trình\s+bày|đề\s+xuất\s+với|báo\s+cáo\s+tại)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?$")
# Who leads speaks in a sentence that goes on, and is not charged by it.
_SPEAKS = re.compile(
    r"(?:ông|bà|đồng\s+chí|(?:phó\s+)?thủ\s+tướng|(?:phó\s+)?bí\s+thư|(?:phó\s+)?chủ\s+tịch(?!\s+UBND\s+(?:các|cấp|quận|huyện|xã|phường))|đại\s+biểu|hội\s+nghị|HĐND)\b",
    re.IGNORECASE,
)
_SERVES = re.compile(
    r"(?:các\s+)?(?:bộ|sở|công\s+an|phòng|thanh\s+tra|chi\s+cục|cục|địa\s+phương|đơn\s+vị|huyện|quận|xã)\b",
    re.IGNORECASE,
)
# What was before the session, or goes on elsewhere.
_BACKGROUND = re.compile(r"(?:trước\s+đó|trước\s+đây|trong\s+khi\s+đó|liên\s+quan\s+(?:vụ|đến\s+vụ))\b", re.IGNORECASE)
_NEAR = 60
_IS_CHARGED = re.compile(r"\s+(?:cũng\s+)?được\s+(?:giao\s+nhiệm\s+vụ|giao|yêu\s+cầu|phân\s+công)\s+", re.IGNORECASE)
_STRESSES = re.compile(
    r"\b(?:nhấn\s+mạnh|chỉ\s+rõ|nêu\s+rõ)\s*[:,]?\s*(?:rằng\s+)?(?:(?:trong\s+)?thời\s+gian\s+tới,?\s*)?", re.IGNORECASE
)
# Somebody speaks again: no entry of the list before.
_SPOKEN = re.compile(
    r"(?:phát\s+biểu|kết\s+thúc|bế\s+mạc|tại\s+(?:hội|cuộc|buổi|kỳ|phiên)|cũng\s+tại|thay\s+mặt)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Charges:
    """The charges of a page, each once, and every clause that charges, also what the lead or a later sentence repeats."""

    once: list[Charge]
    clauses: list[Charge]


def charges(page: Page, sentences: list[Stretch], speakers: Speakers, lead: Stretch | None = None) -> Charges:
    """All charges of a page, in order; what the lead says shortly and the text says again is given once."""
    found: list[Charge] = []
    clauses: list[Charge] = []
    before = Before()
    for index, sentence in enumerate(sentences):
        due = due_sentence(page, sentence)
        if due and found:
            found[-1] = _with_due(found[-1], due)
            continue
        read = _Sentence(page, sentence, speakers, speakers.leads[index])
        here = list(read.charges(before))
        clauses += here
        found = _joined(page, found, here, lead)
        before = after(page, sentence, before, here)
    return Charges(_without_lead(page, found, lead), clauses)


def _without_lead(page: Page, found: list[Charge], lead: Stretch | None) -> list[Charge]:
    """A lead sums up: where the text below it charges at length, what the lead charges is a repeat."""
    if lead is None or re.match(BULLET, lead.text):
        return found
    below = [charge for charge in found if page.here(charge.task)[0] >= lead.end]
    return below if len(below) >= 2 else found


def _with_due(charge: Charge, due: Fact) -> Charge:
    """A due date given later is the charge's own, or contradicts the one it has."""
    return replace(charge, due_again=due) if charge.due and are_different(charge.due, due) else replace(charge, due=due)


def _joined(page: Page, found: list[Charge], here: list[Charge], lead: Stretch | None) -> list[Charge]:
    """What was charged so far and here: the same charge once, where the text gives it first, not in the lead."""
    for charge in here:
        index = next((index for index, known in enumerate(found) if _is_same_charge(charge, known)), None)
        if index is None:
            found = [*found, charge]
            continue
        known = found[index]
        merged = _with_due(known, charge.due) if charge.due and known.due else known
        if lead is not None and page.here(known.task)[0] < lead.end:
            found = [
                *found[:index],
                *found[index + 1 :],
                replace(charge, due=merged.due or charge.due, due_again=merged.due_again),
            ]
        else:
            found = [*found[:index], replace(merged, due=merged.due or charge.due), *found[index + 1 :]]
    return found


def _is_same_charge(charge: Charge, known: Charge) -> bool:
    """The lead says what the text says again: the same task given to the same body is one charge."""
    words, said = (set(fold(str(each.task.value)).split()) for each in (charge, known))
    return (
        known.responsible is not None
        and charge.responsible is not None
        and fold(str(known.responsible.value)) == fold(str(charge.responsible.value))
        and len(words & said) >= 0.7 * max(len(words), len(said))
    )


@dataclass(frozen=True)
class _Sentence:
    """One sentence and who speaks in it: `leads` is one who may charge, None when nobody is named."""

    page: Page
    sentence: Stretch
    speakers: Speakers
    leads: bool | None

    def charges(self, before: Before) -> Iterator[Charge]:
        """What it charges: by verb, by a word of duty, or by going on from what was charged before."""
        text, sentence = self.page.text, self.sentence
        if _BACKGROUND.match(sentence.text):
            return
        at = sentence.start
        for verb in VERB.finditer(text, sentence.start, sentence.end):
            if verb.start() < at or not self._may(verb, before):
                continue
            for charge in self._clauses(self._unnamed(verb), verb.end()):
                at = max(sentence.start + 1, self.page.here(charge.task)[1])
                yield charge
        if at == sentence.start:
            yield from self._without_verb(before)

    def _may(self, verb: re.Match[str], left: Before) -> bool:
        before = self.page.text[self.sentence.start : verb.start()]
        if _SELDOM.match(verb["verb"]) and left.last and self._is_task(verb):
            return False
        first = skip(CARRIED, self.page.text, self.sentence.start, verb.start())
        if left.listing and goes_on(self.page.text, first, verb.start()):
            return False
        if NO_CHARGE.search(before[-_NEAR:]) or before.count('"') % 2 or before.count("“") > before.count("”"):
            return False
        if _SELDOM.match(verb["verb"]) and before.rstrip().endswith(","):
            return False
        subject = self.speakers.subject(self.sentence.start, verb.start())
        if subject is None:
            subject = self.leads if before.strip() else True
        return subject is not False

    def _is_task(self, verb: re.Match[str]) -> bool:
        """Behind a charge "Bộ Y tế chỉ đạo …" and "Phân công …" are what the next one is to do."""
        first = skip(CARRIED, self.page.text, self.sentence.start, verb.start())
        actor = actor_at(self.page.text, first, verb.start()) if _SERVES.match(self.page.text, first) else None
        alone = first == verb.start() and not verb["verb"].lower().startswith("chỉ")
        return alone or (actor is not None and not self.page.text[actor.end : verb.start()].strip())

    def _unnamed(self, verb: re.Match[str]) -> Charge | None:
        """The task given to nobody who is named."""
        if self.page.text[self.sentence.start : verb.start()].rstrip().endswith(","):
            return None
        first = next(cuts(self.page.text, verb.end(), self.sentence.end))
        return nobody_at(self.page, *first) if _WITHOUT_NAME.match(verb["verb"]) else None

    def _clauses(self, unnamed: Charge | None, start: int) -> Iterator[Charge]:
        """The charge that begins after the verb, and those that follow it behind ';' or 'đồng thời'."""
        last: Charge | None = None
        for first, stop in cuts(self.page.text, start, self.sentence.end):
            if last is not None and AGAIN.match(self.page.text, first, stop):
                return
            charge = charge_at(self.page, first, stop, strong=last is None) or (unnamed if last is None else None)
            if charge is None and last is not None:
                charge = carried(self.page, first, stop, last) or further(self.page, first, stop, last)
            if charge is None or not is_task(charge):
                return
            last = charge
            yield charge

    def _without_verb(self, before: Before) -> Iterator[Charge]:
        page, sentence = self.page, self.sentence
        start = skip(CARRIED, page.text, sentence.start, sentence.end)
        if sentence.text.endswith(":") or (_QUOTED.match(page.text[start : sentence.end]) and not self.leads):
            return
        if before.listing and _SPOKEN.match(sentence.text):
            return
        if before.listing:
            yield from () if heads(page, sentence, before) else self._entry(start, before)
            return
        if self.leads is not False and (passive := self._passive(start) or self._stressed()):
            yield passive
            return
        follows = (before.last or (before.decided and _follows_decision(sentence))) and self.leads is not False
        if follows and goes_on(page.text, start, sentence.end):
            yield from self._going_on(start, before)
            return
        may = self.leads or before.decided or before.last
        bound = list(duties(page, sentence, before.last, leads=bool(self.leads))) if may else []
        yield from bound
        if follows and not bound:
            yield from self._going_on(start, before)

    def _passive(self, start: int) -> Charge | None:
        """'Sở Nội vụ được giao rà soát …'."""
        text, end = self.page.text, self.sentence.end
        actor = actor_at(text, behind_topic(self.page, start, self.sentence.end), end)
        verb = _IS_CHARGED.match(text, actor.end, end) if actor else None
        if actor is None or verb is None or not TASK_FIRST.match(text, verb.end(), end):
            return None
        stop = next(cuts(text, verb.end(), end))[1]
        whole = Charge(self.page.fact(verb.end(), stop), self.page.fact(actor.start, actor.end))
        return finished(self.page, whole, verb.end(), stop)

    def _stressed(self) -> Charge | None:
        """'… nhấn mạnh các ngành tập trung …': who may charge names whom and what, with no verb of charging."""
        found = _STRESSES.search(self.page.text, self.sentence.start, self.sentence.end) if self.leads else None
        return (
            charge_at(self.page, *next(cuts(self.page.text, found.end(), self.sentence.end)), strong=False)
            if found
            else None
        )

    def _entry(self, start: int, before: Before) -> Iterator[Charge]:
        """An entry of a list of charges: whom it names, or those whose list it is."""
        page, end = self.page, self.sentence.end
        owner = (
            before.last
            if before.owner is None
            else replace(before.last or nobody(page, start), responsible=before.owner)
        )
        start = behind_topic(self.page, start, self.sentence.end)
        for begin, stop in cuts(page.text, start, end):
            first = behind_topic(page, skip(CARRIED, page.text, begin, stop), self.sentence.end)
            charge = charge_at(page, first, stop, strong=False)
            if charge is None and before.named and before.last is None:
                return
            charge = charge or carried(page, first, stop, owner)
            if charge is None and begin > start and owner is not None:
                charge = further(page, begin, stop, owner)
            if charge is None:
                return
            owner = charge
            yield charge

    def _going_on(self, start: int, before: Before) -> Iterator[Charge]:
        page, last = self.page, before.last
        start = behind_topic(self.page, start, self.sentence.end)
        if _REPORTED.search(page.text, start, min(self.sentence.end, start + 160)):
            return
        for begin, stop in cuts(page.text, start, self.sentence.end):
            first = skip(CARRIED, page.text, begin, stop)
            if _SPOKEN.match(page.text, first, stop):
                return
            charge = None if _SPEAKS.match(page.text, first, stop) else charge_at(page, first, stop, strong=False)
            if charge is None and goes_on(page.text, first, stop):
                charge = carried(page, first, stop, last)
            if charge is None:
                return
            last = charge
            yield charge


def _follows_decision(sentence: Stretch) -> bool:
    return bool(re.match(r"theo\s+đó\b|cụ\s+thể\b", sentence.text, re.IGNORECASE))
