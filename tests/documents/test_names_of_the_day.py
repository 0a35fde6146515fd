"""A document says what bodies were called on its day, wherever it names one, whatever they were renamed to since."""

from typing import Any

import pytest
from tests.record.instruments.chain import Chain, make_chain
from tests.world import make_world

from nghitrinh.documents.from_record import extract_of, notice_of
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import guard

TODAY = "NGHITRINH_TODAY"


@pytest.fixture
def chain(db: None, monkeypatch: pytest.MonkeyPatch) -> Chain:
    monkeypatch.setenv(TODAY, "2021-10-01")
    return make_chain(make_world())


def _rename_all(chain: Chain) -> None:
    for number, body in enumerate(Organization.objects.order_by("pk")):
        given: dict[str, Any] = {"name": f"Cơ quan mới {number}", "renamed_on": "2022-01-01"}
        ACTS["organization.rename"](by=chain.world.admin, organization=body.pk, edit=body.edit, **given)


def _papers(instrument: Instrument) -> list[Any]:
    now = Instrument.objects.get(pk=instrument.pk)
    return [notice_of(now), *(extract_of(now, body) for body in Organization.objects.order_by("pk"))]


@pytest.mark.parametrize("of_an_earlier_form", [False, True])
def test_what_was_issued_keeps_the_names_of_its_day(
    chain: Chain, monkeypatch: pytest.MonkeyPatch, *, of_an_earlier_form: bool
) -> None:
    issued = chain.issued()
    if of_an_earlier_form:
        with guard.opened("test"):
            Instrument.objects.filter(pk=issued.pk).update(heading=None, written_number="")
    before = _papers(issued)
    monkeypatch.setenv(TODAY, "2022-01-10")
    _rename_all(chain)
    assert "Cơ quan mới" not in str(before)
    assert _papers(issued) == before


def test_a_draft_says_todays_names(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = chain.instrument()
    monkeypatch.setenv(TODAY, "2022-01-10")
    _rename_all(chain)
    notice = notice_of(Instrument.objects.get(pk=draft.pk))
    assert notice.items[0].points[0].tasks[0].responsible.startswith("Cơ quan mới")
