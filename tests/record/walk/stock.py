"""What stands when a walk begins: something in every state that takes long to reach."""

from datetime import date
from typing import Any

from tests.record.decided import correct, drafted, kept
from tests.record.instruments.chain import Chain, approved, make_chain
from tests.remembered import remembered
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles.facts import facts_digest
from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel import storage
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.papers.models import Paper


def _do(verb: str, by: Any, noun: Any, **given: Any) -> Any:
    """Do a verb to an object in the edit that it has now."""
    now = type(noun).objects.get(pk=noun.pk)
    return ACTS[verb](by=by, edit=now.edit, **{verb.split(".", maxsplit=1)[0]: now.pk}, **given)


def lay_in(world: World) -> None:
    """Lay in meetings, papers, decisions, a notice and an article, by acts."""
    remembered(_lay_in, world)


def _lay_in(world: World) -> None:
    chain = make_chain(world)
    clerk = bodies.create_user(by=world.admin, username="clerk", post="Chánh Văn phòng sở", password="một câu đủ dài")
    for role in ("secretary", "officer"):
        bodies.give_grant(by=world.admin, user=clerk.pk, organization=world.department.pk, role=role)
    bodies.choose_livery(by=world.admin, body=world.body.pk, name="Tỉnh")
    ACTS["portal.describe"](by=world.admin, address="https://cong.example")
    digest = storage.put(b"PK a template")
    ACTS["template.hand_in"](by=clerk, organization=world.department.pk, digest=digest, name="mau.docx")
    ACTS["letterhead.set"](
        by=clerk,
        organization=world.department.pk,
        form="party",
        name="Ban cán sự đảng",
        place="Hải Dương",
        head="Bí thư",
    )
    _rules(world)
    _second_items(chain)
    chain.released()
    _article(chain)
    _under_way(chain)
    _past(world)
    _presence(world)
    world.plan_meeting("Hội nghị dự kiến", day=20)
    closed = world.plan_meeting("Hội nghị kín", level="restricted")
    world.item(closed, "Nhân sự", level="restricted")
    later = Decision.objects.get(title="Kết luận về đất đai")
    correct(world, later, kept(later, charge_text="Hoàn thiện lại"))


def _rules(world: World) -> None:
    """A rule that holds, the draft of its next one, and a holiday."""
    wanted = {"quorum": ">= 2/3 in_office", "majority": "> 1/2 in_office", "substitute": "votes"}
    provisions = [{"key": key, "value": value, "basis": "Quy chế, Điều 7"} for key, value in wanted.items()]
    given = {"organization": world.committee.pk, "provisions": provisions}
    rule = ACTS["rule.draft"](by=world.secretary, title="Quy chế làm việc", starts_on=date(2020, 11, 1), **given)
    _do("rule.adopt", world.chair, rule)
    ACTS["rule.draft"](by=world.secretary, title="Quy chế sửa đổi", starts_on=date(2021, 11, 1), **given)
    holiday = {"day": date(2021, 1, 1), "name": "Tết Dương lịch"}
    ACTS["holiday.declare"](by=world.secretary, organization=world.committee.pk, **holiday)


def _second_items(chain: Chain) -> None:
    """On one meeting: a decision that is only approved, a draft of a notice of it, and a paper under its item."""
    world, meeting = chain.world, chain.meeting
    item = world.item(meeting, "Chỉ tiêu sử dụng đất")
    decision = approved(world, item, "Kết luận về đất đai")
    Chain(world, meeting, item, decision, chain.register).instrument(title="Thông báo thứ hai")
    world.item(meeting, "Khen thưởng", level="restricted")
    paper = world.paper(chain.item)
    _do("paper.submit", world.officer, Paper.objects.get(pk=paper.pk), body="Nội dung")
    _do("paper.accept", world.secretary, paper)


