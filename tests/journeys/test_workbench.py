"""specs/journeys/workbench.feature, in Chromium against the real server."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Page, expect, sync_playwright
from pytest_bdd import given, parsers, scenarios, then, when
from starlette.testclient import TestClient

from bookrunner.app import Desk
from bookrunner.faces.http.workbench import Workbench
from bookrunner.server import application
from bookrunner.settings import settings
from tests.signin.provider import CLIENT, SECRET, Local
from tests.signin.provider import running as provider_running

scenarios("journeys/workbench.feature")

REPOSITORY = Path(__file__).parents[2]
FIRST_LOAD_MAX = 150_000
PAGES = (
    "/",
    "/targets",
    "/buyers?company=HD",
    "/tape",
    "/calendar",
    "/companies",
    "/companies/HD",
    "/ask",
    "/models?company=HD",
    "/pitch",
    "/documents",
    "/walls",
    "/audit",
    "/administration",
)
_BROWSER = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-sync"]


@dataclass
class Visit:
    """A page of the workbench, with what it asked for and what it complained of."""

    page: Page
    url: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    desk: Desk | None = None
    provider: Local | None = None

    def open(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}")
        self.page.wait_for_load_state("networkidle")


@pytest.fixture(scope="module")
def built() -> Path:
    """The workbench, built where Node can be had."""
    done = subprocess.run(
        [sys.executable, "scripts/build_web.py"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip(f"the workbench cannot be built here: {done.stderr.strip()[-200:]}")
    return REPOSITORY / "web" / "dist" / "browser"


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the sample."""
    home = tmp_path_factory.mktemp("workbench")
    desk = Desk(settings({"BOOKRUNNER_HOME": str(home), "BOOKRUNNER_WORKERS": "1"}))
    with running_at(free_port(), desk) as url:
        yield url


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running_at(port: int, desk: Desk) -> Iterator[str]:
    """A server of the desk's; its address."""
    config = uvicorn.Config(application(desk), port=port, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(15)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("Chromium is missing: `make tools` installs it")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=found, args=_BROWSER)


@given("the workbench in a browser", target_fixture="visit")
def _(browser: Any, served: str) -> Iterator[Visit]:
    with visiting(browser, served) as visit:
        yield visit


