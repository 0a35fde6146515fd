"""The page of a document that kept nothing of what it tells says so."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.record.instruments.telling import Telling


@pytest.mark.parametrize("keeps", [True, False])
def test_a_document_that_reads_the_record_of_today_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch, *, keeps: bool
) -> None:
    if not keeps:  # as an earlier version wrote it
        monkeypatch.setattr(Telling, "as_kept", lambda _: None)
    notice, client = make_chain(world).issued(), Client()
    client.force_login(world.secretary)
    page = client.get(reverse("instruments.instrument", args=[notice.pk])).content.decode()
    assert ("đọc theo hồ sơ hôm nay" in page) is not keeps
