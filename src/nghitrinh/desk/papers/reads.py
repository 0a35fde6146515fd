"""What the whole desk reads of papers: what a release of one lets become public."""

from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.publications.queries import publication_of


def released_with(paper: Paper) -> list[Paper]:
    """Return the paper itself while it may be and never was public."""
    return [paper] if paper.level == Level.PUBLIC and publication_of(paper) is None else []
