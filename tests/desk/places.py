"""A world with one object of every kind that an address of the desk names, made by acts; for walks over them."""

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from tests.contents.made import pdf
from tests.desk.photos import photo_bytes
from tests.record.decided import approved
from tests.record.findings.workbooks import ASKS, handed_in
from tests.remembered import remembered
from tests.world import World

from nghitrinh.desk.findings.checking import check_waiting
from nghitrinh.desk.kit.access import walk
from nghitrinh.desk.models import OwnDocument, OwnFolder, OwnNote, PublicationRun
from nghitrinh.desk.personal import stored
from nghitrinh.documents.starting import starting_template
from nghitrinh.intake.opening import open_page, read_page
from nghitrinh.mail import calendars
from nghitrinh.mail.models import letter_id
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import FormerName, Organization
from nghitrinh.record.engagements.models import Engagement
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.intakes.models import Intake
from nghitrinh.record.kernel import clock, guard, storage
from nghitrinh.record.meetings.models import AgendaItem, Attendance, Meeting
from nghitrinh.record.opinions.models import Round
from nghitrinh.record.papers.models import File, Paper
from nghitrinh.record.presence.models import Invitation
from nghitrinh.record.voting.models import Vote

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "hai-duong"
PAPER = pdf("To trinh quy hoach vung", "Trang hai")
PAPER_BASE64 = base64.b64encode(PAPER).decode()
BODY = "Đề nghị quy hoạch khoảng 3.500 ha."


def paper_under(world: World, item: AgendaItem, *bodies: str, level: str = "internal") -> Paper:
    """Lay a paper of the department under an item, with versions of these texts, each with a file."""
    secretary = world.secretary
    paper: Paper = ACTS["paper.register"](
        by=secretary,
        organization=world.committee.pk,
        submitted_by=world.department.pk,
        title="Tờ trình quy hoạch vùng",
        kind="submission",
        level=level,
        item=item.pk,
    )
    for index, body in enumerate(bodies):
        now = Paper.objects.get(pk=paper.pk)
        file = {
            "name": "To trinh số 1.pdf",
            "media_type": "application/pdf",
            "content_base64": PAPER_BASE64,
        }
        files = [file] if index else []
        ACTS["paper.submit"](by=secretary, paper=now.pk, edit=now.edit, body=body, files=files)
    return Paper.objects.get(pk=paper.pk)


def page_taken_in(world: World) -> Intake:
    """Take in the worked example's page, which contradicts itself."""
    page = read_page((EXAMPLE / "page.txt").read_bytes(), "page.txt")
    return open_page(page, world.committee.pk, by=world.secretary)


def _lost_run(world: World) -> PublicationRun:
    """Return a publication that ended because the portal's folder is lost."""
    return PublicationRun.objects.create(
        by=world.secretary, running=None, code="portal_lost", values={"where": "/home/portal"}, ended_at=timezone.now()
    )


def _reported_with_a_file(world: World) -> Any:
    """Return the file of a report on a task that came in with a list."""
    rows = [{"text": "Rà soát quỹ đất", "responsible": world.department.pk, "reference": "KL 12"}]
    (task,) = ACTS["task.import_list"](
        by=world.secretary, organization=world.committee.pk, source=world.source.pk, rows=rows
    )
    ACTS["task.accept"](by=world.officer, task=task.pk, edit=task.edit)
    proof = {"name": "Ảnh.pdf", "media_type": "application/pdf", "content_base64": "JVBERi0xLjQK"}
    given = {"task": task.pk, "edit": task.edit + 1, "text": "Đã rà soát.", "files": [proof]}
    return ACTS["task.report"](by=world.officer, **given).files.get().pk


def everything(world: World, level: str = "internal") -> dict[str, Any]:
    """Return what the parts of addresses stand for: `{"meeting": …, "item": …}` by the names in the URLconf."""
    return remembered(_everything, world, level, about=level)


