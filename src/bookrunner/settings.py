"""Everything configurable, read from the environment in one place (12-factor)."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookrunner.figures import BookrunnerError

PREFIX = "BOOKRUNNER_"


@dataclass(frozen=True)
class Setting:
    """One row of the documentation: what may be set, what holds otherwise, and what it is for."""

    name: str
    default: str
    """In words, because some defaults depend on the machine."""
    purpose: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "BOOKRUNNER_HOME",
        "bookrunner in the user's data folder",
        "The folder that holds all local state: database, filings as received, sample.",
    ),
    Setting(
        "BOOKRUNNER_DATABASE_URL",
        "sqlite:///<BOOKRUNNER_HOME>/bookrunner.db",
        "Where records are kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.",
    ),
    Setting(
        "BOOKRUNNER_VIEWER",
        "local",
        "The name under which the command line reads and writes.",
    ),
    Setting(
        "BOOKRUNNER_WALLS",
        "none",
        "Deal walls the command line's viewer has been brought over, separated by commas.",
    ),
    Setting(
        "BOOKRUNNER_WORKERS",
        "one per processor",
        "How many processes parse filings at once; 1 parses in the calling process.",
    ),
    Setting(
        "BOOKRUNNER_SOFFICE",
        "soffice, as found on the PATH",
        "The LibreOffice program that recalculates workbooks and renders slides.",
    ),
    Setting(
        "BOOKRUNNER_EDGAR_AGENT",
        "none; then EDGAR is not asked",
        "Who asks EDGAR, as the SEC wants it: a name and an e-mail address.",
    ),
    Setting(
        "BOOKRUNNER_EDGAR_URL",
        "https://www.sec.gov and https://data.sec.gov",
        "The root of a mirror of EDGAR that is asked in place of the SEC's own hosts.",
    ),
    Setting(
        "BOOKRUNNER_EMBEDDINGS_URL",
        "none; then the built-in vectors are used",
        "An OpenAI-compatible endpoint for the vectors of `search`, such as http://HOST:8000/v1. "
        "The text of every document goes there.",
    ),
    Setting(
        "BOOKRUNNER_EMBEDDINGS_MODEL",
        "none",
        "The model that is asked for at BOOKRUNNER_EMBEDDINGS_URL.",
    ),
    Setting(
        "BOOKRUNNER_EMBEDDINGS_KEY",
        "none",
        "The key that BOOKRUNNER_EMBEDDINGS_URL wants, if any.",
    ),
    Setting(
        "BOOKRUNNER_PROXY",
        "none",
        "The proxy through which requests leave the bank: http://HOST:PORT.",
    ),
    Setting(
        "BOOKRUNNER_WEBHOOK_HOSTS",
        "none; then only public addresses are told, over https",
        "Hosts of the bank's own network that may be told of news, over http too, separated by "
        "commas.",
    ),
    Setting(
        "BOOKRUNNER_RECIPIENTS",
        "none; then alerts are shown and not sent",
        "The file that says who is told of alerts, where and when, in TOML.",
    ),
    Setting(
        "BOOKRUNNER_SMTP_URL",
        "none; then no e-mail is sent",
        "The mail server: smtp://[USER@]HOST:PORT, which must offer STARTTLS unless it is this "
        "machine, or smtps://.",
    ),
    Setting(
        "BOOKRUNNER_SMTP_FROM",
        "none; then no e-mail is sent",
        "The address from which e-mail is sent.",
    ),
    Setting(
        "BOOKRUNNER_SMTP_PASSWORD_FILE",
        "none",
        "The file with the password that BOOKRUNNER_SMTP_URL wants for its user.",
    ),
    Setting(
        "BOOKRUNNER_PUBLIC_URL",
        "none; then messages carry no links, and nobody signs in",
        "Where users reach the server, such as https://bookrunner.bank.example.",
    ),
    Setting(
        "BOOKRUNNER_OPENBB_ORIGIN",
        "none; then no page of another site may read answers",
        "The one site whose pages may ask the OpenBB endpoints, such as https://pro.openbb.co.",
    ),
    Setting(
        "BOOKRUNNER_MODELS",
        "none; then no language model is asked",
        "The file that lists the language models that may be asked, in TOML or JSON.",
    ),
    Setting(
        "BOOKRUNNER_VENDORS",
        "none; then no data vendor is asked",
        "The file that lists the data vendors whose servers may be asked, in TOML or JSON.",
    ),
    Setting(
        "BOOKRUNNER_OIDC_ISSUER",
        "none; then nobody signs in and the server is for this machine alone",
        "The bank's identity provider (OpenID Connect), exactly as it names itself.",
    ),
    Setting(
        "BOOKRUNNER_OIDC_CLIENT",
        "none",
        "Under which name the provider knows Bookrunner (client_id).",
    ),
    Setting(
        "BOOKRUNNER_OIDC_SECRET",
        "none; then PKCE alone proves who asks",
        "The file that holds the client secret.",
    ),
    Setting(
        "BOOKRUNNER_OIDC_ROLES",
        "none; then nobody has a role",
        "Roles by the provider's groups: GROUP=analyst,GROUP=reviewer, of analyst, reviewer, "
        "control room, administrator and client.",
    ),
    Setting(
        "BOOKRUNNER_OIDC_GROUPS",
        "groups",
        "The claim that names a person's groups.",
    ),
    Setting(
        "BOOKRUNNER_OIDC_NAME",
        "email",
        "The claim by which the record names a person.",
    ),
    Setting(
        "BOOKRUNNER_OIDC_MFA",
        "none; then the provider alone sees to it",
        "Values of `amr` or `acr`, parted by commas, one of which a sign-in must have.",
    ),
    Setting(
        "BOOKRUNNER_OIDC_AUDIENCE",
        "none; then programs come in with keys alone",
        "The audience of access tokens that are made for this server.",
    ),
    Setting(
        "BOOKRUNNER_SESSION_MINUTES",
        "30,720",
        "After how many minutes without a request, and after how many in all, a session ends.",
    ),
    Setting(
        "BOOKRUNNER_AUDIT_COPY",
        "none; then a rollback of the whole audit log cannot be found",
        "The file on another volume to which the audit log's checkpoints are copied.",
    ),
    Setting(
        "BOOKRUNNER_AUDIT_KEY",
        "one of its own, made when first needed",
        "The file with the Ed25519 key (PEM) that signs the audit log's checkpoints.",
    ),
)


class UnknownSetting(BookrunnerError):
    """A BOOKRUNNER_ variable that nothing reads; a misspelt setting must not pass unnoticed."""

    def __init__(self, name: str) -> None:
        self.name = name
        # The prefix is common to all and would make each look near to each.
        known = {row.name.removeprefix(PREFIX): row.name for row in SETTINGS}
        near = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=2)
        self.near = tuple(known[found] for found in near)
        advice = (
            f"did you mean {' or '.join(self.near)}?"
            if self.near
            else "`bookrunner doctor` lists the settings"
        )
        super().__init__(f"nothing reads the environment variable {name}; {advice}")


class BadSetting(BookrunnerError):
    """A setting whose value cannot be used."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        self.name = name
        self.value = value
        super().__init__(f"{name}={value!r} cannot be used: it must be {wanted}")


