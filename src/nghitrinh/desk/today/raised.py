"""What became of what one raised: one's comments in rounds with how they were answered, and views one keeps."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.opinions.words import OUTCOMES
from nghitrinh.record.bodies.seats import memberships_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.labels import beginning
from nghitrinh.record.opinions.models import Comment, Outcome, Response
from nghitrinh.record.opinions.queries import comments_visible_to, requests_to
from nghitrinh.record.voting.models import Reservation
from nghitrinh.record.voting.queries import votes_visible_to

SHOWN = 5


@dataclass(frozen=True)
class Raised:
    """One thing that was raised: its words, about what, how it was answered, and where that stands."""

    words: str
    about: str
    answer: str
    address: str
    badge: str
    kind: str
    icon: str
    is_illustrative: bool


def raised(request: DeskRequest) -> list[Raised]:
    """Return what this account raised, the last first: comments, those of its bodies, and reserved views."""
    return keep(request, f"today.raised.{request.user.pk}", lambda: [*_comments(request), *_reservations(request)])


def _comments(request: DeskRequest) -> list[Raised]:
    today = clock.today()
    own = requests_to(request.user, today).select_related(None).order_by().values("pk")
    said = comments_visible_to(request.user, today).filter(
        opinion__request__in=own, opinion__is_given=True, parts__isnull=True
    )
    rows = said.select_related("opinion__request__round__source").order_by("-opinion__given_on", "number", "id")
    return [_comment(each) for each in rows[:SHOWN]]


def _comment(comment: Comment) -> Raised:
    about = comment.opinion.request.round
    answered: Response | None = getattr(comment, "response", None)
    badge, kind, icon = _("Chờ trả lời"), "", "clock"
    if answered is not None:
        badge, (kind, icon) = answered.label(), OUTCOMES[Outcome(answered.outcome)]
    return Raised(
        comment.label(),
        about.version.label(),
        _answer(answered) if answered else "",
        f"{reverse('opinions.round', args=[about.pk])}",
        badge,
        kind,
        icon,
        about.is_illustrative,
    )


def _answer(response: Response) -> str:
    """Return how a comment was answered: the words, and the passage of the version in which that shows."""
    found = [response.text] if response.text else []
    if response.words and response.version:
        words = {"number": response.version.number, "words": beginning(response.words)}
        found.append(_("Bản %(number)d: “%(words)s”") % words)
    return " ".join(found)


def _reservations(request: DeskRequest) -> list[Raised]:
    seats = memberships_of(request.user, clock.today())
    if not seats:
        return []
    votes = votes_visible_to(request.user).order_by().values("pk")
    kept = Reservation.objects.filter(membership__in=seats, vote__in=votes).select_related("vote__source")
    return [
        Raised(
            beginning(each.text),
            each.vote.question,
            _("Biểu quyết ngày %(day)s") % {"day": day(each.vote.closed_at)} if each.vote.closed_at else "",
            reverse("voting.vote", args=[each.vote_id]),
            _("Bảo lưu"),
            "",
            "pen",
            each.vote.is_illustrative,
        )
        for each in kept.order_by("-recorded_at", "id")[:SHOWN]
    ]
