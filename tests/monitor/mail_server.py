"""A small mail server on loopback that keeps what it is given."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailHouse:
    """What the server does and what it was given."""

    tls: ssl.SSLContext | None = None
    wants_password: bool = False
    dies: int = 0
    """How many messages it takes and hangs up on without a word."""
    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)


class _Handler(socketserver.StreamRequestHandler):
    house: MailHouse

    def handle(self) -> None:
        self._say("220 mail.example ready")
        secure = False
        while line := self.rfile.readline().decode().strip():
            verb = line.upper()
            if verb.startswith("EHLO"):
                offers = ["mail.example"]
                if self.house.tls is not None and not secure:
                    offers.append("STARTTLS")
                if self.house.wants_password and secure:
                    offers.append("AUTH PLAIN")
                for one in offers[:-1]:
                    self._say(f"250-{one}")
                self._say(f"250 {offers[-1]}")
            elif verb == "STARTTLS" and self.house.tls is not None:
                self._say("220 go on")
                self.request = self.house.tls.wrap_socket(self.request, server_side=True)
                self.rfile.close()
                self.wfile.close()
                self.rfile = self.request.makefile("rb")
                self.wfile = self.request.makefile("wb")
                secure = True
            elif verb.startswith("AUTH PLAIN"):
                said = base64.b64decode(line.split()[2]).split(b"\0")
                self.house.users.append(b":".join(said[1:]).decode())
                self._say("235 welcome")
            elif verb.startswith("RCPT"):
                self.house.recipients.append(line[8:].strip("<> "))
                self._say("250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                if not self._data(secure=secure):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def _data(self, *, secure: bool) -> bool:
        content = b""
        while (line := self.rfile.readline()) != b".\r\n":
            content += line.removeprefix(b".") if line.startswith(b"..") else line
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.house.messages.append(message)
        self.house.encrypted.append(secure)
        if self.house.dies:
            self.house.dies -= 1
            return False
        self._say("250 taken")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()


@contextmanager
def serving(house: MailHouse) -> Iterator[MailHouse]:
    """The server, answering on loopback."""
    handler = type("Handler", (_Handler,), {"house": house})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        house.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield house
        server.shutdown()


def certified(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A context with a certificate for ``localhost``, and the file by which it is trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    trust, secret = folder / "server.pem", folder / "server.key"
    trust.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trust, secret)
    return context, trust
