"""Giving an opinion: who may, until when, what of it others read, and what a body's head signs."""

from base64 import b64encode
from datetime import date
from typing import Any

import pytest
from tests.contents.made import pdf
from tests.record.opinions.asking import TEXT, Asking, asking, passage
from tests.refused import refusing
from tests.world import World

from nghitrinh.record import search
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.opinions.models import Choice, Comment, Opinion, OpinionFile, Round
from nghitrinh.record.opinions.passages import is_of
from nghitrinh.record.opinions.queries import (
    comments_visible_to,
    missing,
    opinion_files_visible_to,
    opinions_visible_to,
    reads_others,
    unsigned,
)
from nghitrinh.record.papers.models import Paper
from nghitrinh.vietnamese import fold

SECRET = "Ý kiến chưa ai được biết"


def readable(user: User) -> set[str]:
    """Return whose opinions a user reads, by every way in which opinions are read."""
    day = clock.today()
    opinions = opinions_visible_to(user, day)
    of = {each.label() for each in opinions}
    assert {each.opinion.label() for each in comments_visible_to(user, day)} <= of
    assert {each.opinion.label() for each in opinion_files_visible_to(user, day)} <= of
    return of


def test_a_member_gives_an_opinion_on_a_passage_and_changes_it_until_the_day(asked: Asking, monkeypatch: Any) -> None:
    world = asked.world
    asked.open("Bí thư")
    said = [{"text": "Nên là 5.000 ha", "passage": passage(TEXT, "4.000 ha")}, {"text": "Thêm điều 3"}]
    found = asked.give("Bí thư", "with_changes", by=world.member, comments=said)
    one, two = found.comments.all()
    assert TEXT[one.start : one.end] == one.words == "4.000 ha"
    assert (two.start, two.words, found.is_given, found.is_late) == (None, "", True, False)
    asked.give("Bí thư", "with_changes", "Chỉ một điều", by=world.member)
    (kept,) = Comment.objects.all()
    assert (kept.pk, kept.text, kept.words) == (one.pk, "Chỉ một điều", "")
    asked_of = asked.request("Bí thư")
    with pytest.raises(Stale):
        ACTS["opinion.give"](by=world.member, request=asked_of.pk, edit=asked_of.edit - 1, choice="agrees")
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-16")
    with refusing(Contradiction, "opinion_fixed"):
        asked.give("Bí thư", "agrees", by=world.member)


def test_what_comes_after_the_day_is_late_and_after_closing_only_noted(asked: Asking, monkeypatch: Any) -> None:
    world = asked.world
    asked.open("Bí thư", "Ủy viên", bodies=(world.ministry,))
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-16")
    assert asked.give("Bí thư", "agrees", by=world.member).is_late
    assert not asked.give("Ủy viên", "agrees", given_on="2021-10-15").is_late
    asked.step("round.close")
    noted = asked.give("Bộ", "other", "Gửi muộn", signed_by="Thứ trưởng")
    assert (noted.is_late, noted.signed_by, noted.signed_on) == (True, "Thứ trưởng", date(2021, 10, 16))
    with refusing(WrongState, "not_now"):
        clerk = asked.user("bo", world.ministry, "officer")
        asked.give("Bộ", "agrees", by=clerk)


def test_one_more_day_of_ones_own_is_in_time(asked: Asking, monkeypatch: Any) -> None:
    asked.open("Bí thư")
    one = asked.request("Bí thư")
    ACTS["request.extend"](
        by=asked.world.secretary, request=one.pk, edit=one.edit, due_on="2021-10-20", reason="Đi công tác"
    )
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-20")
    assert not asked.give("Bí thư", "agrees", by=asked.world.member).is_late


def test_nobody_answers_for_another(asked: Asking) -> None:
    world = asked.world
    asked.open("Bí thư", "Ủy viên", bodies=(world.ministry,))
    clerk = asked.user("bo", world.ministry, "officer")
    head = asked.user("botruong", world.ministry, "chair")
    for who, users in (
        ("Bí thư", (world.chair, world.secretary, world.reader, world.officer, world.bob, clerk)),
        ("Ủy viên", (world.member, world.secretary, clerk)),
        ("Bộ", (world.officer, world.secretary, world.member, head)),
    ):
        for user in users:
            with pytest.raises(NotAllowed):
                asked.give(who, "agrees", by=user)
    assert not Opinion.objects.exists()
    asked.give("Bộ", "agrees", by=clerk)
    assert {each.label() for each in missing([asked.now()])} == {"Bí thư", "Ủy viên"}