def _everything(world: World, level: str) -> dict[str, Any]:
    member = {"organization": world.committee.pk, "post": "Ủy viên được mời"}
    invited = ACTS["membership.appoint"](by=world.secretary, **member).pk
    decision = approved(world)
    item = AgendaItem.objects.get(pk=decision.item_id)
    paper = paper_under(world, item, BODY, BODY.replace("3.500", "4.000–5.000"), level=level)
    ACTS["task.assign"](by=world.secretary, decision=decision.pk)
    decision.refresh_from_db()
    meeting = Meeting.objects.get(pk=item.meeting_id)
    register = ACTS["register.open"](by=world.secretary, organization=world.committee.pk, symbol="TB/TU")
    instrument = ACTS["instrument.draft"](
        by=world.secretary,
        meeting=meeting.pk,
        register=register.pk,
        title="Thông báo kết luận",
        signer="Chánh Văn phòng",
        decisions=[decision.pk],
    )
    image = storage.put(photo_bytes())
    article = ACTS["article.draft"](
        by=world.secretary,
        meeting=meeting.pk,
        title="Bài về hội nghị",
        lead="Mở đầu.",
        body="Thân bài.",
        image=image,
        image_alt="Đại biểu biểu quyết",
    )
    account = ACTS["user.invite"](by=world.admin, username="moi", post="Văn thư")
    logo = storage.put(photo_bytes("PNG"))
    ACTS["livery.choose"](by=world.admin, body=world.body.pk, name="Tỉnh ủy", logo=logo, accent="#1f4e8c")
    return {
        "secret": account.secret,
        "calendar": calendars.renew(world.member),
        "letter": letter_id("none"),
        "user": world.reader.pk,
        "grant": world.reader.grants.get().pk,
        "provider_id": "home",
        "factor": 0,
        "digest": logo,
        "accent": "1f4e8c",
        "accent_dark": "0",
        "meeting": meeting.pk,
        "item": item.pk,
        "paper": paper.pk,
        "file": File.objects.get(version__paper=paper).pk,
        "decision": decision.pk,
        "task": decision.tasks.get().pk,
        "instrument": instrument.pk,
        "register": register.pk,
        "series": world.series.pk,
        "template": ACTS["template.hand_in"](
            by=world.secretary,
            organization=world.committee.pk,
            digest=storage.put(starting_template(of_the_party=True)),
            name="mau.docx",
        ).pk,
        "article": article.pk,
        "image": image,
        "intake": page_taken_in(world).pk,
        "report_file": _reported_with_a_file(world),
        "body": world.department.pk,
        "run": _lost_run(world).pk,
        **_rules(world),
        "invitation": Invitation.objects.get(membership=invited).pk,
        "attendance": (guest := _guest(world, meeting)).pk,
        **_asked(world, paper, invited),
        "vote": (vote := _vote(world, meeting)).pk,
        **_course(world, vote.item, guest),
        "minutes": ACTS["minutes.draft"](by=world.secretary, meeting=meeting.pk).pk,
        **_slips(world, invited),
        "engagement": _engagement(world, invited).pk,
        "revision": (version := paper.versions.latest("number")).pk,
        **_own_documents(world),
        "own": OwnNote.objects.create(user=world.secretary, version=version.pk, text="Hỏi lại về đất").pk,
        **_kept(world),
        "finding": _finding(world, item, level).pk,
    }


def _own_documents(world: World) -> dict[str, Any]:
    """Return a folder of the secretary's own, with a document."""
    folder = OwnFolder.objects.create(user=world.secretary, name="Kỳ họp")
    given = {"name": "Số liệu.txt", "size": 7, "digest": stored.put(b"so lieu")}
    return {
        "folder": folder.pk,
        "document": OwnDocument.objects.create(user=world.secretary, folder=folder, **given).pk,
    }


