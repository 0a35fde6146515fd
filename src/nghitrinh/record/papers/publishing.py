"""How a paper is published: with its title, its number and a day."""

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.publications import publishing
from nghitrinh.record.publications.queries import publication_of


def publish_paper(act: Act, paper: Paper) -> None:
    """Publish a paper with the day of its newest version; of a version that comes later the public knows nothing."""
    before = publication_of(paper)
    newer = before is not None and paper.versions.filter(recorded_at__gt=before.released_at).exists()
    published = publishing.publish(act, paper, changed=newer)
    if newer:
        published.released_at = act.at
        act.save(published)
