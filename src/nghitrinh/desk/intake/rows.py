"""A proposal as the page shows it: one line for each value or row, with its number in the source and its label."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.wording import iso_words, weekday
from nghitrinh.intake.marks import Mark, Marked
from nghitrinh.intake.review import Review
from nghitrinh.intake.values import How, ProposedRow, Value
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.decisions.wording import render_range
from nghitrinh.record.kernel.levels import Level


@dataclass
class IntakeLine:
    """One line: `anchor` is the id under which the source's number finds it, on the first line of that number."""

    label: str
    text: str
    part: str
    mark: Mark | None = None
    anchor: bool = False
    meta: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    kept: bool = True
    restricted: bool = False


def lines_of(review: Review, marked: Marked) -> list[IntakeLine]:
    """Return a proposal's lines: the head, then chairs, items, figures and charges."""
    lines = [*_head(review, marked)]
    for group, line in (("chairs", _chair), ("items", _item), ("figures", _figure), ("charges", _charge)):
        lines += [_finished(line(row, review), row, review, marked) for row in review.proposal.rows[group]]
    seen: set[int] = set()
    for each in lines:
        if each.mark and each.mark.number not in seen:
            each.anchor = True
            seen.add(each.mark.number)
    return lines


def blocks_at(review: Review, path: str) -> list[str]:
    """Return what stands in the way at a value or in a row."""
    return [str(each.words) for each in review.blocks if each.path == path or each.path.startswith(f"{path}.")]


def _head(review: Review, marked: Marked) -> Iterator[IntakeLine]:
    labels = {
        "number": _("Số hội nghị"),
        "published_at": _("Ngày đăng"),
        "held_on": _("Ngày họp"),
        "organization": _("Cơ quan"),
        "series": _("Dãy số"),
        "name": _("Tên"),
        "kind": _("Loại"),
        "distinct": _("Hội nghị khác"),
    }
    for name, label in labels.items():
        value = review.proposal.head[name]
        if name == "distinct" and not review.recorded and not value.text:
            continue
        line = IntakeLine(label, _said(review, value), name, marked.mark_of(value.span))
        line.meta = [*_how(review, value), *_about(review, value)]
        line.blocks = blocks_at(review, name)
        yield line


def _said(review: Review, value: Value) -> str:
    if value.field in ("held_on", "published_at"):
        return _when(value.text)
    if value.field == "organization":
        return _body(review, value.text)
    if value.field == "series":
        return next((run.name for run in review.known.runs if str(run.key) == value.text), "")
    return value.text


def _when(text: str) -> str:
    words = iso_words(text)
    return f"{weekday(date.fromisoformat(text))} {words}" if words != text and len(text) == 10 else words


def _how(review: Review, value: Value) -> list[str]:
    """Say of a value how it came about, where the page alone did not say it."""
    ruled = [each.position + 1 for each in review.proposal.clashes if each.decided and each.field == value.field]
    if value.how == How.RULED and ruled:
        return [_("theo quyết định mâu thuẫn %(n)d") % {"n": ruled[-1]}]
    if value.how == How.AMENDED:
        return (
            [_("người soát sửa; trang ghi “%(said)s”") % {"said": value.said}] if value.said else [_("người soát ghi")]
        )
    return [_("máy đề nghị")] if value.how == How.PROPOSED and value.text else []


def _about(review: Review, value: Value) -> list[str]:
    if value.field == "series" and review.proposal.term:
        return [_("trang ghi khóa %(term)s") % {"term": review.proposal.term}]
    return []


def _body(review: Review, key: str) -> str:
    return next((each.name for each in review.known.organizations if str(each.key) == key), "")


def _names(review: Review, keys: str) -> str:
    named = {str(each.key): each.name for each in (*review.known.organizations, *review.known.places)}
    return ", ".join(named.get(key, key) for key in keys.split())


def _finished(line: IntakeLine, row: ProposedRow, review: Review, marked: Marked) -> IntakeLine:
    line.kept = row.kept
    line.blocks = blocks_at(review, row.path) if row.kept else []
    if any(value.how == How.AMENDED for value in row.values.values()):
        line.meta.append(_("người soát đã sửa"))
    return _marked(line, row, marked)


def _marked(line: IntakeLine, row: ProposedRow, marked: Marked) -> IntakeLine:
    spans = [value.span for name, value in row.values.items() if name != "conclusion" and value.span]
    line.mark = next((mark for span in spans if (mark := marked.mark_of(span))), None)
    return line


def _chair(row: ProposedRow, _review: Review) -> IntakeLine:
    name = row.text("name")
    return IntakeLine(_("Chủ trì"), row.text("post"), row.path, meta=[name] if name else [])


def _item(row: ProposedRow, _review: Review) -> IntakeLine:
    line = IntakeLine(_("Nội dung %(n)d") % {"n": row.index + 1}, row.text("title"), row.path)
    outcome = row.text("outcome")
    if outcome in Outcome.values:
        line.meta.append(_("Kết quả: %(outcome)s") % {"outcome": Outcome(outcome).label})
    else:
        line.meta.append(_("Trang không nêu kết luận"))
    if row.text("conclusion"):
        line.meta.append(f"“{row.text('conclusion')}”")
    line.restricted = row.text("level") == Level.RESTRICTED
    if row.text("public_title"):
        line.meta.append(_("Tên công khai: %(title)s") % {"title": row.text("public_title")})
    return line


def _of_item(row: ProposedRow) -> str:
    place = row.number("item")
    return _("Thuộc nội dung %(n)d") % {"n": place + 1} if place is not None else ""


def _figure(row: ProposedRow, review: Review) -> IntakeLine:
    line = IntakeLine(_("Số liệu %(n)d") % {"n": row.index + 1}, _range(row), row.path)
    line.meta = [text for text in (row.text("quantity"), _of_item(row), _names(review, row.text("places"))) if text]
    return line


def _range(row: ProposedRow) -> str:
    try:
        low, high = Decimal(row.text("low")), Decimal(row.text("high"))
    except ArithmeticError:
        return " ".join(filter(None, (row.text("low"), row.text("high"), row.text("unit"))))
    return render_range(low=low, high=high, unit=row.text("unit"), exact=row.text("exact") != "no")


def _charge(row: ProposedRow, review: Review) -> IntakeLine:
    line = IntakeLine(_("Việc giao %(n)d") % {"n": row.index + 1}, row.text("text"), row.path)
    fields: list[tuple[str, Any]] = [
        (_("Chịu trách nhiệm: %(name)s"), "responsible"),
        (_("Thông qua: %(name)s"), "through"),
        (_("Phối hợp: %(name)s"), "with"),
        (_("Báo cáo cho: %(name)s"), "report_to"),
    ]
    for words, name in fields:
        if row.text(name):
            line.meta.append(words % {"name": _names(review, row.text(name))})
        elif row.values[name].said:
            line.meta.append(_("“%(said)s” chưa có trong hồ sơ, chỉ giữ trong lời") % {"said": row.values[name].said})
    due = row.text("due_text") or _when(row.text("due_on"))
    line.meta.append(_("Hạn: %(due)s") % {"due": due} if due else _("Trang không nêu hạn"))
    line.meta += [_of_item(row)] if _of_item(row) else []
    return line
