"""The minutes of a count on paper are a file of the vote's page, for whoever may read the vote."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.record.presence.room import DAY
from tests.record.voting.concluded import voted
from tests.record.voting.hall import hall
from tests.world import World

Sign = Callable[[str], Client]


def test_the_minutes_are_handed_out_once_ballots_were_counted(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    made = hall(world, accounts=False)
    vote, address = voted(made, form="paper"), "/bieu-quyet/{}/bien-ban-kiem-phieu.{}"
    page = signed("secretary").get(f"/bieu-quyet/{vote.pk}/").content.decode()
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert address.format(vote.pk, kind) in page
        answer = signed("secretary").get(address.format(vote.pk, kind))
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert b"".join(answer).startswith(begins)  # type: ignore[arg-type]
    assert signed("secretary").get(address.format(vote.pk, "xlsx")).status_code == 404
    assert signed("officer").get(address.format(vote.pk, "pdf")).status_code == 404
    hands = voted(made, form="hands")
    assert signed("secretary").get(address.format(hands.pk, "pdf")).status_code == 404
