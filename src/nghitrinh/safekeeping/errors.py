"""What safe keeping refuses."""

from nghitrinh.record.kernel.errors import ActError


class BackupFault(ActError):
    """A backup cannot be written, is not whole, or cannot be brought back here; `field` names the file."""

    def __str__(self) -> str:
        return f"{self.field}: {self.said()}" if self.field else self.said()
