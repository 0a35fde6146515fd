"""Where the desk shows what a letter is about; a test holds these paths to the desk's own."""

from uuid import UUID

from django.conf import settings

from nghitrinh.mail.models import OF_A_MEETING, OF_A_SLIP, OF_AN_OPINION, Kind

MEETING, _ITEM, _TASK = "/hoi-nghi/{}/", "/noi-dung/{}/", "/viec/{}/"
_OPINION, _SLIP = "/y-kien/{}/", "/hoi-nghi/{}/bieu-quyet/"
CHOICE = "/tai-khoan/thu/"


def path_of(kind: str, subject: UUID) -> str:
    """Return the path of the page about what a notice is about."""
    if kind in OF_AN_OPINION:
        return _OPINION.format(subject)
    if kind in OF_A_SLIP:
        return _SLIP.format(subject)
    pattern = MEETING if kind in OF_A_MEETING else _ITEM if kind == Kind.PAPERS else _TASK
    return pattern.format(subject)


def whole(path: str) -> str:
    """Return a path with the desk's address; the path alone where the home does not know how its desk is reached."""
    return f"{settings.DESK_ADDRESS.rstrip('/')}{path}"
