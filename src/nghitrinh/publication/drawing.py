"""Drawing a notice into a file: needs no record, so that a process of its own can do it."""

import os
import tempfile
from pathlib import Path

from nghitrinh.documents.content import Notice
from nghitrinh.documents.pdf import notice_pdf


def draw(notice: Notice, kept: Path) -> None:
    """Draw a notice; its file is there whole or not at all."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as partial:
        partial.write(notice_pdf(notice))
        partial.flush()
        os.fsync(partial.fileno())
    Path(partial.name).replace(kept)
