"""The leak test: a secret in every text field that must not be published; then every published byte is searched."""

import base64
import gzip
import io
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import brotli
import pypdf
import pytest
from django.apps import apps
from django.db import models
from tests.record.decided import correct, kept
from tests.record.instruments.chain import Chain, approved, points
from tests.record.presence.room import adopt_rule, appoint
from tests.world import World

from nghitrinh.desk.models import OwnNote
from nghitrinh.publication.gate import release
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles import acts as articles
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.acts import agenda
from nghitrinh.record.meetings.acts import meeting as meetings
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.opinions.acts import answers, opinions, rounds
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper, PaperRevision
from nghitrinh.record.releases import acts as releases
from nghitrinh.record.tasks.acts import work
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.voting.acts import counts, questions, results

MARK = "bimatso"
CONTROL = "kiemchung77"
PUT_OFF = "luihan88"


class Secrets:
    """Gives secrets that a folded search index keeps as one word, each its own."""

    def __init__(self) -> None:
        self._numbers = count(1000)
        self.planted: list[str] = []

    def __call__(self) -> str:
        self.planted.append(f"{MARK}{next(self._numbers)}")
        return self.planted[-1]


@pytest.fixture
def secret() -> Secrets:
    return Secrets()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path


def _meeting(chain: Chain) -> dict[str, Any]:
    now = Meeting.objects.get(pk=chain.meeting.pk)
    return {"by": chain.world.secretary, "meeting": now.pk, "edit": now.edit}


def _secret_points(world: World, secret: Secrets) -> list[dict[str, Any]]:
    (point,) = points(world)
    point["text"] = secret()
    point["figures"][0] |= {"quantity": secret(), "unit": secret(), "as_of": secret()}
    point["charges"][0] |= {"text": secret(), "due_text": secret()}
    return [point]


def _plant_items(chain: Chain, secret: Secrets) -> None:
    """A restricted item with an approved public title, one without, an internal one, one taken off the agenda."""
    world = chain.world
    for level, named in (("restricted", True), ("restricted", False), ("internal", False)):
        item = world.item(chain.meeting, title=secret(), level=level)
        approved(world, item, secret(), points=_secret_points(world, secret))
        item.refresh_from_db()
        if named:
            agenda.approve_public_title(
                by=world.chair, item=item.pk, edit=item.edit, public_title=f"Công tác cán bộ {CONTROL}"
            )
    gone = world.item(chain.meeting, title=secret())
    agenda.withdraw_item(by=world.secretary, item=gone.pk, edit=gone.edit, reason=secret())
    drafted = world.item(chain.meeting, title="Nội dung mở")
    decisions.draft(by=world.secretary, item=drafted.pk, title=secret(), points=_secret_points(world, secret))


def _plant_papers(chain: Chain, secret: Secrets) -> None:
    world = chain.world
    content = base64.b64encode(secret().encode()).decode()
    file = {"name": f"{secret()}.txt", "media_type": "text/plain", "content_base64": content}
    for level in ("public", "internal"):
        paper = papers.register(
            by=world.secretary,
            organization=world.committee.pk,
            submitted_by=world.department.pk,
            title=secret(),
            kind="report",
            number=secret(),
            level=level,
            item=chain.item.pk,
        )
        papers.submit(by=world.secretary, paper=paper.pk, edit=paper.edit, body=secret(), reason=secret(), files=[file])
        now = Paper.objects.get(pk=paper.pk)
        papers.return_paper(by=world.secretary, paper=now.pk, edit=now.edit, reason=secret())


def _plant_opinions(chain: Chain, secret: Secrets) -> None:
    """A round about a public paper, with what a body said of a passage, and how that was answered."""
    world, paper = chain.world, chain.world.paper(chain.item)
    body = f"Lời {secret()} của bản"
    papers.submit(by=world.officer, paper=paper.pk, edit=paper.edit, body=body)
    version = paper.versions.get()
    made = rounds.open_round(
        by=world.secretary,
        version=version.pk,
        question=secret(),
        bodies=[world.department.pk],
        due_on=clock.today(),
    )
    request = made.requests.get()
    passage = {"words": body, "start": 0, "end": len(body)}
    content = base64.b64encode(secret().encode()).decode()
    opinion = opinions.note(
        by=world.secretary,
        request=request.pk,
        edit=request.edit,
        choice="other",
        signed_by=secret(),
        comments=[{"text": secret(), "passage": passage}],
        files=[{"name": f"{secret()}.txt", "media_type": "text/plain", "content_base64": content}],
    )
    made = rounds.close(by=world.secretary, round=made.pk, edit=made.edit)
    comment = opinion.comments.get()
    answered = {"outcome": "partly", "text": secret(), "passage": passage}
    answers.respond(by=world.officer, comment=comment.pk, edit=comment.edit, **answered)
    now = Paper.objects.get(pk=paper.pk)
    papers.accept(by=world.secretary, paper=now.pk, edit=now.edit)
    now.refresh_from_db()
    releases.release_paper(by=world.secretary, paper=now.pk, edit=now.edit)


