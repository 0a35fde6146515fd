"""What an act answers when it refuses. Every refusal says the field, what was found and what was expected."""


class ActError(Exception):
    """An act refused; nothing was written. `field` is a path such as `points.0.figures.1.low`, or empty."""

    def __init__(self, message: str, *, field: str = "", found: str = "", expected: str = "") -> None:
        super().__init__(message)
        self.message, self.field, self.found, self.expected = message, field, found, expected

    def __str__(self) -> str:
        parts = [f"{self.field}: {self.message}" if self.field else self.message]
        if self.found or self.expected:
            parts.append(f"found {self.found or 'nothing'}, expected {self.expected or 'something else'}")
        return "; ".join(parts)


class BadInput(ActError):
    """A parameter is missing, malformed or names nothing that exists."""


class NotAllowed(ActError):
    """This user may not do this, or may not know that the object exists. A page answers 404."""


class WrongState(ActError):
    """The object's state does not allow the verb."""


class Contradiction(ActError):
    """The act would make the record contradict itself."""


class Stale(ActError):
    """The object changed since the reader saw it. Carries both texts, so that nothing typed is lost."""

    def __init__(self, subject: str, *, seen: int, current: int, theirs: str, yours: str) -> None:
        super().__init__(
            f"{subject} has changed since you opened it",
            field="edit",
            found=str(seen),
            expected=str(current),
        )
        self.theirs, self.yours = theirs, yours