def test_a_passage_that_is_not_in_the_version_is_refused_and_so_is_an_opinion_that_says_nothing(asked: Asking) -> None:
    asked.open("Bí thư")
    wrong = passage(TEXT, "4.000 ha") | {"words": "9.000 ha"}
    with refusing(BadInput, "passage_not_there"):
        asked.give("Bí thư", "other", by=asked.world.member, comments=[{"text": "Sai", "passage": wrong}])
    other = asked.world.paper(asked.world.item())
    foreign = {"words": "x", "start": 0, "end": 1, "file": other.pk}
    with refusing(BadInput, "passage_not_there"):
        asked.give("Bí thư", "other", by=asked.world.member, comments=[{"text": "Sai", "passage": foreign}])
    with refusing(BadInput, "opinion_says_nothing"):
        asked.give("Bí thư", "disagrees", by=asked.world.member)
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    ("read", "words", "came_to"),
    [
        ("Vùng động lực rộng 4.000 ha", "động lực rộng", "as read"),
        ("Vùng động lực rộng 4.000 ha", "ộng lực rộ", "as read"),  # copied from within a word to within a word
        ("Vùng động lực rộng 4.000 ha", "động lực hẹp", "refused"),
        ("Vùng động lực rộng 4.000 ha", "9.000", "refused"),
        ("", "chữ trong ảnh", "unread"),  # nothing can be held against a scan
        (None, "chưa ai đọc tệp", "unread"),
    ],
)
def test_a_passage_of_a_file_is_held_against_what_was_read_of_it(
    asked: Asking, read: str | None, words: str, came_to: str
) -> None:
    file = {"name": "Du thao.pdf", "media_type": "application/pdf", "content_base64": b64encode(pdf("x")).decode()}
    paper = Paper.objects.get(pk=asked.paper.pk)
    ACTS["paper.submit"](by=asked.world.officer, paper=paper.pk, edit=paper.edit, body="", files=[file])
    handed = asked.version.files.get()
    if read is not None:
        search.learn(handed.digest, read)
    asked.open("Bí thư")
    given = {"words": words, "start": 0, "end": len(words), "file": handed.pk}
    said = [{"text": "Xem lại", "passage": given}]
    if came_to == "refused":
        with refusing(BadInput, "passage_not_there"):
            asked.give("Bí thư", "other", by=asked.world.member, comments=said)
        return
    asked.give("Bí thư", "other", by=asked.world.member, comments=said)
    assert is_of(handed, words) is (True if came_to == "as read" else None)


def test_files_come_with_an_opinion_and_go_when_they_are_not_kept(asked: Asking) -> None:
    asked.open("Bí thư")
    one = {"name": "gop-y.txt", "media_type": "text/plain", "content_base64": b64encode(b"gop y").decode()}
    with refusing(BadInput, "opinion_says_nothing"):
        asked.give("Bí thư", "other", by=asked.world.member, files=[one])
    asked.give("Bí thư", "other", "Theo văn bản gửi kèm", by=asked.world.member, files=[one])
    (kept,) = OpinionFile.objects.all()
    asked.give("Bí thư", "other", "Thêm lời", by=asked.world.member, kept_files=[kept.pk])
    assert OpinionFile.objects.get().pk == kept.pk
    asked.give("Bí thư", "other", "Chỉ lời", by=asked.world.member, kept_files=[])
    assert not OpinionFile.objects.exists()


@pytest.mark.parametrize("shows", ["closed", "answered", "always"])
def test_others_are_read_as_the_rule_says_and_no_sooner(world: World, shows: str) -> None:
    asked = asking(world, opinions_open=shows)
    clerk = asked.user("bo", world.ministry, "officer")
    asked.open("Bí thư", "Ủy viên", bodies=(world.ministry,))
    file = {"name": "y.txt", "media_type": "text/plain", "content_base64": b64encode(SECRET.encode()).decode()}
    asked.give("Bộ", "disagrees", SECRET, by=clerk, files=[file])
    ministry, secretary = "Bộ Tài nguyên và Môi trường", "Bí thư"
    now = {"closed": set(), "answered": set(), "always": {ministry}}[shows]
    for user in (world.member, world.secretary, world.chair, world.officer, world.reader):
        assert readable(user) == now
        assert reads_others(user, asked.now(), clock.today()) is (shows == "always")
    assert readable(clerk) == {ministry}
    asked.give("Bí thư", "agrees", by=world.member)
    assert readable(world.member) == {secretary} | (set() if shows == "closed" else {ministry})
    assert readable(clerk) == {ministry} | (set() if shows == "closed" else {secretary})
    asked.step("round.close")
    for user in (world.member, world.secretary, world.chair, world.officer, world.reader, clerk):
        assert readable(user) == {ministry, secretary}
    for user in (world.bob, world.admin):
        assert readable(user) == set()


