"""What a user chose of letters: where to, how often, whether there is a private calendar."""

from dataclasses import dataclass

from nghitrinh.mail.models import CalendarLink, Choice, Preference
from nghitrinh.record.bodies.models import MailAddress
from nghitrinh.record.kernel import turn
from nghitrinh.record.kernel.models import User


@dataclass(frozen=True)
class Chosen:
    """An address ("" for none), how often, and the calendar's address if one was made."""

    address: str
    choice: Choice
    calendar: CalendarLink | None


def of(user: User) -> Chosen:
    """Return what a user chose; without a word, one letter a day."""
    address = MailAddress.objects.filter(user=user).values_list("value", flat=True).first()
    kept = Preference.objects.filter(user=user).first()
    choice = Choice(kept.choice) if kept else Choice.DAILY
    return Chosen(address or "", choice, CalendarLink.objects.filter(user=user).first())


def choose(user: User, choice: Choice) -> None:
    """Keep how often a user wants letters."""
    with turn.taken():
        Preference.objects.update_or_create(user=user, defaults={"choice": choice})
