"""The promises of specs/monitor/alerts.feature."""

import itertools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from sqlalchemy import event

from benchmarks.quality.feeds import Entry, between, recorded, replay
from bookrunner.app import Desk, desk
from bookrunner.documents import parse
from bookrunner.figures import BookrunnerError, Viewer
from bookrunner.monitor import (
    ActiveRule,
    AlertBook,
    Counts,
    Judged,
    SeenFiling,
    Watch,
    alert_rule,
    of_listed,
)
from bookrunner.operations import alert_screens
from bookrunner.operations.alert_figures import UNMOVED
from bookrunner.operations.alert_rules import added, listed, marked, removed
from bookrunner.operations.alert_rules_shapes import (
    AddAlertRuleRequest,
    AlertRulesRequest,
    MarkAlertRequest,
    RaisedLine,
    RemoveAlertRuleRequest,
)
from bookrunner.operations.alerting import evaluated
from bookrunner.operations.importing import imported
from bookrunner.operations.importing_shapes import ImportRequest
from bookrunner.operations.reasons import why
from bookrunner.operations.requests import WhyRequest
from bookrunner.operations.watching import alerts, watched
from bookrunner.operations.watching_shapes import AlertsRequest, WatchRequest
from bookrunner.storage import engine
from tests.monitor.invented import current

scenarios("monitor/alerts.feature")

HD = "0000354950"
STRANGER = "9999990055"
AT = datetime(2026, 1, 9, 16, 0, tzinfo=UTC)


@dataclass
class House:
    """Records with the watch's findings and rules."""

    folder: Path
    desk: Desk
    said: list[Any] = field(default_factory=list)
    told: int = 0

    def rule(self, name: str, *lines: str, walls: tuple[str, ...] = ()) -> None:
        file = self.folder / f"{name}.toml"
        file.write_text("\n".join([f'title = "{name}"', *lines]))
        added(self.desk, AddAlertRuleRequest(file, walls=walls))

    def lists(self, *filings: SeenFiling) -> None:
        """The watch keeps the filings as a pass does."""
        for walls in dict.fromkeys(one.walls for one in filings):
            some = [one for one in filings if one.walls == walls]
            self.desk.watch.take(
                "latest", some, Watch(), place="",
                counts=lambda known: Counts(new=1, known=len(known)),
            )  # fmt: skip

    def raised(self, **asked: Any) -> Sequence[RaisedLine]:
        return alerts(self.desk, AlertsRequest(**asked)).raised

    def counted(self, rule: str) -> dict[str, int]:
        found = alerts(self.desk, AlertsRequest()).suppressed
        return {one.reason: one.count for one in found if one.rule == rule}

    def seen_by(self, *walls: str) -> "House":
        insider = desk(_environment(self.folder, *walls))
        return House(self.folder, insider)


def _environment(folder: Path, *walls: str) -> dict[str, str]:
    environment = {"BOOKRUNNER_HOME": str(folder / "home"), "BOOKRUNNER_WORKERS": "1"}
    return environment | ({"BOOKRUNNER_WALLS": ",".join(walls)} if walls else {})


def filing(number: int, *items: str, **changes: Any) -> SeenFiling:
    made = SeenFiling(
        accession=f"0009999990-26-{number:06}",
        form="8-K",
        cik=STRANGER,
        company="Mossgate Systems, Inc.",
        parties=(STRANGER,),
        filed_on=date(2026, 1, 9),
        accepted_at=AT + timedelta(seconds=number),
        items=items,
    )
    return replace(made, **changes)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, desk(_environment(tmp_path)))


@given("records")
def _(house: House) -> None:
    assert house.desk.alert_book.rules() == []


@given("a rule for Items 1.01 and 2.02 of all companies")
def _(house: House) -> None:
    house.rule("results", 'on = "events"', 'items = ["1.01", "2.02"]')


@given("a rule for mergers, and one for 8-Ks of weight 4 or more")
def _(house: House) -> None:
    house.rule("mergers", 'on = "events"', 'events = ["merger_agreement"]')
    house.rule("heavy", 'on = "events"', 'forms = ["8-K"]', "materiality = 4")


@given('a rule for the list "Retail" of HD and LOW')
def _(house: House) -> None:
    file = house.folder / "list.csv"
    file.write_text("list,ticker\nRetail,HD\nRetail,LOW\n")
    imported(house.desk, ImportRequest("watchlist", file, as_of=date(2025, 6, 1), source="desk"))
    house.rule("retail", 'on = "events"', 'list = "Retail"')