@dataclass(frozen=True)
class OidcSettings:
    """The bank's identity provider."""

    issuer: str
    client: str
    secret: Path | None
    roles: Mapping[str, str]
    """By the provider's group."""
    groups: str
    name: str
    mfa: frozenset[str]
    audience: str
    idle_minutes: int
    session_minutes: int


@dataclass(frozen=True)
class Settings:
    """What the environment says, checked; defaults where it says nothing."""

    home: Path
    """Absolute; need not exist yet."""
    database_url: str
    viewer: str
    walls: frozenset[str]
    workers: int | None
    """None: as many as the machine has processors."""
    soffice: str
    """A path, or a name to look up on the PATH."""
    edgar_agent: str = ""
    edgar_url: str = ""
    """Of a mirror; empty for the SEC's own hosts."""
    proxy: str = ""
    embeddings_url: str = ""
    """Empty for the built-in vectors."""
    embeddings_model: str = ""
    embeddings_key: str = field(default="", repr=False)
    webhook_hosts: frozenset[str] = frozenset()
    """In lower case."""
    recipients: Path | None = None
    """The file that says who is told of alerts."""
    smtp_url: str = ""
    """Without a password."""
    smtp_from: str = ""
    smtp_password_file: Path | None = None
    openbb_origin: str = ""
    """Scheme, host and port; empty for none."""
    models: Path | None = None
    """The file of language models; None: no model is asked."""
    vendors: Path | None = None
    """The file of data vendors; None: none is asked."""
    public_url: str = ""
    """Without a stroke at its end; empty where only this machine asks."""
    oidc: OidcSettings | None = None
    """None: nobody signs in."""
    audit_copy: Path | None = None
    """Where checkpoints of the audit log are copied to."""
    audit_key: Path | None = None
    """What signs them; None: a key below the home."""

    @property
    def blobs(self) -> Path:
        """The folder of filings as received."""
        return self.home / "blobs"

    @property
    def database_url_shown(self) -> str:
        """The database URL without its passwords, for messages and logs."""
        if self.database_url.startswith("sqlite"):
            return self.database_url
        shown = _without_password(self.database_url)
        return re.sub(rf"([?&][^=&]*(?:{_SECRETS})[^=&]*=)[^&]*", r"\1***", shown, flags=re.I)

    @property
    def edgar_url_shown(self) -> str:
        """The mirror's address without its password."""
        return _without_password(self.edgar_url)

    @property
    def proxy_shown(self) -> str:
        """The proxy's address without its password."""
        return _without_password(self.proxy)


