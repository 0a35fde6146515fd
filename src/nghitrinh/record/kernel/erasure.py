"""Erasing the content of a line when law demands it. The line, its digest and the chain stay."""

import json
from typing import Annotated

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, WrongState
from nghitrinh.record.kernel.levels import ADMINISTRATOR
from nghitrinh.record.kernel.models import ActContent, Journal
from nghitrinh.record.kernel.texts import Text


@act("journal.erase", ADMINISTRATOR)
def erase(act: Act, *, seq: Annotated[int, Field(ge=1)], reason: Text) -> Journal:
    """Erase what one act wrote into the journal. Rows that still live are committed to anew by this line."""
    content = ActContent.objects.select_for_update(no_key=True).filter(seq=seq).first()
    if content is None:
        raise BadInput(
            _("Không có dòng %(found)s trong nhật ký"),
            code="line_unknown",
            field="seq",
            found=seq,
            expected=_("số của một dòng"),
        )
    if content.content is None:
        raise WrongState(_("Dòng %(found)s đã xóa nội dung"), code="line_erased", field="seq", found=seq)
    for key in json.loads(content.content)["rows"]:
        model, identifier = key.split(":", 1)
        row = apps.get_model("record", model)._default_manager.filter(pk=identifier).first()
        if row is not None:
            act.touched[key] = row
    ActContent.objects.filter(seq=seq).update(content=None, salt=None)
    act.subject, act.title, act.reason = f"journal:{seq}", f"journal {seq}", reason
    return Journal.objects.get(seq=seq)
