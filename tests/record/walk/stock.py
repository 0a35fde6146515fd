"""What stands when a walk begins: something in every state that takes long to reach."""

from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from tests.record.decided import correct, drafted, kept
from tests.record.findings.workbooks import ASKS, ZONE, handed_in
from tests.record.instruments.chain import Chain, approved, make_chain
from tests.remembered import remembered
from tests.world import PASSWORD, World

from nghitrinh.desk.findings.checking import check_waiting
from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles.facts import facts_digest
from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel import clock, storage
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.opinions.models import Round
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.voting.models import Vote


def _do(verb: str, by: Any, noun: Any, **given: Any) -> Any:
    """Do a verb to an object in the edit that it has now."""
    now = type(noun).objects.get(pk=noun.pk)
    named = verb.split(".", maxsplit=1)[0]
    return ACTS[verb](by=by, edit=now.edit, **{"meeting" if named == "attendance" else named: now.pk}, **given)


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
    _opinions(world)
    _findings(world)
    _votes(world)
    _minutes(world)
    _slips(world)
    _engagements(world)
    world.plan_meeting("Hội nghị dự kiến", day=20)
    closed = world.plan_meeting("Hội nghị kín", level="restricted")
    world.item(closed, "Nhân sự", level="restricted")
    later = Decision.objects.get(title="Kết luận về đất đai")
    correct(world, later, kept(later, charge_text="Hoàn thiện lại"))


def _rules(world: World) -> None:
    """A rule that holds, the draft of its next one, and a holiday."""
    wanted = {
        "minutes_approved": "yes",
        "quorum": ">= 1/4 in_office",
        "majority": "> 1/2 in_office",
        "substitute": "votes",
        "head_signs": "yes",
    }
    wanted |= {"reservation": "yes", "vote_changes": "yes", "minutes_approved": "yes"}
    wanted |= {"written": "yes", "written_delay": "3 working", "escalation": "1"}
    provisions = [{"key": key, "value": value, "basis": "Quy chế, Điều 7"} for key, value in wanted.items()]
    given = {"organization": world.committee.pk, "provisions": provisions}
    rule = ACTS["rule.draft"](by=world.secretary, title="Quy chế làm việc", starts_on=date(2020, 11, 1), **given)
    _do("rule.adopt", world.chair, rule)
    ACTS["rule.draft"](by=world.secretary, title="Quy chế sửa đổi", starts_on=date(2021, 11, 1), **given)
    holiday = {"day": date(2021, 1, 1), "name": "Tết Dương lịch"}
    ACTS["holiday.declare"](by=world.secretary, organization=world.committee.pk, **holiday)


def _engagements(world: World) -> None:
    """Visits in the week, one of them restricted."""
    first = Membership.objects.filter(organization=world.committee).earliest("recorded_at")
    given = {"organization": world.committee.pk, "kind": "visit", "members": [first.pk]}
    for title, level in (("Thăm xã", "internal"), ("Tiếp khách", "restricted"), ("Đi kiểm tra", "internal")):
        ACTS["engagement.plan"](by=world.secretary, title=title, level=level, starts_at="2021-10-20T09:00", **given)


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
    _outdated(chain, held)
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


def _outdated(chain: Chain, held: Membership) -> None:
    """A notice that the chair signed with their own account, and whose decision was corrected since."""
    world, meeting = chain.world, chain.meeting
    decision = approved(world, world.item(meeting, "Kế hoạch vốn"), "Kết luận về kế hoạch vốn")
    notice = Chain(world, meeting, decision.item, decision, chain.register).instrument(
        title="Thông báo thứ năm", signer="", membership=held.pk
    )
    for verb, who in (("check", world.secretary), ("sign", world.chair), ("issue", world.secretary)):
        _do(f"instrument.{verb}", who, notice)
    now = Decision.objects.get(pk=decision.pk)
    correct(world, now, kept(now, charge_text="Rà soát lại"))


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


def _opinions(world: World) -> None:
    """Rounds under way, each with a body's opinion that waits for its head, and one with comments to be answered."""
    head = bodies.create_user(by=world.admin, username="head", post="Bí thư Ban cán sự", password="một câu đủ dài")
    bodies.give_grant(by=world.admin, user=head.pk, organization=world.department.pk, role="chair")
    said = {"choice": "other", "comments": [{"text": f"Nói rõ hơn điều {number}"} for number in range(1, 5)]}
    first = Membership.objects.filter(organization=world.committee).earliest("recorded_at")
    for title in ("Tờ trình về đất", "Tờ trình về rừng", "Tờ trình về nước"):
        running = _asked(world, title)
        request = running.requests.get()
        ACTS["opinion.give"](by=world.officer, request=request.pk, edit=request.edit, **said)
        _do("round.ask", world.secretary, running, members=[first.pk])
    closed = _asked(world, "Tờ trình về vốn")
    answered = closed.requests.get()
    ACTS["opinion.note"](by=world.secretary, request=answered.pk, edit=answered.edit, **said)
    _do("round.close", world.secretary, closed)


def _findings(world: World) -> None:
    """Workbooks of papers: one that does not add up, one that asks, two that wait, two not checked at all."""
    zone, quotas = ("khu-kinh-te.xlsx", ZONE), ("quy-hoach.xlsx", ASKS)
    handed_in(world, world.paper(world.item(), "Tờ trình về khu"), zone)
    handed_in(world, world.paper(world.item(), "Tờ trình về chỉ tiêu"), quotas)
    check_waiting()
    handed_in(world, world.paper(world.item(), "Tờ trình về cụm"), zone, quotas)
    with patch.object(papers, "SUBMITTED", ()):
        handed_in(world, world.paper(world.item(), "Tờ trình về đất"), zone, quotas)


