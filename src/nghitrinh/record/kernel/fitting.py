"""What the columns of either database take: asked before a row is written, so that both refuse alike and say where.

SQLite would store what is too long or too large, and PostgreSQL would fail in the middle of an act.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from nghitrinh.record.kernel.errors import BadInput, as_one
from nghitrinh.vietnamese import old_encoding

_LARGEST: dict[type[Any], int] = {models.PositiveSmallIntegerField: 32_767, models.PositiveIntegerField: 2_147_483_647}
# Days outside cannot be written in every zone.
FIRST_YEAR, LAST_YEAR = 1000, 9998


def not_writable(values: dict[str, Any]) -> Iterator[BadInput]:
    """Yield a refusal of each text with a zero character or in an old encoding, and of each day of no calendar."""
    for path, value in _leaves("", values):
        if isinstance(value, str) and "\x00" in value:
            yield BadInput(
                _("Có ký tự không ghi được"),
                code="unwritable",
                field=path,
                found=repr(value)[:120],
                expected=_("chữ không có byte 0"),
            )
        if isinstance(value, str) and (encoding := old_encoding(value)):
            yield BadInput(
                _("Chữ này còn ở bảng mã cũ %(found)s, không phải Unicode"),
                code="old_encoding",
                field=path,
                found=encoding,
                expected=_("chữ Unicode; hãy chuyển mã rồi dán lại"),
            )
        if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            yield BadInput(
                _("Không phải là ngày: %(found)s"),
                code="no_such_day",
                field=path,
                found=value,
                expected=_("một ngày trong các năm từ %(first)d đến %(last)d"),
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        for name, each in value.items():
            yield path, name
            yield from _leaves(f"{path}.{name}".lstrip("."), each)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _leaves(f"{path}.{index}", each)
    else:
        yield path, value


def require_fits(instance: models.Model) -> None:
    """Refuse a row of which texts are longer, or numbers larger, than their columns."""
    if found := list(_not_fitting(instance)):
        raise as_one(found)


def _not_fitting(instance: models.Model) -> Iterator[BadInput]:
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(value, str) and field.max_length and len(value) > field.max_length:
            yield BadInput(
                _("Dài quá"),
                code="too_long",
                field=field.name,
                found=f"{len(value)} characters",
                expected=_("nhiều nhất %(most)s chữ"),
                most=field.max_length,
            )
        largest = _LARGEST.get(type(field))
        if largest is not None and isinstance(value, int) and value > largest:
            yield BadInput(
                _("Lớn quá: %(found)s"),
                code="too_large",
                field=field.name,
                found=value,
                expected=_("nhiều nhất %(most)s"),
                most=largest,
            )
