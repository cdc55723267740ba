"""E-mail over SMTP: encrypted beyond this machine, or not at all."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bookrunner.figures import BookrunnerError, Unusable

_TIMEOUT_SECONDS = 20


class MailNotSet(Unusable):
    """Somebody is to be told by e-mail and no server is set."""

    def __init__(self) -> None:
        super().__init__(
            "no mail server is set; set BOOKRUNNER_SMTP_URL to smtp://HOST:587 and "
            "BOOKRUNNER_SMTP_FROM to the sender's address"
        )


class MailNotSent(BookrunnerError):
    """The server did not take the message."""

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        self.is_final = is_final
        """Whether trying again would end the same."""
        super().__init__(f"the mail server did not take it: {why}")


@dataclass(frozen=True)
class MailServer:
    """Where e-mail leaves the house, and as whom."""

    url: str
    """``smtp://[USER@]HOST[:PORT]``, which must offer STARTTLS, or ``smtps://``."""
    sender: str
    password_file: Path | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand the message over; its ``From`` is the sender.

        Raises:
            MailNotSent: It was not taken, or the way there is not encrypted.
        """
        parts = urlsplit(self.url)
        host, secure = parts.hostname or "", parts.scheme == "smtps"
        port = parts.port or (465 if secure else 587)
        try:
            with self._connected(host, port, secure=secure) as server:
                if not secure:
                    self._encrypt(server, host)
                if parts.username:
                    server.login(unquote(parts.username), self._password())
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise MailNotSent(
                f"it refuses the recipient ({', '.join(map(str, codes))})",
                is_final=all(code >= 500 for code in codes),
            ) from error
        except smtplib.SMTPResponseException as error:
            said = error.smtp_error
            words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
            raise MailNotSent(f"{error.smtp_code} {words[:200]}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailNotSent(str(error)[:200] or type(error).__name__) from error

    def _connected(self, host: str, port: int, *, secure: bool) -> smtplib.SMTP:
        if secure:
            trust = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_SECONDS, context=trust)
        return smtplib.SMTP(host, port, timeout=_TIMEOUT_SECONDS)

    def _encrypt(self, server: smtplib.SMTP, host: str) -> None:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif not is_loopback(host):
            raise MailNotSent("it offers no STARTTLS, and nothing is sent in the clear")

    def _password(self) -> str:
        if self.password_file is None:
            raise MailNotSent("it wants a password and BOOKRUNNER_SMTP_PASSWORD_FILE is not set")
        return self.password_file.read_text(encoding="utf-8").strip()


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, as its address says."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
