"""Reads of rounds and opinions that carry meaning: who may see a round, who has answered, and who may read what."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from nghitrinh.record.bodies.queries import inside, organizations_of, remembered
from nghitrinh.record.bodies.seats import memberships_of
from nghitrinh.record.kernel.derived import Texts, texts_by_key
from nghitrinh.record.kernel.levels import BELOW_RESTRICTED, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.opinions.models import (
    Comment,
    Opinion,
    OpinionFile,
    Request,
    Round,
    RoundState,
)
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.procedure.provisions import OpensOpinions

# Who of a body that is asked sees the round: the officer who answers, and the head who signs.
OF_BODY = (Role.OFFICER, Role.CHAIR)


def _asked(bodies: Iterable[UUID]) -> QuerySet[Request]:
    return Request.objects.filter(organization__in=bodies).exclude(round__state=RoundState.CANCELLED).order_by()


def asked_about(user: User | None) -> Q:
    """Return the condition under which a paper is one that a user's body outside is asked about.

    Of what is restricted nobody outside is asked, and whoever was asked before reads it no more.
    """
    bodies = organizations_of(user, OF_BODY)
    if not bodies:
        return Q(pk__in=[])
    return Q(level__in=BELOW_RESTRICTED, pk__in=_asked(bodies).values("round__version__paper"))


@remembered
def rounds_visible_to(user: User | None) -> QuerySet[Round]:
    """Return the rounds a user may see: from inside, of a paper of their own body, or because their body is asked."""
    condition = inside(user)
    officers, bodies = organizations_of(user, [Role.OFFICER]), organizations_of(user, OF_BODY)
    if officers:
        condition |= Q(version__paper__submitted_by__in=officers)
    if bodies:
        condition |= Q(level__in=BELOW_RESTRICTED, pk__in=_asked(bodies).values("round"))
    return Round.objects.filter(condition).select_related("owner", "source", "version__paper__submitted_by")


def rounds_until(user: User | None, first: date, last: date) -> QuerySet[Round]:
    """Return the visible rounds that are open, with their last day between two days."""
    found = rounds_visible_to(user).filter(state=RoundState.OPEN, due_on__range=(first, last))
    return found.order_by("due_on", "recorded_at", "id")


def rounds_of(user: User | None, paper: Paper) -> QuerySet[Round]:
    """Return the rounds about a paper that a user may see, newest first."""
    return rounds_visible_to(user).filter(version__paper=paper)


def requests_to(user: User | None, day: date) -> QuerySet[Request]:
    """Return the requests that a user answers: to their own posts, and to the bodies whose officer they are."""
    own = Q(membership__in=memberships_of(user, day)) | Q(organization__in=organizations_of(user, [Role.OFFICER]))
    return _known(user, Request.objects.filter(own)).exclude(round__state=RoundState.CANCELLED)


def _known(user: User | None, requests: QuerySet[Request]) -> QuerySet[Request]:
    rounds = rounds_visible_to(user).select_related(None).order_by().values("pk")
    return requests.filter(round__in=rounds).select_related(
        "round__version__paper", "membership__person", "membership__organization", "organization", "opinion"
    )


def unsigned(user: User | None) -> QuerySet[Opinion]:
    """Return the opinions of bodies that wait for this user as the body's head."""
    headed = organizations_of(user, [Role.CHAIR])
    found = Opinion.objects.filter(request__organization__in=headed, is_given=False)
    rounds = rounds_visible_to(user).select_related(None).order_by().values("pk")
    return found.filter(request__round__in=rounds, request__round__state=RoundState.OPEN).select_related(
        "request__round__version__paper", "request__organization"
    )


def missing(rounds: QuerySet[Round] | list[Round]) -> QuerySet[Request]:
    """Return the requests of rounds to which no opinion was given."""
    return Request.objects.filter(round__in=rounds).exclude(opinion__is_given=True)


def own_of(user: User | None, day: date) -> Q:
    """Return the condition under which a request is one that a user answers, or whose answer they sign."""
    bodies = organizations_of(user, OF_BODY)
    return Q(membership__in=memberships_of(user, day)) | Q(organization__in=bodies)


