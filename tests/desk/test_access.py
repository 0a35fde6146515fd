"""Who may open which address, for every address there is: a new page fails here until it says who may open it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client
from tests.desk.places import address_of, everything, paper_under
from tests.record.decided import approved, open_item
from tests.world import PASSWORD, World

from nghitrinh.desk.kit.access import check_rules, rule_of, walk
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.models import File

EVERYONE = {"anonymous", "secretary", "chair", "member", "reader", "officer", "bob", "carol", "quantri"}
SIGNED_IN = EVERYONE - {"anonymous"}
INSIDE = {"secretary", "chair", "member", "reader"}
SECRETARY = {"secretary"}
CHAIR = {"chair"}
LEADS = {"secretary", "chair"}
CHARGED = INSIDE | {"officer"}
# A list that is always empty for somebody does not open for them: an administrator without a role, a body's officer.
WORKING = SIGNED_IN - {"quantri"}
INSIDERS = INSIDE | {"bob", "carol"}
# Carol is secretary of another body: she may begin what is her own, and see nothing of ours.
SECRETARIES = {"secretary", "carol"}
# Publishing concerns the whole home: its administrator does it too.
PUBLISHERS = SECRETARIES | {"quantri"}
# Names and posts are kept by administrators, and by the secretaries of the organization; others' they see in the list.
KEEPERS = SECRETARIES | {"quantri"}
KEEPS = SECRETARY | {"quantri"}
ADMINISTRATOR = {"quantri"}
# How documents are headed and numbered concerns the body and who sets up the home.
ORDERING = {"secretary", "quantri"}

WHO = {
    "signing": EVERYONE,
    "signing.out": EVERYONE,
    "signing.language": EVERYONE,
    "signing.second": EVERYONE,
    "signing.link": EVERYONE,
    "openid_connect_login": EVERYONE,
    "openid_connect_callback": EVERYONE,
    "account": SIGNED_IN,
    "account.password": SIGNED_IN,
    "account.totp": SIGNED_IN,
    "account.key": SIGNED_IN,
    "account.codes": SIGNED_IN,
    "account.remove": SIGNED_IN,
    "account.end_sessions": SIGNED_IN,
    "account.letters": SIGNED_IN,
    "account.feed": EVERYONE,
    "account.rows": EVERYONE,
    "account.described": EVERYONE,
    "help": SIGNED_IN,
    "account.calendar": SIGNED_IN,  # after the feed, whose address it renews
    "mail": ADMINISTRATOR,
    "mail.trial": ADMINISTRATOR,
    "mail.again": ADMINISTRATOR,
    "mail.drop": ADMINISTRATOR,
    "health": EVERYONE,
    "setup": set(),
    "setup.page": set(),
    "livery.change": {"quantri"},
    "portal.describe": {"quantri"},
    "livery.logo": EVERYONE,
    "livery.colours": EVERYONE,
    "today": SIGNED_IN,
    "calendar": WORKING,
    "calendar.month": WORKING,
    "calendar.week": WORKING,
    "calendar.week_of": WORKING,
    "calendar.week_file": INSIDERS,
    "engagements.plan": SECRETARY,
    "engagements.engagement": INSIDE,
    "engagements.revise": SECRETARY,
    "engagements.cancel": SECRETARY,
    "search": SIGNED_IN,
    "journal": INSIDERS | {"quantri"},
    "journal.object": INSIDE,
    "meetings": WORKING,
    "meetings.plan": SECRETARIES,
    "meetings.enter_past": SECRETARIES,
    "meetings.meeting": INSIDE,
    "meetings.papers": INSIDE,
    "meetings.results": INSIDE,
    "meetings.reschedule": SECRETARY,
    "meetings.convene": SECRETARY,
    "meetings.add_convener": SECRETARY,
    "meetings.open": LEADS,
    "meetings.close": LEADS,
    "meetings.cancel": SECRETARY,
    "meetings.correct": SECRETARY,
    "meetings.attendance": SECRETARY,
    "presence.invitations": INSIDE,
    "presence.invite": SECRETARY,
    "presence.invite_all": SECRETARY,
    "presence.answer": {"secretary", "member"},  # who is invited answers, or is asked by telephone
    "presence.come": {"member"},  # whose account holds the post that is invited
    "presence.statistics": INSIDERS,
    "presence.workbook": INSIDERS,
    "presence.room": INSIDE,
    "presence.arrive": SECRETARY,
    "presence.leave": SECRETARY,
    "presence.correct": SECRETARY,
    "presence.check_in": {"member"},  # the same
    "printing.papers": INSIDE,
    "printing.sheet": INSIDE,
    "printing.slips": set(),  # of a vote on paper: tests/desk/printing has one
    "agenda.add": SECRETARY,
    "agenda.add_several": SECRETARY,
    "agenda.carry": SECRETARY,
    "agenda.item": INSIDE,
    "agenda.move": SECRETARY,
    "agenda.revise": SECRETARY,
    "agenda.withdraw": SECRETARY,
    "agenda.approve_title": CHAIR,
    "course.board": LEADS,
    "course.begin": LEADS,
    "course.leave": LEADS,
    "course.conclude": LEADS,
    "course.note": LEADS,
    "course.ask_for": LEADS,
    "course.call": LEADS,
    "course.end": LEADS,
    "course.strike": LEADS,
    "course.vote": set(),  # once the button says what is done with the vote: tests/desk/course
    "course.correct_note": SECRETARY,
    "course.correct_hearing": SECRETARY,
    "course.follow": INSIDE,
    "course.ask": {"member"},  # whose account holds a post there
    "course.withdraw": LEADS,  # and whose turn it is
    "course.screen": LEADS,
    "course.stream": INSIDE,
    "course.vote_stream": INSIDE,
    "voting.votes": INSIDE,
    "voting.prepare": LEADS,
    "voting.vote": INSIDE,
    "voting.revise": LEADS,
    "voting.open": LEADS,
    "voting.consent": LEADS,
    "voting.close": LEADS,
    "voting.cancel": LEADS,
    "voting.reserve": {"secretary", "chair", "member"},
    "voting.cast": {"secretary", "chair", "member"},
    "slips.answer": {"secretary", "chair", "member"},
    "slips.enter": {"secretary", "member"},
    "slips.take_back": set(),  # once somebody entered the slip: tests/desk/voting/test_rereading.py
    "slips.reread": set(),  # once two did
    "slips.correct": set(),  # and once the question is closed
    "written.plan": SECRETARIES,
    "written.ask": SECRETARY,
    "written.extend": SECRETARY,
    "written.close": LEADS,
    "written.slips": INSIDE,
    "written.result": set(),  # of a meeting in writing that is closed: tests/desk/voting/test_written.py has one
    "written.report": set(),  # likewise
    "voting.hands": LEADS,
    "voting.correct": LEADS,
    "voting.minutes": set(),  # once ballots on paper were counted: tests/desk/voting
    "voting.first": {"secretary", "member"},
    "voting.second": {"secretary", "member"},
    "minutes.draft": SECRETARY,
    "minutes.minutes": INSIDE,
    "minutes.revise": SECRETARY,
    "minutes.review": LEADS,
    "minutes.sign": {"secretary", "chair", "member"},
    "minutes.record_signature": LEADS,
    "minutes.send_back": LEADS,
    "minutes.drop": SECRETARY,
    "minutes.approve": LEADS,
    "minutes.correct": {"secretary", "chair", "member"},
    "minutes.document": INSIDE,
    "minutes.earlier_text": set(),  # of those that are signed: tests/desk/minutes
    "papers": WORKING,
    "papers.bring": SECRETARIES | {"officer"},
    "papers.register": SECRETARY,
    "papers.paper": CHARGED,
    "papers.compare": CHARGED,
    "papers.file": CHARGED,
    "papers.read": CHARGED,
    "papers.picture": CHARGED,
    "papers.whole": INSIDE,
    "papers.submit": {"secretary", "officer"},
    "papers.accept": SECRETARY,
    "papers.return": SECRETARY,
    "papers.withdraw": SECRETARY,
    "papers.lay": SECRETARY,
    "findings.finding": CHARGED,
    "findings.result": CHARGED,
    "findings.answer": {"secretary", "officer"},
    "findings.renew": {"secretary", "officer"},
    "findings.send_back": SECRETARY,
    "findings.begin": {"secretary", "officer"},
    "opinions.open": SECRETARY | {"officer"},
    "opinions.round": CHARGED,
    "opinions.ask": SECRETARY,
    "opinions.extend": SECRETARY,
    "opinions.extend_one": SECRETARY,
    "opinions.close": SECRETARY,
    "opinions.cancel": SECRETARY,
    "opinions.answer": {"secretary", "officer"},  # whoever is asked: here the department
    "opinions.sign": set(),  # whose body's opinion waits: tests/desk/opinions has one that does
    "opinions.note_signed": set(),  # the same
    "opinions.respond": SECRETARY,  # and the body that submitted the paper, once the round is closed
    "opinions.split": SECRETARY,  # the same
    "opinions.matrix": set(),  # once the round is closed: tests/desk/opinions
    "opinions.file": {"secretary", "member"},  # who noted it on paper, whose it is; others as the rule opens it
    "decisions": INSIDERS,
    "decisions.draft": SECRETARY,
    "decisions.decision": INSIDE,
    "decisions.revise": SECRETARY,
    "decisions.correct": LEADS,
    "decisions.send_back": LEADS,
    "decisions.drop": SECRETARY,
    "decisions.review": SECRETARY,
    "decisions.approve": CHAIR,
    "tasks": WORKING,
    "tasks.export": WORKING,
    "tasks.bring": SECRETARIES,
    "tasks.enter": SECRETARIES,
    "tasks.template": SECRETARIES,
    "tasks.task": CHARGED,
    "tasks.file": CHARGED,
    "tasks.accept": {"officer"},
    "tasks.report": {"officer"},
    "tasks.confirm": LEADS,
    "tasks.send_back": LEADS,
    "tasks.ask": LEADS,
    "tasks.answer": {"officer"},
    "tasks.extend": SECRETARY,
    "tasks.cancel": SECRETARY,
    "instruments": INSIDERS,
    "instruments.draft": SECRETARY,
    "instruments.instrument": INSIDE,
    "instruments.revise": SECRETARY,
    "instruments.check": SECRETARY,
    "instruments.sign": {"secretary", "chair", "member"},
    "instruments.record_signature": LEADS,
    "instruments.send_back": LEADS,
    "instruments.issue": SECRETARY,
    "instruments.correct": {"secretary", "chair", "member"},
    "instruments.drop_correction": {"secretary", "chair", "member"},
    "instruments.earlier_text": INSIDE,
    "instruments.drop": SECRETARY,
    "instruments.withdraw": SECRETARY,
    "instruments.document": INSIDE,
    "instruments.extract": INSIDE,
    "procedure": INSIDERS,
    "procedure.rule": INSIDE,
    "procedure.draft": SECRETARY,
    "procedure.revise": SECRETARY,
    "procedure.correct": SECRETARY,
    "procedure.drop": SECRETARY,
    "procedure.adopt": LEADS,
    "procedure.declare": SECRETARY,
    "registers": PUBLISHERS,
    "registers.letterhead": ORDERING,
    "registers.sample": ORDERING,
    "registers.open": ORDERING,
    "registers.start_series": ORDERING,
    "registers.hand_in": ORDERING,
    "registers.hand_in_minutes": ORDERING,
    "registers.hand_in_letter": ORDERING,
    "registers.starting_letter": ORDERING,
    "registers.starting_template": ORDERING,
    "registers.starting_minutes": ORDERING,
    "registers.preview": ORDERING,
    "registers.template": ORDERING,
    "registers.template_picture": ORDERING,
    "registers.withdraw_template": ORDERING,
    "registers.correct": ORDERING,
    "registers.close": ORDERING,
    "registers.correct_series": ORDERING,
    "registers.close_series": ORDERING,
    "intake": SECRETARIES,
    "intake.upload": SECRETARIES,
    "intake.intake": SECRETARY,
    "intake.decide": SECRETARY,
    "intake.amend": SECRETARY,
    "intake.accept": SECRETARY,
    "intake.discard": SECRETARY,
    "articles": INSIDERS,
    "articles.draft": SECRETARY,
    "articles.article": INSIDE,
    "articles.photo": INSIDE,
    "articles.revise": SECRETARY,
    "articles.seen": SECRETARY,
    "articles.submit": SECRETARY,
    "articles.send_back": LEADS,
    "articles.drop": SECRETARY,
    "articles.release": SECRETARY,
    "articles.correct": SECRETARY,
    "articles.confirm": SECRETARY,
    "articles.withdraw": SECRETARY,
    "people": KEEPERS,
    "people.organization": KEEPERS,
    "people.found": KEEPERS,
    "people.bring": ADMINISTRATOR,
    "people.enter": ADMINISTRATOR,
    "people.template": ADMINISTRATOR,
    "people.export": ADMINISTRATOR,
    "people.correct": KEEPS,
    "people.rename": KEEPS,
    "people.correct_former": KEEPS,
    "people.end": ADMINISTRATOR,
    "people.succeed": ADMINISTRATOR,
    "people.delegate": ADMINISTRATOR,
    "people.appoint": KEEPS,
    "people.end_post": KEEPS,
    "people.follow": KEEPS,
    "people.correct_post": KEEPS,
    "people.persons": KEEPERS,
    "people.register": KEEPERS,
    "people.correct_person": KEEPS,
    "people.places": KEEPERS,
    "people.name_place": KEEPERS,
    "people.units": KEEPERS,
    "people.correct_place": KEEPERS,
    "people.end_place": KEEPERS,
    "people.terms": KEEPERS,
    "people.open_term": KEEPERS,
    "people.correct_term": KEEPERS,
    "people.close_term": KEEPERS,
    "people.correct_body": ADMINISTRATOR,
    "people.sources": KEEPERS,
    "people.register_source": KEEPERS,
    "people.correct_source": KEEPS,
    "people.strike": KEEPS,
    "users": PUBLISHERS,
    "users.user": {"secretary", "quantri"},
    "users.invite": {"quantri"},
    "users.log": {"quantri"},
    "users.give_link": {"quantri"},
    "users.link": {"quantri"},
    "users.end_link": {"quantri"},
    "users.rename": {"quantri"},
    "users.block": {"quantri"},
    "users.let_in": {"quantri"},
    "users.give": {"quantri"},
    "users.identify": {"quantri"},
    "users.set_mail_address": {"quantri"},
    "users.name_holder": {"quantri"},
    "users.tie": {"quantri"},
    "users.forget_second_step": {"quantri"},
    "users.end_sessions": {"quantri"},
    "users.take_back": {"quantri"},
    "personal.documents": SIGNED_IN,
    "personal.bring": SIGNED_IN,
    "personal.open_folder": SIGNED_IN,
    "personal.change_folder": SECRETARY,  # whose it is, as below
    "personal.remove_folder": SECRETARY,
    "personal.change_document": SECRETARY,
    "personal.download": SECRETARY,
    "personal.remove_document": SECRETARY,
    "personal.notes": SIGNED_IN,
    "personal.note_version": CHARGED,
    "personal.note_page": CHARGED,
    "personal.note_item": INSIDE,
    "personal.change_note": SECRETARY,  # whose note it is, and nobody else: tests/desk/personal
    "personal.remove_note": SECRETARY,
    "releases": PUBLISHERS,
    "releases.run": PUBLISHERS,
    "releases.publish": PUBLISHERS,
    "releases.release": SECRETARY,
    "releases.withdraw": SECRETARY,
}
NAMES = sorted(str(pattern.name) for _, pattern in walk())
AREAS = sorted({name.partition(".")[0] for name in NAMES})


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    """Return a client for everyone, Carol among them."""
    carol = bodies.create_user(by=world.admin, username="carol", post="Thư ký HĐND", password=PASSWORD)
    bodies.give_grant(by=world.admin, user=carol.pk, organization=world.council.pk, role="secretary")
    users = {**world.users, "carol": carol, "quantri": world.admin}
    found = {name: Client() for name in EVERYONE}
    for name, user in users.items():
        found[name].force_login(user)
    return found


def _answer(client: Client, address: str) -> str:
    """Ask for a page, or press its button when it is one: it opens, is as good as missing, or asks to sign in."""
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address, {"edit": "999"})
    if answer.status_code == 302 and answer.headers["Location"].startswith("/dang-nhap/?next="):
        return "sign in"
    return {404: "missing"}.get(answer.status_code, "opens" if answer.status_code < 500 else "broken")


def test_the_table_names_every_address_and_no_other() -> None:
    assert sorted(WHO) == NAMES


@pytest.mark.parametrize("area", AREAS)
def test_every_address_opens_for_exactly_those_who_may(world: World, clients: dict[str, Client], area: str) -> None:
    places = everything(world)
    member = User.objects.get(pk=world.member.pk)  # of the pages of a post of one's own
    ACTS["user.name_holder"](by=world.admin, user=member.pk, edit=member.edit, membership=places["seat"])
    clients["member"].force_login(User.objects.get(pk=member.pk))
    wrong = []
    for name, allowed in WHO.items():
        if name.partition(".")[0] != area:
            continue
        address = address_of(name, places)
        answers = {who: _answer(client, address) for who, client in clients.items() if name != "signing.out"}
        for who, answer in answers.items():
            asks = who == "anonymous" and area != "setup"  # which is gone for everybody once a record has begun
            expected = "opens" if who in allowed else "sign in" if asks else "missing"
            if answer != expected:
                wrong.append(f"{name} ({address}) for {who}: {answer}, expected {expected}")
    assert not wrong, "\n".join(wrong)


def test_restricted_items_hide_from_readers_and_from_the_submitting_body_only_where_it_has_no_part(
    world: World, clients: dict[str, Client]
) -> None:
    decision = approved(world, open_item(world, level="restricted"))
    item = AgendaItem.objects.get(pk=decision.item_id)
    paper = paper_under(world, item, "Danh sách.", "Danh sách hai.")
    file = File.objects.get(version__paper=paper)
    cleared = {"secretary", "chair", "member"}
    expected = {
        f"/noi-dung/{item.pk}/": cleared,
        f"/ket-luan/{decision.pk}/": cleared,
        f"/nhat-ky/agendaitem/{item.pk}/": cleared,
        f"/tai-lieu/{paper.pk}/": cleared | {"officer"},
        f"/tai-lieu/{paper.pk}/so-sanh/": cleared | {"officer"},
        f"/tep/{file.pk}/": cleared | {"officer"},
    }
    for address, allowed in expected.items():
        opened = {who for who, client in clients.items() if _answer(client, address) == "opens"}
        assert opened == allowed, address
    shown = clients["reader"].get(f"/hoi-nghi/{item.meeting_id}/").content.decode()
    assert item.title not in shown


def test_nothing_of_ours_is_found_by_another_body(world: World, clients: dict[str, Client]) -> None:
    everything(world)
    for who in ("bob", "carol"):
        for address in ("/", "/hoi-nghi/", "/tai-lieu/", "/lich/2021/9/", "/nhat-ky/", "/viec/", "/tim/?q=cong nghiep"):
            page = clients[who].get(address).content.decode()
            assert "Vùng công nghiệp" not in page, (who, address)
            assert "Hội nghị Ban Thường vụ" not in page, (who, address)


def test_search_finds_without_marks_for_those_inside(world: World, clients: dict[str, Client]) -> None:
    everything(world)
    assert "Vùng công nghiệp động lực" in clients["member"].get("/tim/?q=vung cong nghiep").content.decode()


def test_a_view_without_a_rule_never_answers() -> None:
    def forgotten(request: HttpRequest) -> HttpResponse:
        return HttpResponse("lộ")

    with pytest.raises(ImproperlyConfigured, match="forgotten declares no access rule"):
        rule_of(forgotten)


def test_every_view_declares_its_rule() -> None:
    assert check_rules() == []
