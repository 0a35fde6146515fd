"""A finding's JSON: the published schema, read back, and the same bytes for the same inputs."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.evidence.sheets import check, use

import nghitrinh.evidence
from nghitrinh.evidence import Finding, InputDigest, Proof, from_json, json_schema

PUBLISHED = Path(nghitrinh.evidence.__file__).with_name("finding.schema.json")
SHEETS = {"CH01": use(2020, ["Đất nông nghiệp", "NNP", 12.5], ["Đất lúa", "LUA", 10], ["Cây lâu năm", "CLN", 9])}


def test_the_schema_is_the_one_that_was_published() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == json_schema(), "raise FORMAT, then: nghitrinh land schema"


def test_a_finding_is_read_back_from_its_json() -> None:
    finding = check(SHEETS, **{"listed:CH01": "yes"})
    assert finding.faults
    assert from_json(finding.as_bytes()) == finding


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert check(SHEETS, **{"listed:CH01": "yes"}).as_bytes() != check(SHEETS, **{"listed:CH01": "no"}).as_bytes()
    data = Finding(question="land.check", options={"b": "1", "a": "2"}, inputs=(), proof=Proof.EXACT)
    other = Finding(question="land.check", options={"a": "2", "b": "1"}, inputs=(), proof=Proof.EXACT)
    assert data.as_bytes() == other.as_bytes()


def test_figures_are_text_without_an_exponent() -> None:
    finding = Finding(question="land.check", options={}, inputs=(), proof=Proof.EXACT, value=Decimal("1E+3"))
    assert finding.as_json()["value"] == "1000"


def test_what_is_no_finding_is_refused() -> None:
    with pytest.raises(ValueError, match="question"):
        from_json("{}")


def test_a_digest_is_of_the_bytes() -> None:
    one, other = InputDigest.of("a.xlsx", b"1"), InputDigest.of("a.xlsx", b"2")
    assert (one.length, one.sha256 != other.sha256) == (1, True)
