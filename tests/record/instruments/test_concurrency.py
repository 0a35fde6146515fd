"""Ninety documents issued at once: every number exactly once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.record.instruments.chain import Chain, make_chain
from tests.world import make_world

from nghitrinh.record.instruments import acts
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import journal

COUNT = 90


def _signed(chain: Chain) -> Instrument:
    found = chain.instrument()
    found = acts.check(by=chain.world.secretary, instrument=found.pk, edit=found.edit)
    return acts.record_signature(by=chain.world.chair, instrument=found.pk, edit=found.edit)


@pytest.mark.django_db(transaction=True)
def test_ninety_at_once_leave_no_gap_and_no_double() -> None:
    chain = make_chain(make_world())
    signed = [_signed(chain) for _ in range(COUNT)]

    def issue(instrument: Instrument) -> None:
        try:
            acts.issue(by=chain.world.secretary, instrument=instrument.pk, edit=instrument.edit)
        finally:
            connection.close()

    with ThreadPoolExecutor(COUNT) as pool:
        list(pool.map(issue, signed))
    numbers = Instrument.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(120, 120 + COUNT))
    assert journal.verify() == []