@given('a rule for the list "Retail" of HD and LOW, which is gone')
def _(house: House) -> None:
    rule = alert_rule("retail", b'title = "retail"\non = "events"\nlist = "Retail"')
    house.desk.alert_book.add(rule, "somebody", frozenset())


@given('a public rule, and one behind the wall "oak"')
def _(house: House) -> None:
    house.rule("open", 'on = "events"', 'items = ["2.02"]')
    house.seen_by("oak").rule("secret", 'on = "events"', 'items = ["2.02"]', walls=("oak",))


@given("rules for debt above 50 billion, below 40 billion, and moved by 20 and by 25 percent")
def _(house: House) -> None:
    for name, condition in (
        ("above", "above = 50_000_000_000"),
        ("below", "below = 40_000_000_000"),
        ("moved-20", "changes_by_percent = 20"),
        ("moved-25", "changes_by_percent = 25"),
    ):
        house.rule(name, 'on = "figure"', 'line = "total_debt"', condition)


@given(parsers.parse('a rule on the first {top:d} names of the screen "{name}"'))
def _(house: House, top: int, name: str) -> None:
    house.rule("names", 'on = "screen"', f'screen = "{name}"', f"top = {top}")


@when("the watch lists 3 8-Ks with Items 2.02, 5.07 and 1.01")
def _(house: House) -> None:
    house.lists(filing(1, "2.02", "9.01"), filing(2, "5.07"), filing(3, "1.01"))
    evaluated(house.desk)


@when("the rules look ten times more")
def _(house: House) -> None:
    assert [evaluated(house.desk)[0] for _ in range(10)] == [0] * 10


@when("the watch lists 12 8-Ks and the look is killed before each of its statements in turn")
def _(house: House) -> None:
    house.lists(*(filing(n, "2.02") for n in range(1, 13)))
    statement = 0
    database = engine(house.desk.settings.database_url)
    book = AlertBook(database)
    while True:
        dies = _dies_before(statement)
        event.listen(database, "before_cursor_execute", dies)
        try:
            book.look(_judge(house))
            finished = True
        except KeyboardInterrupt:
            finished = False
        finally:
            event.remove(database, "before_cursor_execute", dies)
        kept = book.alerts(Viewer("all"))
        assert len(kept) in (0, 12), "a step is kept whole or not at all"
        if finished:
            break
        statement += 1
    assert statement > 15
    house.told = statement


def _dies_before(statement: int) -> Callable[..., None]:
    done = itertools.count()

    def dies(*_: object) -> None:
        if next(done) >= statement:
            raise KeyboardInterrupt

    return dies


def _judge(house: House) -> Callable[..., Judged]:
    [rule] = house.desk.alert_book.rules()

    def judge(listed: Any) -> Judged:
        judged = Judged()
        for one in listed:
            of_listed(
                ActiveRule(rule.rule, rule.walls, None), one.filing, "", judged, is_read=False
            )
        return judged

    return judge


@when("a folder with the 8-K of a merger and the 8-K of a dividend is watched")
def _(house: House) -> None:
    folder = house.folder / "in"
    folder.mkdir()
    merger = (
        "On June 2, 2025, Mossgate Systems, Inc. entered into an Agreement and Plan of Merger with "
        "Larkfield Corporation, by which each outstanding share becomes a right to $21.50 in cash."
    )
    dividend = "On June 2, 2025, the board declared a quarterly dividend of $0.10 per share."
    for number, (item, words) in enumerate((("1.01", merger), ("8.01", dividend)), start=1):
        file = folder / f"{number}.txt"
        file.write_bytes(current(item, words, number=number))
        _aged(file)
    for _ in range(2):
        watched(house.desk, WatchRequest(folder=folder, once=True))


def _aged(file: Path) -> None:
    """A file that was last written a while ago is no longer being written."""
    past = datetime.now(UTC).timestamp() - 3600
    os.utime(file, (past, past))


@when("the watch lists an 8-K with Item 2.02 and the 8-K/A that corrects it")
def _(house: House) -> None:
    day = date(2026, 1, 8)
    house.lists(filing(1, "2.02", period_end=day),
                filing(2, "2.02", form="8-K/A", period_end=day))  # fmt: skip
    evaluated(house.desk)


