"""What waits about opinions: to be given, to be approved, to be answered, and who is missing in a round."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import SHOWN, Need, Thing, Waiting
from nghitrinh.desk.kit.wording import day, days_late, due_sign
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.opinions.models import Comment, Opinion, Request, Round, RoundState
from nghitrinh.record.opinions.queries import missing, requests_to, rounds_visible_to, unsigned

WHO = (Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.READER, Role.OFFICER)


def _asked(request: Request) -> Thing:
    today = clock.today()
    kind, icon = due_sign(request.last_day, today)
    meta = _("%(who)s; trả lời chậm nhất %(day)s") % {"who": request.label(), "day": day(request.last_day)}
    words, address = request.round.version.label(), reverse("opinions.answer", args=[request.pk])
    illustrative = request.round.is_illustrative
    return Thing(words, address, meta, days_late(request.last_day, today), kind, icon, illustrative)


def _own(user: User, _owners: list[UUID]) -> Iterator[Need]:
    """Find what this account is asked and has not answered, the earliest day first."""
    waiting = requests_to(user, clock.today()).filter(round__state=RoundState.OPEN, opinion__isnull=True)
    rows = sorted(waiting.select_related("round__source"), key=lambda each: (each.last_day, each.recorded_at))
    yield Need(len(rows), _("Xin ý kiến anh chị"), tuple(_asked(each) for each in rows[:SHOWN]))


def _waiting(opinion: Opinion) -> Thing:
    about = opinion.request.round
    words, address = about.version.label(), reverse("opinions.round", args=[about.pk])
    return Thing(words, address, opinion.request.label(), is_illustrative=about.is_illustrative)


def _to_sign(user: User, bodies: list[UUID]) -> Iterator[Need]:
    rows = list(unsigned(user).filter(request__organization__in=bodies).select_related("request__round__source"))
    yield Need(len(rows), _("Ý kiến của cơ quan chờ duyệt"), tuple(_waiting(each) for each in rows[:SHOWN]))


def _running(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find the rounds under way, with how many have not answered and until when."""
    rounds = list(
        rounds_visible_to(user).filter(owner__in=owners, state=RoundState.OPEN).order_by("due_on", "recorded_at", "id")
    )
    left: dict[UUID, list[str]] = defaultdict(list)
    for each in missing(rounds[:SHOWN]).select_related("membership__person", "organization"):
        left[each.round_id].append(each.label())
    things = tuple(_round(each, left[each.pk]) for each in rounds[:SHOWN])
    yield Need(len(rounds), _("Đang lấy ý kiến"), things)


def _round(noun: Round, left: list[str]) -> Thing:
    """Return a round, and once its day has passed who is missing: it is closed or given more time."""
    today = clock.today()
    kind, icon = due_sign(noun.due_on, today)
    meta = _("Còn %(left)d chưa trả lời; hạn %(day)s") % {"left": len(left), "day": day(noun.due_on)}
    if noun.due_on < today:
        who = {"who": "; ".join(left)}
        meta = _("Chờ kết thúc hoặc gia hạn. Chưa trả lời: %(who)s") % who if left else _("Mọi người đã trả lời")
    address = reverse("opinions.round", args=[noun.pk])
    late = days_late(noun.due_on, today)
    return Thing(noun.version.label(), address, meta, late, kind, icon, noun.is_illustrative)


def _to_answer(user: User, bodies: list[UUID]) -> Iterator[Need]:
    """Find the rounds about papers of bodies in which something is still to be answered."""
    said = Comment.objects.filter(opinion__is_given=True, parts__isnull=True, response__isnull=True)
    rounds = rounds_visible_to(user).filter(version__paper__submitted_by__in=bodies, state=RoundState.CLOSED)
    open_ones = said.filter(opinion__request__round__in=rounds.select_related(None).order_by().values("pk"))
    counted = dict(
        open_ones.order_by()
        .values_list("opinion__request__round")
        .annotate(Count("pk"))
        .values_list("opinion__request__round", "pk__count")
    )
    rows = list(rounds.filter(pk__in=counted).order_by("closed_on", "id"))
    things = tuple(
        Thing(
            each.version.label(),
            reverse("opinions.round", args=[each.pk]),
            _("Còn %(left)d điều góp ý chưa trả lời") % {"left": counted[each.pk]},
            is_illustrative=each.is_illustrative,
        )
        for each in rows[:SHOWN]
    )
    yield Need(len(rows), _("Góp ý chờ tiếp thu, giải trình"), things)


OWN = Waiting("opinions.own", "round", WHO, _own, of_account=True)
TO_SIGN = Waiting("opinions.to_sign", "round", (Role.CHAIR,), _to_sign)
TO_ANSWER = Waiting("opinions.to_answer", "round", (Role.OFFICER,), _to_answer)
RUNNING = Waiting("opinions.running", "round", (Role.SECRETARY,), _running)
