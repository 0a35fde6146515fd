"""The gate in front of the record: what it stops, what it lists once, and that a release holds its verdict."""

from decimal import Decimal
from typing import Any

import pytest
from tests.record.instruments.chain import Chain

from nghitrinh.publication.gate import check, release
from nghitrinh.publication.gate.figures import renders
from nghitrinh.record.articles import acts
from nghitrinh.record.articles.facts import Fact, facts_of
from nghitrinh.record.articles.models import Article
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.vietnamese import find_numbers


def _figure(low: str, high: str, unit: str) -> Fact:
    return Fact(kind="figure", key="f", label="Diện tích", value="", low=Decimal(low), high=Decimal(high), unit=unit)


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
    assert renders(number, _figure(low, high, unit), words[: number.start]) is right


def _article(chain: Chain, body: str, **given: Any) -> Article:
    links = {fact.kind: list(fact.link) for fact in facts_of(chain.meeting)}
    words = {"title": "Hội nghị bàn quy hoạch", "lead": "Hội nghị họp ngày 10/9/2021."} | given
    found = acts.draft(by=chain.world.secretary, meeting=chain.meeting.pk, body=body, links=links, **words)
    return acts.submit(by=chain.world.secretary, article=found.pk, revision=found.revision)


def test_a_false_figure_stops_the_release_and_both_texts_are_shown(chain: Chain) -> None:
    article = _article(chain, "Rộng [5.500 ha]{figure}.")
    (finding,) = check(article).findings
    assert (finding.place, finding.words, finding.record) == (
        "body", "5.500 ha", "khoảng 4.000–5.000\N{NO-BREAK SPACE}ha",
    )  # fmt: skip
    with pytest.raises(Contradiction) as refused:
        release(by=chain.world.secretary, article=article.pk, revision=article.revision)
    assert (refused.value.found, refused.value.expected) == (finding.words, finding.record)


def test_a_true_article_is_released(chain: Chain) -> None:
    article = _article(chain, "[Thống nhất]{outcome} vùng [gần 5.000 ha]{figure} ở [huyện Thanh Miện]{place}.")
    released = release(by=chain.world.secretary, article=article.pk, revision=article.revision)
    assert released.state == "released"


@pytest.mark.parametrize(
    ("part", "words", "wrong"),
    [
        ("title", "Hội nghị Ban Thường vụ Tỉnh ủy lần thứ 31", "lần thứ 31"),
        ("lead", "Hội nghị họp ngày 11/9/2021.", "11/9/2021"),
        ("lead", "Ban Thường vụ Tỉnh ủy khóa XVI họp.", "khóa XVI"),
        ("lead", "Hội đồng nhân dân tỉnh họp về quy hoạch.", "Hội đồng nhân dân tỉnh"),
        ("lead", "Hội nghị bàn 6.000 ha đất.", "6.000 ha"),
    ],
)
def test_a_header_that_the_record_does_not_have_stops(chain: Chain, part: str, words: str, wrong: str) -> None:
    found = check(_article(chain, "Thân bài.", **{part: words})).findings
    assert [(finding.place, finding.words) for finding in found] == [(part, wrong)]


def test_unlinked_numbers_are_listed_once_and_passed_by_a_tick(chain: Chain) -> None:
    article = _article(chain, "Có 12 dự án, và lại 12 dự án; Giải chạy lần thứ 10.")
    assert check(article).unlinked == ("12 dự án", "lần thứ 10")
    with pytest.raises(Contradiction, match="not seen"):
        release(by=chain.world.secretary, article=article.pk, revision=article.revision)
    back = acts.send_back(by=chain.world.secretary, article=article.pk, revision=article.revision, reason="Xem lại")
    seen = acts.revise(
        by=chain.world.secretary,
        article=back.pk,
        revision=back.revision,
        title="Hội nghị",
        lead="Mở đầu.",
        body="Có 12 dự án, và lại 12 dự án; Giải chạy lần thứ 10.",
        unlinked_seen=["12 dự án", "lần thứ 10"],
    )
    assert check(seen).passed


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


def test_a_picture_that_cannot_cross_stops(chain: Chain) -> None:
    article = _article(chain, "Thân bài.", image="ban-do.docx", image_alt="Bản đồ")
    assert [finding.place for finding in check(article).findings] == ["image"]