@when("the watch lists an 8-K of HD and one of a stranger")
def _(house: House) -> None:
    house.lists(filing(1, "2.02", cik=HD, company="HOME DEPOT, INC.", parties=(HD,)),
                filing(2, "2.02"))  # fmt: skip
    house.said = evaluated(house.desk)[1]


@when('the watch lists a public 8-K and one behind the wall "elm"')
def _(house: House) -> None:
    house.lists(filing(1, "2.02"), filing(2, "2.02", walls=frozenset({"elm"})), filing(3, "5.07"))
    evaluated(house.desk)


@when("the annual report with debt of 53,383 million after 44,111 million is looked at")
def _(house: House) -> None:
    store = house.desk.store
    [report] = [one for one in store.filings(house.desk.viewer, HD)
                if one.period_end == date(2025, 2, 2)]  # fmt: skip
    seen = filing(1, form="10-K", cik=HD, company="HOME DEPOT, INC.", parties=(HD,),
                  accession=f"sha256:{report.digest}")  # fmt: skip
    house.desk.watch.take(
        "folder", [seen], Watch(), place="", counts=lambda _: Counts(1, 1), is_read=True
    )
    house.said = [evaluated(house.desk)[0], evaluated(house.desk)[0]]


@then("the first and the third tell it with the figure's id and what it was before")
def _(house: House) -> None:
    raised = house.raised()
    assert [one.rule for one in raised] == ["above", "moved-20"]
    for one in raised:
        assert "44,111,000,000.00" in one.says
        assert "53,383,000,000.00" in one.says
        assert why(house.desk, WhyRequest(one.figure)).steps[0].number.value == 53_383e6


@then("the others count it as unmoved, and a second look tells nothing")
def _(house: House) -> None:
    assert house.said == [2, 0]
    assert house.counted("below") == house.counted("moved-25") == {UNMOVED: 1}


@when("the rules look, and the records then have another order of names")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    raised, _ = evaluated(house.desk)
    house.said = [raised]
    real: Callable[..., Any] = vars(alert_screens)["screened"]

    def turned(*arguments: Any) -> Any:
        found = real(*arguments)
        return replace(found, ranking=found.ranking[1:])

    state = house.desk.alert_book.rules()[0]
    assert '"names"' in state.state
    monkeypatch.setattr(alert_screens, "screened", turned)
    # Another filing in the records makes the rule look again.
    folder = house.folder / "more"
    folder.mkdir()
    (folder / "f.txt").write_bytes(current("8.01", "On June 2, 2025, nothing of note happened."))
    _aged(folder / "f.txt")
    watched(house.desk, WatchRequest(folder=folder, once=True))
    assert evaluated(house.desk)[0] == 0


@when("somebody acknowledges the first and gives it a thumb down for a reason")
def _(house: House) -> None:
    first = house.raised()[0].number
    marked(house.desk, MarkAlertRequest(first, acknowledge=True))
    marked(house.desk, MarkAlertRequest(first, thumb="up", reason="at first"))
    marked(house.desk, MarkAlertRequest(first, thumb="down", reason="known before"))


@when(parsers.parse("the rule {rule} is added"))
def _(house: House, rule: str) -> None:
    file = house.folder / "wrong.toml"
    file.write_text(rule.replace("; ", "\n"))
    with pytest.raises(BookrunnerError) as caught:
        added(house.desk, AddAlertRuleRequest(file))
    house.said = [str(caught.value)]


@then(parsers.parse("{count:d} alerts are raised in the order of the filings"))
def _(house: House, count: int) -> None:
    raised = house.raised()
    assert len(raised) == count
    accessions = [one.accession for one in raised]
    assert accessions == sorted(set(accessions))
    assert [one.number for one in raised] == sorted(one.number for one in raised)


@then("each names its Item, its event and its weight")
def _(house: House) -> None:
    assert [(one.item, one.event, one.materiality) for one in house.raised()] == [
        ("2.02", "results", 4), ("1.01", "material_agreement", 3)
    ]  # fmt: skip


@then("the merger is told of once by each rule, with the words that prove it at their span")
def _(house: House) -> None:
    raised = house.raised()
    assert sorted(one.rule for one in raised) == ["heavy", "mergers"]
    for one in raised:
        assert (one.event, one.materiality) == ("merger_agreement", 5)
        assert one.span is not None
        text = parse(house.desk.blobs.get(one.document), name="d.txt").text
        assert text[slice(*one.span)] == one.quote
        assert "Agreement and Plan of Merger" in one.quote


@then("the dividend is counted as below the rule's materiality")
def _(house: House) -> None:
    assert house.counted("heavy") == {"below the rule's materiality": 1}


