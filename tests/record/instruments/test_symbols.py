"""What a register's symbol says of the kind of document that takes its numbers."""

import pytest

from nghitrinh.record.instruments.symbols import KINDS, fits, other_kind


@pytest.mark.parametrize("letters", KINDS)
@pytest.mark.parametrize("form", ["{}-UBND", "{}/TU", "/{}-HĐND", "{}", "{}.BTV"])
def test_every_kind_that_is_known_is_another_than_a_notice(letters: str, form: str) -> None:
    symbol = form.format(letters)
    assert (fits(symbol), fits(symbol.lower())) == (False, False)
    assert other_kind(symbol) == other_kind(symbol.lower()) == str(KINDS[letters])


@pytest.mark.parametrize("symbol", ["TB-UBND", "TB/TU", "/TB-HĐND", "tb-ubnd", "TBKL-UBND", "TB"])
def test_a_register_of_notices_is_known_in_whichever_form(symbol: str) -> None:
    assert (fits(symbol), other_kind(symbol)) == (True, "")


@pytest.mark.parametrize("symbol", ["VP-UBND", "HĐND", "CTUBND", "1", ""])
def test_of_an_offices_own_symbol_nothing_is_said(symbol: str) -> None:
    assert (fits(symbol), other_kind(symbol)) == (False, "")
