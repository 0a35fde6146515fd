import doctest
import importlib

import pytest

import nghitrinh.vietnamese as library

NAMES = {
    "AdministrativeUnit", "Amount", "DateFound", "NumberFound", "OrdinalFound", "PlaceFound", "VoteCountFound",
    "VoteCounts", "alphabetical",
    "asked_words",
    "cleaned", "ended", "factor_between", "find_amounts",
    "find_dates", "find_numbers", "find_ordinals", "find_places", "find_vote_counts", "fold",
    "fold_with_offsets", "format_date", "format_datetime", "format_day", "format_number", "glue_ordinals",
    "impossible_date",
    "in_one_line",
    "measure", "modern", "name_key", "number_key",
    "numbers_of_votes", "old_encoding", "ordinal", "parse_date", "parse_number", "parse_roman",
    "plain_number", "provinces", "renders", "roman", "same_spelling", "sentences", "spelled",
    "term_label",
    "unbroken", "unended", "unit_of", "units_of",
    "weekday_name", "whole_days", "with_ordinal", "without_label", "writable",
}  # fmt: skip
MODULES = (
    "unbroken",
    "sentences",
    "asking",
    "cleaning",
    "order",
    "folding",
    "spellings",
    "dates",
    "numbers",
    "ordinals",
    "places",
    "measures",
    "amounts",
    "administrative_units",
    "vote_counts",
)


def test_the_library_exports_exactly_these_names() -> None:
    assert set(library.__all__) == NAMES
    assert sorted(library.__all__) == library.__all__


@pytest.mark.parametrize("module", ["", *(f".{name}" for name in MODULES)])
def test_worked_examples_hold(module: str) -> None:
    tried = doctest.testmod(importlib.import_module("nghitrinh.vietnamese" + module))
    assert tried.attempted > 0
    assert tried.failed == 0