@then("the rule for mergers counts 3 filings whose text is not read")
def _(house: House) -> None:
    [(reason, count)] = house.counted("mergers").items()
    assert "text is not read" in reason
    assert count == 3


@then("the second alert overrides the first, and the first says by what")
def _(house: House) -> None:
    first, second = house.raised()
    assert second.corrects == first.accession
    assert first.overridden_by == second.accession
    assert not first.corrects


@then("the alert is of HD alone")
def _(house: House) -> None:
    assert [one.cik for one in house.raised()] == [HD]


@then("the rule is told of as unusable, with 2 filings counted")
def _(house: House) -> None:
    [finding] = house.said
    assert "watches nothing" in finding.message
    assert house.counted("retail") == {"the rule's companies are not known here": 2}
    assert house.raised() == ()


@then("each name that entered or left is told of once, and the first look told nothing")
def _(house: House) -> None:
    assert house.said == [0]
    raised = house.raised()
    assert sorted(one.says.split()[0] for one in raised) == ["enters", "leaves"]
    assert len({one.cik for one in raised}) == 2


@then("an outsider sees the public one by the public rule alone")
def _(house: House) -> None:
    [seen] = house.raised()
    assert (seen.rule, seen.walls) == ("open", ())
    with pytest.raises(BookrunnerError):
        marked(house.desk, MarkAlertRequest(seen.number + 1, acknowledge=True))
    assert [one.name for one in listed(house.desk, AlertRulesRequest()).rules] == ["open"]
    with pytest.raises(BookrunnerError):
        removed(house.desk, RemoveAlertRuleRequest("secret"))


@then("only inside both walls are all 4 seen, and nobody outside sees a count of them")
def _(house: House) -> None:
    assert len(house.seen_by("oak").raised()) == 2
    assert len(house.seen_by("elm").raised()) == 2
    both = house.seen_by("oak", "elm").raised()
    assert sorted(one.walls for one in both) == [(), ("elm",), ("elm", "oak"), ("oak",)]
    assert house.counted("secret") == {}


@then("the list of open alerts holds the second alone, and the first tells who said what")
def _(house: House) -> None:
    first, second = house.raised()
    assert house.raised(open=True) == (second,)
    assert first.acknowledged_by == "local"
    assert [(one.person, one.verdict, one.reason) for one in first.thumbs] == [
        ("local", "down", "known before")
    ]
    with pytest.raises(BookrunnerError, match="--reason"):
        marked(house.desk, MarkAlertRequest(first.number, thumb="up"))


@then(parsers.parse('it is refused with "{words}"'))
def _(house: House, words: str) -> None:
    assert words in house.said[0]


@given("the pages of latest filings as recorded", target_fixture="entries")
def _(shared_data: Path) -> Sequence[Entry]:
    return recorded(shared_data / "feeds/getcurrent")


@when("a minute of them is replayed while the watch is killed 6 times", target_fixture="measured")
def _(entries: Sequence[Entry], tmp_path: Path) -> Any:
    some = between(entries, "2025-12-12T16:10:00-05:00", "2025-12-12T16:12:00-05:00")
    return replay(some, tmp_path / "replay", kills=6, speed=10)


@then("every filing shown is an alert of the rule, once, in order")
def _(measured: Any) -> None:
    assert measured["filings"] > 10
    assert measured["kills"] >= 6
    assert measured["alerts_by_rules"] >= measured["filings"]
    assert (measured["alerts_lost"], measured["alerts_repeated"]) == (0, 0)
    assert measured["alerts_out_of_order"] == 0


def test_a_name_is_taken_once_and_a_removed_rule_looks_no_more(house: House) -> None:
    house.rule("results", 'on = "events"', 'items = ["2.02"]')
    with pytest.raises(BookrunnerError, match="take another"):
        house.rule("results", 'on = "events"')
    assert removed(house.desk, RemoveAlertRuleRequest("results")).rules == ()
    house.lists(filing(1, "2.02"))
    assert evaluated(house.desk)[0] == 0


def test_what_was_told_of_before_a_rule_was_added_is_not_raised(house: House) -> None:
    house.lists(filing(1, "2.02"))
    evaluated(house.desk)
    house.rule("results", 'on = "events"', 'items = ["2.02"]')
    house.lists(filing(2, "2.02"))
    evaluated(house.desk)
    assert [one.accession[-1] for one in house.raised()] == ["2"]
