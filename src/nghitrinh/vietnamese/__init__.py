"""Vietnamese as offices write it: what the record, the reader, the gate and the search share. No Django, pure Python.

| function | gives |
| --- | --- |
| `asked_words`, `without_label` | the words that a search asks for; a number without "Số:" before it |
| `fold`, `fold_with_offsets` | text without case and marks, for search; with the way back |
| `alphabetical` | what names are sorted by |
| `cleaned`, `writable`, `old_encoding` | text as it may be kept; as XML carries it; TCVN3 or VNI by name |
| `modern`, `same_spelling` | Ủy and Uỷ, hòa and hoà as one spelling |
| `name_key`, `number_key` | what all spellings of a name share, or of a document's number |
| `format_date`, `format_day`, `format_datetime`, `weekday_name` | a date as pages write it |
| `parse_date`, `find_dates`, `impossible_date` | one date; the dates in a text (`DateFound`); one of no calendar |
| `whole_days` | the days that a text names with their year, quickly |
| `format_number`, `parse_number`, `find_numbers` | 4.000; figures with hedge, range, unit (`NumberFound`) |
| `find_amounts` | figures, and amounts in words: bốn nghìn héc-ta |
| `Amount`, `renders`, `measure`, `factor_between` | whether "gần 5.000 ha" says an amount; units |
| `plain_number` | a whole number as an address sends it, bounded |
| `roman`, `parse_roman`, `find_ordinals`, `spelled` | XVII; lần thứ 36 (`OrdinalFound`); ba mươi sáu |
| `term_label` | khóa XVII, nhiệm kỳ 2026-2031 |
| `with_ordinal`, `ordinal` | a meeting's name with its number; lần thứ 36, of a kỳ họp thứ 12 |
| `unbroken` | HTML whose lines break in no number, date or amount |
| `glue_ordinals` | lần thứ 36 that no line breaks in two |
| `ended`, `sentences`, `unended` | typed texts as sentences, no stop twice |
| `find_vote_counts`, `numbers_of_votes` | 14/15 đại biểu tán thành (`VoteCountFound`), held against `VoteCounts` |
| `in_one_line` | lines behind one another, each parted from the next |
| `find_places` | named places (`PlaceFound`) |
| `provinces`, `units_of`, `unit_of` | the provinces and communes since 1 July 2025 (`AdministrativeUnit`) |

Spans are character offsets into the text given; it should be composed (NFC: `modern` makes it so). Errors are
ValueError with what was found and what is expected.

>>> fold("Ủy ban nhân dân")
'uy ban nhan dan'
>>> format_number(4000)
'4.000'
>>> parse_date("10/9/2021").isoformat()
'2021-09-10'
>>> find_ordinals("Hội nghị lần thứ 36")[0].value
36
"""

from nghitrinh.vietnamese.administrative_units import AdministrativeUnit, provinces, unit_of, units_of
from nghitrinh.vietnamese.amounts import Amount, renders
from nghitrinh.vietnamese.asking import asked_words, without_label
from nghitrinh.vietnamese.cleaning import cleaned, old_encoding, writable
from nghitrinh.vietnamese.dates import (
    DateFound,
    find_dates,
    format_date,
    format_datetime,
    format_day,
    impossible_date,
    parse_date,
    weekday_name,
    whole_days,
)
from nghitrinh.vietnamese.digits import plain_number
from nghitrinh.vietnamese.folding import fold, fold_with_offsets
from nghitrinh.vietnamese.measures import factor_between, measure
from nghitrinh.vietnamese.number_words import spelled
from nghitrinh.vietnamese.numbers import NumberFound, find_amounts, find_numbers, format_number, parse_number
from nghitrinh.vietnamese.order import alphabetical
from nghitrinh.vietnamese.ordinals import (
    OrdinalFound,
    find_ordinals,
    glue_ordinals,
    ordinal,
    parse_roman,
    roman,
    term_label,
    with_ordinal,
)
from nghitrinh.vietnamese.places import PlaceFound, find_places
from nghitrinh.vietnamese.sentences import ended, in_one_line, sentences, unended
from nghitrinh.vietnamese.spellings import modern, name_key, number_key, same_spelling
from nghitrinh.vietnamese.unbroken import unbroken
from nghitrinh.vietnamese.vote_counts import VoteCountFound, VoteCounts, find_vote_counts, numbers_of_votes

__all__ = [
    "AdministrativeUnit",
    "Amount",
    "DateFound",
    "NumberFound",
    "OrdinalFound",
    "PlaceFound",
    "VoteCountFound",
    "VoteCounts",
    "alphabetical",
    "asked_words",
    "cleaned",
    "ended",
    "factor_between",
    "find_amounts",
    "find_dates",
    "find_numbers",
    "find_ordinals",
    "find_places",
    "find_vote_counts",
    "fold",
    "fold_with_offsets",
    "format_date",
    "format_datetime",
    "format_day",
    "format_number",
    "glue_ordinals",
    "impossible_date",
    "in_one_line",
    "measure",
    "modern",
    "name_key",
    "number_key",
    "numbers_of_votes",
    "old_encoding",
    "ordinal",
    "parse_date",
    "parse_number",
    "parse_roman",
    "plain_number",
    "provinces",
    "renders",
    "roman",
    "same_spelling",
    "sentences",
    "spelled",
    "term_label",
    "unbroken",
    "unended",
    "unit_of",
    "units_of",
    "weekday_name",
    "whole_days",
    "with_ordinal",
    "without_label",
    "writable",
]
