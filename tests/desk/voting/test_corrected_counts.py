"""The page that corrects a closed count lists what rests on it; the page of the vote says what was corrected, why."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.desk.sending import errors_of, send
from tests.record.presence.room import DAY
from tests.record.voting.concluded import concluded
from tests.world import World

from nghitrinh.record.voting.models import Tally

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


@pytest.mark.parametrize("form", ["hands", "paper"])
def test_what_rests_on_the_count_is_listed_and_the_correction_said(signed: Sign, world: World, form: str) -> None:
    made = concluded(world, "Thống nhất chủ trương.", form=form)
    issued = made.chain.issued()
    secretary, address = signed("secretary"), f"/bieu-quyet/{made.vote.pk}/dinh-chinh/"
    page = secretary.get(address).content.decode()
    for words in ("Dựa trên số đếm này", "kết luận “Kết luận”", issued.symbol_number):
        assert words in page
    typed = {"tallies-0-agreeing": "5", "tallies-0-opposing": "0", "reason": "Ghi nhầm", "authority": "Biên bản"}
    refused = send(secretary, address, **typed)
    assert "agreed_on" in str(errors_of(refused.context["form"])) or errors_of(refused.context["form"])
    send(secretary, address, **typed, agreed_on="8/10/2021")
    assert Tally.objects.get(count__vote=made.vote).agreeing == 5
    page = secretary.get(f"/bieu-quyet/{made.vote.pk}/").content.decode()
    for words in ("Đã đính chính số đếm", "4/5 tán thành, cần 3", "Ghi nhầm", "Biên bản", "8/10/2021"):
        assert words in page