def _plant_votes(chain: Chain, secret: Secrets) -> None:
    """Votes on a public item: by name with a reserved view, and on paper about a person; a point without a vote."""
    world = chain.world
    now = Decision.objects.get(pk=chain.decision.pk)
    correct(world, now, kept(now, without_vote=secret()))
    adopt_rule(world, reservation="yes", quorum=">= 1/9 in_office")
    held = appoint(world, secret())
    meetings.record_attendance(**_meeting(chain), role="member", post=held.post, membership=held.pk)
    item = world.item(chain.meeting, title="Việc có biểu quyết")
    person = {"kind": "honours", "candidates": [{"post": secret(), "name": secret()}]}
    for form, given in (("consent", {}), ("paper", person)):
        vote = questions.prepare(by=world.secretary, item=item.pk, question=secret(), form=form, **given)
        vote = questions.open_vote(by=world.chair, vote=vote.pk, edit=vote.edit)
        if form == "consent":
            vote = results.note_consent(by=world.chair, vote=vote.pk, edit=vote.edit)
            results.reserve(by=world.secretary, vote=vote.pk, membership=held.pk, text=secret())
            continue
        tally = {"candidate": vote.candidates.get().pk, "agreeing": 1, "opposing": 0}
        sheet = {"issued": 1, "returned": 1, "valid": 1, "spoilt": 0, "tallies": [tally]}
        counts.count_ballots(by=world.secretary, vote=vote.pk, edit=vote.edit, **sheet, remarks=secret())
        questions.cancel(by=world.chair, vote=vote.pk, edit=vote.edit + 1, reason=secret())


def _plant_people(chain: Chain, secret: Secrets) -> None:
    world = chain.world
    bodies.create_user(by=world.admin, username=secret(), post=secret(), password=f"mot cau dai {secret()}")
    bodies.register_person(by=world.admin, name=secret())
    bodies.found_organization(by=world.admin, body=world.body.pk, name=secret(), kind="other", short_name=secret())
    bodies.name_location(by=world.admin, body=world.body.pk, name=secret(), kind=secret())
    bodies.register_source(
        by=world.secretary,
        organization=world.committee.pk,
        kind="page",
        title=secret(),
        address=secret(),
        text=secret(),
    )
    for role in ("member", "invited", "excused"):
        meetings.record_attendance(**_meeting(chain), role=role, post=secret(), name=secret())
    elsewhere = world.plan_meeting(secret(), day=20)
    world.item(elsewhere, title=secret())


def _plant_work(chain: Chain, secret: Secrets) -> None:
    world, task = chain.world, Task.objects.get(decision=chain.decision)
    task = work.accept(by=world.officer, task=task.pk, edit=task.edit)
    work.report(by=world.officer, task=task.pk, edit=task.edit, text=secret())
    task.refresh_from_db()
    work.return_task(by=world.secretary, task=task.pk, edit=task.edit, answer=secret())
    task.refresh_from_db()
    work.extend(by=world.secretary, task=task.pk, edit=task.edit, due_on="2027-10-30", reason=f"Chờ số liệu {PUT_OFF}")


def _plant_texts(chain: Chain, secret: Secrets) -> None:
    """An article that stays a draft; and newer words of a released one, which wait for their release."""
    by = chain.world.secretary
    hidden = {"title": secret(), "lead": secret(), "body": secret(), "byline": secret(), "image_caption": secret()}
    articles.draft(by=by, meeting=chain.meeting.pk, **hidden)
    article = articles.draft(by=by, meeting=chain.meeting.pk, title="Hội nghị", lead="Mở đầu.", body="Thân bài.")
    article = articles.submit(by=by, article=article.pk, edit=article.edit)
    article = articles.send_back(by=by, article=article.pk, edit=article.edit, reason=secret())
    article = articles.submit(by=by, article=article.pk, edit=article.edit)
    article = release(by=by, article=article.pk, edit=article.edit)
    articles.correct(
        by=by,
        article=article.pk,
        edit=article.edit,
        reason=secret(),
        authority=secret(),
        **(hidden | {"title": secret()}),
    )
    instruments.draft(
        by=by,
        meeting=chain.meeting.pk,
        register=chain.register.pk,
        title=secret(),
        signer=secret(),
        recipients=secret(),
        decisions=[chain.decision.pk],
    )


def _plant_minutes(chain: Chain, secret: Secrets) -> None:
    """Minutes of the released meeting, with the secretary's words, lines of who spoke, and who signs."""
    by, words = chain.world.secretary, [{"item": chain.item.pk, "text": secret()}]
    minutes = ACTS["minutes.draft"](by=by, meeting=chain.meeting.pk)
    given = {"opening": secret(), "closing": secret(), "parts": words}
    signers = {"writer_post": secret(), "writer_name": secret(), "chair_post": secret(), "chair_name": secret()}
    ACTS["minutes.revise"](by=by, minutes=minutes.pk, edit=minutes.edit, **given, **signers)


