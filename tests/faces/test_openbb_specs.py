"""specs/faces/openbb.feature, asked of the real application."""

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from starlette.testclient import TestClient

from bookrunner.app import Desk
from bookrunner.faces import openbb
from bookrunner.faces.http.front import Front, Guests, Metrics, loopback_hosts
from bookrunner.faces.openbb.widgets import widget_rows
from bookrunner.figures import Caller, Credentials
from bookrunner.operations import Effect
from bookrunner.operations.forms import asked_remotely
from bookrunner.operations.service import Service
from bookrunner.server import application
from bookrunner.settings import BadSetting, settings
from tests.faces.agent_asking import ANN, BEN, Keys
from tests.faces.asking import Newcomer
from tests.faces.http_asking import BASE
from tests.faces.openbb_forms import EVENTS, WIDGETS

scenarios("faces/openbb.feature")

ORIGIN, EVIL = "https://pro.openbb.co", "https://evil.example"
OURS = ("/widgets.json", "/apps.json", "/agents.json", "/openbb/companies")
OTHERS = ("/api/v1/companies", "/openapi.json", "/health", "/widgets", "/openbbx/companies")
INVENTED = "ZZALD"


@dataclass
class Workspace:
    """OpenBB Workspace in front of a desk."""

    newcomer: Newcomer
    client: TestClient

    def shows(self, widget: str, **fields: str) -> Any:
        said = self.client.get(f"/openbb/{widget}", params=fields)
        assert said.status_code == 200, said.text
        return said.json()

    def asks(self, words: str, company: str = "", **headers: str) -> list[tuple[str, Any]]:
        named = {"name": "company", "current_value": company}
        chosen = {"widget_id": "openbb_statements", "params": [named]}
        body = {
            "messages": [
                {"role": "human", "content": "What was revenue in 1999?"},
                {"role": "ai", "content": "No answer."},
                {"role": "human", "content": words},
            ],
            "widgets": {"primary": [chosen] if company else []},
            "api_keys": {"openai_api_key": "sk-planted-secret"},
        }
        said = self.client.post("/query", json=body, headers=headers)
        assert said.status_code == 200, said.text
        assert said.headers["content-type"].startswith("text/event-stream")
        return [read(event) for event in said.text.split("\n\n") if event]


def read(event: str) -> tuple[str, Any]:
    name, _, data = event.partition("\n")
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def workspace(newcomer: Newcomer, origin: str = ORIGIN) -> Workspace:
    given = {"BOOKRUNNER_HOME": str(newcomer.home), "BOOKRUNNER_OPENBB_ORIGIN": origin}
    app = application(Desk(settings(given)))
    return Workspace(newcomer, TestClient(app, base_url=BASE, client=("127.0.0.1", 50000)))


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    return Newcomer(tmp_path_factory.mktemp("openbb") / "home")


@given("a desk that serves OpenBB Workspace", target_fixture="desk")
@given("a desk that serves OpenBB Workspace and has read a report", target_fixture="desk")
@given(
    "a desk that serves OpenBB Workspace and has read a report with a debt note",
    target_fixture="desk",
)
def _(owner: Newcomer) -> Workspace:
    return workspace(owner)


@given("a desk without a setting for OpenBB", target_fixture="desk")
def _(owner: Newcomer) -> Workspace:
    return workspace(owner, "")


@then("the widgets keep to the documented form")
def _(desk: Workspace) -> None:
    told = desk.client.get("/widgets.json").json()
    jsonschema.validate(told, WIDGETS)
    assert [one["endpoint"].replace("/", "_") for one in told.values()] == list(told)
    types = {one["type"] for one in told.values()}
    assert types == {"table", "chart", "markdown"}


@then("each widget stands for a reading operation and names fields of it alone")
def _(desk: Workspace) -> None:
    told = desk.client.get("/widgets.json").json()
    assert len(told) == len(widget_rows())
    for widget, operation in widget_rows():
        assert operation.effect is Effect.READS
        assert operation.remote
        assert not operation.long
        fields = {row.name for row in asked_remotely(operation)}
        assert {one["paramName"] for one in told[widget.id]["params"]} <= fields


