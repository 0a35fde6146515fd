"""Letters to a real mail server: what it takes, what it refuses and how, with and without TLS and a password."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.mail.conftest import convened
from tests.world import World

from nghitrinh.mail import sending, transport
from nghitrinh.mail.filling import fill
from nghitrinh.mail.models import Letter, LetterState
from nghitrinh.settings.environment import Mail


class Box:
    """A mail server's own part: it keeps what came, and refuses what it is asked to."""

    def __init__(self) -> None:
        self.came: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.of_data = "250 taken"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Envelope, to: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if to in self.answers:
            return self.answers[to]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.of_data.startswith("250"):
            self.came.append(envelope)
        return self.of_data


def _mail(port: int, **given: Any) -> Mail:
    said = {"host": "127.0.0.1", "port": port, "tls": "none", "user": "", "password": ""}
    return Mail(**{**said, "sender": "nghitrinh@desk.example", "hour": 7, "kept_days": 365, **given})


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    found = Box()
    controller = Controller(found, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.MAIL = _mail(controller.port)
    yield found
    controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def faults() -> set[tuple[str, str, int | None]]:
    return set(Letter.objects.values_list("state", "fault", "reply"))


def test_a_server_gets_each_letter_once_under_its_own_name(world: World, box: Box) -> None:
    convened(world)
    fill()
    sending.send_due()
    sending.send_due()
    assert sorted(each.rcpt_tos[0] for each in box.came) == [
        "chair@example.vn",
        "member@example.vn",
        "officer@example.vn",
    ]
    assert {each.mail_from for each in box.came} == {"nghitrinh@desk.example"}
    content = b"".join(bytes(each.content or b"") for each in box.came)
    assert content.count(b"@desk.example>") >= 3
    assert b'text/calendar; method="REQUEST"' in content or b"method=REQUEST" in content.replace(b'"', b"")
    assert not (transport.folder()).exists()
    assert faults() == {("sent", "", None)}


def test_an_address_that_is_none_is_given_up_and_one_that_is_busy_is_not(world: World, box: Box) -> None:
    box.answers = {"chair@example.vn": "550 no such user", "member@example.vn": "451 come back later"}
    convened(world)
    fill()
    sending.send_due()
    assert faults() == {("failed", "recipient", 550), ("queued", "recipient", 451), ("sent", "", None)}
    box.answers = {}
    sending.hurry()
    sending.send_due()
    assert sorted(each.rcpt_tos[0] for each in box.came) == ["member@example.vn", "officer@example.vn"]


@pytest.mark.parametrize(("answer", "state"), [("554 not here", LetterState.FAILED), ("452 full", LetterState.QUEUED)])
def test_a_letter_that_a_server_refuses(world: World, box: Box, answer: str, state: str) -> None:
    box.of_data = answer
    convened(world)
    fill()
    sending.send_due()
    assert faults() == {(state, "refused", int(answer[:3]))}
    assert box.came == []


def test_a_server_that_is_away(world: World, box: Box, settings: Any) -> None:
    settings.MAIL = _mail(1)
    convened(world)
    fill()
    sending.send_due()
    assert faults() == {("queued", "unreachable", None)}


def test_a_server_that_speaks_no_tls_gets_nothing_where_tls_is_wanted(world: World, box: Box, settings: Any) -> None:
    settings.MAIL = _mail(settings.MAIL.port, tls="starttls", user="nghitrinh", password="mat-khau")
    convened(world)
    fill()
    sending.send_due()
    assert faults() == {("queued", "unsupported", None)}
    assert box.came == []


def _certificate(folder: Path) -> ssl.SSLContext:
    """Return the context of a server of this machine, by a certificate that stands for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    bare = serialization.NoEncryption()
    written = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, bare)
    (folder / "key.pem").write_bytes(written)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def _lets_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    assert isinstance(given, LoginPassword)
    return AuthResult(success=(given.login, given.password) == (b"nghitrinh", b"mat-khau"), handled=False)


@pytest.fixture
def locked(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """A server that takes letters only over TLS and by a password."""
    found, context = Box(), _certificate(tmp_path)
    given = {"require_starttls": True, "auth_required": True, "authenticator": _lets_in}
    controller = Controller(found, hostname="localhost", port=_free_port(), tls_context=context, **given)
    controller.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    settings.MAIL = _mail(controller.port, host="localhost", tls="starttls", user="nghitrinh", password="mat-khau")
    yield found
    controller.stop()


def test_over_tls_and_by_a_password(world: World, locked: Box) -> None:
    convened(world)
    fill()
    sending.send_due()
    assert faults() == {("sent", "", None)}
    assert len(locked.came) == 3


def test_a_wrong_password_is_the_settings_fault_and_no_letters(world: World, locked: Box, settings: Any) -> None:
    settings.MAIL = _mail(settings.MAIL.port, host="localhost", tls="starttls", user="nghitrinh", password="sai")
    convened(world)
    fill()
    sending.send_due()
    assert faults() == {("queued", "sign_in", 535)}
    assert locked.came == []


def test_a_server_that_nobody_vouches_for_gets_no_password(
    world: World, locked: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    convened(world)
    fill()
    sending.send_due()
    assert faults() == {("queued", "tls", None)}
    assert locked.came == []
