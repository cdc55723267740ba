"""What every index of passages promises, in a folder and in PostgreSQL."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bookrunner.figures import Viewer
from bookrunner.search import (
    Entry,
    FolderShelf,
    Passage,
    PassageIndex,
    PassageKind,
    PostgresShelf,
    Query,
    Shelf,
    StaticEmbedder,
)
from bookrunner.search.embedder import Vectors
from bookrunner.storage import engine

NO_WALLS: frozenset[str] = frozenset()
QUARTZ = frozenset({"quartz"})
EMBEDDER = StaticEmbedder()
Made = Callable[[], Shelf]


@pytest.fixture(params=["folder", "postgresql"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Made]:
    """Opens the same empty shelf as often as it is called, as other processes would."""
    if request.param == "folder":
        yield lambda: FolderShelf(tmp_path / "search", EMBEDDER)
        return
    url = request.getfixturevalue("postgres_url")
    database = engine(url)
    with database.begin() as connection:
        for (name,) in connection.exec_driver_sql(
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'search_v%%'"
        ).fetchall():
            connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    yield lambda: PostgresShelf(database, EMBEDDER)
    database.dispose()


@pytest.fixture
def index(made: Made) -> PassageIndex:
    return made().index(NO_WALLS)


def entry(name: str, **changed: object) -> Entry:
    one = Entry(
        digest=name.ljust(64, "0"),
        source_name=f"{name}.htm",
        form="10-K",
        cik="",
        names=(name.capitalize(), f"{name}, Ñandú & “Co”"),
        tickers=("TICK",),
        period_end=date(2022, 12, 31),
        year=2022,
        quarter=None,
        known_on=date(2023, 2, 20),
    )
    return replace(one, **changed)  # type: ignore[arg-type]


def cut(*texts: str, context: str = "", **changed: object) -> list[Passage]:
    found = []
    place = 0
    for text in texts:
        one = Passage(place, place + len(text), text, PassageKind.PROSE, context=context)
        found.append(replace(one, **changed))  # type: ignore[arg-type]
        place += len(text) + 1
    return found


def words(*said: str, meaning: str = "") -> Query:
    return Query(dict.fromkeys(said, 1.0), {}, {}, {}, meaning)


def texts(index: PassageIndex, query: Query, count: int = 10) -> list[str]:
    return [hit.passage.text for hit in index.find(query, among=None, count=count)]


def test_a_passage_comes_back_as_it_went_in(index: PassageIndex) -> None:
    passage = Passage(
        7,
        31,
        "Total 1,234\t(5.6)\n\t“naïve”",
        PassageKind.TABLE,
        3,
        "Item 7",
        "Header\nx",
        "balance sheet",
    )
    index.add([(entry("ashdale"), [passage])])
    [hit] = index.find(words("total"), among=None, count=5)
    assert hit.passage == passage
    assert hit.digest == entry("ashdale").digest
    assert list(index.passages(hit.digest)) == [passage]


def test_an_entry_comes_back_as_it_went_in(index: PassageIndex) -> None:
    bare = entry("bare", period_end=None, known_on=None, year=None, names=(), tickers=())
    index.add([(entry("ashdale"), cut("one", "two")), (bare, [])])
    kept = {one.digest: replace(one, first_row=0) for one in index.entries()}
    assert kept[entry("ashdale").digest] == entry("ashdale", passages=2)
    assert kept[bare.digest] == bare


def test_a_document_is_replaced_whole_and_removed_whole(index: PassageIndex) -> None:
    index.add([(entry("ashdale"), cut("old lawsuit", "old other"))])
    index.add([(entry("ashdale", year=2023), cut("new lawsuit"))])
    assert [(one.year, one.passages) for one in index.entries()] == [(2023, 1)]
    assert texts(index, words("lawsuit", "old")) == ["new lawsuit"]
    index.remove([entry("ashdale").digest, "0" * 64])
    assert not index.entries()
    assert not texts(index, words("lawsuit"))
    assert not index.passages(entry("ashdale").digest)


def test_rarer_words_come_first_and_stems_and_what_stands_above_count(index: PassageIndex) -> None:
    common = [f"the company sells goods number {n}" for n in range(20)]
    index.add(
        [
            (entry("ashdale"), cut(*common, "goods were impaired")),
            (entry("birchwood"), cut("a table", context="Impairment of goods")),
        ]
    )
    first, *rest = texts(index, words("goods", "impairments"), 30)
    assert first == "goods were impaired"
    assert "a table" in rest[:2]
    assert len(rest) == 21


def test_phrases_statements_and_sections_gain(index: PassageIndex) -> None:
    plain = cut("sales of net", "net sales", "neither")
    statement = replace(plain[2], statement="income statement", section="Item 8")
    index.add([(entry("ashdale"), [*plain[:2], statement])])
    both = Query({"net": 1.0, "sales": 1.0}, {"net sales": 1.0}, {}, {})
    assert texts(index, both) == ["net sales", "sales of net"]
    gained = Query({"net": 1.0}, {}, {"income statement": 14.0}, {"Item 8": 3.0})
    [best, *_] = index.find(gained, among=None, count=3)
    assert best.passage.text == "neither"
    assert best.score == pytest.approx(17.0)


def test_only_documents_that_are_among_are_looked_in(index: PassageIndex) -> None:
    index.add([(entry("ashdale"), cut("a lawsuit")), (entry("birchwood"), cut("another lawsuit"))])
    asked = words("lawsuit", meaning="litigation")
    found = index.find(asked, among=[entry("birchwood").digest], count=10)
    assert {hit.passage.text for hit in found} == {"another lawsuit"}
    assert not index.find(asked, among=[], count=10)


def test_what_means_the_same_is_found_without_a_common_word(index: PassageIndex) -> None:
    said = ("litigation and lawsuits against us", "weather in the mountains", "stores and shops")
    index.add([(entry("ashdale"), cut(*said))])
    found = index.find(words("attorney", meaning="court case attorney"), among=None, count=5)
    nearest = max(found, key=lambda hit: hit.nearness)
    assert nearest.passage.text == said[0]
    assert nearest.nearness > 0.2


def test_passages_come_in_order_and_those_of_statements_by_themselves(index: PassageIndex) -> None:
    all_of_them = cut(*(f"passage {n}" for n in range(300)))
    all_of_them[7] = replace(all_of_them[7], statement="balance sheet")
    index.add([(entry("ashdale"), all_of_them)])
    digest = entry("ashdale").digest
    assert list(index.passages(digest)) == all_of_them
    assert list(index.passages(digest, of_statements=True)) == [all_of_them[7]]


def test_what_one_wrote_another_finds(made: Made) -> None:
    reader, writer = made().index(NO_WALLS), made().index(NO_WALLS)
    assert not reader.entries()
    before = reader.catalogue()
    assert reader.catalogue() is before
    writer.add([(entry("ashdale"), cut("a lawsuit"))])
    assert reader.catalogue() is not before
    assert texts(reader, words("lawsuit")) == ["a lawsuit"]


def test_many_write_at_once_and_each_document_is_there_once(made: Made) -> None:
    def write(number: int) -> None:
        index = made().index(NO_WALLS)
        for name in ("ashdale", f"name{number}"):
            index.add([(entry(name), cut("a lawsuit", f"of {name}"))])

    made().index(NO_WALLS)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    index = made().index(NO_WALLS)
    assert len(index.entries()) == 5
    assert texts(index, words("lawsuit"), 50) == ["a lawsuit"] * 5


def test_a_batch_that_breaks_off_leaves_nothing(index: PassageIndex) -> None:
    broken = replace(cut("a lawsuit")[0], kind=None)  # type: ignore[arg-type]
    index.add([(entry("ashdale"), cut("first lawsuit"))])
    with pytest.raises(AttributeError):
        index.add([(entry("birchwood"), cut("second lawsuit")), (entry("cedar"), [broken])])
    assert texts(index, words("lawsuit")) == ["first lawsuit"]
    index.add([(entry("birchwood"), cut("second lawsuit"))])
    assert sorted(texts(index, words("lawsuit"))) == ["first lawsuit", "second lawsuit"]


def test_walls_change_no_count_score_or_neighbour(made: Made) -> None:
    shelf = made()
    shelf.index(NO_WALLS).add([(entry("ashdale"), cut("a lawsuit", "a store", "a table"))])
    asked = words("lawsuit", "store", meaning="litigation")
    before = list(shelf.index(NO_WALLS).find(asked, among=None, count=10))
    secret = cut(*(f"a secret lawsuit {n}" for n in range(50)))
    shelf.index(QUARTZ).add([(entry("secret"), secret)])
    assert list(made().index(NO_WALLS).find(asked, among=None, count=10)) == before
    outside, inside = Viewer("anybody"), Viewer("insider", QUARTZ | {"other"})
    assert made().walls(outside) == [NO_WALLS]
    assert set(made().walls(inside)) == {NO_WALLS, QUARTZ}
    assert [len(one.entries()) for one in made().visible(outside)] == [1]
    among = [entry("secret").digest]
    assert not made().index(NO_WALLS).find(asked, among=among, count=10)
    assert not made().index(NO_WALLS).passages(among[0])


def test_vectors_of_two_embedders_are_never_in_one_index(made: Made) -> None:
    class Other(StaticEmbedder):
        name = "another-model"

    shelf = made()
    shelf.index(NO_WALLS).add([(entry("ashdale"), cut("a lawsuit"))])
    other: Shelf
    if isinstance(shelf, FolderShelf):
        other = FolderShelf(shelf._folder.parent, Other())
    else:
        assert isinstance(shelf, PostgresShelf)
        other = PostgresShelf(shelf._database, Other())
    assert not other.index(NO_WALLS).entries()
    assert len(shelf.index(NO_WALLS).entries()) == 1


def test_only_passages_of_the_section_asked_for_come_by_their_words(index: PassageIndex) -> None:
    risks = cut("Trade may fall.", section="Item 1A", context="Risk Factors")
    talk = cut("Trade fell.", section="Item 7", context="Discussion and Analysis")
    index.add([(entry("alder"), risks), (entry("birch"), talk)])
    for within, item in (("Item 1A", "Item 1A"), ("discussion and analysis", "Item 7")):
        found = index.find(replace(words("trade"), within=within), among=None, count=5)
        assert [hit.passage.section for hit in found] == [item]


def test_adding_one_document_leaves_what_is_kept_of_others_as_it_was(index: PassageIndex) -> None:
    index.add([(entry("alder"), cut("Trade may fall.")), (entry("birch"), cut("Oaks grow."))])
    before = {one.digest: one for one in index.entries()}
    kept = {digest: index.passages(digest) for digest in before}
    asked: list[str] = []

    class Noting(StaticEmbedder):
        def embed(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return super().embed(texts)

    index._embedder = Noting()  # type: ignore[attr-defined]
    index.add([(entry("cedar"), cut("Rails rust."))])
    assert [text.strip() for text in asked] == ["Rails rust."]
    after = {one.digest: one for one in index.entries()}
    assert after.pop(entry("cedar").digest).passages == 1
    assert after == before
    assert {digest: index.passages(digest) for digest in after} == kept
