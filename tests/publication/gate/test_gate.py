"""The gate in front of the record: what it stops, what it lists once, and that a release holds its verdict."""

from decimal import Decimal
from typing import Any

import pytest
from tests.record.instruments.chain import Chain
from tests.refused import refusing

from nghitrinh.publication.gate import check, release
from nghitrinh.publication.gate.linked import Phrase, is_rendered
from nghitrinh.record.articles import acts
from nghitrinh.record.articles.facts import ArticleFact, facts_of
from nghitrinh.record.articles.models import Article
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.vietnamese import Amount, find_numbers, renders


def _figure(low: str, high: str, unit: str) -> ArticleFact:
    return ArticleFact(
        kind="figure", key="f", label="Diện tích", value="", low=Decimal(low), high=Decimal(high), unit=unit
    )


@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "right"),
    [
        ("4.000-5.000 ha", "4000", "5000", "ha", True),
        ("từ 4.000 ha đến 5.000 ha", "4000", "5000", "ha", True),
        ("40–50 km²", "4000", "5000", "ha", True),
        ("gần 5.000 ha", "4000", "5000", "ha", True),
        ("hơn 4.000 ha", "4000", "5000", "ha", True),
        ("khoảng 4.500 ha", "4000", "5000", "ha", True),
        ("5.000 ha", "4000", "5000", "ha", False),
        ("5.500 ha", "4000", "5000", "ha", False),
        ("gần 5.500 ha", "4000", "5000", "ha", False),
        ("hơn 5.000 ha", "4000", "5000", "ha", False),
        ("4.000-5.000 m2", "4000", "5000", "ha", False),
        ("4.983 ha", "4982.7", "4982.7", "ha", True),
        ("4.982 ha", "4982.7", "4982.7", "ha", False),
        ("gần 5.000 ha", "4982.7", "4982.7", "ha", True),
        ("hơn 5.000 ha", "4982.7", "4982.7", "ha", False),
        ("1,2 tỷ đồng", "1200", "1200", "triệu đồng", True),
        ("1,2 triệu đồng", "1200", "1200", "triệu đồng", False),
        ("35%", "35", "35", "%", True),
        ("35 ha", "35", "35", "%", False),
    ],
)
def test_forms_of_a_figure(words: str, low: str, high: str, unit: str, *, right: bool) -> None:
    (number,) = find_numbers(words)
    assert renders(number, Amount(Decimal(low), Decimal(high), unit), words[: number.start]) is right


def test_on_is_a_place_where_something_is_put_and_a_hedge_elsewhere() -> None:
    for text, right in (("đặt trên 3,2 ha", True), ("rộng trên 3,2 ha", False), ("rộng trên 3 ha", True)):
        (number,) = find_numbers(text)
        assert renders(number, Amount(Decimal("3.2"), Decimal("3.2"), "ha"), text[: number.start]) is right, text


@pytest.mark.parametrize(
    ("words", "value", "right"),
    [
        ("một nửa", "50", True),
        ("hơn một nửa", "52.9", True),
        ("gần một nửa", "52.9", False),
        ("khoảng 3/4", "75", True),
        ("hơn hai phần ba", "75", False),
        ("hơn hai phần ba", "68", True),
        ("gần ba phần tư", "72", True),
        ("300 m9", "300", False),
    ],
)
def test_shares_in_words(words: str, value: str, *, right: bool) -> None:
    fact = _figure(value, value, "%" if "m9" not in words else "m3")
    assert is_rendered(Phrase(words, 0, len(words)), fact) is right


@pytest.mark.parametrize(
    ("lead", "stopped"),
    [
        ("Ban Thường vụ Tỉnh ủy họp ngày 10/9/2021, trước kỳ họp thứ 7 của Hội đồng nhân dân tỉnh.", []),
        ("Hội nghị họp ngày 10/9/2021, dịp kỷ niệm 76 năm ngày 2/9.", []),
        ("Ngày 10/9/2021, Hội đồng nhân dân tỉnh họp bàn quy hoạch.", ["Hội đồng nhân dân tỉnh"]),
        ("Hội nghị chuyên đề (bất thường) Hội đồng nhân dân tỉnh họp ngày 10/9/2021.", ["Hội đồng nhân dân tỉnh"]),
        ("Ngày 10/9/2021, Ban Thường vụ Tỉnh ủy họp phiên thứ 99.", ["thứ 99"]),
    ],
)
def test_what_is_said_of_others_in_a_lead(chain: Chain, lead: str, stopped: list[str]) -> None:
    assert [finding.words for finding in check(_article(chain, "Thân bài.", lead=lead)).findings] == stopped


def _article(chain: Chain, body: str, **given: Any) -> Article:
    links = {fact.kind: list(fact.link) for fact in facts_of(chain.meeting)}
    words = {"title": "Hội nghị bàn quy hoạch", "lead": "Hội nghị họp ngày 10/9/2021."} | given
    found = acts.draft(by=chain.world.secretary, meeting=chain.meeting.pk, body=body, links=links, **words)
    return acts.submit(by=chain.world.secretary, article=found.pk, edit=found.edit)