def test_a_hidden_opinion_is_in_no_line_that_others_read_and_in_no_search(asked: Asking) -> None:
    world = asked.world
    asked.open("Bí thư", bodies=(world.ministry,))
    asked.give("Bí thư", "disagrees", SECRET, by=world.member)
    asked.give("Bí thư", "other", f"{SECRET} nữa", by=world.member)
    for row in Journal.objects.filter(act__startswith="opinion."):
        content = journal.content_of(row.seq) or {}
        said = f"{content['title']} {content['reason']} {content['changes']}"
        assert SECRET not in said
        assert not any(choice.value in said for choice in Choice)
    for word in fold(SECRET).split()[2:]:
        assert not search.visible_entries(world.secretary).filter(search.has_word(word)).exists()
    assert search.visible_entries(world.secretary).filter(search.has_word("xin")).exists()


def test_what_is_called_off_stays_hidden_and_what_came_on_paper_a_secretary_reads(asked: Asking) -> None:
    world = asked.world
    asked.open("Bí thư", "Ủy viên")
    asked.give("Bí thư", "other", SECRET, by=world.member)
    asked.give("Ủy viên", "other", "Viết trên giấy")
    assert readable(world.secretary) == {"Ủy viên"}
    assert readable(world.chair) == set()
    asked.step("round.cancel", reason="Thôi")
    assert readable(world.member) == {"Bí thư"}
    assert readable(world.chair) == set()


def test_a_note_does_not_write_over_what_somebody_gave_nor_come_from_a_day_before_it_was_asked(asked: Asking) -> None:
    world = asked.world
    asked.open("Bí thư")
    with refusing(BadInput, "answered_when"):
        asked.give("Bí thư", "agrees", given_on="2021-10-01")
    asked.give("Bí thư", "other", "Trên giấy")
    asked.give("Bí thư", "agrees", by=world.member)
    assert not Opinion.objects.get().is_noted
    with refusing(Contradiction, "opinion_their_own"):
        asked.give("Bí thư", "agrees")


def test_a_body_opinion_waits_for_its_head_where_the_rule_says_so(world: World) -> None:
    asked = asking(world, head_signs="yes", opinions_open="always")
    clerk = asked.user("bo", world.ministry, "officer")
    head = asked.user("botruong", world.ministry, "chair")
    asked.open("Bí thư", bodies=(world.ministry, world.council))
    waiting = asked.give("Bộ", "other", SECRET, by=clerk)
    assert not waiting.is_given
    assert readable(world.secretary) == set()
    assert readable(clerk) == readable(head) == {"Bộ Tài nguyên và Môi trường"}
    assert [each.pk for each in unsigned(head)] == [waiting.pk]
    for user in (clerk, world.chair, world.secretary):
        with pytest.raises(NotAllowed):
            ACTS["opinion.sign"](by=user, opinion=waiting.pk, edit=waiting.edit)
    signed = ACTS["opinion.sign"](by=head, opinion=waiting.pk, edit=waiting.edit)
    assert (signed.is_given, signed.signed_by) == (True, "Chức vụ botruong")
    assert readable(world.secretary) == {"Bộ Tài nguyên và Môi trường"}
    with refusing(Contradiction, "opinion_not_waiting"):
        ACTS["opinion.sign"](by=head, opinion=waiting.pk, edit=signed.edit)
    asked.give("Bộ", "agrees", by=clerk)  # changed: it waits again
    assert not Opinion.objects.get().is_given
    now = Opinion.objects.get()
    with refusing(BadInput, "signed_when"):
        ACTS["opinion.note_signed"](
            by=clerk, opinion=now.pk, edit=now.edit, signed_by="Bộ trưởng", signed_on="2021-10-01"
        )
    found = ACTS["opinion.note_signed"](by=clerk, opinion=now.pk, edit=now.edit, signed_by="Bộ trưởng")
    assert (found.is_given, found.signed_by) == (True, "Bộ trưởng")
    assert asked.give("Bí thư", "agrees", by=world.member).is_given  # a member signs nothing but what they say
    assert Round.objects.get().head_signs
