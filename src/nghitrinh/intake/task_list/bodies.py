"""Which organizations of the record a cell names: by name, short name or another spelling of either."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.matching import Named, bare_name, only
from nghitrinh.intake.task_list.tables import Odd
from nghitrinh.record.bodies.models import FormerName, Organization, SuccessionLink
from nghitrinh.record.kernel.messages import Message, Text
from nghitrinh.record.kernel.ordering import in_order

_MOST_PIECES = 6  # of one name: "Sở Văn hóa, Thể thao và Du lịch" has three
_MOST_NAMES = 50
_ALIKE = 0.5


def chargeable(today: date) -> QuerySet[Organization]:
    """Return the organizations that can be charged on a day, by name."""
    return Organization.objects.exclude(ended_on__lte=today).order_by(in_order("name"), "recorded_at")


class Bodies:
    """The organizations that the owner of a list can charge; what is looked up once is known."""

    def __init__(self, owner: Organization, today: date) -> None:
        self._area = owner.body.name
        self.names: dict[UUID, str] = {}
        self._index: dict[str, list[Named]] = defaultdict(list)
        self._known: dict[str, UUID | Odd] = {}
        for each in chargeable(today):
            self.names[each.pk] = each.name
            named = Named(each.pk, each.name, each.short_name, near=each.body_id == owner.body_id)
            for key in {bare_name(name, self._area) for name in (each.name, each.short_name)} - {""}:
                self._index[key].append(named)
        self._add_former(owner)
        self._heirs = self._successions(today)
        self._words = [(frozenset(key.split()), fits[0].name) for key, fits in self._index.items()]

    def _add_former(self, owner: Organization) -> None:
        """Let organizations go by what they were called before, where no other is called so now."""
        former: dict[str, list[Named]] = defaultdict(list)
        rows = FormerName.objects.filter(organization__in=self.names).select_related("organization")
        for each in rows.order_by("renamed_on"):
            near = each.organization.body_id == owner.body_id
            for key in {bare_name(name, self._area) for name in (each.name, each.short_name)} - {""}:
                former[key].append(Named(each.organization_id, each.organization.name, near=near))
        self._index.update((key, fits) for key, fits in former.items() if key not in self._index)

    def one(self, said: str) -> UUID | Odd:
        """Return the one organization that a cell names."""
        if said not in self._known:
            fits = self._index.get(bare_name(said, self._area), [])
            self._known[said] = only(fits) or Odd(said, self._expected(said, several=bool(fits)))
        return self._known[said]

    def several(self, said: str) -> list[UUID | Odd]:
        """Return the organizations that a cell names: between semicolons, or as an enumeration."""
        parts = [part.strip() for part in re.split(r"[;\n]", said) if part.strip()]
        if len(re.findall(r"[;,\n]|\bvà\b", said)) > _MOST_NAMES:
            return [Odd(said, Message(_("nhiều nhất %(most)s cơ quan"), most=_MOST_NAMES))]
        return list(dict.fromkeys(found for part in parts for found in self._enumerated(part)))

    def _enumerated(self, said: str) -> Iterator[UUID | Odd]:
        """Yield what an enumeration names; a name that has a comma or "và" of its own stays whole."""
        pieces = re.split(r"(,|\s+và\s+)", said)
        place = 0
        while place < len(pieces):
            end = self._longest(pieces, place)
            part = "".join(pieces[place:end]).strip()
            if part:
                yield self.one(part)
            place = end + 1

    def _longest(self, pieces: list[str], index: int) -> int:
        """Return where the longest name that begins at a piece ends; one piece where none fits."""
        last = min(len(pieces), index + 2 * _MOST_PIECES - 1)
        for end in range(last, index, -2):
            if only(self._index.get(bare_name("".join(pieces[index:end]), self._area), [])):
                return end
        return index + 1

    def _expected(self, said: str, *, several: bool) -> Text | Message:
        if several:
            return _("tên chỉ một cơ quan có, như tên tắt")
        heirs = self._heirs.get(bare_name(said, self._area))
        if heirs:
            return Message(_("cơ quan đang hoạt động; kế tục cơ quan này là %(heirs)s"), heirs=", ".join(heirs))
        nearest = self._nearest(said)
        if not nearest:
            return _("cơ quan có trong hồ sơ")
        return Message(_("cơ quan có trong hồ sơ, có lẽ là %(nearest)s"), nearest=nearest)

    def _successions(self, today: date) -> dict[str, list[str]]:
        """Return who took over from the organizations that have ended, by the names those went by."""
        heirs: dict[str, list[str]] = defaultdict(list)
        links = SuccessionLink.objects.filter(old__ended_on__lte=today).select_related("old", "new")
        for link in links.order_by(in_order("new__name")):
            for key in {bare_name(name, self._area) for name in (link.old.name, link.old.short_name)} - {""}:
                heirs[key].append(link.new.name)
        return heirs

    def _nearest(self, said: str) -> str:
        """Return the name that shares the most words with what a cell says, or nothing."""
        words = frozenset(bare_name(said, self._area).split())
        score, name = max(
            ((len(words & theirs) / len(words | theirs), name) for theirs, name in self._words), default=(0.0, "")
        )
        return name if score >= _ALIKE else ""