def test_a_false_figure_stops_the_release_and_both_texts_are_shown(chain: Chain) -> None:
    article = _article(chain, "Rộng [5.500 ha]{figure}.")
    (finding,) = check(article).findings
    assert (finding.place, finding.words, finding.record) == (
        "body", "5.500 ha", "khoảng 4.000–5.000\N{NO-BREAK SPACE}ha",
    )  # fmt: skip
    with pytest.raises(Contradiction) as refused:
        release(by=chain.world.secretary, article=article.pk, edit=article.edit)
    assert (refused.value.found, refused.value.expected) == (finding.words, finding.record)


@pytest.mark.parametrize(
    "words",
    [
        "gần 5.000 ha",
        "khoảng 4 000–5 000 ha",
        "4\xa0000 - 5\xa0000 héc-ta",
        "từ bốn đến năm nghìn héc-ta",
        "gần năm nghìn ha",
    ],
)
def test_a_true_article_is_released(chain: Chain, words: str) -> None:
    article = _article(chain, f"[Thống nhất]{{outcome}} vùng [{words}]{{figure}} ở [huyện Thanh Miện]{{place}}.")
    released = release(by=chain.world.secretary, article=article.pk, edit=article.edit)
    assert released.state == "released"


@pytest.mark.parametrize(
    ("part", "words", "wrong"),
    [
        ("title", "Hội nghị Ban Thường vụ Tỉnh ủy lần thứ 31", "lần thứ 31"),
        ("lead", "Hội nghị họp ngày 11/9/2021.", "11/9/2021"),
        ("lead", "Ban Thường vụ Tỉnh ủy khóa XVI họp.", "khóa XVI"),
        ("lead", "Hội đồng nhân dân tỉnh họp về quy hoạch.", "Hội đồng nhân dân tỉnh"),
        ("lead", "Hội nghị bàn 6.000 ha đất.", "6.000 ha"),
        ("lead", "Hội nghị bàn sáu nghìn héc-ta đất.", "sáu nghìn héc-ta"),
    ],
)
def test_a_header_that_the_record_does_not_have_stops(chain: Chain, part: str, words: str, wrong: str) -> None:
    found = check(_article(chain, "Thân bài.", **{part: words})).findings
    assert [(finding.place, finding.words) for finding in found] == [(part, wrong)]


def test_unlinked_numbers_are_listed_once_and_passed_by_a_tick(chain: Chain) -> None:
    article = _article(chain, "Có 12 dự án, và lại 12 dự án; Giải chạy lần thứ 10.")
    assert check(article).unlinked == ("12 dự án", "lần thứ 10")
    with refusing(Contradiction, "unlinked_numbers_unseen"):
        release(by=chain.world.secretary, article=article.pk, edit=article.edit)
    back = acts.send_back(by=chain.world.secretary, article=article.pk, edit=article.edit, reason="Xem lại")
    seen = acts.revise(
        by=chain.world.secretary,
        article=back.pk,
        edit=back.edit,
        title="Hội nghị",
        lead="Mở đầu.",
        body="Có 12 dự án, và lại 12 dự án; Giải chạy lần thứ 10.",
        unlinked_seen=["12 dự án", "lần thứ 10"],
    )
    assert check(seen).passed


def test_amounts_in_words_are_listed_too_and_ordinary_counts_are_not(chain: Chain) -> None:
    body = "Hai bên dành năm phẩy hai tỷ đồng cho mười hai dự án ở ba xã, trong năm hộ nghèo giảm; một dự án đã xong."
    assert check(_article(chain, body)).unlinked == ("năm phẩy hai tỷ đồng", "mười hai dự án")


def test_a_false_amount_in_words_stops_the_release(chain: Chain) -> None:
    (finding,) = check(_article(chain, "Rộng [sáu nghìn héc-ta]{figure}.")).findings
    assert finding.words == "sáu nghìn héc-ta"


def test_a_link_to_what_is_gone_stops(chain: Chain) -> None:
    found = acts.draft(
        by=chain.world.secretary,
        meeting=chain.meeting.pk,
        title="Hội nghị",
        lead="",
        body="Rộng [5.000 ha]{F9}.",
        links={"F9": ["figure", "không-có"]},
    )
    assert [finding.words for finding in check(found).findings] == ["5.000 ha"]


def test_a_correction_makes_true_words_false(chain: Chain) -> None:
    article = _article(chain, "Rộng [từ 4.000 đến 5.000 ha]{figure}.")
    assert check(article).passed
    before = check(article).facts_digest
    chain.correct(low="4200")
    verdict = check(Article.objects.get(pk=article.pk))
    assert (len(verdict.findings), verdict.facts_digest == before) == (1, False)


def test_a_picture_that_cannot_be_published_stops(chain: Chain) -> None:
    article = _article(chain, "Thân bài.", image="ban-do.docx", image_alt="Bản đồ")
    assert [finding.place for finding in check(article).findings] == ["image"]