def _under_way(chain: Chain) -> None:
    """A decision before the chair, one with a reported task, a signed notice, and a page that came in."""
    world, meeting = chain.world, chain.meeting
    waiting = drafted(world, world.item(meeting, "Quy chế làm việc"), title="Kết luận về quy chế")
    _do("decision.review", world.secretary, waiting)
    decision = approved(world, world.item(meeting, "Chỉ thị"), "Kết luận về chỉ thị")
    (task,) = ACTS["task.assign"](by=world.secretary, decision=decision.pk)
    _do("task.accept", world.officer, task)
    _do("task.report", world.officer, task, text="Đã trình dự thảo.")
    notice = Chain(world, meeting, decision.item, decision, chain.register).instrument(title="Thông báo thứ ba")
    _do("instrument.check", world.secretary, notice)
    _do("instrument.record_signature", world.chair, notice)
    person = bodies.register_person(by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk)
    post = {"organization": world.committee.pk, "post": "Ủy viên", "starts_on": date(2021, 9, 1)}
    held = bodies.appoint(by=world.secretary, person=person.pk, **post)
    _do("user.name_holder", world.admin, world.chair, membership=held.pk)
    own = Chain(world, meeting, decision.item, decision, chain.register).instrument(
        title="Thông báo thứ tư", signer="", membership=held.pk
    )
    _do("instrument.check", world.secretary, own)
    text = "Hội nghị lần thứ 31. Hội nghị lần thứ 36."
    clash = {"field": "number", "a": {"value": 36}, "b": {"value": 31}, "why": "Hai số."}
    intake = ACTS["intake.open"](
        by=world.secretary,
        organization=world.committee.pk,
        title="Trang cũ",
        text=text,
        digest="0" * 64,
        size=len(text.encode()),
        reading={"is_session": True, "contradictions": [clash]},
    )
    _do("intake.decide", world.secretary, intake, contradiction=0, side="a", reason="Sổ ghi 36.")


def _presence(world: World) -> None:
    """A meeting to come with its invitations, and one under way with who is there."""
    appoint = {"by": world.secretary, "organization": world.committee.pk, "starts_on": date(2021, 9, 1)}
    held = bodies.appoint(post="Phó Bí thư", **appoint)
    bodies.appoint(post="Trưởng ban", **appoint)
    _do("user.name_holder", world.admin, world.member, membership=held.pk)
    called, running = (
        ACTS["meeting.plan"](
            by=world.secretary, organization=world.committee.pk, name=f"Hội nghị {when}", starts_at=f"2021-10-{when}"
        )
        for when in ("20T08:00", "07T14:00")
    )
    for each in (called, running):
        _do("meeting.convene", world.secretary, each)
    bodies.appoint(post="Ủy viên", **appoint)  # came to office since, and is not invited yet
    later = {"meeting": called.pk, "edit": Meeting.objects.get(pk=called.pk).edit, "presenter": world.department.pk}
    ACTS["item.add"](by=world.secretary, title="Việc của cơ quan", level="internal", **later)
    _do("meeting.open", world.chair, running)
    ACTS["attendance.arrive"](by=world.secretary, meeting=running.pk, membership=held.pk, arrived_at="2021-10-07T14:20")
    now = {"meeting": running.pk, "edit": Meeting.objects.get(pk=running.pk).edit}
    ACTS["attendance.record"](by=world.secretary, **now, role="invited", post="Giám đốc sở")


def _article(chain: Chain) -> None:
    by, words = chain.world.secretary, {"title": "Bài", "lead": "Mở đầu.", "body": "Thân bài."}
    drafted = ACTS["article.draft"](by=by, meeting=chain.meeting.pk, **words)
    submitted: Article = _do("article.submit", by, drafted)
    verdict = {"article_revision": 1, "facts_digest": facts_digest(Meeting.objects.get(pk=chain.meeting.pk))}
    _do("article.release", by, submitted, verdict=verdict)


def _past(world: World) -> None:
    ACTS["meeting.enter_past"](
        by=world.secretary,
        organization=world.committee.pk,
        name="Hội nghị đã qua",
        held_on=date(2021, 8, 1),
        source=world.source.pk,
        items=[{"title": "Đã bàn", "level": "public"}, {"title": "Kín", "level": "restricted"}],
    )
