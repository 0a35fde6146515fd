"""What is known of reads that were asked before, found by their steps; `late.py` says what for.

Reads are a tree: each step of one leads from a recipe to the next, by the step's name and the shape of what was given
to it (`shapes.py`), with a hole for each identifier. So two reads come to one recipe only by the same steps, and their
SQL differs in nothing but these identifiers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from nghitrinh.record.kernel.databases.rows import Rows
from nghitrinh.record.kernel.databases.shapes import Shape, Unshaped

# So many recipes are kept before all begin anew, and none with a step that was given more than so many things.
MOST, LONGEST = 5_000, 1_200
SLICED = "[]"
# Steps after which a read brings no objects.
_VALUES = frozenset({"values", "values_list"})


@dataclass(frozen=True)
class Statement:
    """The SQL of a read, its parameters with holes, what its rows become, and whether it locks them."""

    sql: str
    params: tuple[Any, ...]
    rows: Rows | None = None
    locks: bool = False


# Of a read of which Django knows that it lets nothing through: nobody is asked.
NOTHING = Statement("", ())


@dataclass(eq=False)
class Recipe:
    """A place in the tree of reads: the step that leads here, and what is known of the read.

    `statements` is its SQL by what is asked of it, None where there is none to keep; `looks` says whether it has an
    order and whether it groups rows, once somebody asked.
    """

    step: tuple[object, ...]
    above: "Recipe | None" = None
    is_sliced: bool = False
    brings_objects: bool = True
    age: int = 0
    further: dict[tuple[object, ...], "Recipe"] = field(default_factory=dict)
    statements: dict[str, Statement | None] = field(default_factory=dict)
    looks: tuple[bool, bool] | None = None

    def then(self, step: tuple[object, ...]) -> "Recipe":
        """Return the recipe with one step more."""
        found = self.further.get(step) if self.age == tree.age else None
        if found is None:
            tree.grow()
            if self.age != tree.age:
                self.age, self.further = tree.age, {}
            is_sliced = self.is_sliced or step[0] == SLICED
            brings_objects = self.brings_objects and step[0] not in _VALUES
            found = self.further.setdefault(step, Recipe(step, self, is_sliced, brings_objects, tree.age))
        return found

    def given(self) -> Iterator[object]:
        """Yield what all steps were given, identifiers aside."""
        recipe: Recipe | None = self
        while recipe is not None:
            for each in recipe.step:
                if isinstance(each, Recipe):
                    yield from each.given()
                else:
                    yield each
            recipe = recipe.above


class Tree:
    """Where the recipes of each model begin. When there are too many, each begins anew at its next step."""

    def __init__(self) -> None:
        self.age = self.count = 0
        self.roots: dict[type[Model], Recipe] = {}

    def root(self, model: type[Model]) -> Recipe:
        """Return the recipe of everything there is of a model."""
        return self.roots.get(model) or self.roots.setdefault(model, Recipe((model,), age=self.age))

    def grow(self) -> None:
        """Count one more."""
        if self.count == MOST:
            self.forget()
        self.count += 1

    def forget(self) -> None:
        """Begin anew."""
        self.age, self.count, self.roots = self.age + 1, 0, {}


tree = Tree()


class Given(Shape):
    """The shape of what a step was given; its holes are numbered on from those of the steps before."""

    def __init__(self, holes: dict[UUID, int], args: tuple[Any, ...], named: dict[str, Any]) -> None:
        self.parts: list[object] = []
        self.holes = dict(holes)
        self._add_row(args)
        self._add_mapping(named)
        if len(self.parts) > LONGEST:
            raise Unshaped(f"{len(self.parts)} things")

    def _add(self, thing: Any) -> None:
        if isinstance(thing, Model):
            self._add_identifier_of(thing)
        elif isinstance(thing, QuerySet):
            self._add_read(thing)
        elif type(thing) in (set, frozenset):
            self._add_row(thing)
        else:
            super()._add(thing)

    def _add_identifier_of(self, thing: Model) -> None:
        """Add an object: it stands for its identifier."""
        if type(thing.pk) is not UUID:
            raise Unshaped(f"{type(thing).__qualname__} without an identifier")
        self.parts.append(Model)
        self._add(thing.pk)

    def _add_read(self, thing: QuerySet[Any]) -> None:
        recipe = getattr(thing, "_recipe", None)
        if recipe is None:
            raise Unshaped("a read that is put together")
        self.parts.append(recipe)
        for each in vars(thing)["_holes"]:
            self._add(each)
