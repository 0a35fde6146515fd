"""What the whole desk reads of decisions: for search, their points in the newest version."""

from django.db.models import F, QuerySet

from nghitrinh.desk.kit.texts import Texts, by_key
from nghitrinh.record.decisions.models import Decision, Point


def texts_of(decisions: QuerySet[Decision]) -> Texts:
    """Return the points of decisions."""
    points = Point.objects.filter(
        version__decision__in=decisions.order_by().values("pk"), version__number=F("version__decision__current")
    )
    return by_key(points.order_by("position").values_list("version__decision", "text"))
