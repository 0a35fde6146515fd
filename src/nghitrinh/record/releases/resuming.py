"""What a record that was brought back from a backup takes over from the portal, which is ahead of it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Body, Word
from nghitrinh.record.nouns import row_of_kind


class Ahead(Parameters):
    """An object as the portal has it, where it is ahead of the record: its version, or why it was taken back."""

    kind: Word
    id: UUID
    public_revision: Annotated[int, Field(ge=1)] = 1
    withdrawn: Body = ""


def follow(act: Act, ahead: Ahead, reason: str) -> None:
    """Let a publication follow what the portal shows of it; an object that the record lost is withdrawn."""
    key = row_of_kind(ahead.kind).key
    found = Publication.objects.filter(subject_kind=key, subject_id=ahead.id).first()
    if found is None:
        lost = Publication(
            recorded_at=act.at,
            subject_kind=key,
            subject_id=ahead.id,
            public_revision=ahead.public_revision,
            released_at=act.at,
            withdrawn_at=act.at,
            reason=ahead.withdrawn or reason,
        )
        act.create(lost)
        return
    found.public_revision = max(found.public_revision, ahead.public_revision + 1)
    if ahead.withdrawn and found.withdrawn_at is None:
        found.withdrawn_at, found.reason = act.at, ahead.withdrawn
    act.save(found)