_SECRETS = "pass|pwd|secret|token|key"


def _without_password(url: str) -> str:
    # Up to the last @, because a password may hold one that nobody escaped.
    return re.sub(r"(://[^:/@?]*):.*@", r"\1:***@", url)


def settings(environment: Mapping[str, str], *, user_home: Path | None = None) -> Settings:
    """The settings of an environment such as ``os.environ``.

    Args:
        environment: Variables by name; only those that begin with ``BOOKRUNNER_`` (and the
            platform's own for the user's data folder) are read. An empty value counts as unset.
        user_home: The user's home folder; default that of the running user.

    Raises:
        UnknownSetting: A ``BOOKRUNNER_`` variable is none of ``SETTINGS``.
        BadSetting: A value cannot be used.
    """
    known = {row.name for row in SETTINGS}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            raise UnknownSetting(name)
    home = _home(environment, user_home or Path.home())
    return Settings(
        home=home,
        database_url=_database_url(environment, home),
        viewer=environment.get("BOOKRUNNER_VIEWER") or "local",
        walls=_named(environment.get("BOOKRUNNER_WALLS") or ""),
        workers=_workers(environment.get("BOOKRUNNER_WORKERS") or ""),
        soffice=environment.get("BOOKRUNNER_SOFFICE") or "soffice",
        edgar_agent=_agent(environment.get("BOOKRUNNER_EDGAR_AGENT") or ""),
        edgar_url=_web_address("BOOKRUNNER_EDGAR_URL", environment),
        proxy=_web_address("BOOKRUNNER_PROXY", environment),
        embeddings_url=_web_address("BOOKRUNNER_EMBEDDINGS_URL", environment),
        embeddings_model=_embeddings_model(environment),
        embeddings_key=environment.get("BOOKRUNNER_EMBEDDINGS_KEY") or "",
        webhook_hosts=_named((environment.get("BOOKRUNNER_WEBHOOK_HOSTS") or "").lower()),
        recipients=_file(environment.get("BOOKRUNNER_RECIPIENTS") or "", user_home or Path.home()),
        smtp_url=_smtp(environment.get("BOOKRUNNER_SMTP_URL") or ""),
        smtp_from=_sender(environment.get("BOOKRUNNER_SMTP_FROM") or ""),
        smtp_password_file=_file(
            environment.get("BOOKRUNNER_SMTP_PASSWORD_FILE") or "", user_home or Path.home()
        ),
        openbb_origin=_origin("BOOKRUNNER_OPENBB_ORIGIN", environment),
        models=_file(environment.get("BOOKRUNNER_MODELS") or "", user_home or Path.home()),
        vendors=_file(environment.get("BOOKRUNNER_VENDORS") or "", user_home or Path.home()),
        public_url=_public_url(environment),
        oidc=_oidc(environment, user_home or Path.home()),
        audit_copy=_file(environment.get("BOOKRUNNER_AUDIT_COPY") or "", user_home or Path.home()),
        audit_key=_file(environment.get("BOOKRUNNER_AUDIT_KEY") or "", user_home or Path.home()),
    )


