"""Parameters of acts, checked against the annotations of the act's function before anything is read."""

import inspect
import warnings
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, ValidationError, create_model, model_validator
from pydantic_core import ErrorDetails

from nghitrinh.record.kernel.errors import BadInput, as_one
from nghitrinh.record.kernel.fitting import not_writable
from nghitrinh.record.kernel.messages import Message, Text
from nghitrinh.record.kernel.texts import AsItCameIn, OneLine
from nghitrinh.vietnamese import cleaned

# Code, message and what is expected, for the kinds of error that our parameters can have, by the library's names.
_KINDS: dict[str, tuple[str, Text, Text]] = {
    "missing": ("missing", _("còn thiếu"), _("một giá trị")),
    "extra_forbidden": ("no_such_parameter", _("không có trường này"), _("chỉ các trường của việc này")),
    "uuid_parsing": ("not_an_identifier", _("không phải là mã định danh"), _("mã định danh")),
    "uuid_type": ("missing", _("còn thiếu"), _("mã định danh")),
    "date_from_datetime_parsing": ("not_a_day", _("không phải là ngày"), _("một ngày, như 2021-12-31")),
    "date_parsing": ("not_a_day", _("không phải là ngày"), _("một ngày, như 2021-12-31")),
    "date_type": ("missing", _("còn thiếu"), _("một ngày, như 2021-12-31")),
    "datetime_parsing": ("not_a_time", _("không phải là ngày giờ"), _("một ngày giờ, như 2021-12-31T08:00+07:00")),
    "datetime_from_date_parsing": (
        "not_a_time",
        _("không phải là ngày giờ"),
        _("một ngày giờ, như 2021-12-31T08:00+07:00"),
    ),
    "int_parsing": ("not_a_whole_number", _("không phải là số nguyên"), _("một số nguyên")),
    "decimal_parsing": ("not_a_number", _("không phải là số"), _("một số")),
    "decimal_type": ("missing", _("còn thiếu"), _("một số")),
    "too_short": ("list_empty", _("danh sách còn trống"), _("ít nhất %(min_length)s mục")),
    "string_too_long": ("text_too_long", _("dài quá"), _("nhiều nhất %(max_length)s chữ")),
    "string_too_short": ("text_empty", _("để trống"), _("ít nhất %(min_length)s chữ")),
    "string_unicode": ("unwritable_text", _("có ký tự không ghi được"), _("chữ")),
    "string_type": ("not_text", _("không phải là chữ"), _("chữ")),
    "bool_parsing": ("not_yes_or_no", _("không phải là đúng hay sai"), _("true hoặc false")),
    "greater_than_equal": ("too_small", _("nhỏ quá"), _("%(ge)s trở lên")),
    "list_type": ("not_a_list", _("không phải là danh sách"), _("một danh sách")),
    "enum": ("not_a_choice", _("không có trong danh mục"), _("một trong: %(expected)s")),
}


class Parameters(BaseModel):
    """The base of every act's parameters and of the structures nested in them: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _clean(cls, given: Any) -> Any:
        """Clean every text at the door, before it is measured or read."""
        if not isinstance(given, dict):
            return given
        marks = {name: info.metadata for name, info in cls.model_fields.items()}
        return {name: _cleaned(value, marks.get(name, [])) for name, value in given.items()}


def _cleaned(value: Any, marks: Iterable[Any]) -> Any:
    """Return a value with its texts cleaned, unless it is marked as evidence."""
    if any(isinstance(mark, AsItCameIn) for mark in marks):
        return value
    if isinstance(value, str):
        return cleaned(value, one_line=any(isinstance(mark, OneLine) for mark in marks))
    if isinstance(value, dict):
        return {_cleaned(name, ()): _cleaned(each, ()) for name, each in value.items()}
    return [_cleaned(each, marks) for each in value] if isinstance(value, list) else value


def parameters_model(name: str, signature: inspect.Signature, hints: dict[str, Any]) -> type[Parameters]:
    """Return the model of an act's keyword parameters."""
    fields: dict[str, Any] = {
        parameter.name: (hints[parameter.name], ... if parameter.default is parameter.empty else parameter.default)
        for parameter in signature.parameters.values()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    with warnings.catch_warnings():
        # A parameter may be called `register`, as the office calls it: pydantic's own attribute is not used here.
        warnings.filterwarnings("ignore", message='Field name "register"')
        return create_model(name.replace(".", "_"), __base__=Parameters, **fields)


def checked(model: type[Parameters], given: dict[str, Any]) -> dict[str, Any]:
    """Return the given values in their types, or raise BadInput, which names every one that is wrong."""
    try:
        parsed = model.model_validate(given)
    except ValidationError as error:
        raise as_one([_refusal(each) for each in error.errors(include_url=False)]) from None
    values = {name: getattr(parsed, name) for name in model.model_fields}
    if unwritable := list(not_writable(values)):
        raise as_one(unwritable)
    return values


def _refusal(error: ErrorDetails) -> BadInput:
    """Return the refusal of one parameter; what our table does not know is said in the library's words."""
    nothing = error["type"] == "missing" or error["input"] in (None, "", [])
    found = repr(error["input"])[:120]
    expected = error["msg"].removeprefix("Input should be ")
    code, text, wanted = _KINDS.get(error["type"], ("malformed", _("không đúng dạng"), expected))
    return BadInput(
        text if nothing else Message(_("%(wrong)s: %(found)s"), wrong=text, found=found),
        code=code,
        field=".".join(str(part) for part in error["loc"]),
        found="" if nothing else found,
        expected=Message(wanted, **error.get("ctx", {})) if wanted is not expected else expected,
    )
