"""Parameters of acts, checked against the annotations of the act's function before anything is read."""

import inspect
import warnings
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.fitting import require_writable

# What a person reads instead of the library's English, for the kinds of error that our parameters can have.
_WORDS = {
    "missing": _("còn thiếu"),
    "extra_forbidden": _("không có trường này"),
    "uuid_parsing": _("không phải là mã định danh"),
    "date_from_datetime_parsing": _("không phải là ngày"),
    "date_parsing": _("không phải là ngày"),
    "datetime_parsing": _("không phải là ngày giờ"),
    "datetime_from_date_parsing": _("không phải là ngày giờ"),
    "int_parsing": _("không phải là số nguyên"),
    "decimal_parsing": _("không phải là số"),
    "decimal_type": _("còn thiếu"),
    "uuid_type": _("còn thiếu"),
    "too_short": _("danh sách còn trống"),
    "string_too_long": _("dài quá"),
    "bool_parsing": _("không phải là đúng hay sai"),
    "string_too_short": _("để trống"),
    "string_unicode": _("có ký tự không ghi được"),
    "string_type": _("không phải là chữ"),
    "greater_than_equal": _("nhỏ quá"),
    "list_type": _("không phải là danh sách"),
    "enum": _("không có trong danh mục"),
}


# What the command line reads as expected, where the library's words are no name of a thing.
_EXPECTED = {"missing": "a value", "extra_forbidden": "only parameters of this act", "string_unicode": "text"}


class Parameters(BaseModel):
    """The base of every act's parameters and of the structures nested in them: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True)


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
    """Return the given values in their types, or raise BadInput for the first that is wrong."""
    try:
        parsed = model.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(str(part) for part in first["loc"])
        nothing = first["type"] == "missing" or first["input"] in (None, "", [])
        found = "" if nothing else repr(first["input"])[:120]
        message = str(_WORDS.get(first["type"], first["msg"]))
        expected = _EXPECTED.get(first["type"]) or first["msg"].removeprefix("Input should be ")
        raise BadInput(message, field=path, found=found, expected=expected) from None
    values = {name: getattr(parsed, name) for name in model.model_fields}
    require_writable(values)
    return values