def _home(environment: Mapping[str, str], user_home: Path) -> Path:
    asked = environment.get("BOOKRUNNER_HOME") or ""
    if not asked:
        return data_folder(environment, user_home, sys.platform) / "bookrunner"
    if asked == "~" or asked.startswith(("~/", "~\\")):
        return user_home / asked[2:]
    home = Path(asked)
    if home.exists() and not home.is_dir():
        raise BadSetting("BOOKRUNNER_HOME", asked, "a folder, and a file of that name exists")
    return home.absolute()


def data_folder(environment: Mapping[str, str], user_home: Path, platform: str) -> Path:
    """The folder in which programs keep a user's data on this platform (``sys.platform``)."""
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or user_home / "AppData" / "Local")
    if platform == "darwin":
        return user_home / "Library" / "Application Support"
    # The XDG specification says that a relative path is to be ignored.
    configured = Path(environment.get("XDG_DATA_HOME") or "")
    return configured if configured.is_absolute() else user_home / ".local" / "share"


def _database_url(environment: Mapping[str, str], home: Path) -> str:
    url = environment.get("BOOKRUNNER_DATABASE_URL") or ""
    if not url:
        return f"sqlite:///{_in_a_url(home / 'bookrunner.db')}"
    if re.match(r"(sqlite|postgresql|postgres)(\+\w+)?://", url) and _can_be_parsed(url):
        return url
    # The value may hold a password, so no more than what it begins with is repeated.
    scheme = re.match(r"\w{1,20}(\+\w{1,20})?(?=://)", url)
    shown = f"{scheme[0]}:..." if scheme else "..."
    wanted = (
        "sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME, with the signs @ : / ? # % "
        "of a password written as %40 %3A %2F %3F %23 %25"
    )
    raise BadSetting("BOOKRUNNER_DATABASE_URL", shown, wanted)


def _can_be_parsed(url: str) -> bool:
    """Whether it splits into parts; an @ in the host is the rest of a password."""
    # Takes longer to import than a command without records may take in all.
    from sqlalchemy import make_url  # noqa: PLC0415
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        return "@" not in (make_url(url).host or "")
    except (ArgumentError, ValueError):
        return False


def _in_a_url(path: Path) -> str:
    """The path with the letters escaped that mean something else in a URL."""
    return re.sub(r"[%?#]", lambda found: f"%{ord(found[0]):02X}", str(path))


