"""Acts on an office's own templates of documents."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.models import DocumentTemplate, TemplateKind
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, WrongState
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.texts import Name, Reason

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@act("template.hand_in", Role.SECRETARY, ADMINISTRATOR)
def hand_in_template(
    act: Act,
    *,
    organization: UUID,
    digest: Digest,
    name: Name,
    kind: TemplateKind = TemplateKind.NOTICE,
) -> DocumentTemplate:
    """Let an organization's documents of a kind be made with a template of its own, whose bytes are stored already.

    It takes the place of the one before. What was issued keeps the template under which it was issued.
    """
    act.require(organization)
    owner = act.get(Organization, organization, field="organization")
    try:
        is_packed = storage.get(digest).startswith(b"PK")
    except storage.StorageFault:
        is_packed = False
    if not is_packed:
        act.refuse(
            BadInput(
                _("Không có mẫu này trong kho: %(found)s"),
                code="template_unknown",
                field="digest",
                found=digest,
                expected=_("một tệp .docx đã cất"),
            )
        )
    before = DocumentTemplate.objects.select_for_update(no_key=True).filter(
        organization=owner, kind=kind, ended_on=None
    )
    template = DocumentTemplate(organization=owner, kind=kind, digest=digest, name=name)
    for each in before.order_by("pk"):
        each.ended_on = act.at.date()
        act.save(each)
    act.create(template)
    act.about(template, owner=organization)
    return template


@act("template.withdraw", Role.SECRETARY, ADMINISTRATOR)
def withdraw_template(act: Act, *, template: UUID, edit: int, reason: Reason) -> DocumentTemplate:
    """Make documents in our own form again; those that were issued keep the template."""
    found = act.open(DocumentTemplate, template, edit, side=lambda template: template.organization_id, field="template")
    if found.ended_on is not None:
        raise WrongState(
            _("Mẫu này đã thôi dùng từ ngày %(found)s"), code="template_ended", field="template", found=found.ended_on
        )
    found.ended_on = act.at.date()
    act.change(found, "ended_on", None, found.ended_on)
    act.reason = reason
    return act.save(found)
