"""What the form of a meeting to come says already: what bodies of this kind hold, where no run of numbers says it."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.world import World

from nghitrinh.record.bodies.models import Organization, OrganizationKind
from nghitrinh.record.kernel import guard
from nghitrinh.record.meetings.models import Series


@pytest.mark.parametrize(
    ("kind", "held"),
    [
        (OrganizationKind.PEOPLES_COUNCIL, "kỳ họp"),
        (OrganizationKind.BOARD, "phiên họp"),
        (OrganizationKind.STANDING_COMMITTEE, "hội nghị"),
    ],
)
def test_a_council_is_offered_a_session(
    signed: Callable[[str], Client], world: World, kind: OrganizationKind, held: str
) -> None:
    with guard.opened("test"):
        Series.objects.update(name="Thường kỳ")
        Organization.objects.filter(pk=world.committee.pk).update(kind=kind)
    assert signed(world.secretary.username).get("/hoi-nghi/moi/").context["form"]["kind"].value() == held