def _named(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _agent(text: str) -> str:
    if text and not re.fullmatch(r"[ -~]*[^\s@]@[^\s@]+\.[^\s@]+[ -~]*", text):
        wanted = "a name and an e-mail address, such as 'Example Bank research@example.com'"
        raise BadSetting("BOOKRUNNER_EDGAR_AGENT", text, wanted)
    return text


def _web_address(name: str, environment: Mapping[str, str]) -> str:
    text = (environment.get(name) or "").rstrip("/")
    if text and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        # It may hold a password.
        raise BadSetting(name, text.partition(":")[0] + ":...", "http://HOST:PORT or https://HOST")
    return text


def _smtp(text: str) -> str:
    if text and not re.fullmatch(r"smtps?://(?:[^\s:@/]+@)?[^\s:@/?#]+(?::\d{1,5})?/?", text):
        # It may hold a password.
        wanted = (
            "smtp://[USER@]HOST:PORT or smtps://[USER@]HOST:PORT, with the password in the file "
            "that BOOKRUNNER_SMTP_PASSWORD_FILE names"
        )
        raise BadSetting("BOOKRUNNER_SMTP_URL", text.partition(":")[0] + ":...", wanted)
    return text.rstrip("/")


def _sender(text: str) -> str:
    if text and not re.fullmatch(r"[^\s@<>,;]+@[A-Za-z0-9.-]+", text):
        raise BadSetting("BOOKRUNNER_SMTP_FROM", text, "an address such as alerts@example.com")
    return text


def _origin(name: str, environment: Mapping[str, str]) -> str:
    text = (environment.get(name) or "").rstrip("/").lower()
    if text and not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", text):
        # A star would let every page in, and a path is no part of an origin.
        raise BadSetting(name, text, "one origin: https://HOST or http://HOST:PORT")
    return text


def _public_url(environment: Mapping[str, str]) -> str:
    name = "BOOKRUNNER_PUBLIC_URL"
    text = _web_address(name, environment)
    if text and not re.fullmatch(r"https://[^/]+|http://(localhost|127\.0\.0\.1)(:\d+)?", text):
        raise BadSetting(name, text, "https://HOST without a path; http is for this machine alone")
    return text


def _oidc(environment: Mapping[str, str], user_home: Path) -> OidcSettings | None:
    def said(what: str) -> str:
        return (environment.get(f"BOOKRUNNER_OIDC_{what}") or "").strip()

    parts = ("CLIENT", "SECRET", "ROLES", "GROUPS", "NAME", "MFA", "AUDIENCE")
    if not said("ISSUER"):
        for what in parts:
            if said(what):
                raise BadSetting(
                    f"BOOKRUNNER_OIDC_{what}", "...", "set with BOOKRUNNER_OIDC_ISSUER"
                )
        return None
    # A provider's name is compared letter by letter, a stroke at its end included.
    if not re.fullmatch(
        r"https://[^\s?#]+|http://(localhost|127\.0\.0\.1)[^\s?#]*", said("ISSUER")
    ):
        raise BadSetting("BOOKRUNNER_OIDC_ISSUER", said("ISSUER"), "an https address")
    for what in ("CLIENT", "ROLES"):
        if not said(what):
            raise BadSetting(f"BOOKRUNNER_OIDC_{what}", "", "set, because there is an issuer")
    if not environment.get("BOOKRUNNER_PUBLIC_URL"):
        raise BadSetting("BOOKRUNNER_PUBLIC_URL", "", "set, because there is an issuer")
    if said("AUDIENCE") == said("CLIENT"):
        wanted = "another than BOOKRUNNER_OIDC_CLIENT, or ID tokens would open the interfaces"
        raise BadSetting("BOOKRUNNER_OIDC_AUDIENCE", said("AUDIENCE"), wanted)
    idle, in_all = _minutes(environment.get("BOOKRUNNER_SESSION_MINUTES") or "30,720")
    return OidcSettings(
        issuer=said("ISSUER"),
        client=said("CLIENT"),
        secret=_file(said("SECRET"), user_home),
        roles=_roles(said("ROLES")),
        groups=said("GROUPS") or "groups",
        name=said("NAME") or "email",
        mfa=_named(said("MFA")),
        audience=said("AUDIENCE"),
        idle_minutes=idle,
        session_minutes=in_all,
    )


def _roles(text: str) -> Mapping[str, str]:
    known = ("analyst", "reviewer", "control room", "administrator", "client")
    found = {}
    for part in text.split(","):
        group, _, role = (one.strip() for one in part.partition("="))
        if not group or role not in known or group in found:
            wanted = f"GROUP=ROLE,..., each group once, with roles of {', '.join(known)}"
            raise BadSetting("BOOKRUNNER_OIDC_ROLES", text, wanted)
        found[group] = role
    return found


def _minutes(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*(\d{1,5})\s*,\s*(\d{1,5})\s*", text)
    if not found or not 0 < int(found[1]) <= int(found[2]):
        wanted = "two numbers of minutes, such as 30,720, the second no less than the first"
        raise BadSetting("BOOKRUNNER_SESSION_MINUTES", text, wanted)
    return int(found[1]), int(found[2])


def _file(text: str, user_home: Path) -> Path | None:
    if not text:
        return None
    if text.startswith(("~/", "~\\")):
        return user_home / text[2:]
    return Path(text).absolute()


def _embeddings_model(environment: Mapping[str, str]) -> str:
    model = (environment.get("BOOKRUNNER_EMBEDDINGS_MODEL") or "").strip()
    if environment.get("BOOKRUNNER_EMBEDDINGS_URL") and not model:
        wanted = "the name of a model, because BOOKRUNNER_EMBEDDINGS_URL is set"
        raise BadSetting("BOOKRUNNER_EMBEDDINGS_MODEL", "", wanted)
    return model


def _workers(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) < 1:
        raise BadSetting("BOOKRUNNER_WORKERS", text, "a whole number of at least 1")
    return int(text)