def _asked(world: World, paper: Paper, member: Any) -> dict[str, Any]:
    """Return a round about a paper, with what a member answered on paper, and with what file."""
    version = paper.versions.latest("number")
    given = {"question": "Xin ý kiến về dự thảo", "due_on": clock.today() + timedelta(days=7)}
    made: Round = ACTS["round.open"](
        by=world.secretary, version=version.pk, members=[member], bodies=[world.department.pk], **given
    )
    asked = made.requests.get(membership=member)
    file = {"name": "Góp ý.pdf", "media_type": "application/pdf", "content_base64": "JVBERi0xLjQK"}
    said = {"choice": "with_changes", "comments": [{"text": "Nói rõ hơn về đất"}], "files": [file]}
    opinion = ACTS["opinion.note"](by=world.secretary, request=asked.pk, edit=asked.edit, **said)
    return {
        "round": made.pk,
        "asked": made.requests.get(organization=world.department).pk,
        "opinion": opinion.pk,
        "comment": opinion.comments.get().pk,
        "opinion_file": opinion.files.get().pk,
    }


def _finding(world: World, item: AgendaItem, level: str) -> Finding:
    """Return what came of the check of a workbook that does not add up, once what it does not say was answered."""
    paper = paper_under(world, item, level=level)
    (asking,) = handed_in(world, paper, ("quy-hoach.xlsx", ASKS), by=world.secretary)
    check_waiting()
    asking.refresh_from_db()
    answers = [{"key": each["key"], "answer": "no"} for each in asking.questions]
    ACTS["finding.answer"](by=world.secretary, finding=asking.pk, edit=asking.edit, answers=answers)
    check_waiting()
    return Finding.objects.get(pk=asking.pk)


def _guest(world: World, meeting: Meeting) -> Attendance:
    """Return a guest who is at the meeting."""
    now = Meeting.objects.get(pk=meeting.pk)
    given = {"meeting": now.pk, "edit": now.edit, "role": "invited", "post": "Giám đốc Sở Công Thương"}
    guest: Attendance = ACTS["attendance.record"](by=world.secretary, **given)
    return guest


def _vote(world: World, meeting: Meeting) -> Vote:
    """Return a vote that is prepared, on an item of its own."""
    item = world.item(meeting, "Việc đưa ra biểu quyết", level="internal")
    vote: Vote = ACTS["vote.prepare"](by=world.secretary, item=item.pk, question="Thông qua?", form="named")
    return vote


def _course(world: World, item: AgendaItem, guest: Attendance) -> dict[str, Any]:
    """Return when an item was heard, a line of what was said there, and who waits to speak."""
    hearing = ACTS["item.begin"](by=world.chair, item=item.pk)
    said = {"text": "Đề nghị rà soát", "attendance": guest.pk}
    line = ACTS["note.add"](by=world.secretary, item=item.pk, **said)
    speech = ACTS["speech.ask_for"](by=world.secretary, item=item.pk, attendance=guest.pk)
    return {"hearing": hearing.pk, "note": line.pk, "speech": speech.pk}


def _slips(world: World, member: Any) -> dict[str, Any]:
    """Return a question that is asked in writing, and the seat of somebody who has not answered it."""
    values = {"quorum": "> 1/2 in_office", "majority": "> 1/2 in_office", "written": "yes"}
    provisions = [{"key": key, "value": value, "basis": "Quy chế, Điều 7"} for key, value in values.items()]
    given = {"organization": world.committee.pk, "title": "Quy chế đang dùng", "starts_on": "2020-01-02"}
    rule = ACTS["rule.draft"](by=world.secretary, **given, provisions=provisions)
    ACTS["rule.adopt"](by=world.chair, rule=rule.pk, edit=rule.edit)
    day = {"name": "Lấy ý kiến về chỉ thị", "starts_at": clock.now(), "form": "written"}
    meeting = ACTS["meeting.plan"](by=world.secretary, organization=world.committee.pk, **day)
    item = world.item(meeting, "Ban hành chỉ thị", level="internal")
    asked = {"item": item.pk, "question": "Đồng ý ban hành?", "form": "written"}
    vote = ACTS["vote.prepare"](by=world.secretary, **asked)
    edit = Meeting.objects.get(pk=meeting.pk).edit
    ACTS["meeting.ask"](by=world.secretary, meeting=meeting.pk, edit=edit, answers_by=clock.today())
    with guard.opened("test"):  # the question keeps its rule; other pages show a body that has adopted none
        type(rule).objects.filter(pk=rule.pk).update(state="dropped")
    return {"slip": vote.pk, "seat": member, "in_writing": meeting.pk}


