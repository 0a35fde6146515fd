"""What the record names in code is said in words."""

from datetime import datetime

from django.template import engines
from django.utils import translation

from nghitrinh.desk.kit.wording import moment, term_words
from nghitrinh.desk.presence.wording import called_once, count_once
from nghitrinh.publication.pages import words
from nghitrinh.record.bodies.models import LegislativeTerm, Membership, Organization
from nghitrinh.record.kernel.labels import beginning
from nghitrinh.record.presence.models import Invitation


def test_desk_and_portal_write_a_time_alike() -> None:
    at = "2021-10-08T08:05:00+07:00"
    assert moment(datetime.fromisoformat(at)) == "8/10/2021, 08:05"
    assert words.clock(at) == "08:05"


def test_a_term_is_said_in_the_readers_language_and_kept_in_the_records() -> None:
    terms = [LegislativeTerm(number=number) for number in ("2026-2031", "XVII")]
    said = ["nhiệm kỳ 2026-2031", "khóa XVII"]
    assert [term_words(each) for each in terms] == [each.label() for each in terms] == said
    with translation.override("en"):
        assert [term_words(each) for each in terms] == ["term 2026-2031", "term XVII"]
        assert terms[0].label() == "nhiệm kỳ 2026-2031"


def test_a_body_that_presents_several_items_is_named_once() -> None:
    asked = [Invitation(post=post) for post in ("Chủ tịch", "Ban Pháp chế", "Ban Pháp chế")]
    assert called_once(asked) == ["Chủ tịch", "Ban Pháp chế (2 giấy mời)"]


def test_who_is_invited_is_counted_once_and_two_posts_of_one_name_are_two() -> None:
    body, posts = Organization(name="Ban Pháp chế"), [Membership(post="Ủy viên") for _ in range(2)]
    asked = [Invitation(membership=each, post=each.post) for each in posts]
    asked += [Invitation(organization=body), Invitation(organization=body)]
    asked += [Invitation(post="Khách"), Invitation(post="Khách")]
    assert count_once(asked) == 4


def test_a_text_that_is_shortened_keeps_its_lines_apart() -> None:
    page = engines["jinja2"].env.from_string("{{ text|truncatechars(40) }}").render({"text": "20/9/2021\n1/10/2021"})
    assert page == "20/9/2021; 1/10/2021"
    assert beginning("20/9/2021\n1/10/2021") == "20/9/2021; 1/10/2021"
