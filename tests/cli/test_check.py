"""`check` says of every home that does not work that it does not, and why."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.cli.programs import Home, new_home


def replace_public_key(home: Path) -> None:
    """Put the public half of another key beside the signing key."""
    other = Ed25519PrivateKey.generate().public_key()
    pem = other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (home / "keys" / "signing.pub.pem").write_bytes(pem)


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "no keys": (lambda home: shutil.rmtree(home / "keys"), "keys/signing.pem: found no usable key"),
    "no public key": (lambda home: (home / "keys/signing.pub.pem").unlink(), "signing.pub.pem: found no usable key"),
    "another public key": (replace_public_key, "keys/signing.pub.pem: found another key"),
    "a changed page": (
        lambda home: (home / "portal/current/pages/index.html").write_text("khác", "utf-8"),
        "pages/index.html: was changed",
    ),
    "no portal": (lambda home: shutil.rmtree(home / "portal"), "portal: found no release.json"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_home_that_does_not_work_does_not_pass(home: Home, name: str) -> None:
    spoil, said = SPOILT[name]
    spoil(home.folder)
    ran = home.run("check")
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_day_that_is_none_does_not_pass(home: Home) -> None:
    for command in (("check",), ("desk",)):
        home.run(*command, NGHITRINH_TODAY="mai").require_refused("NGHITRINH_TODAY: found 'mai', expected a date")


def test_a_home_that_never_published_needs_neither_keys_nor_portal(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    assert home.run("init").code == 0
    assert home.run("check").code == 0


def test_a_program_reads_what_is_wrong_with_each_part(home: Home) -> None:
    home.run("init")
    ran = home.run("check", "--json")
    assert (ran.code, json.loads(ran.out)["whole"]) == (0, True)
    spoil, said = SPOILT["a changed page"]
    spoil(home.folder)
    ran = home.run("check", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["whole"]) == (1, False)
    assert {part for part, faults in found["faults"].items() if faults} == {"portal"}
    assert said in found["faults"]["portal"][0]
