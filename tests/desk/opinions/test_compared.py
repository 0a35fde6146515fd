"""Beside each changed passage of two versions stands whose opinion it answers, for who may read that opinion."""

from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html
from tests.record.opinions.asking import TEXT, Asking, passage

from nghitrinh.contents.differences import Word
from nghitrinh.desk.opinions.answered import _last_changed

Sign = Callable[[str], Client]


def compared(client: Client, asked: Asking) -> html.HtmlElement:
    answer = client.get(f"/tai-lieu/{asked.paper.pk}/so-sanh/")
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def test_a_changed_passage_names_whose_opinion_it_answers(signed: Sign, asked: Asking) -> None:
    world = asked.world
    asked.open("Bí thư", "Ủy viên", bodies=(world.ministry,))
    said = [
        {"text": "Nên là 5.000 ha", "passage": passage(TEXT, "4.000 ha")},
        {"text": "Bỏ thời hạn", "passage": passage(TEXT, "trước năm 2030")},
        {"text": "Giữ nguyên phạm vi", "passage": passage(TEXT, "Phạm vi")},
    ]
    asked.give("Bí thư", "with_changes", by=world.member, comments=said)
    asked.give("Bộ", "other", "Thêm căn cứ")
    asked.step("round.close")
    newer = asked.submit(TEXT.replace("4.000 ha", "5.000 ha").replace(" trước năm 2030", ""))
    assert compared(signed("secretary"), asked).xpath("//sup") == []  # nothing is answered yet
    asked.respond("Nên là 5.000 ha", "adopted", passage=passage(newer.body, "rộng 5.000 ha"))
    asked.respond("Bỏ thời hạn", "adopted")
    asked.respond("Giữ nguyên phạm vi", "explained", "Đã giữ")
    asked.respond("Thêm căn cứ", "explained", "Đã có")
    page = compared(signed("secretary"), asked)
    assert [each.text_content() for each in page.xpath("//sup")] == ["[1]", "[2]"]
    first, second = page.xpath("//aside//li[starts-with(@id, 'gy-')]")
    assert "Bí thư: Nên là 5.000 ha" in " ".join(first.text_content().split())
    assert "Bỏ thời hạn" in second.text_content()
    (marked,) = page.xpath("//p[@class='diff'][.//sup]")
    assert marked.text_content().index("[1]") < marked.text_content().index("ha.") < marked.text_content().index("[2]")
    (link,) = first.xpath(".//a/@href")
    assert link == f"/lay-y-kien/{asked.now().pk}/#g-{asked.comment('Nên là 5.000 ha').pk}"


@pytest.mark.parametrize(
    ("old", "new", "last"),
    [
        ((3, 5), None, 2),  # behind what stands in the place of what was struck from the old passage
        ((0, 3), None, None),  # nothing of it changed
        (None, (3, 5), 2),  # where something was added to the new passage
        (None, (5, 9), None),
        (None, (0, 3), 1),  # what was struck at its end is its change
    ],
)
def test_a_change_is_found_by_the_offsets_of_either_text(old: object, new: object, last: int | None) -> None:
    words = [Word("same", "abc"), Word("old", "XY"), Word("new", "12"), Word("same", "defg")]
    assert _last_changed(words, old, new) == last  # type: ignore[arg-type]
