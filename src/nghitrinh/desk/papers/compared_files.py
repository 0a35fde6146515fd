"""What a version of a paper says, its files included, so that two versions are compared by all their words."""

from dataclasses import dataclass

from nghitrinh.desk.kit.file_contents import WHY_NOT, text_of
from nghitrinh.record.papers.models import PaperRevision


@dataclass(frozen=True)
class VersionText:
    """The text of a version with that of its files; and each file that has none, with the reason."""

    text: str
    left_out: tuple[tuple[str, str], ...]


def version_text(version: PaperRevision) -> VersionText:
    """Return what a version says: its own words, then each of its files under its name."""
    files = sorted(version.files.all(), key=lambda file: file.name)
    found = [(file.name, text_of(file.digest)) for file in files]
    said = [f"{name}\n{each.text}" for name, each in found if not each.code]
    left_out = tuple((name, str(WHY_NOT[each.code])) for name, each in found if each.code)
    return VersionText("\n\n".join(filter(None, [version.body, *said])), left_out)
