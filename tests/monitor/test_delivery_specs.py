"""The promises of specs/monitor/delivery.feature, on servers of loopback."""

import base64
import hashlib
import hmac
import json
import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk, desk
from bookrunner.figures import BookrunnerError, Viewer
from bookrunner.governance import Deal, Membership, Person
from bookrunner.monitor import AlertBook, Judged, Raised, alert_rule, mail_smtp
from bookrunner.monitor.recipients import Quiet, read_recipients
from bookrunner.operations import delivering
from bookrunner.operations.delivering import NoRecipients, delivered
from bookrunner.operations.delivering_shapes import Delivered, DeliverRequest
from bookrunner.operations.watching import alerts
from bookrunner.operations.watching_shapes import AlertsRequest
from bookrunner.storage import engine
from tests.monitor.mail_server import MailHouse, certified, serving

scenarios("monitor/delivery.feature")

START = datetime(2026, 1, 9, 16, 10, tzinfo=UTC)
SECRET = base64.b64encode(b"thirty-two bytes of no meaning..").decode()


class Clock:
    """The time as the delivery and the book see it."""

    def __init__(self) -> None:
        self.at = START

    def now(self, _: object = None) -> datetime:
        return self.at


@dataclass
class Post:
    headers: dict[str, str]
    body: bytes


@dataclass
class House:
    """An installation with servers that it tells of alerts."""

    folder: Path
    clock: Clock
    mail: MailHouse
    posts: list[Post] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    passes: list[Delivered] = field(default_factory=list)
    made: Desk | None = None
    number: int = 0

    @property
    def desk(self) -> Desk:
        if self.made is None:
            self.made = desk(self.environment)
            book = AlertBook(engine(self.made.settings.database_url), self.clock.now)
            self.made.__dict__["alert_book"] = book
            rule = alert_rule("results", b'title = "Results"\non = "events"\nitems = ["2.02"]')
            book.add(rule, "somebody", frozenset())
        return self.made

    def recipients(self, *rows: str) -> None:
        file = self.folder / "recipients.toml"
        file.write_text("".join(f"[[recipient]]\n{row}\n" for row in rows))
        self.environment |= {
            "BOOKRUNNER_HOME": str(self.folder / "home"),
            "BOOKRUNNER_RECIPIENTS": str(file),
            "BOOKRUNNER_SMTP_URL": f"smtp://127.0.0.1:{self.mail.port}",
            "BOOKRUNNER_SMTP_FROM": "alerts@bank.example",
            "BOOKRUNNER_PUBLIC_URL": "https://bookrunner.bank.example",
            "BOOKRUNNER_WEBHOOK_HOSTS": "127.0.0.1",
        } | self.environment

    def passing(self) -> Delivered:
        self.passes.append(delivered(self.desk, DeliverRequest(once=True)))
        return self.passes[-1]

    def raises(self, *walls: str) -> None:
        self.number += 1
        one = Raised(
            dedupe=f"results|{self.number}",
            rule="results",
            on="events",
            company="Mossgate\nSystems, Inc.",
            cik="9999990055",
            says="results",
            accession=f"0009999990-26-{self.number:06}",
            form="8-K",
            item="2.02",
            event="results",
            materiality=4,
            quote="Mossgate reported revenue of $12 million.",
            walls=frozenset(walls),
        )
        # As the look of the rules keeps it, without a filing behind it.
        assert self.desk.alert_book.keep_read(10_000 + self.number, Judged([one])) == 1


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    clock = Clock()
    monkeypatch.setattr(delivering, "datetime", clock)
    with ExitStack() as stack:
        yield House(tmp_path, clock, stack.enter_context(serving(MailHouse())))


@given("a mail server and a recipient told at once")
def _(house: House) -> None:
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"')


@given("a mail server without STARTTLS that is not this machine, and a recipient told at once")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_smtp, "is_loopback", lambda _: False)
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"')


