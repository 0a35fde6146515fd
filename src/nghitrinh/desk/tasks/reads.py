"""What the whole desk reads of tasks: for search, their whole text."""

from django.db.models import QuerySet

from nghitrinh.desk.kit.texts import Texts
from nghitrinh.record.tasks.models import Task


def texts_of(tasks: QuerySet[Task]) -> Texts:
    """Return the texts of tasks, which the titles are the beginnings of."""
    return {task.pk: [task.text] for task in tasks}
