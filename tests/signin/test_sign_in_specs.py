"""specs/signin/sign_in.feature, against a provider on this machine and the real application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from starlette.testclient import TestClient

from bookrunner.app import Desk
from bookrunner.governance import Person
from bookrunner.server import application
from bookrunner.settings import BadSetting, settings
from bookrunner.signin import Lifetimes, Sessions, SignInRefused, local_page
from bookrunner.storage import engine
from tests.signin.provider import AUDIENCE, CLIENT, SECRET, Local, running
from tests.signin.wrongs import WRONG_BEARERS, WRONG_TOKENS

scenarios("signin/sign_in.feature")
PUBLIC = "http://127.0.0.1:8400"


@dataclass
class Bank:
    """The server and its provider."""

    desk: Desk
    client: TestClient
    provider: Local

    def leaves(self, to: str = "/") -> dict[str, str]:
        """What the provider sends back with the browser."""
        said = self.client.get(f"/auth/login?to={to}", follow_redirects=False)
        assert said.status_code == 303, said.text
        back = httpx.get(said.headers["location"], follow_redirects=False)
        return dict(parse_qsl(urlsplit(back.headers["location"]).query))

    def returns(self, back: dict[str, str]) -> Any:
        return self.client.get("/auth/callback", params=back, follow_redirects=False)

    def code_of(self, said: Any) -> str:
        """The fault that a refused sign-in names."""
        assert said.status_code in (401, 503), said.text
        kind: str = said.json()["type"].rpartition(":")[2]
        detail: str = said.json()["detail"]
        return detail.partition("(")[2].partition(")")[0] if kind == "SignInRefused" else kind


@pytest.fixture
def provider() -> Iterator[Local]:
    with running() as made:
        made.claims["amr"] = ["pwd", "otp"]
        yield made


def bank_of(provider: Local, folder: Path) -> Bank:
    secret = folder / "secret"
    secret.write_text(SECRET + "\n")
    environment = {
        "BOOKRUNNER_HOME": str(folder / "home"),
        "BOOKRUNNER_PUBLIC_URL": PUBLIC,
        "BOOKRUNNER_OIDC_ISSUER": provider.issuer,
        "BOOKRUNNER_OIDC_CLIENT": CLIENT,
        "BOOKRUNNER_OIDC_SECRET": str(secret),
        "BOOKRUNNER_OIDC_ROLES": "ib-analysts=analyst, ib-mds=reviewer, clients=client",
        "BOOKRUNNER_OIDC_MFA": "otp,hwk",
        "BOOKRUNNER_OIDC_AUDIENCE": AUDIENCE,
    }
    desk = Desk(settings(environment))
    client = TestClient(application(desk), base_url=PUBLIC, client=("127.0.0.1", 50000))
    return Bank(desk, client, provider)


@given("a server with sign-in at a provider, where ann is an analyst", target_fixture="bank")
def _(provider: Local, tmp_path: Path) -> Bank:
    return bank_of(provider, tmp_path)


@when(parsers.parse('ann signs in on her way to "{page}"'), target_fixture="said")
def _(bank: Bank, page: str) -> Any:
    return bank.returns(bank.leaves(page))


@then('she is led to "/companies" and the server knows her as ann@bank.example, an analyst')
def _(bank: Bank, said: Any) -> None:
    assert (said.status_code, said.headers["location"]) == (303, "/companies")
    me = bank.client.get("/api/v1/me").json()
    assert (me["name"], me["roles"], me["signed_in_by"]) == (
        "ann@bank.example",
        ["analyst"],
        "oidc",
    )
    assert bank.client.get("/auth/state").json() == {
        "signed_in": True,
        "name": "ann@bank.example",
        "login": "/auth/login",
    }


@then("the session opens the interface, and no cookie of it is readable by scripts")
def _(bank: Bank, said: Any) -> None:
    assert bank.client.get("/api/v1/companies").status_code == 200
    cookies = said.headers.get_list("set-cookie")
    [session] = [one for one in cookies if one.startswith("bookrunner_session=")]
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    kept = session.partition("=")[2].partition(";")[0].encode()
    for path in bank.desk.settings.home.rglob("*"):
        assert not path.is_file() or kept not in path.read_bytes(), "a session lies in the records"


@when("she signs out")
def _(bank: Bank) -> None:
    session = bank.client.cookies["bookrunner_session"]
    said = bank.client.post("/auth/logout")
    assert said.json() == {"to": f"{bank.provider.issuer}/end"}
    bank.client.cookies.set("bookrunner_session", session)


@then("the session opens nothing")
def _(bank: Bank) -> None:
    assert bank.client.get("/api/v1/companies").status_code == 401


@then("a token for this server with the scope bookrunner.read may read and not write")
def _(bank: Bank) -> None:
    token = bank.provider.token(aud=AUDIENCE, scope="openid bookrunner.read")
    headers = {"authorization": f"Bearer {token}"}
    assert bank.client.get("/api/v1/companies", headers=headers).status_code == 200
    said = bank.client.post("/api/v1/pitch", json={"company": "HD"}, headers=headers)
    assert said.status_code == 403


@then("without any token it is told where to find the provider")
def _(bank: Bank) -> None:
    said = bank.client.post("/api/v1/companies", json={})
    assert said.status_code == 401
    where = f'resource_metadata="{PUBLIC}/.well-known/oauth-protected-resource"'
    assert where in said.headers["www-authenticate"]
    told = bank.client.get("/.well-known/oauth-protected-resource").json()
    assert told["resource"] == AUDIENCE
    assert told["authorization_servers"] == [bank.provider.issuer]


@then("each of at least 40 wrong sign-ins is refused by the name of its fault")
def _() -> None:
    """Each is a test of its own below."""
    assert len(WRONG_TOKENS) + len(WRONG_BEARERS) + len(WRONG_WAYS) >= 40


@pytest.mark.parametrize("what", WRONG_TOKENS)
def test_a_wrong_token_opens_no_session(what: str, provider: Local, tmp_path: Path) -> None:
    bank = bank_of(provider, tmp_path)
    change, code = WRONG_TOKENS[what]
    change(provider)
    try:
        back = bank.leaves()
    except AssertionError:
        # The provider is refused before the browser leaves.
        assert code == "ProviderUnusable"
        return
    said = bank.returns(back)
    assert bank.code_of(said) == code
    assert bank.client.get("/api/v1/companies").status_code == 401
    assert bank.desk.register.people() == []


@pytest.mark.parametrize("what", WRONG_BEARERS)
def test_a_wrong_bearer_is_not_let_in(what: str, provider: Local, tmp_path: Path) -> None:
    bank = bank_of(provider, tmp_path)
    claims, header, code = WRONG_BEARERS[what]
    provider.header.update(header)
    token = provider.token(**claims)
    said = bank.client.get("/api/v1/companies", headers={"authorization": f"Bearer {token}"})
    assert bank.code_of(said) == code


def _replayed(bank: Bank) -> Any:
    back = bank.leaves()
    assert bank.returns(back).status_code == 303
    return bank.returns(back)


def _in_another_browser(bank: Bank) -> Any:
    back = bank.leaves()
    bank.client.cookies.clear()
    return bank.returns(back)


def _with_a_cookie_of_ones_own(bank: Bank) -> Any:
    back = bank.leaves()
    bank.client.cookies.clear()
    bank.client.cookies.set("bookrunner_leaving", "made-up")
    return bank.returns(back)


def _from_another_issuer(bank: Bank) -> Any:
    return bank.returns(bank.leaves() | {"iss": "https://elsewhere.example"})


def _without_the_issuer(bank: Bank) -> Any:
    back = bank.leaves()
    del back["iss"]
    return bank.returns(back)


def _with_anothers_code(bank: Bank) -> Any:
    stolen = bank.leaves()["code"]
    return bank.returns(bank.leaves() | {"code": stolen})


def _said_twice(bank: Bank) -> Any:
    back = bank.leaves()
    address = f"/auth/callback?state={back['state']}&state=x&code={back['code']}"
    return bank.client.get(address, follow_redirects=False)


def _shut_out(bank: Bank) -> Any:
    bank.desk.register.put_person(
        Person("ann@bank.example", frozenset(), disabled_by="dan", subject="")
    )
    return bank.returns(bank.leaves())


def _name_of_another(bank: Bank) -> Any:
    assert bank.returns(bank.leaves()).status_code == 303
    bank.provider.claims["sub"] = "u-2"
    return bank.returns(bank.leaves())


def _name_of_a_program(bank: Bank) -> Any:
    bank.desk.register.put_person(Person("ann@bank.example", frozenset(), answers="dan"))
    return bank.returns(bank.leaves())


WRONG_WAYS: dict[str, tuple[Any, str]] = {
    "a state that was used": (_replayed, "unknown-state"),
    "a state of another browser": (_in_another_browser, "other-browser"),
    "a cookie of one's own": (_with_a_cookie_of_ones_own, "other-browser"),
    "a state that never was": (
        lambda bank: bank.returns(bank.leaves() | {"state": "made-up"}),
        "unknown-state",
    ),
    "no state": (lambda bank: bank.returns(bank.leaves() | {"state": ""}), "no-state"),
    "no code": (lambda bank: bank.returns(bank.leaves() | {"code": ""}), "no-code"),
    "a code that never was": (
        lambda bank: bank.returns(bank.leaves() | {"code": "made-up"}),
        "code-refused",
    ),
    "the code of another sign-in": (_with_anothers_code, "code-refused"),
    "another issuer": (_from_another_issuer, "other-issuer"),
    "no word of the issuer": (_without_the_issuer, "other-issuer"),
    "an error of the provider": (
        lambda bank: bank.returns(bank.leaves() | {"error": "access_denied"}),
        "provider-refused",
    ),
    "a parameter said twice": (_said_twice, "said-twice"),
    "somebody who was shut out": (_shut_out, "shut-out"),
    "a name that was another's": (_name_of_another, "name-taken"),
    "the name of a program": (_name_of_a_program, "name-taken"),
}


@pytest.mark.parametrize("what", WRONG_WAYS)
def test_a_wrong_way_back_opens_no_session(what: str, provider: Local, tmp_path: Path) -> None:
    bank = bank_of(provider, tmp_path)
    way, code = WRONG_WAYS[what]
    assert bank.code_of(way(bank)) == code


@pytest.mark.parametrize(
    "page",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\/evil",
        "javascript:x",
        "/a\n/b",
        "/" + "a" * 2000,
    ],
)
def test_nobody_is_led_elsewhere(page: str) -> None:
    assert local_page(page) == "/"
    assert local_page("/companies/HD?tab=debt#x") == "/companies/HD?tab=debt#x"


def test_a_session_ends_idle_in_all_and_for_whoever_is_shut_out(tmp_path: Path) -> None:
    lifetimes = Lifetimes(timedelta(minutes=30), timedelta(hours=2))
    sessions = Sessions(engine(f"sqlite:///{tmp_path / 'x.db'}"), lifetimes)
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    kept = sessions.open("ann", "s", noon)
    assert sessions.person(kept, noon + timedelta(minutes=29)) == "ann"
    assert sessions.person(kept, noon + timedelta(minutes=58)) == "ann", "it was used meanwhile"
    assert sessions.person(kept, noon + timedelta(minutes=89)) == ""
    again = sessions.open("ann", "s", noon)
    for minutes in range(0, 119, 20):
        assert sessions.person(again, noon + timedelta(minutes=minutes)) == "ann"
    assert sessions.person(again, noon + timedelta(minutes=121)) == ""
    assert sessions.person(kept + "x", noon) == ""
    assert sessions.person("", noon) == ""
    last = sessions.open("ann", "s", noon)
    sessions.close_all("ann")
    assert sessions.person(last, noon) == ""


def test_a_sign_in_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    sessions = Sessions(engine(f"sqlite:///{tmp_path / 'x.db'}"), Lifetimes())
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    pending = sessions.begin("/", noon)
    with pytest.raises(SignInRefused, match="too-late"):
        sessions.take(pending.state, pending.browser, noon + timedelta(minutes=10))


def test_a_key_that_the_provider_brings_later_is_found_and_asked_for_once(
    provider: Local, tmp_path: Path
) -> None:
    from tests.signin.provider import ec_key

    bank = bank_of(provider, tmp_path)
    now = [0.0]
    bank.desk.provider._clock = lambda: now[0]
    assert bank.returns(bank.leaves()).status_code == 303
    provider.keys = {"next": ec_key()}
    provider.kid, provider.algorithm = "next", "ES256"
    now[0] = 31
    assert bank.returns(bank.leaves()).status_code == 303
    before = provider.asked.count("/jwks")
    provider.header["kid"] = "never"
    for _ in range(5):
        assert bank.code_of(bank.returns(bank.leaves())) == "unknown-key"
    assert provider.asked.count("/jwks") == before


def test_who_is_taken_out_of_every_group_keeps_no_session(provider: Local, tmp_path: Path) -> None:
    bank = bank_of(provider, tmp_path)
    assert bank.returns(bank.leaves()).status_code == 303
    person = bank.desk.register.person("ann@bank.example")
    assert person is not None
    bank.desk.register.put_person(Person(person.name, person.roles, disabled_by="dan"))
    assert bank.client.get("/api/v1/companies").status_code == 401


@then("a request from the machine itself without a session is not let in")
def _(bank: Bank) -> None:
    assert bank.client.get("/api/v1/companies").status_code == 401
    assert bank.client.get("/api/v1/operations").status_code == 401


@then("the server may listen beyond the machine")
def _(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    import uvicorn

    from bookrunner.operations.serving_shapes import ServeRequest
    from bookrunner.server import serve

    ran = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self: ran.append(self.config.host))
    serve(bank.desk, ServeRequest(host="0.0.0.0"))
    assert ran == ["0.0.0.0"]


GOOD = {
    "BOOKRUNNER_PUBLIC_URL": "https://bookrunner.bank.example",
    "BOOKRUNNER_OIDC_ISSUER": "https://login.bank.example",
    "BOOKRUNNER_OIDC_CLIENT": "bookrunner",
    "BOOKRUNNER_OIDC_ROLES": "x=analyst",
}
HALVES: dict[str, dict[str, str]] = {
    "an issuer without a client": {"OIDC_CLIENT": ""},
    "an issuer without roles": {"OIDC_ROLES": ""},
    "an issuer without a public address": {"PUBLIC_URL": ""},
    "a public address over plain http": {"PUBLIC_URL": "http://bookrunner.bank.example"},
    "an issuer over plain http": {"OIDC_ISSUER": "http://login.bank.example"},
    "a role that there is not": {"OIDC_ROLES": "x=king"},
    "a client without an issuer": {"OIDC_ISSUER": "", "PUBLIC_URL": ""},
    "the client as the audience of tokens": {"OIDC_AUDIENCE": "bookrunner"},
    "sessions that last longer idle than open": {"SESSION_MINUTES": "60,30"},
}


@given(parsers.parse("settings with {what}"), target_fixture="environment")
def _(what: str) -> dict[str, str]:
    assert settings(GOOD).oidc is not None
    return GOOD | {f"BOOKRUNNER_{name}": value for name, value in HALVES[what].items()}


@then(parsers.parse("the server does not start and names {name}"))
def _(environment: dict[str, str], name: str) -> None:
    with pytest.raises(BadSetting, match=rf"^{name}="):
        settings(environment)
