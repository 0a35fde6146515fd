"""The relations by which one object of the record hangs under another, asked upwards and downwards alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet


@dataclass(frozen=True)
class ParentPath:
    """A path of field names from an object to what it hangs under; `where` says which rows on the path count."""

    path: str
    where: Q = field(default_factory=Q)

    def up(self, noun: Model) -> Iterator[Any]:
        """Yield what an object hangs under by this way."""
        if "__" in self.path:
            yield from self._far(noun)
        elif (parent := getattr(noun, self.path)) is not None:
            yield parent

    def _far(self, noun: Model) -> QuerySet[Any]:
        keys = type(noun)._default_manager.order_by().filter(self.where, pk=noun.pk).values(self.path)
        end = self.end(type(noun))
        found, above = end._default_manager.filter(pk__in=keys), _above(end)
        return found.select_related(above) if above else found

    def down(self, model: type[Model], parent: Model) -> QuerySet[Any]:
        """Return the objects of a model that hang under a parent by this way."""
        keys = model._default_manager.order_by().filter(self.where, **{self.path: parent}).values("pk")
        return model._default_manager.filter(pk__in=keys)

    def end(self, model: type[Model]) -> type[Model]:
        """Return the model at the end of the path."""
        for name in self.path.split("__"):
            related = model._meta.get_field(name).related_model
            if not isinstance(related, type):
                raise TypeError(f"{name} of {model.__name__} leads to no model")
            model = related
        return model


def _above(model: type[Model]) -> str:
    """Return the relations from a model to all that its objects hang under, to be read with them in one query."""
    names: list[str] = []
    while near := [each for each in getattr(model, "PARENTS", ()) if "__" not in each.path]:
        names.append(near[0].path)
        model = near[0].end(model)
    return "__".join(names)
