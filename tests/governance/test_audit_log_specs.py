import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenario, scenarios, then, when

from bookrunner.figures import Caller, Role, Viewer
from bookrunner.governance import (
    AuditLog,
    FileSink,
    Inclusion,
    LogRecorder,
    NotSigned,
    RecordUnwritable,
    actions,
    inclusion_proof,
    is_included,
)
from bookrunner.governance.log import MENDED_OPERATION
from tests.governance.tampering import ASKED, DEEDS, ENTRIES, Place, back

WRITING = Path(__file__).with_name("writing.py")
SOURCE = Path(__file__).parents[2] / "src"
ADA = Caller("ada", frozenset({Role.ANALYST}), frozenset({"apollo"}), "key")


@pytest.mark.soak
@scenario(
    "governance/audit_log.feature",
    "Every byte of a log, and 10,000 of a large one, are changed and found",
)
def test_every_byte_is_changed() -> None:
    """The short form changes some bytes of each entry."""


@pytest.mark.soak
@scenario("governance/audit_log.feature", "A thousand kills raise no alarm")
def test_a_thousand_kills() -> None:
    """The short form kills eight times."""


scenarios("governance/audit_log.feature")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("filled")
    Place(root).fill()
    return root


@given("a log of 200 entries with a checkpoint every 50, copied outside", target_fixture="place")
def a_log(filled: Path, tmp_path: Path) -> Place:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    place = Place(tmp_path)
    verdict = place.verdict()
    assert (verdict.entries, verdict.signed, verdict.outside) == (ENTRIES, ENTRIES, ENTRIES)
    assert verdict.is_sound
    assert place.alone() == ""
    return place


@when(parsers.parse('somebody does "{what}"'))
def tamper(place: Place, what: str) -> None:
    DEEDS[what](place)


@then(parsers.parse("both verifiers find it and name entry {first:d}"))
def both_find(place: Place, first: int) -> None:
    verdict = place.verdict()
    assert not verdict.is_sound
    assert verdict.first_bad == first, verdict.faults
    alone = place.alone()
    assert alone.startswith((f"entry {first} ", f"entry {first}:")), alone


@when("bytes all over the log are changed, one at a time", target_fixture="missed")
def change_some(place: Place) -> list[str]:
    held = place.log.read_bytes()
    chosen = random.Random(7)  # the same places each time
    places = [*chosen.sample(range(len(held)), 900), *_ends(held)]
    return _missed(place, held, places, alone=25)


@when(
    "each byte is changed in turn, and 10,000 at random of a log of 20,000 entries",
    target_fixture="missed",
)
def change_each(place: Place, tmp_path: Path) -> list[str]:
    held = place.log.read_bytes()
    missed = _missed(place, held, range(len(held)), alone=1000)
    large = Place(tmp_path / "large")
    large.fill(20_000)
    held = large.log.read_bytes()
    chosen = random.Random(8)
    return missed + _missed(large, held, chosen.sample(range(len(held)), 10_000), alone=1000)


@then("both verifiers name the entry that holds the byte, each time")
@then("the verifier names the entry that holds the byte, each time")
def none_missed(missed: list[str]) -> None:
    assert missed == []


