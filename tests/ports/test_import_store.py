"""What a store of the bank's own tables promises, over each database."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from bookrunner.figures import Viewer
from bookrunner.imports import RATINGS, BankFile, ImportedRow, ImportedValue, SqlImportStore

ANYBODY = Viewer("anybody")
INSIDER = Viewer("insider", frozenset({"oak", "elm", "other"}))
FILE = BankFile("ratings", "ab" * 32, "ratings.xlsx", "Example Agency", date(2024, 3, 1))


@pytest.fixture
def store(database: Engine) -> SqlImportStore:
    return SqlImportStore(database)


def rating(words: str, *, cik: str = "0000354950", on: str = "2024-02-01") -> ImportedRow:
    values = {"ticker": cik, "agency": "Example", "rating": words, "date": on}
    return ImportedRow(
        3,
        {
            name: ImportedValue(text, f"Sheet1!{n}3")
            for n, (name, text) in enumerate(values.items())
        },
    )


def ratings(store: SqlImportStore, viewer: Viewer = ANYBODY, **asked: object) -> list[str]:
    rows = store.rows(RATINGS, viewer, **asked)  # type: ignore[arg-type]
    return [one.row.text("rating") for one in rows]


def test_a_row_comes_back_as_it_went_in(store: SqlImportStore) -> None:
    assert store.save(FILE, RATINGS, [rating("A+")])
    [one] = store.rows(RATINGS, ANYBODY)
    assert one.file == FILE
    assert one.row == rating("A+")


def test_the_same_file_twice_is_kept_once(store: SqlImportStore) -> None:
    assert store.save(FILE, RATINGS, [rating("A+")])
    assert not store.save(FILE, RATINGS, [rating("A+")])
    assert ratings(store) == ["A+"]


def test_of_the_same_thing_the_latest_day_holds(store: SqlImportStore) -> None:
    later = replace(FILE, digest="cd" * 32, as_of=date(2024, 6, 1))
    store.save(later, RATINGS, [rating("A")])
    store.save(FILE, RATINGS, [rating("A+")])
    assert ratings(store) == ["A"]
    assert ratings(store, as_of=date(2024, 5, 31)) == ["A+"]
    assert ratings(store, as_of=date(2024, 2, 29)) == []


def test_rows_are_found_by_company(store: SqlImportStore) -> None:
    store.save(FILE, RATINGS, [rating("A+"), rating("BBB", cik="0000060667")])
    assert ratings(store, subject="0000060667") == ["BBB"]


def test_all_walls_of_a_file_must_be_crossed(store: SqlImportStore) -> None:
    walled = replace(FILE, walls=frozenset({"oak", "elm"}))
    store.save(walled, RATINGS, [rating("A+")])
    assert ratings(store) == []
    assert ratings(store, Viewer("half", frozenset({"oak"}))) == []
    assert ratings(store, INSIDER) == ["A+"]


def test_what_stands_behind_a_wall_does_not_hide_what_is_public(store: SqlImportStore) -> None:
    store.save(FILE, RATINGS, [rating("A+")])
    secret = replace(FILE, as_of=date(2024, 6, 1), walls=frozenset({"oak"}))
    store.save(secret, RATINGS, [rating("BB")])
    assert ratings(store) == ["A+"]
    assert ratings(store, INSIDER) == ["BB"]
