"""Lists of classes by version: what adds up to what, what counts nowhere, and the codes that mean two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.patience import patient

from nghitrinh.evidence import EvidenceError
from nghitrinh.evidence.land import ClassTree, schemes, tree
from nghitrinh.evidence.land.classes import AREA, codes_named

KEYS = [each.key for each in schemes()]


@pytest.mark.parametrize("key", KEYS)
def test_every_class_hangs_under_one_of_the_three_groups_or_counts_nowhere(key: str) -> None:
    one = tree(key)
    for each in one.classes.values():
        top = (each.code, *one.above(each.code))[-1]
        assert top in ("NNP", "PNN", "CSD") or one.is_overlay(top), each.code
        assert not each.parent or each.parent in one.classes


def test_the_list_of_statistics_is_whole_and_adds_up_everywhere() -> None:
    one = tree("2014")
    counted = [each for each in one.classes.values() if not each.overlay]
    assert len(counted) == 66
    assert not any(each.partial for each in counted)
    assert len(one.leaves(AREA)) == 66 - 13


def test_the_national_list_is_partial_where_the_circular_leaves_classes_out() -> None:
    one = tree("2021-quoc-gia")
    assert [each.code for each in one.classes.values() if each.partial] == ["NNP", "LUA", "RSX", "PNN", "DHT"]


def test_kcn_is_the_high_tech_zone_and_an_industrial_park_is_skk() -> None:
    assert codes_named("Đất khu công nghiệp") == {"SKK"}
    assert tree("2021-tinh").is_overlay("KCN")
    assert not tree("2021-tinh").is_overlay("SKK")


def test_a_list_that_was_not_held_against_its_source_says_so() -> None:
    assert {each.key for each in schemes() if each.note} == {"2021-tinh", "2024"}


def test_an_unknown_scheme_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(EvidenceError, match="2014, 2021-tinh") as refused:
        tree("1993")
    assert refused.value.code == "unknown_scheme"


def _sums(one: ClassTree, listed: set[str]) -> dict[str, int]:
    """Give each leaf a power of two, and each class the sum of its leaves."""
    order = {leaf: 1 << index for index, leaf in enumerate(one.leaves(AREA))}
    return {code: sum(order[leaf] for leaf in one.leaves(code)) for code in listed}


@patient
@given(st.sets(st.sampled_from([AREA, *(c for c, each in tree("2014").classes.items() if not each.overlay)])))
def test_relations_of_any_listing_hold_for_true_figures_and_leave_nothing_out(listed: set[str]) -> None:
    one = tree("2014")
    value = _sums(one, listed)
    for each in one.relations(listed):
        missing = sum(_sums(one, set(each.unlisted)).values())
        assert value[each.whole] == sum(value[part] for part in each.parts) + missing
    under = {part for each in one.relations(listed) for part in each.parts}
    assert under == {code for code in listed if set(_above(one, code)) & listed}


def _above(one: ClassTree, code: str) -> tuple[str, ...]:
    return () if code == AREA else (*one.above(code), AREA)