@then("the dashboards and the agent name what there is")
def _(desk: Workspace) -> None:
    widgets = desk.client.get("/widgets.json").json()
    placed = [one for app in desk.client.get("/apps.json").json() for one in app["tabs"].values()]
    named = {row["i"] for tab in placed for row in tab["layout"]}
    assert named == set(widgets)
    for tab in placed:
        cells = [
            (x, y)
            for row in tab["layout"]
            for x in range(row["x"], row["x"] + row["w"])
            for y in range(row["y"], row["y"] + row["h"])
        ]
        assert len(cells) == len(set(cells)), "widgets lie over each other"
        assert max(x for x, _ in cells) < 40
    for app in desk.client.get("/apps.json").json():
        assert app["selected_agent"] in desk.client.get("/agents.json").json()
        for group in app["groups"]:
            for widget in group["widgetIds"]:
                told = json.dumps(widgets[widget])
                assert f'"paramName": "{group["paramName"]}"' in told
    for one in desk.client.get("/agents.json").json().values():
        assert desk.client.post(one["endpoints"]["query"], json={}).status_code == 400


@then(
    parsers.parse('the table of statements of "{company}" holds the numbers that "{line}" prints')
)
def _(desk: Workspace, company: str, line: str) -> None:
    printed = desk.newcomer.asks(*line.split()).json
    rows = desk.shows("statements", company=company)
    wanted = [one for statement in printed["statements"] for one in statement["lines"]]
    assert [row["line"] for row in rows] == [one["label"] for one in wanted]
    missing = 0
    for row, one in zip(rows, wanted, strict=True):
        for column, cell in zip(printed["columns"], one["cells"], strict=True):
            assert row[column["label"]] == (cell and cell["number"]["value"])
            missing += cell is None
    assert missing, "the case must hold a number that was not reported, which is no zero"
    revenue = rows[0]
    assert revenue["figure"] == wanted[0]["cells"][-1]["number"]["id"]
    assert revenue["source"] in desk.shows("why", figure=revenue["figure"]).replace("\\", "") or (
        "us-gaap" in desk.shows("why", figure=revenue["figure"])
    )


@then(
    parsers.parse(
        'comparables of "{company}" with the peers "{one}" and "{other}" have no column that is '
        "not described"
    )
)
def _(desk: Workspace, company: str, one: str, other: str) -> None:
    rows = desk.shows("comps", company=company, peers=f"{one},{other}")
    told = desk.client.get("/widgets.json").json()["openbb_comps"]["data"]["table"]
    assert {key for row in rows for key in row} == {each["field"] for each in told["columnsDefs"]}
    printed = desk.newcomer.asks("comps", company, "--peers", f"{one},{other}", "--json").json
    first = next(row for row in rows if row["row"] == one)
    assert first["Market cap"] == printed["grids"][0]["rows"][0]["numbers"][0]["value"]


@then("the capitalisation lists each tranche and its totals")
def _(desk: Workspace) -> None:
    printed = desk.newcomer.asks("debt", INVENTED, "--json").json
    rows = desk.shows("capitalisation", company=INVENTED)
    tranches = [row for row in rows if row["section"] == "debt"]
    assert [row["instrument"] for row in tranches] == [
        one["instrument"] for one in printed["tranches"]
    ]
    total = next(row for row in rows if row["instrument"] == "Total debt")
    assert total["carrying"] == printed["total"]["value"]
    assert total["figure"] == printed["total"]["id"]
    assert len({frozenset(row) for row in rows}) == 1, (
        "a flat table has the same columns throughout"
    )


@then('the maturity wall is a chart whose bars are the years that "debt" answers')
def _(desk: Workspace) -> None:
    printed = desk.newcomer.asks("debt", INVENTED, "--json").json["wall"]
    chart = desk.shows("maturity-wall", company=INVENTED, theme="light")
    bars = chart["data"][0]
    assert bars["x"] == [str(one["year"]) for one in printed]
    assert bars["y"] == [pytest.approx(float(one["amount"]) / 1e6) for one in printed]
    assert chart["layout"]["yaxis"]["title"]["text"] == "USD million"
    raw = desk.shows("maturity-wall", company=INVENTED, raw="true")
    assert [row["amount"] for row in raw] == [one["amount"] for one in printed]


@when(
    parsers.parse('the workspace asks "{words}" with a widget of that company chosen'),
    target_fixture="events",
)
def _(desk: Workspace, words: str) -> list[tuple[str, Any]]:
    return desk.asks(words, INVENTED)


@when(parsers.parse('the workspace asks "{words}" with nothing chosen'), target_fixture="events")
def _(desk: Workspace, words: str) -> list[tuple[str, Any]]:
    return desk.asks(words)


