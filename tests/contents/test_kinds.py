"""A file is what its bytes are: the right ones are taken under their name, and every fake is refused."""

import pytest
from tests.contents.made import OLD_OFFICE, archive, pdf, picture, with_parts, word

from nghitrinh.contents.kinds import Kind, kind_of, media_type, misfit

PAPER, SHEET = word("Tờ trình"), pdf("To trinh")
PROGRAM = b"MZ\x90\0\x03" + bytes(200)
PAGE = b"\xef\xbb\xbf\n<!DOCTYPE html><html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", SHEET, Kind.PDF),
        ("A.PDF", b"junk before\n" + SHEET, Kind.PDF),
        ("a.docx", PAPER, Kind.DOCX),
        ("a.doc", OLD_OFFICE, Kind.OLD_OFFICE),
        ("a.doc", b"{\\rtf1 x}", Kind.RTF),
        ("a.png", picture(), Kind.PNG),
        ("a.jpg", picture("JPEG"), Kind.JPEG),
        ("a.webp", picture("WEBP"), Kind.WEBP),
        ("a.zip", archive(a=b"x"), Kind.ZIP),
        ("a.txt", "Tờ trình\r\nsố 1".encode(), Kind.TEXT),
        ("a.txt", "Tờ trình".encode("utf-16"), Kind.TEXT),
        ("khong-ten", SHEET, Kind.PDF),
        ("ban-do.dwg", b"AC1032\0\0\0\x01", None),
    ],
)
def test_a_file_is_known_by_its_bytes_and_taken(name: str, data: bytes, kind: Kind | None) -> None:
    assert (kind_of(data), misfit(name, data)) == (kind, None)


@pytest.mark.parametrize(
    ("name", "data", "code", "found"),
    [
        ("a.pdf", PAPER, "file_of_another_kind", "DOCX"),
        ("a.docx", SHEET, "file_of_another_kind", "PDF"),
        ("a.docx", archive(a=b"x"), "file_of_another_kind", "ZIP"),
        ("a.xlsx", PAPER, "file_of_another_kind", "DOCX"),
        ("a.docx", OLD_OFFICE, "file_of_another_kind", "Office 97–2003"),
        ("a.docx", PAPER[:-200], "file_of_another_kind", ""),
        ("a.pdf", b"\0\1\2", "file_of_another_kind", ""),
        ("a.pdf", "chỉ là chữ".encode(), "file_of_another_kind", "text"),
        ("a.png", picture("JPEG"), "file_of_another_kind", "JPEG"),
        ("a.pdf", PROGRAM, "file_runs", "program"),
        ("a.docx", PROGRAM, "file_runs", "program"),
        ("la.exe", b"\0\1", "file_runs", "exe"),
        ("a.txt", b"#!/bin/sh\nrm", "file_runs", "program"),
        ("a.pdf", PAGE, "file_runs", "HTML"),
        ("a.txt", PAGE, "file_runs", "HTML"),
        ("a.svg", b"<svg xmlns='x'/>", "file_runs", "HTML"),
        ("a.jar", with_parts(archive(a=b"x"), ["META-INF/MANIFEST.MF"]), "file_runs", "program"),
        ("a.docm", with_parts(PAPER, ["word/vbaProject.bin"]), "file_with_macros", ""),
        ("a.docx", with_parts(PAPER, ["word/vbaProject.bin"]), "file_with_macros", ""),
        ("a.doc", OLD_OFFICE + "_VBA_PROJECT".encode("utf-16-le"), "file_with_macros", ""),
        ("a.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "file_with_password", ""),
    ],
)
def test_a_fake_is_refused_by_what_it_is(name: str, data: bytes, code: str, found: str) -> None:
    wrong = misfit(name, data)
    assert wrong is not None
    assert (wrong.code, wrong.found) == (code, found)


def test_a_media_type_is_that_of_the_bytes() -> None:
    assert media_type(SHEET, "text/html") == "application/pdf"
    assert media_type(b"AC1032\0", "image/vnd.dwg") == "image/vnd.dwg"
