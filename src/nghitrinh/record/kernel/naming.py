"""Names that are there already, in whatever spelling: the record takes no second one of a name."""

from collections.abc import Iterable

from nghitrinh.vietnamese import name_key


def taken(name: str, names: Iterable[str]) -> str:
    """Return which of some names is a name in another spelling or the same; empty for none."""
    key = name_key(name)
    return next((each for each in names if name_key(each) == key), "")