@given("a bank's workbench behind sign-in, in a browser", target_fixture="visit")
def _(browser: Any, built: Path, tmp_path: Path) -> Iterator[Visit]:
    port = free_port()
    with provider_running() as provider:
        provider.claims["amr"] = ["otp"]
        (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
        environment = {
            "BOOKRUNNER_HOME": str(tmp_path / "home"),
            "BOOKRUNNER_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "BOOKRUNNER_OIDC_ISSUER": provider.issuer,
            "BOOKRUNNER_OIDC_CLIENT": CLIENT,
            "BOOKRUNNER_OIDC_SECRET": str(tmp_path / "secret"),
            "BOOKRUNNER_OIDC_ROLES": "ib-analysts=analyst",
            "BOOKRUNNER_OIDC_MFA": "otp",
        }
        desk = Desk(settings(environment))
        with running_at(port, desk) as url, visiting(browser, url) as visit:
            visit.desk, visit.provider = desk, provider
            yield visit


@contextmanager
def visiting(browser: Any, served: str) -> Iterator[Visit]:
    """A browser of nobody's at the workbench."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)
    visit = Visit(page, served)
    page.on("request", lambda request: visit.asked.append(request.url))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: visit.complaints.append(said.text) if said.type == "error" else None,
    )
    yield visit
    context.close()


@when(parsers.parse("I open the company {ticker}"))
def _(visit: Visit, ticker: str) -> None:
    visit.open(f"/companies/{ticker}")


@when("I open the source of its newest revenue")
def _(visit: Visit) -> None:
    row = visit.page.locator(
        "tr", has=visit.page.get_by_role("rowheader", name="Revenue", exact=True)
    )
    row.locator(".figure").last.click()


@then("the proof names the tag and the whole number")
def _(visit: Visit) -> None:
    sheet = visit.page.locator("dialog.lineage")
    expect(sheet).to_contain_text("159,514,000,000 USD")
    expect(sheet).to_contain_text("us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax")
    visit.page.keyboard.press("Escape")


@when(parsers.parse("I write a refinancing pitch for it"))
def _(visit: Visit) -> None:
    visit.page.get_by_role("link", name="Pitch").last.click()
    visit.page.get_by_label("Type").select_option("refinancing")
    visit.page.get_by_role("button", name="Write the book").click()


@then("workbook, deck and ledger can be downloaded")
def _(visit: Visit, tmp_path: Path) -> None:
    for name, begins in (("pitch.xlsx", b"PK"), ("pitch.pptx", b"PK"), ("ledger.json", b"{")):
        link = visit.page.get_by_role("link", name=name)
        expect(link).to_be_visible(timeout=60_000)
        with visit.page.expect_download() as download:
            link.click()
        kept = tmp_path / name
        download.value.save_as(kept)
        assert kept.read_bytes().startswith(begins)


@when("I slide to the first day on which something was filed")
def _(visit: Visit) -> None:
    expect(visit.page.get_by_role("columnheader", name="FY2024").first).to_be_visible()
    visit.page.locator(".slider input").fill("0")


@then("the year that was reported later is gone, and the day stands beside the slider")
def _(visit: Visit) -> None:
    expect(visit.page.get_by_role("columnheader", name="FY2024")).to_have_count(0, timeout=30_000)
    day = visit.page.get_by_label("As known on").input_value()
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", day)
    expect(visit.page.locator(".slider")).to_contain_text(f"after {day}")


@when("I open the maturities of ZZALD in the calendar")
def _(visit: Visit) -> None:
    visit.open("/calendar?company=ZZALD")
    visit.page.locator("label", has_text="What").locator("select").select_option("maturity")
    expect(visit.page.locator("article").first).to_contain_text("matures", timeout=60_000)


@then("a day opens to its formula, and its proof to the document")
def _(visit: Visit) -> None:
    first = visit.page.locator("article").first
    expect(first).not_to_contain_text("blackout")
    first.locator("summary").click()
    first.get_by_role("link").first.click()
    expect(visit.page.locator("h1")).to_contain_text("Alderbrook", timeout=30_000)


@when("I ask for two pitches and go to the first page", target_fixture="asked_for")
def _(visit: Visit) -> list[str]:
    visit.open("/companies")
    ids = [
        visit.page.evaluate(
            """company => fetch('/api/v1/pitch', {
                method: 'POST',
                headers: {'content-type': 'application/json', prefer: 'respond-async'},
                body: JSON.stringify({company, type: 'refinancing'}),
            }).then(said => said.json()).then(job => job.id)""",
            company,
        )
        for company in ("HD", "LOW")
    ]
    visit.page.goto(f"{visit.url}/")
    return ids


@then("their progress is told, and the one that I cancel is cancelled")
def _(visit: Visit, asked_for: list[str]) -> None:
    section = visit.page.locator("br-jobs article")
    newest, earlier = section.nth(0), section.nth(1)
    newest.get_by_role("button", name="Cancel").click()
    expect(newest.locator(".tag")).to_have_text("cancelled", timeout=120_000)
    expect(earlier.locator(".tag")).to_have_text("done", timeout=120_000)
    state = visit.page.evaluate(
        "id => fetch(`/api/v1/jobs/${id}`).then(said => said.json())", asked_for[1]
    )
    assert "cancelled" in str(state)


@when(parsers.parse('I ask "{question}"'))
def _(visit: Visit, question: str) -> None:
    visit.open("/ask")
    visit.page.get_by_label("Your question").fill(question)
    visit.page.keyboard.press("Enter")


@then("the proof stands beside the answer and opens at the cited words")
def _(visit: Visit) -> None:
    proof = visit.page.get_by_role("region", name="Proof")
    expect(proof.locator("mark").first).to_be_visible(timeout=60_000)
    words = proof.locator("mark").first.inner_text()
    proof.get_by_role("link", name="open").first.click()
    cited = visit.page.locator("pre.words mark")
    expect(cited).to_be_visible(timeout=30_000)
    assert cited.inner_text()[:40] in words


@when(parsers.parse('I press Control and K and type "{words}"'))
def _(visit: Visit, words: str) -> None:
    visit.open("/")
    visit.page.keyboard.press("Control+k")
    visit.page.keyboard.type(words)
    expect(visit.page.get_by_role("option").first).to_contain_text("LOW")


@then("Enter leads to Lowe's")
def _(visit: Visit) -> None:
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_contain_text("LOWE", ignore_case=True)


@when("I write an ipo pitch for HD")
def _(visit: Visit) -> None:
    visit.open("/pitch?company=HD")
    visit.page.get_by_label("Type").select_option("ipo")
    visit.page.get_by_role("button", name="Write the book").click()


@then("the page says that HD is listed and what would fit")
def _(visit: Visit) -> None:
    said = visit.page.get_by_role("alert")
    expect(said).to_contain_text("listed", timeout=60_000)
    expect(said).to_contain_text("follow-on")


@when("I compare HD with LOW and WMT")
def _(visit: Visit) -> None:
    visit.open("/models?company=HD")
    for peer in ("LOW", "WMT"):
        visit.page.get_by_role("button", name=f"Take in {peer}").click()
    expect(_row(visit, "Median")).to_be_visible(timeout=60_000)


@then("the statistics change when WMT is left out")
def _(visit: Visit) -> None:
    before = _row(visit, "Median").inner_text()
    visit.page.get_by_role("button", name="Leave out WMT").click()
    expect(visit.page.locator("tr", has_text="WMT")).to_have_count(0, timeout=60_000)
    assert _row(visit, "Median").inner_text() != before


@when("I set its long-run growth to 3% in the cash flows", target_fixture="worth")
def _(visit: Visit) -> float:
    visit.page.get_by_role("button", name="DCF").click()
    growth = visit.page.get_by_label("Long-run growth")
    expect(growth).to_have_value("2.5", timeout=60_000)
    before = float(visit.page.locator(".headline .figure").inner_text())
    growth.fill("3")
    return before


@then("the value per share has risen and its proof names the growth and its owner")
def _(visit: Visit, worth: float) -> None:
    headline = visit.page.locator(".headline .figure")
    expect(headline).not_to_have_text(f"{worth:.2f}", timeout=60_000)
    assert float(headline.inner_text()) > worth
    headline.click()
    named = visit.page.get_by_text("Long-run growth", exact=True)
    step = visit.page.locator("dialog.lineage li", has=named).first
    expect(step).to_contain_text("0.0300", timeout=60_000)
    expect(step).to_contain_text("local")
    visit.page.keyboard.press("Escape")


@then("the workbook of the model carries the growth")
def _(visit: Visit, tmp_path: Path) -> None:
    visit.page.get_by_role("button", name="Write the workbook").click()
    link = visit.page.get_by_role("link", name="ledger.json")
    expect(link).to_be_visible(timeout=120_000)
    with visit.page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "ledger.json")
    ledger = (tmp_path / "ledger.json").read_text(encoding="utf-8")
    assert '"hd.dcf.long_run_growth' in ledger
    assert "flexed in the workbench" in ledger


def _row(visit: Visit, name: str) -> Any:
    """The first row of the page that is headed so."""
    return visit.page.locator(
        "tr", has=visit.page.get_by_role("rowheader", name=name, exact=True)
    ).first


@when(parsers.parse("I open the deal {label} and bring {person} over its wall"))
def _(visit: Visit, label: str, person: str) -> None:
    visit.open("/walls")
    visit.page.get_by_label("Code name").fill(label)
    visit.page.get_by_role("button", name="Open the deal").click()
    visit.page.get_by_role("button", name=f"Who is inside {label}").click()
    visit.page.get_by_label("Person").fill(person)
    visit.page.get_by_label("Why they need to know").fill("works on it")
    visit.page.get_by_role("button", name="Bring over").click()
    take_out = visit.page.get_by_role("button", name=f"Take out {person}")
    expect(take_out).to_be_visible(timeout=30_000)


@when(parsers.parse("I bring a filing behind the wall {label}"))
def _(visit: Visit, label: str, tmp_path: Path) -> None:
    filing = tmp_path / "minutes.txt"
    filing.write_text("Walled minutes of the board of project larch.\n" * 40, encoding="utf-8")
    visit.open("/documents")
    visit.page.get_by_label("behind the wall").fill(label)
    visit.page.locator("input[type=file]").set_input_files(filing)


@then("who is not inside is told so, and no document of it is listed")
def _(visit: Visit) -> None:
    expect(visit.page.get_by_role("alert")).to_contain_text("not inside", timeout=60_000)
    expect(visit.page.locator("td", has_text="minutes")).to_have_count(0)


@then("the audit page tells the bringing over and verifies the record")
def _(visit: Visit) -> None:
    visit.open("/audit")
    visit.page.get_by_label("Operation").fill("bring-over")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("td", has_text="project-larch").first).to_be_visible(timeout=30_000)
    visit.page.get_by_role("button", name="Verify the record").click()
    expect(visit.page.get_by_role("status")).to_contain_text("Sound", timeout=60_000)


@when("every page is examined for barriers, in light and in dark", target_fixture="barriers")
def _(visit: Visit) -> list[str]:
    rules = REPOSITORY / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not rules.is_file():
        pytest.skip("axe-core is missing: `make serve` installs it with the workbench's tools")
    found = []
    for colours in ("light", "dark"):
        visit.open("/")
        visit.page.evaluate(f"localStorage.setItem('colours', '{colours}')")
        for path in PAGES:
            visit.open(path)
            expect(visit.page.locator("h1").first).to_be_visible(timeout=60_000)
            visit.page.evaluate(rules.read_text(encoding="utf-8"))
            said = visit.page.evaluate("axe.run()")
            found += [
                f"{path} in {colours}: {one['id']} at {one['nodes'][0]['target']}"
                for one in said["violations"]
                if one["impact"] in ("serious", "critical")
            ]
    return found


@then("no barrier is serious")
def _(barriers: list[str]) -> None:
    assert barriers == []


@then(parsers.parse("every place stands in sight on a page {width:d} wide"))
def _(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 700})
    places = visit.page.get_by_role("navigation", name="Places").get_by_role("link").all()
    assert len(places) > 8
    for place in places:
        box = place.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width, place.inner_text()
        seen = visit.page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y)?.textContent?.trim()",
            [box["x"] + box["width"] - 3, box["y"] + box["height"] / 2],
        )
        assert seen == place.inner_text().strip(), f"{place.inner_text()} is covered"


@then(parsers.parse("I am signed in at the bank's provider and back at the company {ticker}"))
@then(parsers.parse("I am signed in again and stand at the company {ticker}"))
def _(visit: Visit, ticker: str) -> None:
    expect(visit.page.locator("header .who")).to_have_text("ann@bank.example", timeout=60_000)
    visit.page.wait_for_url(f"{visit.url}/companies/{ticker}")
    expect(visit.page.locator("h1").first).to_be_visible(timeout=60_000)
    assert visit.provider is not None
    here = urlsplit(visit.url).netloc
    bank = urlsplit(visit.provider.issuer).netloc
    assert {urlsplit(one).netloc for one in visit.asked} == {here, bank}


@when(parsers.parse("my session ends elsewhere and I open the company {ticker}"))
def _(visit: Visit, ticker: str) -> None:
    assert visit.desk is not None
    visit.desk.sessions.close_all("ann@bank.example")
    visit.open(f"/companies/{ticker}")


@when("I sign out")
def _(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Sign out").click()


@then("the bank's provider ends the sign-in, and the session opens nothing any more")
def _(visit: Visit) -> None:
    assert visit.provider is not None
    visit.page.wait_for_url(f"{visit.provider.issuer}/end")
    assert visit.page.request.get(f"{visit.url}/api/v1/me").status == 401
    # Those of being asked without a session, which the page then mends.
    assert [one for one in visit.complaints if "401" not in one] == []


@when("I open the page that says so")
def _(visit: Visit) -> None:
    visit.asked.clear()
    visit.open("/signed-out")


@then("it has no barrier, asks nothing of the server, and leads back to the sign-in")
def _(visit: Visit) -> None:
    expect(visit.page.locator("h1")).to_have_text("You are signed out")
    assert [one for one in visit.asked if "/api/" in one] == []
    rules = REPOSITORY / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if rules.is_file():
        visit.page.evaluate(rules.read_text(encoding="utf-8"))
        assert visit.page.evaluate("axe.run()")["violations"] == []
    visit.page.get_by_role("link", name="Sign in").click()
    expect(visit.page.locator("header .who")).to_have_text("ann@bank.example", timeout=60_000)


@when("I go through every place in light and in dark")
def _(visit: Visit) -> None:
    for path in PAGES:
        visit.open(path)
        assert visit.page.locator("h1").first.inner_text()
    visit.page.get_by_role("button", name="Use dark colours").click()
    for path in ("/", "/companies/ZZALD", "/pitch"):
        visit.open(path)
        expect(visit.page.locator("html")).to_have_attribute("data-colours", "dark")


@then("nothing was asked of another host and the console is clean")
def _(visit: Visit) -> None:
    assert [url for url in visit.asked if not url.startswith((visit.url, "data:"))] == []
    assert visit.complaints == []


@then("the first load is below 150 kB")
def _(built: Path) -> None:
    page = (built / "index.html").read_text(encoding="utf-8")
    first = [path for path in built.glob("*.gz") if path.name.removesuffix(".gz") in page]
    assert len(first) >= 2
    assert sum(path.stat().st_size for path in first) < FIRST_LOAD_MAX


@given("a wheel made where the workbench was built", target_fixture="installed")
def _(built: Path, tmp_path: Path) -> Path:
    assert (built / "index.html").is_file()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    return tmp_path / "installed"


@then("what is installed from it serves the workbench's page and its scripts")
def _(installed: Path, built: Path) -> None:
    carried = installed / "bookrunner" / "workbench"
    names = {path.name for path in built.rglob("*") if path.is_file()}
    assert names == {path.name for path in carried.rglob("*") if path.is_file()}
    code = "from bookrunner import server; print(server._workbench_folder())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(done.stdout.strip()) == carried
    visitor = TestClient(Workbench(carried))
    page = visitor.get("/companies/HD")
    assert page.status_code == 200
    [script] = re.findall(r'src="(main-[^"]+[.]js)"', page.text)
    assert visitor.get(f"/{script}").status_code == 200