def _engagement(world: World, member: Any) -> Engagement:
    """Return a visit in the week, to which the holder of a post goes."""
    given = {"title": "Thăm cơ sở", "kind": "visit", "starts_at": "2021-10-05T09:00", "members": [member]}
    made: Engagement = ACTS["engagement.plan"](by=world.secretary, organization=world.committee.pk, **given)
    return made


def _rules(world: World) -> dict[str, Any]:
    """Return the draft of a rule; its page shows a holiday too."""
    of = {"organization": world.committee.pk}
    said = {"quorum": ">= 2/3 in_office", "majority": "> 1/2 in_office", "tie": "not_passed", "notice": "3 working"}
    provisions = [{"key": key, "value": value, "basis": "Điều 7"} for key, value in said.items()]
    given = {"title": "Quy chế làm việc", "starts_on": "2020-11-12", "provisions": provisions}
    holiday = {"day": clock.today() + timedelta(days=3), "name": "Ngày nghỉ"}
    ACTS["holiday.declare"](by=world.secretary, **of, **holiday)
    return {"rule": ACTS["rule.draft"](by=world.secretary, **of, **given).pk}


def _kept(world: World) -> dict[str, Any]:
    """Return an organization that was renamed, a post with its person, a place, a term, a source, a jurisdiction."""
    now = Organization.objects.get(pk=world.committee.pk)
    renamed = {"name": "Ban Thường vụ Tỉnh ủy khóa mới", "short_name": now.short_name, "renamed_on": "2021-01-01"}
    ACTS["organization.rename"](by=world.admin, organization=now.pk, edit=now.edit, **renamed)
    on = {"organization": now.pk, "edit": now.edit + 1, "reason": "Dựng để thử"}
    ACTS["organization.correct"](by=world.admin, name=now.name, **on)  # the example's name is what tests look for
    person = ACTS["person.register"](by=world.admin, name="Trần Thị Bình")
    post = {"organization": now.pk, "post": "Phó Bí thư", "person": person.pk}
    return {
        "organization": now.pk,
        "former": FormerName.objects.get().pk,
        "person": person.pk,
        "membership": ACTS["membership.appoint"](by=world.secretary, **post).pk,
        "location": world.place.pk,
        "term": world.term.pk,
        "source": world.source.pk,
        "jurisdiction": world.body.pk,
    }


def address_of(name: str, places: dict[str, object]) -> str:
    """Return the address of a page, with objects of a world in its parts."""
    pattern = next(pattern for _, pattern in walk() if pattern.name == name)
    given = {**places, "year": 2021, "month": 10, "kind": "pdf", "position": 0, "step": "dia-ban", "part": "name"}
    given |= {"page": 1, "sheet": "chuong-trinh", "week": 40}
    if name in ("journal.object", "releases.release", "releases.withdraw"):
        given |= {"kind": "meeting", "noun": places["meeting"]}
    if name == "written.slips":  # they are of a meeting in writing alone
        given["meeting"] = places["in_writing"]
    if name == "people.strike":
        given |= {"kind": "membership", "entry": places["membership"]}
    if name in ("instruments.earlier_text", "minutes.earlier_text"):
        given["version"] = 1
    return reverse(name, kwargs={part: given[part] for part in pattern.pattern.converters})
