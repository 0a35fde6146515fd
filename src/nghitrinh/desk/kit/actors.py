"""Who did something, for a person: the post first, then the name that the journal knows."""

from collections.abc import Iterable

from nghitrinh.record.kernel.models import User


def named(usernames: Iterable[str]) -> dict[str, str]:
    """Return how users are called, by their names in the journal, in one query."""
    wanted = set(usernames)
    posts = dict(User.objects.filter(username__in=wanted).values_list("username", "post"))
    return {name: f"{posts[name]} ({name})" if posts.get(name) else name for name in wanted}
