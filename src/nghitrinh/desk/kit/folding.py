"""Text in the database as a reader without a Vietnamese keyboard would type it, on SQLite and on PostgreSQL."""

from typing import Any

from django.db.models import Func, TextField

from nghitrinh.vietnamese import fold

_BASES = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "d": "đ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
}
_FROM = "".join(letters + letters.upper() for letters in _BASES.values())
_TO = "".join(base * 2 * len(letters) for base, letters in _BASES.items())


class Folded(Func):
    """A text without accents and capitals. SQLite asks `fold` itself, PostgreSQL maps the Vietnamese letters."""

    function = "nghitrinh_fold"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Return the expression for PostgreSQL, whose own `lower` may know only Latin letters."""
        template = f"translate(lower(%(expressions)s), '{_FROM}', '{_TO}')"
        return super().as_sql(compiler, connection, template=template, **extra)


def install(connection: Any, **_: object) -> None:
    """Give a new connection of SQLite the function (a receiver of Django's signal)."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("nghitrinh_fold", 1, lambda text: fold(text or ""), deterministic=True)
