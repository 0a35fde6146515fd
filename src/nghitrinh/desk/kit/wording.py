"""The desk's words for what the record names in code: acts, states, kinds of things, times."""

import re
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.nouns import PARTS, VOCABULARIES, row_at, vocabulary_of
from nghitrinh.record.bodies.models import LegislativeTerm
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.form_words import WORDS as FORM_WORDS
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.vietnamese import format_date

VERBS: dict[str, Promise] = {verb: said for words in VOCABULARIES for verb, said in words.verbs.items()}
_FIELDS: dict[str, Promise] = {name: said for words in VOCABULARIES for name, said in words.fields.items()}
WARNING_DAYS = 7
WEEKDAYS = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ Nhật"),
)


def verb_words(verb: str, form: str = "") -> str:
    """Return an act's name as the desk says it, of a noun of a form: what is done in writing is done in no room."""
    own = FORM_WORDS[form].verbs if form in FORM_WORDS else {}
    return str(own[verb] if verb in own else VERBS.get(verb, verb))


def kind_words(key: str) -> str:
    """Return what an object is, such as "Hội nghị", by the word under which the journal names it."""
    row = row_at(key) or PARTS.get(key)
    return str(row.words if row else key)


def field_words(name: str, key: str = "") -> str:
    """Return the name of a column: as the vocabulary of what it is a column of has it, or as any other has it."""
    words = vocabulary_of(key)
    own = words.fields if words else _FIELDS
    return str(own[name] if name in own else _FIELDS.get(name, name))


def instant(text: str) -> str:
    """Return a moment that the journal keeps as text."""
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def day(value: date | datetime) -> str:
    """Return a day as it is written here: 4/10/2021."""
    here = value.astimezone(ZONE) if isinstance(value, datetime) else value
    return format_date(here)


def weekday(value: date | datetime) -> str:
    """Return the day of the week: Thứ Hai."""
    here = value.astimezone(ZONE) if isinstance(value, datetime) else value
    return str(WEEKDAYS[here.weekday()])


def moment(value: datetime) -> str:
    """Return a moment with its time: 4/10/2021, 14:00."""
    return f"{day(value)}, {clock_time(value)}"


def begins(meeting: Meeting) -> str:
    """Return when a meeting begins: 4/10/2021, 14:00, or its day where no hour is recorded."""
    return moment(meeting.starts_at) if meeting.has_time else day(meeting.starts_at)


def when_and_where(meeting: Meeting) -> str:
    """Return when a meeting begins, with the day of the week, and where it is."""
    place = f", {meeting.place}" if meeting.place else ""
    return f"{weekday(meeting.starts_at)} {begins(meeting)}{place}"


def clock_time(value: datetime) -> str:
    """Return the time of day as the portal writes it: 08:00."""
    return f"{value.astimezone(ZONE):%H:%M}"


def iso_words(text: str) -> str:
    """Return a day or a moment of ISO 8601 as it is written here; any other text as it is."""
    try:
        if len(text) == 10:
            return day(date.fromisoformat(text))
        return moment(datetime.fromisoformat(text).replace(tzinfo=ZONE)) if len(text) > 10 else text
    except ValueError:
        return text


def size(count: int) -> str:
    """Return a number of bytes for a person: 412 kB, 3,1 MB."""
    if count < 1000:
        return f"{count}\u00a0B"
    if count < 1_000_000:
        return f"{round(count / 1000)}\u00a0kB"
    return f"{count / 1_000_000:.1f}".replace(".", ",") + "\u00a0MB"


def days_late(due: date, today: date) -> str:
    """Return how late a deadline is: "Quá 4 ngày", "Hạn hôm nay", "Còn 3 ngày"."""
    left = (due - today).days
    if left < 0:
        return ngettext("Quá %(days)d ngày", "Quá %(days)d ngày", -left) % {"days": -left}
    if left == 0:
        return gettext("Hạn hôm nay")
    return ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", left) % {"days": left}


def due_sign(due: date, today: date) -> tuple[str, str]:
    """Return how a deadline is drawn, as kind of badge and icon: it warns when a week or less is left."""
    left = (due - today).days
    if left < 0:
        return "late", "late"
    return ("warn" if left <= WARNING_DAYS else "", "clock")


def term_words(term: LegislativeTerm) -> str:
    """Return a term as it is said, in the reader's language; what the record keeps of one is said in its own."""
    if re.match("[0-9]{4}", term.number):
        return gettext("nhiệm kỳ %(number)s") % {"number": term.number}
    return gettext("khóa %(number)s") % {"number": term.number}
