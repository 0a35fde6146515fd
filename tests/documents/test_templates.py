"""An office's own template: filled with a notice, named where it is wrong, and never able to do anything else."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.documents.test_notice import NASTY, NOTICE, STATE, words

from nghitrinh.documents.content import Correction, Notice, paragraphs
from nghitrinh.documents.starting import starting_template
from nghitrinh.documents.templates import PLACEHOLDERS, TemplateFault, docx_by_template, hold, values_of


def template(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(name: str, content: bytes, *, old: bytes = template("{{ ho_ten }}")) -> bytes:
    """Return a document in which a part is another, or is there besides."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as now:
        for each in before.namelist():
            if each != name:
                now.writestr(each, before.read(each))
        now.writestr(name, content)
    return stream.getvalue()


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(each.text for each in document.paragraphs)])


def refused(content: bytes) -> tuple[str, str, str]:
    with pytest.raises(TemplateFault) as fault:
        docx_by_template(content, values_of(NOTICE))
    return fault.value.code, fault.value.found, fault.value.where


@pytest.mark.parametrize("notice", [STATE, NOTICE, replace(STATE, title=NASTY, opening=NASTY, extract_for="Sở Nội vụ")])
def test_the_template_to_begin_with_says_the_whole_notice(notice: Notice) -> None:
    content = docx_by_template(starting_template(of_the_party=notice.is_of_the_party), values_of(notice))
    found = words(text_of(content))
    for each in paragraphs(notice):
        assert " ".join(words(each.text)) in " ".join(found), each.text
    for line in (notice.number_line, notice.signer_name, *(name.upper() for name in notice.issuer)):
        assert " ".join(words(line)) in " ".join(found)
    assert "{" not in text_of(content).replace(NASTY, "")


def test_every_placeholder_is_in_the_table_and_in_the_template_to_begin_with() -> None:
    assert set(values_of(NOTICE)) == set(PLACEHOLDERS)
    started = text_of(starting_template(of_the_party=False))
    assert [name for name in PLACEHOLDERS if name not in started] == []


def test_the_handbook_has_the_placeholders_in_their_words() -> None:
    handbook = (Path(__file__).parents[2] / "docs" / "secretaries.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| `(\w+)` \| (.+?) \| (.+?) \|$", handbook)
    assert {name: tuple(words) for name, *words in rows} == PLACEHOLDERS


@pytest.mark.parametrize(
    "lines", [["{{ so_ky_hieu }}", "{{ mo_dau }}"], ["{{ so_ky_hieu }}", "{{ dinh_chinh }}"], ["{{ mo_dau }}"]]
)
def test_a_corrected_notice_says_so_in_every_template_and_one_as_issued_says_nothing(lines: list[str]) -> None:
    corrected = replace(NOTICE, correction=Correction(2, date(2021, 9, 9), date(2021, 9, 4), is_agreed=True))
    said = "Bản đính chính lần 2 ngày 9/9/2021, thay bản ngày 4/9/2021"
    assert text_of(docx_by_template(template(*lines), values_of(corrected))).count(said) == 1
    assert "đính chính" not in text_of(docx_by_template(template(*lines), values_of(NOTICE)))


def test_the_same_template_and_notice_give_the_same_bytes() -> None:
    once = docx_by_template(template("{{ so_ky_hieu }}"), values_of(NOTICE))
    assert once == docx_by_template(template("{{ so_ky_hieu }}"), values_of(NOTICE))


@pytest.mark.parametrize(
    ("lines", "code", "found", "where"),
    [
        (["Số: {{ so_van_ban }}"], "unknown_placeholder", "so_van_ban", "Số: {{ so_van_ban }}"),
        (["Người ký", "{{ ho_ten }"], "broken_tag", "", "{{ ho_ten }"),
        (["{% for doan in noi_dung %}{{ doan }}"], "broken_tag", "", "{% for doan in noi_dung %}"),
        (["{{ ho_ten.__class__.__mro__ }}"], "not_filled", "SecurityError", ""),
        (["{{ ho_ten|attr('__class__') }}"], "not_filled", "", ""),
        (["{% for x in range(9**9) %}x{% endfor %}"], "unknown_placeholder", "range", ""),
        (["{% include 'a' %}"], "not_filled", "", ""),
        (["{{ ho_ten / 0 }}"], "not_filled", "", ""),
    ],
)
def test_what_a_template_may_not_say_is_named_with_its_place(
    lines: list[str], code: str, found: str, where: str
) -> None:
    named = refused(template(*lines))
    assert named[0] == code, named
    assert found in named[1]
    assert where in named[2]


_MACROS = b'<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
_LINK = b'<Relationships><Relationship TargetMode="External" Target="http://a/"/></Relationships>'
HOSTILE: list[tuple[str, str, bytes]] = [
    ("has_macro", "word/vbaProject.bin", b"x"),
    ("has_macro", "word/embeddings/oleObject1.bin", b"x"),
    ("has_macro", "[Content_Types].xml", _MACROS),
    ("has_link", "word/_rels/settings.xml.rels", _LINK),
    ("has_field", "word/header1.xml", b"<w:instrText>INCLUDEPICTURE http://a/</w:instrText>"),
    ("has_declaration", "word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ("no_docx", "[Content_Types].xml", b"<Types/>"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "content"), HOSTILE, ids=[f"{code} {name}" for code, name, _ in HOSTILE])
def test_a_hostile_document_is_refused_before_anything_parses_it(code: str, name: str, content: bytes) -> None:
    with pytest.raises(TemplateFault) as fault:
        hold(with_part(name, content))
    assert fault.value.code == code


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", template("x")[:200]])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    assert refused(content)[0] == "no_docx"


def test_an_archive_that_unpacks_to_more_than_it_says_is_refused() -> None:
    bomb = with_part("word/media/image1.png", b"0" * 41_000_000)
    assert len(bomb) < 200_000
    assert refused(bomb)[0] == "too_large"
    many: dict[str, Any] = {f"word/media/{index}.png": b"" for index in range(600)}
    stream = io.BytesIO(template("x"))
    with zipfile.ZipFile(stream, "a") as archive:
        for name, content in many.items():
            archive.writestr(name, content)
    assert refused(stream.getvalue())[0] == "too_large"


def test_a_template_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nghitrinh.documents.templates.SECONDS", 2.0)
    loop = "{% for a in noi_dung %}" * 12 + "x" + "{% endfor %}" * 12
    values = values_of(NOTICE) | {"noi_dung": ["a"] * 60}
    with pytest.raises(TemplateFault) as fault:
        docx_by_template(template(loop), values)
    assert fault.value.code == "too_long"
