"""What no command should be handed: pages that are bombs, bundles that were touched. One line, code 1, nothing left."""

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.programs import Home

from nghitrinh import cli
from nghitrinh.reading.sandbox import Sandbox

pytestmark = pytest.mark.processes  # each page is read by a process begun for it, whose time and memory are held

MEGABYTE = 1_000_000
STORY = "Ngày 5/3/2024, HĐND huyện Gia Lộc tổ chức kỳ họp thứ 9. Kỳ họp đã thông qua kế hoạch vốn năm 2024. "
PAGE = "<!doctype html><html><head>{head}</head><body {attribute}><h1>Kỳ họp thứ 9</h1>{body}</body></html>"


def page(*, head: str = "<title>Trang</title>", attribute: str = "", body: str = "") -> bytes:
    """Return an HTML page that tells of a session, with something odd in one place."""
    return PAGE.format(head=head, attribute=attribute, body=f"<p>{STORY * 4}</p>{body}").encode()


def entities(depth: int) -> bytes:
    """Return a page whose entities unfold into ten to the power of `depth` words."""
    names = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, depth))
    bomb = f'<!DOCTYPE html [<!ENTITY e0 "lol">{names}]>'.encode()
    return page(body=f"<p>&e{depth - 1};</p>").replace(b"<!doctype html>", bomb)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "Document is empty"),
    "white space": (lambda: b" \n\t" * 1000, "Document is empty"),
    "another coding": (lambda: STORY.encode("utf-16"), "UTF-8"),
    "half a character": (lambda: STORY.encode()[:-3] + b"\xe1\xba", "UTF-8"),
    "a picture": (lambda: b"\x89PNG\r\n" + bytes(1000), "a PNG image"),
    "an office file": (lambda: b"PK\x03\x04" + bytes(1000), "a ZIP or office file"),
    "fifty megabytes of text": (lambda: b"a " * (25 * MEGABYTE), "50000000 bytes, expected at most"),
    "fifty megabytes of HTML": (lambda: b"<html>" + b"a " * (25 * MEGABYTE), "50000006 bytes, expected at most"),
    "deep nesting": (lambda: page(body="<div>" * 100_000), "nested deeper"),
    "many elements": (lambda: page(body="<b>x</b>" * 210_000), "elements"),
    "nothing but a script": (lambda: b"<html><script>" + b"x" * MEGABYTE + b"</script></html>", "found"),
    "a hundred thousand attributes": (
        lambda: page(attribute=" ".join(f"a{at}=1" for at in range(100_000))),
        "takes longer than 3 seconds",
    ),
    "rows that span everything": (
        lambda: page(body="<table>" + ("<tr>" + "<td rowspan=999 colspan=999>x" * 90) * 45),
        "takes longer than 3 seconds",
    ),
}
READ: dict[str, Callable[[], bytes]] = {
    "entities that unfold": lambda: entities(12),
    "an attribute of 5 megabytes": lambda: page(attribute=f'title="{"x" * 5 * MEGABYTE}"'),
    "a comment without an end": lambda: page(body="<!--" + "-" * 2 * MEGABYTE),
    "angle brackets alone": lambda: page(body="<" * MEGABYTE),
    "a title of a megabyte": lambda: page(head=f"<title>{'kỳ họp ' * 100_000}</title>"),
    "text without a stop": lambda: STORY.encode() + "kỳ họp thứ 9 ".encode() * 100_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_that_is_none_is_refused_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make, said = REFUSED[name]
    if "takes longer" in said:  # the others are refused before the time is over, on a slow machine too
        monkeypatch.setattr(Sandbox, "seconds", 3)
    file, began = tmp_path / "trang.html", time.monotonic()
    file.write_bytes(make())
    assert cli.main(["read", "--json", str(file)]) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert err.startswith(f"nghitrinh read: {file}: found ")
    assert said in err
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("name", READ)
def test_a_page_with_a_bomb_in_it_is_read_or_refused_in_time(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a page says is still read where that can be; neither time nor memory grows with what it unfolds into."""
    file, began = tmp_path / "trang.html", time.monotonic()
    file.write_bytes(READ[name]())
    code = cli.main(["read", "--json", str(file)])
    out, err = capsys.readouterr()
    assert time.monotonic() - began < 40  # twenty seconds are given to the page, and some to begin and end
    if code:
        assert (out, len(err.splitlines())) == ("", 1)
        assert err.startswith(f"nghitrinh read: {file}: found ")
    else:
        assert json.loads(out)["number"]["value"] == 9
        assert len(out) < 20 * MEGABYTE


@pytest.mark.parametrize("name", ["/dev/zero", "khong-co.txt", "."])
def test_what_is_no_file_is_named(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", name]) == 1
    assert capsys.readouterr().err.startswith(f"nghitrinh read: {name}: found ")


def flip(path: Path) -> None:
    """Change one byte in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def climb_out(release: Path) -> None:
    """Let a file of a release lead out of it."""
    (release / "pages" / "index.html").unlink()
    (release / "pages" / "index.html").symlink_to("/etc/hostname")


TOUCHED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed byte": (lambda f: flip(f / "pages" / "index.html"), "pages/index.html: was changed"),
    "a missing file": (lambda f: (f / "pages" / "index.html").unlink(), "pages/index.html: is missing"),
    "a file more": (lambda f: (f / "pages" / "them.html").write_bytes(b"x"), "pages/them.html: was added"),
    "a path that climbs out": (climb_out, "pages/index.html: leads out of the release"),
    "a manifest that is none": (lambda f: (f / "release.json").write_bytes(b"{"), "release.json"),
    "no signature": (lambda f: (f / "release.sig").unlink(), "release.sig: No such file"),
    "another signature": (lambda f: (f / "release.sig").write_bytes(bytes(64)), "release.sig: is not the signature"),
}


@pytest.fixture
def release(made_home: Home, tmp_path: Path) -> Path:
    """Return a copy of a release, with the home's public key beside it."""
    shutil.copytree((made_home.folder / "portal" / "current").resolve(), tmp_path / "ban")
    shutil.copytree(made_home.folder / "keys", tmp_path / "keys")
    return tmp_path / "ban"


@pytest.mark.parametrize("name", TOUCHED)
def test_a_bundle_that_was_touched_is_not_verified_and_not_served(
    name: str, release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    touch, said = TOUCHED[name]
    touch(release)
    for command in (["verify", str(release)], ["portal", str(release), "--port", "1"]):
        assert cli.main(command) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert said in err
        assert "Traceback" not in err


def test_an_older_bundle_than_the_one_seen_is_refused(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(release), "--at-least", "1"]) == 0
    assert cli.main(["verify", str(release), "--at-least", "2"]) == 1
    assert "found release 1, expected at least 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("khong-co.pem", "khong-co.pem: found no usable key"),
        ("ban/release.json", "release.json: found no usable key"),
        ("keys/signing.pem", "signing.pem: found no usable key"),
    ],
)
def test_a_key_that_is_none_is_named(release: Path, key: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(release), "--key", str(release.parent / key)]) == 1
    assert said in capsys.readouterr().err


def test_a_folder_that_is_no_bundle_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(tmp_path)]) == 1
    assert f"{tmp_path}: found no release.json, expected a bundle" in capsys.readouterr().err