def _ends(held: bytes) -> list[int]:
    """The last bytes of the first, of one in between and of the last entry."""
    first = held.index(b"\n")
    between = held.index(b"\n", len(held) // 2)
    return [end - back for end in (first, between, len(held) - 1) for back in range(3)]


def _missed(place: Place, held: bytes, places: Any, alone: int) -> list[str]:
    """Changes that were not found, or not where they are; each ``alone``th by both verifiers."""
    missed = []
    for number, at in enumerate(places):
        changed = bytearray(held)
        changed[at] ^= 1 + number % 255
        place.log.write_bytes(changed)
        seq = held.count(b"\n", 0, at)
        found = place.verdict().first_bad
        if found != seq:
            missed.append(f"byte {at} of entry {seq}: {found}")
        if number % alone == 0 and not place.alone().startswith(f"entry {seq} "):
            missed.append(f"byte {at} of entry {seq}: the stand-alone verifier")
    place.log.write_bytes(held)
    return missed


@when(
    "it is rolled back to 100 with its checkpoints and looked at without the copy",
    target_fixture="verdict",
)
def rolled_back(place: Place) -> Any:
    back(place)
    return place.verdict(outside=False)


@then("nothing is found, and the verdict says that no copy from outside was there")
def nothing_found(verdict: Any) -> None:
    assert verdict.is_sound
    assert (verdict.signed, verdict.outside) == (100, 0)


@when("2 processes of 4 threads write 25 entries each at once", target_fixture="place")
def write_together(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    started = [_writer(place, name, 4, 25) for name in ("a", "b")]
    for one in started:
        out, problems = one.communicate(timeout=60)
        assert one.returncode == 0, problems
        assert len(out.splitlines()) == 100
    return place


@then("the log holds 200 entries in one chain and verifies")
def in_one_chain(place: Place) -> None:
    assert place.verdict().is_sound
    assert place.alone() == ""
    who = [one["who"] for one in map(json.loads, place.lines()) if one["operation"] == "facts"]
    assert sorted(who) == sorted(f"{p}.{t}.{n}" for p in "ab" for t in range(4) for n in range(25))
    for writer in {name.rsplit(".", 1)[0] for name in who}:
        own = [int(name.rsplit(".", 1)[1]) for name in who if name.startswith(f"{writer}.")]
        assert own == sorted(own)


def _writer(place: Place, name: str, threads: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            str(WRITING),
            str(SOURCE),
            str(place.folder),
            str(place.outside),
            name,
            str(threads),
            str(count),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@when(
    parsers.parse("a process that writes is killed {times:d} times and another goes on each time"),
    target_fixture="killed",
)
def kill(tmp_path: Path, times: int) -> Any:
    place = Place(tmp_path)
    chosen = random.Random(9)
    acknowledged: list[str] = []
    for number in range(times):
        writer = _writer(place, f"w{number}", 3, 100_000)
        assert writer.stdout is not None
        acknowledged.append(writer.stdout.readline().strip())
        time.sleep(chosen.random() * 0.05)
        writer.kill()
        acknowledged += [one.strip() for one in writer.stdout if one.endswith("\n")]
        writer.wait()
        assert writer.stderr is not None
        problems = writer.stderr.read()
        writer.stdout.close()
        writer.stderr.close()
        assert "Error" not in problems, problems
        if number % 50 == 0:
            assert place.verdict().is_sound, place.verdict().faults
    return SimpleNamespace(place=place, acknowledged=acknowledged)


@then("the log verifies, and each entry that was acknowledged is in it")
def nothing_lost(killed: Any) -> None:
    place: Place = killed.place
    last = _writer(place, "last", 1, 1)
    assert last.communicate(timeout=60)[0] == "last.0.0\n"
    assert place.verdict().is_sound, place.verdict().faults
    assert place.alone() == ""
    written = [json.loads(one)["who"] for one in place.lines()]
    assert len(killed.acknowledged) >= 8
    assert set(killed.acknowledged) <= set(written)
    own = [one for one in written if one != "audit-log"]
    assert len(own) == len(set(own))


@given(
    parsers.parse("a log whose last entry ends after {part} of its bytes"), target_fixture="place"
)
def torn(filled: Path, tmp_path: Path, part: str) -> Place:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    place = Place(tmp_path)
    # After the checkpoint, as only what is not yet acknowledged can be torn.
    place.opened().append([ASKED])
    *before, last = place.lines()
    kept = {"one": 1, "half": len(last) // 2, "all but 1": len(last) - 1}[part]
    place.put([*before, last[:kept]])
    verdict = place.verdict()
    assert verdict.is_sound
    assert verdict.torn == kept
    assert place.alone() == ""
    return place


@when("the next entry is written")
def write_next(place: Place) -> None:
    place.opened().append([ASKED])


@then("the log verifies and says that a torn tail was mended")
def says_mended(place: Place) -> None:
    assert place.verdict().is_sound
    assert place.alone() == ""
    mended, asked = map(json.loads, place.lines()[ENTRIES:])
    assert mended["operation"] == MENDED_OPERATION
    assert mended["asked"]["bytes"] > 0
    assert asked["operation"] == "facts"


@then("the log verifies and keeps the entry")
def keeps(place: Place) -> None:
    assert place.verdict().is_sound
    assert [json.loads(one)["operation"] for one in place.lines()[ENTRIES:]] == ["facts", "facts"]


@given("a log in a folder that cannot be written", target_fixture="log")
def unwritable(tmp_path: Path) -> AuditLog:
    (tmp_path / "file").write_text("no folder")
    return AuditLog(tmp_path / "file" / "audit")


@given("a log whose outside file lies on a volume that is gone", target_fixture="log")
def without_sink(tmp_path: Path) -> AuditLog:
    return AuditLog(tmp_path / "audit", sinks=[FileSink(tmp_path / "gone" / "outside.jsonl")])


@when("an action is recorded", target_fixture="done")
def record_one(log: AuditLog) -> list[str]:
    done: list[str] = []
    with (
        pytest.raises(RecordUnwritable, match="the audit log cannot be written"),
        LogRecorder(log).recording(ADA, "facts", "{}"),
    ):
        done.append("done")
    return done


@then("it is not done, and the error says that the audit log cannot be written")
def not_done(done: list[str]) -> None:
    assert done == []


@when(
    "an action with a password, a long text and a file that leaves is recorded",
    target_fixture="place",
)
def record_with_secrets(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    asked = {"company": "HD", "note": "words of a document " * 50, "login": {"password": "hunter2"}}
    left = {"id": "folders/1/pitch.xlsx", "name": "pitch.xlsx", "size": 3, "sha256": "ab" * 32}
    with LogRecorder(place.opened()).recording(ADA, "pitch", json.dumps(asked)) as record:
        record["read"] = {"accessions": ["0000354950-24-000062"]}
        record["left"] = [left]
    return place


@then("its entries hold the digest of the text and the file, and not the password")
def without_secrets(place: Place) -> None:
    begun, *_, ended = map(json.loads, place.lines())
    assert begun["asked"]["company"] == "HD"
    assert begun["asked"]["note"]["characters"] == 1000
    assert begun["asked"]["login"] == {"password": "***"}
    assert begun["walls"] == ["apollo"]
    assert (ended["of"], ended["outcome"]) == (begun["seq"], "done")
    assert ended["left"] == [{"name": "pitch.xlsx", "sha256": "ab" * 32, "size": 3}]
    assert ended["read"] == {"accessions": ["0000354950-24-000062"]}
    assert b"hunter2" not in place.log.read_bytes()
    assert b"words of" not in place.log.read_bytes()


@when("an action that raises an error is recorded", target_fixture="place")
def record_failure(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    with (
        pytest.raises(KeyError),
        LogRecorder(place.opened()).recording(ADA, "facts", '{"company": "HD"}'),
    ):
        raise KeyError("words of a document")
    return place


@then("its entry ends with the error's name, and not with its message")
def named_failure(place: Place) -> None:
    (action,) = [one for one in _seen(place, sees_all=True) if one.operation == "facts"]
    assert action.outcome == "KeyError"
    assert b"words of" not in place.log.read_bytes()


@given('actions behind the wall "apollo" and in the open', target_fixture="place")
def behind_walls(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    recorder = LogRecorder(place.opened())
    eve = Caller("eve", frozenset({Role.ANALYST}))
    for caller, company in ((eve, "HD"), (ADA, "ASTRAL"), (eve, "KO"), (ADA, "ASTRAL")):
        with recorder.recording(caller, "facts", json.dumps({"company": company})):
            pass
    return place


@when("the log is viewed from outside, from inside and by the control room", target_fixture="seen")
def views(place: Place) -> list[list[str]]:
    return [
        [one.asked["company"] for one in found if one.operation == "facts"]
        for found in (
            _seen(place),
            _seen(place, Viewer("ada", frozenset({"apollo"}))),
            _seen(place, sees_all=True),
        )
    ]


@then("the outsider sees the open ones alone, and the others see all")
def obey_walls(seen: list[list[str]]) -> None:
    whole = ["HD", "ASTRAL", "KO", "ASTRAL"]
    assert seen == [["HD", "KO"], whole, whole]


def _seen(place: Place, viewer: Viewer | None = None, *, sees_all: bool = False) -> list[Any]:
    return actions(place.log, viewer or Viewer("out"), sees_all=sees_all)


@when("the key is rotated and 100 more entries are written", target_fixture="keys")
def rotated(place: Place) -> list[str]:
    log = place.opened()
    old = place.verdict().keys
    signed = log.sign(rotate=True)
    assert signed is not None
    log.append([ASKED] * 100)
    log.sign()
    return [*old, signed.key]


@then("both verifiers find nothing, and the verdict names both keys")
def both_keys(place: Place, keys: list[str]) -> None:
    verdict = place.verdict()
    assert verdict.is_sound, verdict.faults
    assert list(verdict.keys) == keys
    assert place.alone() == ""
    assert place.verdict([keys[0][:16]]).is_sound
    assert not place.verdict(["0" * 16]).is_sound


@when("the inclusion of each entry is proven", target_fixture="proofs")
def prove(place: Place) -> list[Inclusion]:
    with pytest.raises(NotSigned):
        inclusion_proof(place.folder, ENTRIES)
    return [inclusion_proof(place.folder, seq)[0] for seq in range(ENTRIES)]


@then("each proof holds for its entry, and for no other")
def proven(proofs: list[Inclusion]) -> None:
    for proof, other in zip(proofs, proofs[1:] + proofs[:1], strict=True):
        assert is_included(proof)
        assert len(proof.text) <= 2048
        assert not is_included(Inclusion(**(vars(proof) | {"hash": other.hash})))
        assert not is_included(Inclusion(**(vars(proof) | {"seq": other.seq})))


@when("a program writes an entry with no checkpoint due", target_fixture="loaded")
def write_lightly(tmp_path: Path) -> str:
    place = Place(tmp_path)
    place.opened().append([ASKED])
    program = (
        "import sys; from pathlib import Path\n"
        "from bookrunner.governance import AuditLog, Entry\n"
        "log = AuditLog(Path(sys.argv[1]), seconds=1e12)\n"
        "log.end(log.begin(Entry('a', 'key', 'facts')), 'done', Entry('a', 'key', 'facts'))\n"
        "print(sorted(name for name in sys.modules if name.startswith('cryptography')))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(place.folder)],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()


@then("the library for signatures is not loaded")
def not_loaded(loaded: str) -> None:
    assert loaded == "[]"
