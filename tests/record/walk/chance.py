"""One act, done as chance has it: for tests that want every verb carried out on what stands."""

from functools import lru_cache
from random import Random

from tests.record.walk.hand import RECIPES, Hand, load_recipes
from tests.record.walk.snapshot import Snapshot, look

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import Journal, User

load_recipes()


def done_by_chance(verb: str, seed: int) -> bool:
    """Do a verb as chance has it; tell whether the record let it be done."""
    now = _looked(Journal.objects.order_by("-seq").values_list("digest", flat=True)[0])
    hand = Hand(Random(f"{verb} {seed}"), now, verb, step=seed, kept_grants=len(now.of("grant")))  # noqa: S311
    given, by = RECIPES[verb](hand), hand.who()
    try:
        ACTS[verb](by=User.objects.get(pk=by["id"]) if by else None, **given)
    except ActError:
        return False
    return True


@lru_cache(maxsize=1)
def _looked(_last: str) -> Snapshot:
    """Return the record as it stands with this last line of its journal: it changes only by acts, each a line."""
    return look()