@then("events of the documented form tell the figure and cite the words of the report")
def _(desk: Workspace, events: list[tuple[str, Any]]) -> None:
    for name, data in events:
        jsonschema.validate(data, EVENTS[name])
    question = ("ask", "What was revenue in fiscal 2023?", "--company", INVENTED, "--json")
    printed = desk.newcomer.asks(*question).json
    told = dict(events)
    assert told["copilotMessageArtifact"]["content"][0]["value"] == printed["value"]
    assert told["copilotMessageArtifact"]["content"][0]["figure"] == printed["id"]
    cited = told["copilotCitationCollection"]["citations"][0]
    assert cited["details"][0]["Words"] == printed["citations"][0]["quote"]
    assert cited["source_info"]["metadata"]["document"] == printed["citations"][0]["document"]
    words = "".join(data["delta"] for name, data in events if name == "copilotMessageChunk")
    assert "1,325.1 million" in words


@then("nothing of the workspace's own keys is written down")
def _(desk: Workspace) -> None:
    for path in desk.newcomer.home.rglob("*"):
        if path.is_file():
            assert b"sk-planted-secret" not in path.read_bytes(), path


@then("an event says that there is no answer, and no figure is told")
def _(events: list[tuple[str, Any]]) -> None:
    words = "".join(data["delta"] for name, data in events if name == "copilotMessageChunk")
    assert "No answer" in words
    assert {name for name, _ in events} == {"copilotStatusUpdate", "copilotMessageChunk"}


@then(parsers.parse('statements of "{wrong}" are refused with a problem that names "{near}"'))
def _(desk: Workspace, wrong: str, near: str) -> None:
    said = desk.client.get("/openbb/statements", params={"company": wrong})
    assert said.status_code == 404
    assert near in said.json()["detail"]
    assert said.json()["trace"] == said.headers["bookrunner-trace"]


@then("a parameter that no widget has is refused")
def _(desk: Workspace) -> None:
    assert desk.client.get("/openbb/statements?company=HD&untl=2020").status_code == 400
    assert desk.client.get("/openbb/screen").status_code == 400
    assert desk.client.get("/openbb/nothing").status_code == 404
    # What the workspace leaves empty was not asked for.
    assert desk.client.get("/openbb/events?since=").status_code == 200


@given(
    "a desk that serves OpenBB Workspace and keeps a report behind a wall", target_fixture="twins"
)
def _(tmp_path: Path) -> list[TestClient]:
    made = [Newcomer(tmp_path / name) for name in ("with", "without")]
    invented = files("bookrunner.sample") / "data" / "invented" / "zzald-10-k_2024-03-20.htm"
    text = invented.read_text(encoding="utf-8").replace("9999990001", "0000777702")
    text = re.sub(r'(name="dei:TradingSymbol"[^>]*>)[^<]*<', r"\g<1>WALLX<", text)
    text = re.sub(r'(name="dei:EntityRegistrantName"[^>]*>)[^<]*<', r"\g<1>Oak Target<", text)
    (tmp_path / "wallx.htm").write_text(text, encoding="utf-8")
    assert made[0].asks("ingest", tmp_path / "wallx.htm", "--walls", "amber").code == 0
    return [keyed(one) for one in made]


class Cookies(Keys):
    """A door that also knows people by the cookie of a browser that signed in."""

    def caller(self, credentials: Credentials) -> Caller:
        if credentials.session and not credentials.bearer:
            return self.people[credentials.session]
        return super().caller(credentials)


def keyed(newcomer: Newcomer) -> TestClient:
    """The face with a door that knows ann, who is inside, and ben, who is not."""
    desk = Desk(settings({"BOOKRUNNER_HOME": str(newcomer.home)}))
    face = openbb.asgi(Service(desk, Cookies({"ann": ANN, "ben": BEN})))
    guests = Guests(ORIGIN, openbb.PATHS)
    front = Front(face, Metrics(), loopback_hosts(), frozenset(), guests)
    return TestClient(front, base_url=BASE, client=("127.0.0.1", 50000))


@then("every widget and the agent answer an outsider as if it were not there")
def _(twins: list[TestClient]) -> None:
    fields = {
        "company": "WALLX",
        "peers": "HD,LOW",
        "name": "refinancing",
        "figure": "wallx.revenue",
        "question": "What was revenue of Oak Target in fiscal 2023?",
    }
    asked = [
        *(
            (f"/openbb/{widget.name}", {key: fields[key] for key in widget.fields if key in fields})
            for widget, _ in widget_rows()
        ),
        ("/openbb/companies", {}),
        ("/openbb/comps", {"company": "HD", "peers": "LOW,WALLX"}),
        ("/openbb/screen", {"name": "refinancing"}),
        ("/widgets.json", {}),
    ]
    for path, query in asked:
        ben = [
            one.get(path, params=query, headers={"authorization": "Bearer ben"}) for one in twins
        ]
        first, second = ((said.status_code, untraced(said.text)) for said in ben)
        assert first == second, path
    body = {"messages": [{"role": "human", "content": fields["question"]}]}
    ben_key = {"authorization": "Bearer ben"}
    told = [one.post("/query", json=body, headers=ben_key).text for one in twins]
    assert told[0] == told[1]
    ann = [
        one.get(
            "/openbb/statements",
            params={"company": "WALLX"},
            headers={"authorization": "Bearer ann"},
        )
        for one in twins
    ]
    assert [said.status_code for said in ann] == [200, 404], "the comparison must compare something"


