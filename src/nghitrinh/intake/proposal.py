"""From a Reading, what was decided and what was changed, to the record that is proposed. Pure.

    proposal_from(reading, known, decided, amendments) -> Proposal

`reading` is what the reader read, `known` the record's names and numbers.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from uuid import UUID

from nghitrinh.intake.known import KnownNames
from nghitrinh.intake.matching import match_organization, match_organizations, match_place
from nghitrinh.intake.restricted import restricted_hint
from nghitrinh.intake.sentences import Span, item_of, sentence_of
from nghitrinh.intake.values import Clash, ClashSide, Decided, How, Proposal, ProposedRow, Value
from nghitrinh.reading import Chair, Charge, Fact, Item, PageContradiction, Quantity, Reading
from nghitrinh.record.intakes.models import Side
from nghitrinh.record.intakes.paths import HEAD, ROWS, row_of
from nghitrinh.record.kernel.levels import Level
from nghitrinh.vietnamese import find_dates, fold

_KINDS = ("kỳ họp", "phiên họp", "cuộc họp", "hội nghị")
# What a figure is proposed to be called by its unit; any other a person names. Years are no figures of a decision.
_QUANTITIES = {
    **dict.fromkeys(("ha", "m2", "m²", "km2", "km²"), "Diện tích"),
    **dict.fromkeys(("m", "km"), "Chiều dài"),
    **dict.fromkeys(("đồng", "triệu đồng", "tỷ đồng"), "Số tiền"),
    "%": "Tỷ lệ",
}
YES, NO = "yes", "no"


def proposal_from(
    reading: Reading, known: KnownNames, decided: dict[int, Decided], amendments: dict[str, str]
) -> Proposal:
    """Return the proposed record; what the page does not say is empty and stays empty unless a person fills it."""
    clashes = [_clash(at, each, decided.get(at)) for at, each in enumerate(reading.contradictions)]
    head = _ruled(_head(reading, known), reading, clashes)
    head = {name: _amended(value, amendments) for name, value in head.items()}
    rows = {"chairs": _grown("chairs", _chairs(reading), amendments)}
    rows["items"] = _grown("items", _items(reading), amendments)
    titles = [row.text("title") if row.kept else "" for row in rows["items"]]
    bodies = _bodies(reading, known)

    def belongs(fact: Fact) -> str:
        place = item_of(reading.source, span_of(fact), titles, ignored=bodies)
        return "" if place is None else str(place)

    rows["charges"] = _grown("charges", _charges(reading, known, belongs, clashes), amendments)
    rows["figures"] = _grown("figures", _figures(reading, known, belongs), amendments)
    proposal = Proposal(head, rows, clashes, _said(reading.term))
    return replace(
        proposal, rows={**rows, "items": [_concluded(row, proposal, reading.source) for row in rows["items"]]}
    )


Belongs = Callable[[Fact], str]


def _bodies(reading: Reading, known: KnownNames) -> set[str]:
    """Return the names of all bodies that the page or the record names."""
    named = [fact for charge in reading.charges for fact in (charge.responsible, charge.through, charge.report_to)]
    return {_said(fact) for fact in (*named, reading.organization)} | {each.name for each in known.organizations}


def span_of(fact: Fact) -> Span:
    """Return where a fact stands."""
    return fact.start, fact.end


def _said(fact: Fact | None) -> str:
    return str(fact.value) if fact else ""


def _decimal(text: str | None) -> str:
    """Return decimal text without zeros at its end."""
    return text.rstrip("0").rstrip(".") if text and "." in text else text or ""


def _read(path: str, fact: Fact | None, text: str | None = None) -> Value:
    if not fact:
        return Value(path)
    value = _said(fact) if text is None else text
    return Value(path, value, fact.text, span_of(fact), How.READ if value else How.MISSING)


def _proposed(path: str, text: str) -> Value:
    return Value(path, text, how=How.PROPOSED if text else How.MISSING)


def _amended(value: Value, amendments: dict[str, str]) -> Value:
    changed = amendments.get(value.path)
    return value if changed is None else replace(value, text=changed, how=How.AMENDED)


# the head


def _head(reading: Reading, known: KnownNames) -> dict[str, Value]:
    kind = _kind(reading)
    day = _said(reading.date)
    complete = day if len(day) == 10 and "X" not in day else ""
    values = {
        "name": _proposed("name", f"{kind[:1].upper()}{kind[1:]} {known.owner_name}"),
        "kind": _proposed("kind", kind),
        "organization": _organization(reading, known),
        "held_on": _read("held_on", reading.date, complete),
        "series": _proposed("series", _series(reading, known)),
        "number": _read("number", reading.number),
        "published_at": _read("published_at", reading.published_at),
    }
    return {name: values.get(name, Value(name)) for name in HEAD}


def _kind(reading: Reading) -> str:
    said = " ".join(fold(fact.text) for fact in (reading.number, reading.title) if fact)
    return next((kind for kind in _KINDS if fold(kind) in said), "hội nghị")


def _organization(reading: Reading, known: KnownNames) -> Value:
    fact = reading.organization
    if fact is None:
        return _proposed("organization", str(known.owner))
    found = match_organization(_said(fact), known.organizations, known.jurisdiction)
    return _read("organization", fact, str(found or ""))


def _series(reading: Reading, known: KnownNames) -> str:
    term = _said(reading.term)
    fits = [run for run in known.runs if not term or not run.term or run.term == term]
    return str(fits[0].key) if len(fits) == 1 else ""


# contradictions


def _clash(position: int, found: PageContradiction, decided: Decided | None) -> Clash:
    return Clash(position, found.field, _side(found.a), _side(found.b), found.why, decided)


def _side(fact: Fact) -> ClashSide:
    return ClashSide(_said(fact), fact.text, span_of(fact))


def _ruled(head: dict[str, Value], reading: Reading, clashes: list[Clash]) -> dict[str, Value]:
    """Put what was decided in its place; a contradicted value that nobody decided yet stands as no value."""
    found = dict(head)
    for clash in clashes:
        target = _target(clash, reading)
        if target:
            found[target] = _decided_value(found[target], clash, about_date=_about_date(clash, reading))
    return found


def _target(clash: Clash, reading: Reading) -> str:
    """Return the field of the head that a contradiction is about, or nothing."""
    if clash.field == "published_at" and clash.decided and clash.decided.side == Side.A and _about_date(clash, reading):
        return "held_on"  # the publication stands, so the day before which it cannot be does not
    if clash.field in ("number", "published_at"):
        return clash.field
    return "held_on" if clash.field == "weekday" and _about_date(clash, reading) else ""


def _about_date(clash: Clash, reading: Reading) -> bool:
    met = reading.date
    return met is not None and any(side.span[0] < met.end and met.start < side.span[1] for side in (clash.a, clash.b))


def _decided_value(value: Value, clash: Clash, *, about_date: bool) -> Value:
    if clash.decided is None:
        return replace(value, text="", how=How.MISSING) if value.path == clash.field else value
    side = {Side.A: clash.a, Side.B: clash.b}.get(clash.decided.side)
    if value.path != clash.field:  # a day and its weekday: only another day, or none, can follow
        if clash.field == "weekday" and side is not None:
            return value
        return replace(value, text=clash.decided.value if side is None else "", how=How.RULED)
    if clash.field == "published_at" and about_date and side is not None:
        return replace(value, text="", how=How.RULED)  # the meeting's day is true, so the page's own day is not
    said, span = (side.said, side.span) if side else ("", None)
    return Value(value.path, clash.decided.value, said, span, How.RULED)


# the rows


def _grown(group: str, read: list[ProposedRow], amendments: dict[str, str]) -> list[ProposedRow]:
    """Return the rows with what a person changed, and those that a person added."""
    named = [row for path in amendments if (row := row_of(path)) and row[0] == group]
    added = range(len(read), 1 + max((place for _, place, _ in named), default=-1))
    rows = [*read, *(_empty(group, place) for place in added)]
    return [
        replace(row, values={name: _amended(value, amendments) for name, value in row.values.items()}) for row in rows
    ]


def _empty(group: str, index: int) -> ProposedRow:
    values = {name: Value(f"{group}.{index}.{name}") for name in ROWS[group]}
    values["keep"] = _proposed(f"{group}.{index}.keep", YES)
    if group == "items":
        values["level"] = _proposed(f"{group}.{index}.level", Level.INTERNAL)
    return ProposedRow(group, index, values, added=True)


def _row(group: str, index: int, values: list[Value]) -> ProposedRow:
    known = {value.field: value for value in values}
    paths = {name: f"{group}.{index}.{name}" for name in ROWS[group]}
    return ProposedRow(group, index, {name: known.get(name, Value(path)) for name, path in paths.items()})


def _chairs(reading: Reading) -> list[ProposedRow]:
    return [_row("chairs", index, list(_chair(f"chairs.{index}", fact))) for index, fact in enumerate(reading.chair)]


def _chair(path: str, chair: Chair) -> Iterator[Value]:
    yield _proposed(f"{path}.keep", YES)
    yield _read(f"{path}.post", chair, chair.posts or _said(chair))
    yield _read(f"{path}.name", chair, _said(chair) if chair.posts else "")


def _items(reading: Reading) -> list[ProposedRow]:
    return [_row("items", index, list(_item(f"items.{index}", fact))) for index, fact in enumerate(reading.items)]


def _item(path: str, item: Item) -> Iterator[Value]:
    hint = restricted_hint(_said(item))
    yield _proposed(f"{path}.keep", YES)
    yield _read(f"{path}.title", item)
    yield _proposed(f"{path}.level", Level.RESTRICTED if hint else Level.PUBLIC)
    yield _proposed(f"{path}.public_title", hint.public_title if hint else "")
    yield _read(f"{path}.outcome", item.outcome)


def _charges(reading: Reading, known: KnownNames, belongs: Belongs, clashes: list[Clash]) -> list[ProposedRow]:
    return [
        _row("charges", index, list(_charge(f"charges.{index}", fact, known, belongs, clashes)))
        for index, fact in enumerate(reading.charges)
    ]


def _charge(path: str, charge: Charge, known: KnownNames, belongs: Belongs, clashes: list[Clash]) -> Iterator[Value]:
    one = partial(match_organization, organizations=known.organizations, jurisdiction=known.jurisdiction)
    charged = one(_said(charge.responsible))
    # Who met does not charge itself: what reads so is a decision.
    yield _proposed(f"{path}.keep", NO if charged == known.owner else YES)
    yield _proposed(f"{path}.item", belongs(charge.task))
    yield _read(f"{path}.text", charge.task)
    roles = {"responsible": charge.responsible, "through": charge.through, "report_to": charge.report_to}
    for name, fact in roles.items():
        yield _read(f"{path}.{name}", fact, str(one(_said(fact)) or ""))
    with_bodies = match_organizations(_said(charge.with_bodies), known.organizations, known.jurisdiction)
    yield _read(f"{path}.with", charge.with_bodies, " ".join(map(str, with_bodies)))
    due = _due(path, charge.due, clashes)
    yield due
    yield _proposed(f"{path}.due_on", _one_day(due.text))


def _due(path: str, fact: Fact | None, clashes: list[Clash]) -> Value:
    value = _read(f"{path}.due_text", fact)
    for clash in clashes:
        if fact and clash.field == "due" and fact.start <= clash.a.span[0] < fact.end:
            if clash.decided is None:
                return replace(value, text="", how=How.MISSING)
            return replace(value, text=clash.decided.value, how=How.RULED)
    return value


def _one_day(said: str) -> str:
    """Return the one complete day that a deadline names, or nothing."""
    days = [found.on(found.year) for found in find_dates(said) if found.year is not None]
    return days[0].isoformat() if len(days) == 1 and days[0] else ""


def _figures(reading: Reading, known: KnownNames, belongs: Belongs) -> list[ProposedRow]:
    return [
        _row("figures", index, list(_figure(f"figures.{index}", fact, belongs, _near(reading, known, fact))))
        for index, fact in enumerate(reading.quantities)
    ]


def _figure(path: str, quantity: Quantity, belongs: Belongs, places: list[UUID]) -> Iterator[Value]:
    unit, item = quantity.unit or "", belongs(quantity)
    is_figure = bool(item) and quantity.low is not None and unit in _QUANTITIES
    yield _proposed(f"{path}.keep", YES if is_figure else NO)
    yield _proposed(f"{path}.item", item)
    yield _proposed(f"{path}.quantity", _QUANTITIES.get(unit, ""))
    yield _read(f"{path}.low", quantity, _decimal(quantity.low))
    yield _read(f"{path}.high", quantity, _decimal(quantity.high))
    yield _proposed(f"{path}.unit", unit)
    yield _proposed(f"{path}.exact", NO if quantity.hedge else YES)
    yield _proposed(f"{path}.places", " ".join(map(str, places)))


def _near(reading: Reading, known: KnownNames, quantity: Quantity) -> list[UUID]:
    """Return the places of the record that stand in the sentence of a figure."""
    start, end = sentence_of(reading.source, span_of(quantity))
    found = [match_place(_said(place), known.places) for place in reading.places if start <= place.start < end]
    return list(dict.fromkeys(key for key in found if key is not None))


def _concluded(row: ProposedRow, proposal: Proposal, text: str) -> ProposedRow:
    """Propose as an item's decision the page's own sentences that carry its figures and charges."""
    value = row.values["conclusion"]
    if value.how == How.AMENDED or not row.kept:
        return row
    facts = [each.values["text"].span for each in proposal.of_item("charges", row.index)]
    facts += [each.values["low"].span for each in proposal.of_item("figures", row.index)]
    spans = sorted({sentence_of(text, span) for span in facts if span})
    said = " ".join(text[start:end] for start, end in spans)
    whole = (spans[0][0], spans[-1][1]) if spans else None
    proposed = replace(value, text=said or _outcome_text(row), span=whole, how=How.READ if said else How.PROPOSED)
    return replace(row, values={**row.values, "conclusion": proposed})


def _outcome_text(row: ProposedRow) -> str:
    """Return the page's words of the outcome with the item: "Cho ý kiến: Quy chế làm việc"."""
    words = row.values["outcome"].said
    return f"{words[:1].upper()}{words[1:]}: {row.text('title')}" if words and row.text("outcome") else ""
