"""Text is cleaned without losing a word, whatever it was pasted from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.evidence.patience import patient

from nghitrinh.vietnamese import cleaned, old_encoding, writable

SENTENCE = "Ủy ban nhân dân tỉnh giao Sở Tài chính rà soát 4.000–5.000 ha, báo cáo trước ngày 31/12/2021."


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (unicodedata.normalize("NFD", SENTENCE), SENTENCE),
        ("một\r\nhai\rba\vbốn\fnăm\u2028sáu\u2029bảy\x85tám", "một\nhai\nba\nbốn\nnăm\nsáu\nbảy\ntám"),
        ("Sở\u200b Tài\u00ad chính\ufeff", "Sở Tài chính"),
        ("a\u202eb\u2066c", "abc"),
        ("a\x01b\x1bc\x7fd\x9fe\ufffef", "abcdef"),
        ("cột\tcột", "cột\tcột"),
        ("", ""),
    ],
)
def test_what_is_not_seen_goes_and_what_is_read_stays(pasted: str, kept: str) -> None:
    assert cleaned(pasted) == kept


def test_a_line_is_one_line() -> None:
    assert cleaned(" Hội nghị\v lần \r\n\r\n thứ 36 ", one_line=True) == "Hội nghị lần thứ 36"
    assert cleaned("Hội  nghị", one_line=True) == "Hội  nghị"


@patient
@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert cleaned(cleaned(text, one_line=True), one_line=True) == cleaned(text, one_line=True)
    assert "\n" not in cleaned(text, one_line=True)


@patient
@given(st.text())
def test_what_is_writable_goes_into_xml(text: str) -> None:
    root = etree.Element("a")
    root.text = writable(text)
    etree.fromstring(etree.tostring(root))
    root.text = cleaned(text).replace("\x00", "")
    etree.fromstring(etree.tostring(root))


OLD = {
    "TCVN3": [
        "Rµ so¸t c¸c kho¶n chi",
        "Héi nghÞ Ban Th\u00adêng vô TØnh ñy lÇn thø 40",
        "TH¤NG B¸O KÕT LUËN cña Ban Th\u00adêng vô",
        "Giao Së Tµi chÝnh chñ tr×, phèi hîp víi Së X©y dùng",
    ],
    "VNI": [
        "Uûy ban nhaân daân",
        "coâng taùc caùn boä",
        "Hoäi nghò Ban Thöôøng vuï Tænh uûy laàn thöù 40",
        "Giao Sôû Taøi chính chuû trì, phoái hôïp vôùi Sôû Xaây döïng",
    ],
}
UNICODE = [
    SENTENCE,
    "5 µg/m³ và 10 µm, 20 °C, ½ số hộ, § 3, © 2021, Microsoft®, 1.000 £",
    "thùng muối giùm quỷ, quý, giữ, dìu dịu, khuỷu, hoàn, ngoẹo",
    "José María Núñez, Peña, São João, Citroën, maïs, où, goût, août, théâtre, leões, Saône, héroïne",
    "Köln, schön, Größe, Bjørn Sørensen, smørrebrød, Malmö, Ålesund, Île-de-France",
    "«trích dẫn» và “trích dẫn”, chú thích¹ và chú thích²",
    "UBND, HĐND, 118-TB/TU, https://example.vn/a?b=ù",
    "",
]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in OLD.items() for text in texts])
def test_an_old_encoding_is_named(name: str, text: str) -> None:
    assert old_encoding(text) == name
    assert old_encoding(f"{text}\n" * 50) == name


@pytest.mark.parametrize("text", UNICODE)
def test_what_is_unicode_is_not_taken_for_an_old_encoding(text: str) -> None:
    assert old_encoding(text) == ""
    assert old_encoding(text.upper()) == ""