@given("a mail server that offers STARTTLS and wants a password, and a recipient told at once")
def _(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house.mail.tls, trust = certified(tmp_path)
    house.mail.wants_password = True
    monkeypatch.setenv("SSL_CERT_FILE", str(trust))
    monkeypatch.setattr(mail_smtp, "is_loopback", lambda _: False)
    password = tmp_path / "password"
    password.write_text("open sesame\n")
    house.environment = {
        "BOOKRUNNER_SMTP_URL": f"smtp://desk@localhost:{house.mail.port}",
        "BOOKRUNNER_SMTP_PASSWORD_FILE": str(password),
    }
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"')


@given(
    "a mail server that takes a message and dies before it says so, and a recipient told at once"
)
def _(house: House) -> None:
    house.mail.dies = 1
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"')


@given("a webhook that answers 503 first and 204 then")
def _(house: House, request: pytest.FixtureRequest) -> None:
    house.statuses = [503, 204]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            house.posts.append(Post({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(house.statuses.pop(0))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    request.addfinalizer(server.server_close)
    request.addfinalizer(server.shutdown)
    _hooked(house, f"http://127.0.0.1:{server.server_port}/alerts")


@given(parsers.parse('a webhook at "{url}"'))
def _(house: House, url: str) -> None:
    _hooked(house, url)


def _hooked(house: House, url: str) -> None:
    secret = house.folder / "secret"
    secret.write_text(f"whsec_{SECRET}\n")
    house.recipients(f'person = "a.lind"\nwebhook = "{url}"\nsecret_file = "{secret}"')


@given('a mail server, A. Lind inside the wall "oak" and B. Reed outside')
def _(house: House) -> None:
    house.recipients(
        'person = "a.lind"\nemail = "a.lind@bank.example"',
        'person = "b.reed"\nemail = "b.reed@bank.example"',
    )
    register = house.desk.register
    register.open_deal(Deal("oak", "Title", "", "", "control", START - timedelta(1), None))
    register.bring_over(
        Membership("oak", "a.lind", "covers it", START - timedelta(1), None, "control")
    )


@given("a mail server and a recipient of an hourly digest")
def _(house: House) -> None:
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"\ndigest = "hourly"')


@given("a mail server and a recipient of weight 5 and more")
def _(house: House) -> None:
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"\nmateriality = 5')


@when(parsers.re(r"an alert is raised and deliver passes(?P<more>.*)"))
def _(house: House, more: str) -> None:
    house.passing()
    house.raises()
    house.passing()
    if "again" in more:
        house.clock.at += timedelta(seconds=5)
        house.passing()
        house.clock.at += timedelta(minutes=10)
        house.passing()
    elif more:
        house.passing()
        house.passing()


@when('an alert behind "oak" is raised and deliver passes')
def _(house: House) -> None:
    house.passing()
    house.raises("oak")
    house.passing()


@when('an alert behind "oak" waits for A. Lind, who is then taken out, and deliver passes')
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.passing()
    house.raises("oak")
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "_sent", lambda *_: 0)
        assert house.passing().queued == 1
    house.clock.at += timedelta(minutes=1)
    house.desk.register.take_out("oak", "a.lind", "control", "left", house.clock.at)
    house.clock.at += timedelta(minutes=1)
    house.passing()


@when("three alerts are raised within an hour and deliver passes before and after its end")
def _(house: House) -> None:
    house.passing()
    for minutes in (15, 30, 45):
        house.clock.at = START + timedelta(minutes=minutes)
        house.raises()
        house.passing()
    # The third was raised at 16:55; the hour ends at 17:00.
    assert len(house.mail.messages) == 0
    house.clock.at = START + timedelta(minutes=51)
    house.passing()
    house.passing()


@given(parsers.parse("quiet hours {quiet} in Europe/Zurich"), target_fixture="quiet")
def _(quiet: str) -> Quiet:
    begins, ends = quiet.split("-")
    return Quiet(time.fromisoformat(begins), time.fromisoformat(ends))


@when(parsers.parse("something is due at {moment} UTC"), target_fixture="sent_at")
def _(quiet: Quiet, moment: str) -> datetime:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return quiet.ends_after(at, ZoneInfo("Europe/Zurich")) or at


@when(parsers.parse("the recipients are {row}"))
def _(house: House, row: str) -> None:
    house.recipients(row.replace("; ", "\n"))


@then("the server has one message with the company, what happened, its source and a link")
def _(house: House) -> None:
    [message] = house.mail.messages
    assert message["To"] == "a.lind@bank.example"
    assert house.mail.recipients == ["a.lind@bank.example"]
    assert message["Subject"] == "Mossgate Systems, Inc.: results"
    text = message.get_content()
    for words in (
        "results (weight 4)",
        "8-K Item 2.02",
        "0009999990-26-000001",
        "revenue of $12 million",
        "https://bookrunner.bank.example/alerts",
    ):
        assert words in text  # fmt: skip
    assert [one.sent for one in house.passes[-1].recipients] == [1]


@then("the server has no message, the message waits, and deliver says that STARTTLS is missing")
def _(house: House) -> None:
    assert house.mail.messages == []
    [line] = house.passes[-1].recipients
    assert (line.waiting, line.sent, line.failed) == (1, 0, 0)
    assert "STARTTLS" in house.passes[-1].findings[0].message


@then("the server has one message, after STARTTLS, from the user that signed in")
def _(house: House) -> None:
    assert house.mail.encrypted == [True]
    assert house.mail.users == ["desk:open sesame"]


@then("the server has the message twice, with one Message-ID")
def _(house: House) -> None:
    first, second = house.mail.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first.as_bytes() == second.as_bytes()
    assert re.fullmatch(r"<[0-9a-f]{32}@bank\.example>", first["Message-ID"])
    [line] = house.passes[-1].recipients
    assert (line.waiting, line.sent) == (0, 1)


@then("both posts have one id and one body, each with a signature that the secret proves")
def _(house: House) -> None:
    first, second = house.posts
    assert first.body == second.body
    assert json.loads(first.body)["id"] == first.headers["webhook-id"]
    assert json.loads(first.body)["alerts"][0]["accession"] == "0009999990-26-000001"
    for one in house.posts:
        headers = one.headers
        assert headers["webhook-id"] == first.headers["webhook-id"]
        content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + one.body
        digest = hmac.new(base64.b64decode(SECRET), content, hashlib.sha256).digest()
        assert headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]


@then("a pass within the pause posts nothing")
def _(house: House) -> None:
    assert [one.sent for one in house.passes] == [0, 0, 0, 1]
    assert house.statuses == []


@then("the message failed at once and deliver says why")
def _(house: House) -> None:
    [line] = house.passes[-1].recipients
    assert (line.waiting, line.failed) == (0, 1)
    assert "not a public one" in house.passes[-1].findings[0].message


@then("A. Lind alone has a message, which names no company, no event and no rule")
def _(house: House) -> None:
    [message] = house.mail.messages
    assert house.mail.recipients == ["a.lind@bank.example"]
    whole = message.as_string().lower()
    for word in ("mossgate", "result", "0009999990", "oak", "8-k"):
        assert word not in whole
    assert "https://bookrunner.bank.example/alerts" in whole


@then("it is counted that B. Reed was not told, for those inside alone")
def _(house: House) -> None:
    [(key, count)] = house.desk.alert_book.suppressed(Viewer("x", frozenset({"oak"}))).items()
    assert "to b.reed by email" in key[1]
    assert "not inside" in key[1]
    assert count == 1
    assert alerts(house.desk, AlertsRequest()).suppressed == ()


@then("nobody has a message, and that of A. Lind was withheld")
def _(house: House) -> None:
    assert house.mail.messages == []
    assert [one.withheld for one in house.passes[-1].recipients] == [1, 0]


@then("the server has one message with the three")
def _(house: House) -> None:
    [message] = house.mail.messages
    assert message["Subject"] == "3 alerts"
    text = message.get_content()
    assert [f"0009999990-26-{n:06}" in text for n in (1, 2, 3)] == [True] * 3


@then(parsers.parse("it is sent at {moment} UTC"))
def _(sent_at: datetime, moment: str) -> None:
    assert sent_at == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@then("the server has no message and the alert is counted as below the recipient's materiality")
def _(house: House) -> None:
    assert house.mail.messages == []
    [one] = alerts(house.desk, AlertsRequest()).suppressed
    assert one.reason == "to a.lind by email: below the recipient's materiality"


@then(parsers.parse('deliver refuses with "{words}"'))
def _(house: House, words: str) -> None:
    with pytest.raises(BookrunnerError) as caught:
        house.passing()
    assert words in str(caught.value)


def test_without_a_file_of_recipients_deliver_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(NoRecipients, match="BOOKRUNNER_RECIPIENTS"):
        delivered(desk({"BOOKRUNNER_HOME": str(tmp_path)}), DeliverRequest(once=True))


def test_nothing_is_sent_in_quiet_hours_and_all_afterwards(house: House) -> None:
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"\nquiet = "16:00-18:00"')
    house.passing()
    house.raises()
    house.passing()
    assert house.mail.messages == []
    house.clock.at += timedelta(hours=2)
    house.passing()
    assert len(house.mail.messages) == 1


def test_somebody_who_was_shut_out_is_told_nothing(house: House) -> None:
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"')
    house.desk.register.put_person(Person("a.lind", frozenset(), disabled_by="control"))
    house.passing()
    house.raises()
    house.passing()
    assert house.mail.messages == []


def test_a_secret_that_anybody_may_guess_signs_nothing(house: House) -> None:
    _hooked(house, "https://hooks.example.com/x")
    (house.folder / "secret").write_text("c2hvcnQ=")
    house.passing()
    house.raises()
    assert "openssl rand" in house.passing().findings[0].message


def test_an_address_is_told_by_its_digest(house: House) -> None:
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"')
    [one] = read_recipients(house.folder / "recipients.toml")
    assert "bank.example" not in one.key


def test_each_of_many_alerts_is_sent_once_though_the_delivery_is_killed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.recipients('person = "a.lind"\nemail = "a.lind@bank.example"')
    house.passing()
    for _ in range(8):
        house.raises()
    real: Any = vars(delivering)["_send"]
    killed = 0

    def dies(*arguments: Any) -> None:
        nonlocal killed
        killed += 1
        if killed % 2:
            raise KeyboardInterrupt  # before it is sent
        real(*arguments)

    monkeypatch.setattr(delivering, "_send", dies)
    for _ in range(12):
        try:
            house.passing()
        except KeyboardInterrupt:
            house.clock.at += timedelta(minutes=6)
    identities = [one["Message-ID"] for one in house.mail.messages]
    assert len(identities) == len(set(identities)) == 8
