"""The review of one page: its proposal, what the record has already, and what is in the way of accepting it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.known import KnownNames, Recorded, already_recorded, known_to, numbers_line
from nghitrinh.intake.proposal import proposal_from
from nghitrinh.intake.values import Decided, Proposal, ProposedRow
from nghitrinh.reading import Reading
from nghitrinh.record.intakes.models import Intake, Side
from nghitrinh.record.kernel.messages import Message
from nghitrinh.vietnamese import format_date

_MOST_DECIMALS = 4  # of a figure in the record


@dataclass(frozen=True)
class Obstacle:
    """One thing that a person must settle first: where, and in which words."""

    path: str
    words: Message


@dataclass(frozen=True)
class Review:
    """A page with everything that a person needs to decide about it."""

    intake: Intake
    proposal: Proposal
    known: KnownNames
    recorded: list[Recorded]
    numbers: str
    blocks: list[Obstacle]


def review_of(intake: Intake) -> Review:
    """Return the review of a page against the record as it is now; once a request, since it reads the record."""
    known = known_to(intake.owner)
    decided = {each.position: Decided(Side(each.side), each.value, each.reason, each.decided_by)
               for each in intake.rulings.all()}  # fmt: skip
    proposal = proposal_from(Reading.from_json(intake.reading, intake.text), known, decided, intake.amendments)
    recorded = already_recorded(intake.owner, _value(proposal, "held_on"), _value(proposal, "number"))
    numbers = [side.value for clash in proposal.clashes if clash.field == "number" for side in (clash.a, clash.b)]
    line = numbers_line(known, _value(proposal, "series"), numbers)
    return Review(intake, proposal, known, recorded, line, list(blocks_of(proposal, known, recorded)))


def _value(proposal: Proposal, name: str) -> str:
    return proposal.head[name].text


def blocks_of(proposal: Proposal, known: KnownNames, recorded: list[Recorded]) -> Iterator[Obstacle]:
    """Yield what is in the way of accepting a proposal, contradictions first. Pure."""
    for clash in proposal.clashes:
        if clash.decided is None:
            words = _("Mâu thuẫn %(number)d chưa ai quyết: %(a)s hay %(b)s.")
            a, b = (side.value if clash.field == "number" else side.said for side in (clash.a, clash.b))
            said = {"number": clash.position + 1, "a": a, "b": b}
            yield Obstacle(f"contradictions.{clash.position}", Message(words, **said))
    yield from _in_the_head(proposal, known)
    yield from _recorded_already(proposal, recorded)
    for row in proposal.kept("items"):
        yield from _in_an_item(row, proposal)
    for row in proposal.kept("chairs"):
        if not row.text("post"):
            yield Obstacle(f"{row.path}.post", Message(_("Chủ trì %(n)d: chưa có chức vụ."), n=row.index + 1))
    for row in proposal.kept("charges"):
        yield from _in_a_charge(row, proposal)
    for row in proposal.kept("figures"):
        yield from _in_a_figure(row, proposal)


def _in_the_head(proposal: Proposal, known: KnownNames) -> Iterator[Obstacle]:
    if not _value(proposal, "name"):
        yield Obstacle("name", Message(_("Hội nghị chưa có tên.")))
    if not _value(proposal, "held_on"):
        yield Obstacle("held_on", Message(_("Chưa rõ ngày họp, đủ ngày, tháng, năm.")))
    if _value(proposal, "organization") != str(known.owner):
        said = proposal.head["organization"].said or "?"
        words = _("Trang nói về “%(said)s”, bản nhập này là của %(owner)s.")
        yield Obstacle("organization", Message(words, said=said, owner=known.owner_name))
    if _value(proposal, "number") and not _value(proposal, "series"):
        yield Obstacle("series", Message(_("Hội nghị có số thì phải chọn dãy số.")))
    if _value(proposal, "number") and not _value(proposal, "number").isdigit():
        yield Obstacle("number", Message(_("Số hội nghị phải là một số: %(found)s."), found=_value(proposal, "number")))


def _recorded_already(proposal: Proposal, recorded: list[Recorded]) -> Iterator[Obstacle]:
    for each in recorded:
        said = {"name": each.name, "day": format_date(each.held_on)}
        if each.same_number:
            words = _("Hồ sơ đã có %(name)s, họp ngày %(day)s, cùng số này.")
            yield Obstacle("number", Message(words, **said))
        elif not _value(proposal, "distinct"):
            words = _("Hồ sơ đã có %(name)s họp ngày %(day)s. Nếu là hội nghị khác, hãy ghi khác ở chỗ nào.")
            yield Obstacle("distinct", Message(words, **said))


def _in_an_item(row: ProposedRow, proposal: Proposal) -> Iterator[Obstacle]:
    said = {"n": row.index + 1}
    if not row.text("title"):
        yield Obstacle(f"{row.path}.title", Message(_("Nội dung %(n)d: chưa có tên."), **said))
    carries = proposal.of_item("charges", row.index) or proposal.of_item("figures", row.index)
    if carries and not row.text("outcome"):
        yield Obstacle(
            f"{row.path}.outcome", Message(_("Nội dung %(n)d: có số liệu hoặc việc giao thì phải có kết quả."), **said)
        )
    if row.text("outcome") and not row.text("conclusion"):
        yield Obstacle(
            f"{row.path}.conclusion", Message(_("Nội dung %(n)d: có kết quả thì phải có lời kết luận."), **said)
        )


def _is_on(row: ProposedRow, proposal: Proposal) -> bool:
    return row.number("item") in {item.index for item in proposal.kept("items")}


def _in_a_charge(row: ProposedRow, proposal: Proposal) -> Iterator[Obstacle]:
    said = {"n": row.index + 1}
    if not _is_on(row, proposal):
        yield Obstacle(f"{row.path}.item", Message(_("Việc giao %(n)d: chưa rõ thuộc nội dung nào."), **said))
    if not row.text("text"):
        yield Obstacle(f"{row.path}.text", Message(_("Việc giao %(n)d: chưa nói việc gì."), **said))
    if not row.text("responsible"):
        words = _("Việc giao %(n)d: “%(said)s” chưa có trong hồ sơ; hãy chọn cơ quan, hoặc nhờ quản trị lập cơ quan.")
        yield Obstacle(f"{row.path}.responsible", Message(words, **said, said=row.values["responsible"].said or "?"))


def _in_a_figure(row: ProposedRow, proposal: Proposal) -> Iterator[Obstacle]:
    said = {"n": row.index + 1}
    if not _is_on(row, proposal):
        yield Obstacle(f"{row.path}.item", Message(_("Số liệu %(n)d: chưa rõ thuộc nội dung nào."), **said))
    if not row.text("quantity"):
        yield Obstacle(f"{row.path}.quantity", Message(_("Số liệu %(n)d: chưa nói đo cái gì."), **said))
    low, high = _decimal(row.text("low")), _decimal(row.text("high"))
    if low is None or high is None:
        yield Obstacle(f"{row.path}.low", Message(_("Số liệu %(n)d: chưa có số."), **said))
    elif low > high:
        yield Obstacle(f"{row.path}.low", Message(_("Số liệu %(n)d: khoảng bị ngược."), **said))
    elif any(-int(number.as_tuple().exponent) > _MOST_DECIMALS for number in (low, high)):
        yield Obstacle(f"{row.path}.low", Message(_("Số liệu %(n)d: nhiều hơn 4 chữ số sau dấu phẩy."), **said))


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
