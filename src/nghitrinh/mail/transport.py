"""How a letter leaves: as a file of the home, or to a mail server (SMTP)."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

# Seconds for each of some ten steps of a conversation: all of them end before a claim does (`sending.LEASE`).
PATIENCE = 15


class Fault(Exception):
    """A letter did not leave: why, by a code, what number the server answered, and whether it ever could."""

    def __init__(self, code: str, *, reply: int | None = None, for_good: bool = False) -> None:
        super().__init__(code)
        self.code, self.reply, self.for_good = code, reply, for_good


def deliver(letter: UUID, message: EmailMessage) -> None:
    """Hand a letter on.

    Raises:
        Fault: it did not leave, as far as the transport says.
    """
    mail = settings.MAIL
    if mail.host:
        _to_server(mail, message)
    else:
        _to_file(letter, message)


def folder() -> Path:
    """Return where letters lie in a home without a mail server."""
    return Path(settings.HOME) / "mail"


def _to_file(letter: UUID, message: EmailMessage) -> None:
    """Write a letter under its own name, whole or not at all: written once more, it is the same file."""
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        partial, path = folder() / f"{letter}.new", folder() / f"{letter}.eml"
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(message.as_bytes())
            stream.flush()
            os.fsync(stream.fileno())
        partial.rename(path)
    except OSError:
        raise Fault("folder") from None


def _to_server(mail: Any, message: EmailMessage) -> None:
    try:
        with _connected(mail) as server:
            if mail.user:
                server.login(mail.user, mail.password)
            server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise Fault("sign_in", reply=error.smtp_code) from None
    except smtplib.SMTPRecipientsRefused as error:
        reply = max((code for code, _ in error.recipients.values()), default=None)
        raise Fault("recipient", reply=reply, for_good=reply is not None and reply >= 500) from None
    except smtplib.SMTPResponseException as error:
        raise Fault("refused", reply=error.smtp_code, for_good=_is_about_the_letter(error)) from None
    except smtplib.SMTPNotSupportedError:
        raise Fault("unsupported") from None
    except ssl.SSLError:
        raise Fault("tls") from None
    except (OSError, smtplib.SMTPException):
        raise Fault("unreachable") from None


def _is_about_the_letter(error: smtplib.SMTPResponseException) -> bool:
    """Tell whether a server that spoke refused this letter for good; what it says before is about the settings."""
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _connected(mail: Any) -> smtplib.SMTP:
    if mail.tls == "tls":
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=PATIENCE, context=ssl.create_default_context())
    server = smtplib.SMTP(mail.host, mail.port, timeout=PATIENCE)
    if mail.tls == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server
