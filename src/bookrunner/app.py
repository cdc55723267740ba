"""The composition root: from settings to a desk, the only place that chooses adapters."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, overload

from sqlalchemy import Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from bookrunner import __version__
from bookrunner.facts import FactStore, SqlFactStore
from bookrunner.figures import READ, WRITE, BookrunnerError, Caller, Role, Viewer
from bookrunner.ledger import Ledger, ledger_json
from bookrunner.settings import BadSetting, Settings, UnknownSetting, settings
from bookrunner.storage import (
    HEAD,
    BlobFolder,
    Edition,
    Remembered,
    WrittenBehind,
    alone,
    beside,
    engine,
    reading,
    write_whole,
)

if TYPE_CHECKING:
    # The pitch room reads and writes spreadsheets and slides, whose libraries start slowly.
    from bookrunner.governance import AuditLog, Recorder, SqlRegister
    from bookrunner.imports import SqlImportStore
    from bookrunner.jobs import JobBoard
    from bookrunner.llm import Gateway
    from bookrunner.monitor import AlertBook, WatchRecord
    from bookrunner.monitor.mail_smtp import MailServer
    from bookrunner.monitor.outbox_sql import Outbox
    from bookrunner.pitch import Writers
    from bookrunner.pitch.papers import PaperWriter
    from bookrunner.search import Embedder, Shelf
    from bookrunner.signin import Claims, Provider, Sessions, SignIn
    from bookrunner.sources import Edgar, McpVendors, Vendor


class HomeUnusable(BookrunnerError):
    """The folder for local state cannot be made or written."""

    def __init__(self, home: Path, error: OSError) -> None:
        self.home = home
        reason = error.strerror or type(error).__name__
        super().__init__(
            f"the folder {home} cannot be used for local state ({reason}); make it writable or "
            "set BOOKRUNNER_HOME to a folder that is"
        )


@dataclass(frozen=True)
class DatabaseState:
    """What a look at the database found, without changing it."""

    kind: str
    """``SQLite`` or ``PostgreSQL``."""
    url: str
    """Without its password."""
    revision: str
    """Of its tables; empty when it has none yet."""
    newest: str
    """The revision that this version works with."""
    problem: str
    """Why it cannot be used; empty when it can."""


class Progress(Protocol):
    """Hears how far long work has come."""

    def __call__(self, activity: str, done: int, total: int) -> None:
        """``done`` of ``total`` steps of the activity are finished."""
        ...


def silence(activity: str, done: int, total: int) -> None:
    """The progress that nobody hears."""


_REMEMBERED = 4096

LOOPBACK = "loopback"
"""How the user of this machine is known."""


class Boards:
    """The board of jobs once it is open, the same for everybody at the desk."""

    def __init__(self, board: JobBoard | None = None) -> None:
        self._board = board
        self._opening = threading.Lock()

    def opened(self, open_it: Callable[[], JobBoard]) -> JobBoard:
        """The board, opened when it is first asked for."""
        with self._opening:
            if self._board is None:
                self._board = open_it()
            return self._board


T = TypeVar("T")


class _Once(Generic[T]):
    """As ``cached_property``, for all desks of a house together, whoever asks first."""

    def __init__(self, open_it: Callable[[Desk], T]) -> None:
        self._open_it = open_it
        self.__doc__ = open_it.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, desk: None, owner: type) -> _Once[T]: ...
    @overload
    def __get__(self, desk: Desk, owner: type) -> T: ...
    def __get__(self, desk: Desk | None, owner: type) -> T | _Once[T]:
        if desk is None:
            return self
        held = desk.opened
        if self._name not in held:
            with desk.opening:
                if self._name not in held:
                    held[self._name] = self._open_it(desk)
        opened: T = held[self._name]
        return opened


class Desk:
    """One user's place to work: settings, who asks, and the adapters that were chosen.

    Nothing is opened before it is used. The first use of the records in an empty home loads the
    built-in sample, once, however many processes begin at the same time.
    """

    def __init__(
        self, chosen: Settings, progress: Progress = silence, complaints: Sequence[str] = ()
    ) -> None:
        self.settings = chosen
        self.complaints = tuple(complaints)
        """What is wrong in the settings, where work goes on in spite of it."""
        self.caller = Caller(
            chosen.viewer,
            frozenset(Role) - {Role.CLIENT},
            chosen.walls,
            LOOPBACK,
            frozenset({READ, WRITE}),
        )
        """Who asks: on the machine itself its user, all roles in one, behind the walls set."""
        self.progress = progress
        self.boards = Boards()
        self._behind = WrittenBehind()
        self.kept: dict[str, str] = {}
        """What was kept for `why` of this one's answers, by the name of its file."""
        self.opened: dict[str, Any] = {}
        """Adapters, the same for everybody at the desk."""
        self.opening = threading.RLock()

    @property
    def viewer(self) -> Viewer:
        """Who asks, as one who reads."""
        return self.caller.viewer

    @property
    def is_control_room(self) -> bool:
        """Whether who asks sees every deal's name and record, though not what is behind its wall.

        The user of a machine without sign-in has every role and is none of a bank's control room.
        """
        return Role.CONTROL_ROOM in self.caller.roles and self.caller.signed_in_by != LOOPBACK

    def at(self, caller: Caller, progress: Progress = silence) -> Desk:
        """The same adapters, for another who asks."""
        other = copy.copy(self)
        other.caller = caller
        other.progress = progress
        other.kept = {}
        return other

    @_Once
    def register(self) -> SqlRegister:
        """Deals and who is inside, people, keys, the restricted and the watch list."""
        from bookrunner.governance import SqlRegister  # noqa: PLC0415 - not for help

        self._make_home()
        return SqlRegister(engine(self.settings.database_url), self.edition)

    @_Once
    def edition(self) -> Edition:
        """Whether anything in the records has changed since it was asked."""
        self._make_home()
        return Edition(engine(self.settings.database_url))

    @_Once
    def remembered(self) -> Remembered[Any]:
        """What was worked out from the records as they stand; keys say what, and for whom."""
        return Remembered(self.edition, _REMEMBERED)

    @_Once
    def audit_log(self) -> AuditLog:
        """What was done, by whom."""
        from bookrunner.governance import AuditLog, FileSink  # noqa: PLC0415 - not for help

        copies = [] if self.settings.audit_copy is None else [FileSink(self.settings.audit_copy)]
        folder = self.settings.home / "audit"
        return AuditLog(folder, key=self.settings.audit_key, sinks=copies)

    @property
    def recorder(self) -> Recorder:
        """Writes down what is done.

        Raises:
            HomeUnusable: Local state cannot be written.
        """
        from bookrunner.governance import LogRecorder  # noqa: PLC0415 - not for help

        self._make_home()
        return LogRecorder(self.audit_log)

    @_Once
    def provider(self) -> Provider:
        """The bank's identity provider; only where one is configured."""
        from bookrunner.signin import Client, Provider  # noqa: PLC0415 - the server's alone

        oidc = self.settings.oidc
        assert oidc is not None, "nobody signs in without a provider"
        secret = ""
        if oidc.secret is not None:
            try:
                secret = oidc.secret.read_text(encoding="utf-8").strip()
            except OSError as error:
                wanted = f"a file that can be read ({error.strerror or type(error).__name__})"
                raise BadSetting("BOOKRUNNER_OIDC_SECRET", str(oidc.secret), wanted) from error
        return Provider(Client(oidc.issuer, oidc.client, secret), self.settings.proxy)

    @_Once
    def sessions(self) -> Sessions:
        """Browsers that are signed in."""
        from bookrunner.signin import Lifetimes, Sessions  # noqa: PLC0415 - the server's alone

        oidc = self.settings.oidc
        assert oidc is not None, "nobody signs in without a provider"
        idle, in_all = timedelta(minutes=oidc.idle_minutes), timedelta(minutes=oidc.session_minutes)
        self._make_home()
        # Each request of each person is noted there once a minute.
        database = engine(beside(self.settings.database_url, "sessions"))
        return Sessions(database, Lifetimes(idle, in_all), Edition(database))

    @property
    def claims(self) -> Claims:
        """Which of the provider's claims say what."""
        from bookrunner.signin import Claims  # noqa: PLC0415 - the server's alone

        oidc = self.settings.oidc
        assert oidc is not None, "nobody signs in without a provider"
        return Claims(oidc.name, oidc.groups, oidc.mfa)

    @property
    def roles_by_group(self) -> Mapping[str, Role]:
        """What the provider's groups are at the bank."""
        oidc = self.settings.oidc
        return {} if oidc is None else {group: Role(name) for group, name in oidc.roles.items()}

    @property
    def sign_in(self) -> SignIn:
        """How a browser signs in."""
        from bookrunner.signin import SignIn  # noqa: PLC0415 - the server's alone

        callback = f"{self.settings.public_url}/auth/callback"
        return SignIn(self.provider, self.sessions, self.claims, callback)

    @property
    def board(self) -> JobBoard:
        """Long work: submitted, told of, cancelled, taken up after a crash; one for all who ask.

        Raises:
            DatabaseUnusable: It cannot be opened.
        """
        return self.boards.opened(self._durable_board)

    def _durable_board(self) -> JobBoard:
        from bookrunner.jobs import durable_board  # noqa: PLC0415 - few commands ask for it

        self._make_home()
        return durable_board(self.settings.database_url)

    @_Once
    def blobs(self) -> BlobFolder:
        """Filings as received."""
        return BlobFolder(self._make_home() / "blobs")

    @_Once
    def store(self) -> FactStore:
        """Companies, filings, facts, prices and curves, with the sample loaded.

        Raises:
            HomeUnusable: Local state cannot be written.
            DatabaseUnusable: The database cannot be opened.
        """
        is_new = _is_missing_file(self.settings.database_url)
        # SQLite's own message for a folder that cannot be written does not name the folder.
        self._make_home()
        store = SqlFactStore(engine(self.settings.database_url))
        self._load_sample(store, is_new=is_new)
        return store

    @property
    def imports(self) -> SqlImportStore:
        """What the bank brought."""
        from bookrunner.imports import SqlImportStore  # noqa: PLC0415 - few commands ask for it

        self._make_home()
        return SqlImportStore(engine(self.settings.database_url))

    @_Once
    def watch(self) -> WatchRecord:
        """What the watch has seen and told of."""
        from bookrunner.monitor import WatchRecord  # noqa: PLC0415 - few commands ask for it

        self._make_home()
        return WatchRecord(engine(self.settings.database_url))

    @_Once
    def alert_book(self) -> AlertBook:
        """Rules of what is to be told, and the alerts that they raised."""
        from bookrunner.monitor import AlertBook  # noqa: PLC0415 - few commands ask for it

        self._make_home()
        return AlertBook(engine(self.settings.database_url))

    @_Once
    def outbox(self) -> Outbox:
        """Alerts on their way out."""
        from bookrunner.monitor.outbox_sql import Outbox  # noqa: PLC0415 - one command sends

        self._make_home()
        # No secret hangs on when a message is tried again.
        return Outbox(engine(self.settings.database_url), lambda: random.uniform(0.5, 1.5))  # noqa: S311

    @property
    def mail_server(self) -> MailServer:
        """Where e-mail leaves the house.

        Raises:
            MailNotSet: No server or no sender is set.
        """
        from bookrunner.monitor.mail_smtp import (  # noqa: PLC0415 - one command sends
            MailNotSet,
            MailServer,
        )

        chosen = self.settings
        if not chosen.smtp_url or not chosen.smtp_from:
            raise MailNotSet
        return MailServer(chosen.smtp_url, chosen.smtp_from, chosen.smtp_password_file)

    @_Once
    def shelf(self) -> Shelf:
        """The indexes of passages; most commands look nothing up."""
        from bookrunner.search import (  # noqa: PLC0415 - few commands look anything up
            EndpointEmbedder,
            FolderShelf,
            PostgresShelf,
            StaticEmbedder,
        )

        chosen = self.settings
        embedder: Embedder = StaticEmbedder()
        if chosen.embeddings_url:
            embedder = EndpointEmbedder(
                chosen.embeddings_url, chosen.embeddings_model, chosen.embeddings_key
            )

        if self.settings.database_url.startswith("sqlite"):
            return FolderShelf(self._make_home() / "search", embedder)
        return PostgresShelf(engine(self.settings.database_url), embedder)

    @property
    def writers(self) -> Writers:
        """What writes the files of a pitch; imported here, because most commands write none."""
        from bookrunner.lint import draft_findings  # noqa: PLC0415
        from bookrunner.office import deck_pptx, workbook_xlsx  # noqa: PLC0415
        from bookrunner.pitch import Writers  # noqa: PLC0415

        return Writers(workbook_xlsx.write, deck_pptx.write, draft_findings)

    @property
    def write_paper(self) -> PaperWriter:
        """What writes the pages of a document."""
        from bookrunner.office import paper_docx  # noqa: PLC0415

        return paper_docx.write

    @property
    def edgar(self) -> Edgar:
        """The SEC's public system, or the mirror that is set.

        Raises:
            AgentMissing: Nobody is named who asks.
        """
        from bookrunner.sources import (  # noqa: PLC0415 - one command asks EDGAR
            DATA,
            WWW,
            AgentMissing,
            Edgar,
            Pace,
            Requests,
        )

        if not self.settings.edgar_agent:
            raise AgentMissing
        folder = self._make_home() / "edgar"
        www = self.settings.edgar_url or WWW
        data = self.settings.edgar_url or DATA
        requests = Requests(
            self.settings.edgar_agent,
            Pace(folder / "pace"),
            (www, data),
            proxy=self.settings.proxy,
        )
        return Edgar(requests, folder / "lists", www=www, data=data)

    @_Once
    def models(self) -> Gateway:
        """The configured language models; without any a gateway that refuses.

        Raises:
            BadModelFile: The file that lists them cannot be used.
        """
        from bookrunner.llm import ModelGateway, NoGateway, model_file  # noqa: PLC0415 - optional

        if self.settings.models is None:
            return NoGateway()
        file = model_file(self.settings.models)
        return ModelGateway(file, self._make_home() / "llm", proxy=self.settings.proxy)

    @property
    def vendors(self) -> Mapping[str, Vendor]:
        """The data vendors that may be asked, by name; read anew each time, as keys are renewed.

        Raises:
            NoVendors: None is set up.
            BadVendorFile: The file that lists them cannot be used.
        """
        from bookrunner.sources import NoVendors, vendor_file  # noqa: PLC0415 - optional

        if self.settings.vendors is None:
            raise NoVendors
        return vendor_file(self.settings.vendors)

    @property
    def vendor_tools(self) -> McpVendors:
        """Asks vendors' servers."""
        from bookrunner.sources import McpVendors  # noqa: PLC0415 - optional

        return McpVendors(self.settings.proxy)

    def database_state(self) -> DatabaseState:
        """What the database is and whether it can be used; nothing is made or changed."""
        url = self.settings.database_url
        kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
        revision, problem = "", ""
        try:
            if not _is_missing_file(url):
                revision = _revision(engine(url))
        except BookrunnerError as error:
            problem = str(error)
        except DBAPIError as error:
            problem = f"it is no database this version can use: {error.orig}"
        return DatabaseState(kind, self.settings.database_url_shown, revision, HEAD, problem)

    def counted(self) -> tuple[int, int]:
        """How many companies and filings the viewer may see, without the sample being loaded."""
        store = SqlFactStore(engine(self.settings.database_url))
        return len(store.companies(self.viewer)), len(store.filings(self.viewer))

    @property
    def _ledgers(self) -> Path:
        """Where copies of what was shown last are kept, for each who asks apart."""
        folder = self.settings.home / "ledgers"
        if self.viewer.name == self.settings.viewer:
            return folder
        return folder / hashlib.sha256(self.viewer.name.encode()).hexdigest()[:16]

    @property
    def last_pitch(self) -> Path:
        """The ledger of the last pitch, which ``why`` looks in first."""
        return self._ledgers / "pitch.json"

    @property
    def last_shown(self) -> Path:
        """The ledger of the last valuation that was shown without files."""
        return self._ledgers / "shown.json"

    @property
    def last_line(self) -> Path:
        """The ledger of the last line of a statement that was asked for by itself."""
        return self._ledgers / "line.json"

    def keep_pitch(self, written: Path) -> None:
        """Keep a copy of the ledger of a pitch."""
        self._keep(self.last_pitch, written.read_text(encoding="utf-8"))

    def keep_shown(self, shown: Ledger) -> None:
        """Keep the figures of a valuation that was shown."""
        self._keep(self.last_shown, json.dumps(ledger_json(shown), allow_nan=False))

    def keep_line(self, shown: Ledger) -> None:
        """Keep the figure of a line that was shown by itself."""
        self._keep(self.last_line, json.dumps(ledger_json(shown), allow_nan=False))

    def keep_again(self, kept: Mapping[str, str]) -> None:
        """Keep what was kept with an answer that is told again, for this one who asks.

        It is written behind the answer's back; ``settle`` waits for it.
        """
        try:
            for name, held in kept.items():
                self._behind.put(self._ledgers / name, held)
        except OSError as error:
            raise HomeUnusable(self.settings.home, error) from error

    def settle(self) -> None:
        """Wait until all that was kept is on the disk."""
        try:
            self._behind.settle()
        except OSError as error:
            raise HomeUnusable(self.settings.home, error) from error

    def _keep(self, path: Path, text: str) -> None:
        self._make_home()
        self.kept[path.name] = text
        self.settle()
        try:
            write_whole(path, text)
        except OSError as error:
            raise HomeUnusable(self.settings.home, error) from error

    @property
    def sample_marker(self) -> Path:
        """The file that says that the sample is in the database in use."""
        name = hashlib.sha256(self.settings.database_url.encode()).hexdigest()[:12]
        return self.settings.home / "sample" / f"{name}.json"

    @property
    def sample_is_loaded(self) -> bool:
        """Whether this version's sample has been put into the database in use."""
        try:
            said = json.loads(self.sample_marker.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(said == _SAMPLE_LOADED)

    def _make_home(self) -> Path:
        """The home, made when it is missing."""
        home = self.settings.home
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeUnusable(home, error) from error
        return home

    def _load_sample(self, store: FactStore, *, is_new: bool) -> None:
        if self.sample_is_loaded and not is_new:
            return
        # Once in the life of a home; what reads HTML starts slowly.
        from bookrunner.ingestion import ingest  # noqa: PLC0415
        from bookrunner.sample import load_bonds, load_market, load_plan, load_sample  # noqa: PLC0415

        try:
            with alone(self._make_home() / "sample.lock"):
                # Another process may have loaded it while this one waited.
                if self.sample_is_loaded and not is_new:
                    return
                self.progress("Loading the sample", 0, 1)
                load_sample(store, self.blobs, self.viewer, ingest=ingest)
                load_plan(self.imports, self.blobs)
                load_bonds(self.imports, self.blobs)
                load_market(self.imports, self.blobs)
                self.progress("Loading the sample", 1, 1)
                write_whole(self.sample_marker, json.dumps(_SAMPLE_LOADED))
        except OSError as error:
            raise HomeUnusable(self.settings.home, error) from error


_SAMPLE_LOADED = {"version": __version__, "sample": 5}


def desk(environment: Mapping[str, str], progress: Progress = silence) -> Desk:
    """The desk that an environment such as ``os.environ`` describes.

    Raises:
        UnknownSetting: A ``BOOKRUNNER_`` variable is none of the settings.
        BadSetting: A value cannot be used.
    """
    return Desk(settings(environment), progress)


def desk_in_spite_of_settings(environment: Mapping[str, str], progress: Progress = silence) -> Desk:
    """As ``desk``, with what is wrong in the settings left out and told in ``complaints``."""
    left = dict(environment)
    complaints: list[str] = []
    while True:
        try:
            return Desk(settings(left), progress, complaints)
        except (UnknownSetting, BadSetting) as error:
            complaints.append(str(error))
            del left[error.name]


def _is_missing_file(url: str) -> bool:
    """Whether the URL names a SQLite file that is not there."""
    try:
        address = make_url(url)
    except ArgumentError:
        return False
    name = address.database or ":memory:"
    is_file = address.get_backend_name() == "sqlite" and name != ":memory:"
    return is_file and not Path(name).exists()


def _revision(database: Engine) -> str:
    with reading(database) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return "" if found is None else str(found)
