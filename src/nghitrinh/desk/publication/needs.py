"""What waits to be published: one line, as one press publishes it all."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting
from nghitrinh.desk.publication.words import waiting
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User


def _unpublished(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Say how much of what the public may read has changed since the last release."""
    count = len(waiting(journal_visible_to(user).filter(owner__in=[str(key) for key in owners])))
    words = ngettext("%(count)d chỗ đã đổi sau bản trước", "%(count)d chỗ đã đổi sau bản trước", count)
    things = (Thing(words % {"count": count}, reverse("releases")),) if count else ()
    yield Need(len(things), _("Chờ phát hành ra cổng"), things)


UNPUBLISHED = Waiting("publication.unpublished", "release", (Role.SECRETARY,), _unpublished)