def reads_others(user: User | None, noun: Round, day: date) -> bool:
    """Tell whether a user who may see a round reads what others say in it now, by the rule that it froze."""
    if noun.state == RoundState.CANCELLED:
        return False
    if noun.state == RoundState.CLOSED or noun.shows == OpensOpinions.ALWAYS:
        return True
    own = noun.requests.filter(own_of(user, day), opinion__is_given=True)
    return noun.shows == OpensOpinions.ANSWERED and own.exists()


def opinions_visible_to(user: User | None, day: date) -> QuerySet[Opinion]:
    """Return the opinions a user may read: their own, and others' as far as the round's rule has opened them.

    A secretary reads besides what came on paper, since it was a secretary who wrote it down.
    """
    rounds = rounds_visible_to(user).select_related(None).order_by().values("pk")
    of_own = Request.objects.filter(own_of(user, day)).order_by()
    answered = Request.objects.filter(own_of(user, day), opinion__is_given=True, round=OuterRef("request__round"))
    opened = Q(request__round__state=RoundState.CLOSED) | Q(
        request__round__state=RoundState.OPEN, request__round__shows=OpensOpinions.ALWAYS
    )
    opened |= Q(Exists(answered.order_by())) & Q(
        request__round__state=RoundState.OPEN, request__round__shows=OpensOpinions.ANSWERED
    )
    noted = Q(is_noted=True, request__round__owner__in=organizations_of(user, [Role.SECRETARY]))
    readable = Q(request__in=of_own.values("pk")) | Q(is_given=True) & (opened | noted)
    return Opinion.objects.filter(readable, request__round__in=rounds).select_related(
        "request__round__version__paper", "request__membership__person", "request__organization"
    )


def opinion_files_visible_to(user: User | None, day: date) -> QuerySet[OpinionFile]:
    """Return the files of opinions that a user may read."""
    opinions = opinions_visible_to(user, day).select_related(None).order_by().values("pk")
    return OpinionFile.objects.filter(opinion__in=opinions).select_related("opinion__request__round")


def comments_visible_to(user: User | None, day: date) -> QuerySet[Comment]:
    """Return the comments of the opinions that a user may read."""
    opinions = opinions_visible_to(user, day).select_related(None).order_by().values("pk")
    return Comment.objects.filter(opinion__in=opinions).select_related(
        "opinion__request__round__version__paper", "opinion__request__membership__person", "response__version", "file"
    )


def rounds_before(noun: Round) -> QuerySet[Round]:
    """Return the closed rounds about earlier versions of the same paper, the latest first."""
    version = noun.version
    earlier = Round.objects.filter(version__paper=version.paper_id, version__number__lt=version.number)
    return earlier.filter(state=RoundState.CLOSED).order_by("-version__number", "-opened_on", "id")


def said_before(request: Request) -> QuerySet[Comment]:
    """Return what the same member or body said of the version that was asked about before, with its answers."""
    same = {"membership": request.membership_id, "organization": request.organization_id}
    asked = Request.objects.filter(round__in=rounds_before(request.round)[:1].values("pk"), **same)
    said = Comment.objects.filter(opinion__request__in=asked.order_by().values("pk"), opinion__is_given=True)
    return said.filter(parts__isnull=True).select_related("response__version", "file", "opinion__request__round")


def unanswered_comments(paper: Paper) -> QuerySet[Comment]:
    """Return the comments on a paper's versions that nothing was answered to, of rounds that were not cancelled."""
    said = Comment.objects.filter(opinion__request__round__version__paper=paper, opinion__is_given=True)
    return said.exclude(opinion__request__round__state=RoundState.CANCELLED).filter(
        parts__isnull=True, response__isnull=True
    )


def texts_of_rounds(rounds: QuerySet[Round]) -> Texts:
    """Return what search reads of rounds besides their titles: the questions, and nothing that anybody answered."""
    return texts_by_key(rounds.order_by().values_list("pk", "question"))