def _plant_notes(chain: Chain, secret: Secrets) -> None:
    """What somebody noted for themselves at a public paper and at a public item."""
    version = PaperRevision.objects.filter(paper__level="public").latest("number")
    passage = {"start": 0, "end": 4, "words": secret()}
    OwnNote.objects.create(user=chain.world.member, version=version.pk, text=secret(), **passage)
    OwnNote.objects.create(user=chain.world.member, item=chain.item.pk, text=secret())


def _pieces() -> Iterator[tuple[str, bytes]]:
    """Yield everything in the release, decompressed, and the rows and the search vocabulary of its database."""
    for path in sorted((portal_root() / "current").resolve().rglob("*")):
        if path.is_dir():
            continue
        content = path.read_bytes()
        if path.suffix == ".br":
            content = brotli.decompress(content)
        elif path.suffix == ".gz":
            content = gzip.decompress(content)
        yield str(path), content
        if content.startswith(b"%PDF"):
            yield f"{path}: text.pdf", _pdf_text(content)
        if path.suffix == ".sqlite":
            yield from _dumped(path)


def _pdf_text(content: bytes) -> bytes:
    """Return a PDF's words, and what it says of itself."""
    pdf = pypdf.PdfReader(io.BytesIO(content))
    return "\n".join([*(page.extract_text() for page in pdf.pages), repr(pdf.metadata)]).encode()


def _dumped(path: Path) -> Iterator[tuple[str, bytes]]:
    connection = sqlite3.connect(path)
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            yield f"{path}: {table}", repr(row).encode() + b"".join(each for each in row if isinstance(each, bytes))
    connection.close()


def _texts_in_record() -> set[str]:
    """Return the fields of the record, as noun.field, in which a secret lies."""
    found = set()
    for model in apps.get_app_config("record").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and model is not Journal:
                condition = {f"{field.attname}__contains": MARK}
                if model._default_manager.filter(**condition).exists():
                    found.add(f"{model._meta.model_name}.{field.attname}")
    return found


def test_no_planted_secret_is_published(chain: Chain, secret: Secrets) -> None:
    _plant_items(chain, secret)
    _plant_papers(chain, secret)
    _plant_people(chain, secret)
    _plant_votes(chain, secret)
    notice = chain.issued(recipients=secret())
    instruments.release(by=chain.world.secretary, instrument=notice.pk, edit=notice.edit)
    _plant_opinions(chain, secret)
    _plant_work(chain, secret)
    _plant_texts(chain, secret)
    _plant_minutes(chain, secret)
    _plant_notes(chain, secret)
    publish(by=chain.world.secretary)
    pieces = list(_pieces())
    seen = {where.rpartition(".")[2] for where, content in pieces if CONTROL.encode() in content}
    assert {"html", "br", "gz", "sqlite", "sqlite: item", "sqlite: search"} <= seen
    (text,) = (content.decode() for where, content in pieces if where.endswith("text.pdf"))
    assert "120-TB/TU" in text
    put_off = {where.rpartition(".")[2] for where, content in pieces if PUT_OFF.encode() in content}
    assert {"html", "sqlite: taskevent"} <= put_off
    leaks = [(where, MARK) for where, content in pieces if MARK.encode() in content.lower()]
    assert leaks == []
    assert len(secret.planted) > 60
    assert _texts_in_record() >= {
        "agendaitem.title", "decision.title", "point.text", "figure.quantity", "figure.unit", "figure.as_of",
        "charge.text", "charge.due_text", "paper.title", "paper.number", "paperrevision.body", "paperrevision.reason",
        "file.name", "round.question", "comment.text", "comment.words", "opinion.signed_by", "opinionfile.name",
        "response.text", "response.words",
        "vote.question", "candidate.post", "candidate.name", "count.remarks", "reservation.text", "reservation.post",
        "point.without_vote",
        "user.username", "user.post", "person.name", "organization.name", "organization.short_name", "location.name",
        "location.kind", "source.title", "source.address", "source.text", "attendance.post", "attendance.name",
        "meeting.name", "taskreport.text", "taskreport.answer", "articlerevision.title", "articlerevision.lead",
        "articlerevision.body", "articlerevision.byline", "articlerevision.reason", "articlerevision.authority",
        "minutesrevision.opening", "minutesrevision.closing", "minutespart.text", "minutes.writer_post",
        "minutes.writer_name", "minutes.chair_post", "minutes.chair_name",
        "instrument.title", "instrument.signer", "instrument.recipients", "actcontent.content",
    }  # fmt: skip