def _asked(world: World, title: str) -> Round:
    """Ask the department about a paper of its own."""
    paper = world.paper(world.item(), title)
    _do("paper.submit", world.officer, paper, body="Điều 1. Phạm vi")
    version = paper.versions.get()
    given = {"question": "Xin ý kiến", "bodies": [world.department.pk], "due_on": clock.today() + timedelta(days=20)}
    made: Round = ACTS["round.open"](by=world.secretary, version=version.pk, **given)
    return made


def _votes(world: World) -> None:
    """A meeting under way at which everybody is, with votes in every state and form."""
    given = {"organization": world.committee.pk, "name": "Hội nghị biểu quyết", "starts_at": "2021-10-07T07:00"}
    meeting = ACTS["meeting.plan"](by=world.secretary, **given)
    _do("meeting.convene", world.secretary, meeting)
    for held in Membership.objects.filter(organization=world.committee, voting=True):
        _do("attendance.record", world.secretary, meeting, role="member", post=held.post, membership=held.pk)
    item = world.item(meeting, "Việc biểu quyết", level="internal")
    _do("meeting.open", world.chair, meeting)
    for form in ("named", "named", "hands"):
        _vote(world, item, form)
    opened = [_vote(world, item, form) for form in ("named", "hands", "consent", "consent", *("paper",) * 5)]
    for vote in opened:
        _do("vote.open", world.chair, vote)
    numbers = {"issued": 1, "returned": 1, "valid": 1, "spoilt": 0, "tallies": [{"agreeing": 1, "opposing": 0}]}
    for vote in opened[-3:]:
        _do("vote.count_ballots", world.secretary, vote, **numbers)
    _do("vote.note_consent", world.chair, opened[3])
    counted = [_vote(world, item, form) for form in ("hands", "hands")]
    for vote in counted:
        _do("vote.open", world.chair, vote)
        _do("vote.count_hands", world.secretary, vote, tallies=[{"agreeing": 1, "opposing": 0}])
        _do("vote.close", world.chair, vote)
    _course(world, item)


def _course(world: World, item: Any) -> None:
    """Let an item be heard, on which somebody speaks, others wait, and one line is noted; the member may ask."""
    ACTS["item.begin"](by=world.chair, item=item.pk)
    there = list(item.meeting.attendances.exclude(membership__account__user=world.member).order_by("recorded_at", "id"))
    asked = [ACTS["speech.ask_for"](by=world.chair, item=item.pk, attendance=each.pk) for each in there]
    ACTS["speech.call"](by=world.chair, speech=asked[0].pk)
    ACTS["note.add"](by=world.secretary, item=item.pk, text="Đề nghị rà soát", attendance=there[0].pk)


def _minutes(world: World) -> None:
    """Minutes in every state, of meetings that are over, signed by the holders of posts and on paper."""
    held = Membership.objects.get(account__user=world.member)
    who = {"writer": held.pk, "chair": held.pk}
    steps = ("review", "sign_off", "sign")
    for number, name in enumerate(("soạn", "soạn lại", "soát", "chờ ký", "chờ chủ trì", "ký", "ký rồi", "ký xong")):
        meeting = ACTS["meeting.plan"](
            by=world.secretary,
            organization=world.committee.pk,
            name=f"Hội nghị có biên bản đang {name}",
            starts_at="2021-10-05T08:00",
        )
        world.item(meeting, "Việc đã bàn", level="internal")
        for verb in ("convene", "open", "close"):
            _do(f"meeting.{verb}", world.secretary, meeting)
        minutes = ACTS["minutes.draft"](by=world.secretary, meeting=meeting.pk)
        _do("minutes.revise", world.secretary, minutes, opening="Chào cờ.", **who)
        for verb in steps[: number // 2 if number < 6 else 3]:
            _do(f"minutes.{verb}", world.secretary if verb == "review" else world.member, minutes)


def _slips(world: World) -> None:
    """Meetings in writing: one to be asked, two that are, of which one is over; two secretaries read the slips."""
    second = ACTS["user.create"](by=world.admin, username="thuky2", post="Chuyên viên", password=PASSWORD)
    ACTS["grant.give"](by=world.admin, user=second.pk, organization=world.committee.pk, role="secretary")
    for number, name in enumerate(("Lấy ý kiến sau", "Lấy ý kiến đang chờ", "Lấy ý kiến xong")):
        given = {"organization": world.committee.pk, "name": name, "starts_at": "2021-10-20T00:00", "form": "written"}
        meeting = ACTS["meeting.plan"](by=world.secretary, **given)
        item = world.item(meeting, f"Việc hỏi {name.lower()}", level="internal")
        vote = _vote(world, item, "written")
        if number:
            _do("meeting.ask", world.secretary, meeting)
        if number == 1:
            once, twice = Membership.objects.filter(organization=world.committee, voting=True)[:2]
            for reader, held in ((world.secretary, once), (world.secretary, twice), (second, twice)):
                slip = {"membership": held.pk, "option": "opposes", "received_on": clock.today()}
                ACTS["slip.enter"](by=reader, vote=vote.pk, **slip)
        if number == 2:
            for each in Vote.objects.get(pk=vote.pk).opening["seats"]:
                slip = {"membership": each["membership"], "option": "agrees", "received_on": clock.today()}
                for reader in (world.secretary, second):
                    ACTS["slip.enter"](by=reader, vote=vote.pk, **slip)
            _do("vote.close", world.secretary, vote)
            _do("meeting.close", world.secretary, meeting)


def _vote(world: World, item: Any, form: str) -> Any:
    return ACTS["vote.prepare"](by=world.secretary, item=item.pk, question=f"Thông qua ({form})?", form=form)


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