def untraced(text: str) -> str:
    return re.sub(r'"trace": "[0-9a-f]{32}"', "", text)


@when(parsers.parse('pages of "{one}" and of "{other}" ask everywhere'), target_fixture="pages")
def _(desk: Workspace, one: str, other: str) -> dict[str, dict[str, Any]]:
    return {
        origin: {
            path: desk.client.get(path, headers={"origin": origin}) for path in (*OURS, *OTHERS)
        }
        | {
            "query": desk.client.post("/query", json=QUESTION, headers={"origin": origin}),
            "post": desk.client.post("/api/v1/companies", json={}, headers={"origin": origin}),
            "beforehand": desk.client.options("/query", headers={"origin": origin, **BEFOREHAND}),
            "elsewhere": desk.client.options(
                "/api/v1/companies", headers={"origin": origin, **BEFOREHAND}
            ),
        }
        for origin in (one, other)
    }


QUESTION = {"messages": [{"role": "human", "content": "What was revenue of ZZALD in FY2023?"}]}
BEFOREHAND = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type",
}


@then("the first may read the addresses of OpenBB alone, and the second nothing")
def _(pages: dict[str, dict[str, Any]]) -> None:
    readable = {name for name, said in pages[ORIGIN].items() if allowed(said)}
    assert readable == {*OURS, "query", "beforehand"}
    assert {said.status_code for name, said in pages[ORIGIN].items() if name in OURS} == {200}
    assert pages[ORIGIN]["query"].status_code == 200
    assert pages[ORIGIN]["post"].status_code == 403
    assert not any(allowed(said) for said in pages[EVIL].values())
    assert pages[EVIL]["query"].status_code == pages[EVIL]["post"].status_code == 403
    assert not any(
        "access-control-allow-credentials" in said.headers
        for one in pages.values()
        for said in one.values()
    )


@then("the browser's question beforehand is answered for the first alone")
def _(pages: dict[str, dict[str, Any]]) -> None:
    said = pages[ORIGIN]["beforehand"]
    assert said.status_code == 204
    assert said.headers["access-control-allow-origin"] == ORIGIN
    assert "Authorization" in said.headers["access-control-allow-headers"]
    assert pages[EVIL]["beforehand"].status_code == 405
    assert pages[ORIGIN]["elsewhere"].status_code == 405


@then("neither may read anything")
def _(pages: dict[str, dict[str, Any]]) -> None:
    assert not any(allowed(said) for one in pages.values() for said in one.values())
    assert pages[ORIGIN]["query"].status_code == 403


def allowed(said: Any) -> bool:
    return "access-control-allow-origin" in said.headers


@given("a desk that serves OpenBB Workspace to people who sign in", target_fixture="signed")
def _(owner: Newcomer) -> TestClient:
    return keyed(owner)


@when("a page of the configured site asks with a cookie and without a key", target_fixture="said")
def _(signed: TestClient) -> dict[str, int]:
    cookie = {"cookie": "bookrunner_session=ann"}
    headers = {"origin": ORIGIN, **cookie}
    with_key = {**headers, "authorization": "Bearer ben"}
    return {
        "own page": signed.get("/openbb/companies", headers=cookie).status_code,
        "cookie": signed.get("/openbb/companies", headers=headers).status_code,
        "key": signed.get("/openbb/companies", headers=with_key).status_code,
    }


@then("it is not known, and with a key it is")
def _(said: dict[str, int]) -> None:
    assert said == {"own page": 200, "cookie": 401, "key": 200}


@pytest.mark.parametrize("origin", ["*", "https://pro.openbb.co/app", "null", "https://a b"])
def test_the_configured_site_is_one_origin(origin: str) -> None:
    with pytest.raises(BadSetting, match="BOOKRUNNER_OPENBB_ORIGIN"):
        settings({"BOOKRUNNER_OPENBB_ORIGIN": origin})
