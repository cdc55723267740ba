"""What pip is configured with, in the words of uv.

uv does not read pip's configuration. Inside a bank that configuration is how packages are reached at
all (a mirror, its certificate, a proxy), so it is carried over through uv's environment variables. A
variable that is already set wins: whoever configured uv itself meant it.
"""

import ast
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit


def pip_settings(listing: str) -> dict[str, str]:
    """What `pip config list` says, by option; the section of `install` before `global`, variables first."""
    ranks = {"global": 0, "install": 1, ":env:": 2}
    found: dict[str, tuple[int, str]] = {}
    for line in listing.splitlines():
        name, separator, quoted = line.partition("=")
        section, dot, option = name.rpartition(".")
        if not separator or not dot or section not in ranks:
            continue
        rank = ranks[section]
        if option not in found or rank >= found[option][0]:
            found[option] = (rank, _unquoted(quoted))
    return {option: value for option, (_, value) in found.items()}


def uv_environment(
    settings: Mapping[str, str],
    already: Mapping[str, str],
    exists: Callable[[Path], bool] = Path.exists,
) -> tuple[dict[str, str], list[str]]:
    """The variables to add to uv's environment, and a line for each setting that was left out.

    Args:
        settings: pip's options without dashes in front, such as `extra-index-url`.
        already: The environment as it is.
        exists: Whether a local path is there.
    """
    wanted: dict[str, str] = {}
    notes: list[str] = []

    if "index-url" in settings:
        wanted["UV_INDEX_URL"] = settings["index-url"].strip()
    if settings.get("extra-index-url", "").split():
        wanted["UV_EXTRA_INDEX_URL"] = " ".join(settings["extra-index-url"].split())
        # pip takes the best version of all indexes; uv by default stops at the first that knows a name.
        wanted["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if _is_on(settings.get("no-index", "")):
        wanted["UV_NO_INDEX"] = "1"

    links = []
    for link in settings.get("find-links", "").split():
        place = _local_path(link)
        if place is not None and not exists(place):
            notes.append(f"pip's find-links names {place}, which does not exist; left out")
        else:
            links.append(link)
    if links:
        wanted["UV_FIND_LINKS"] = ",".join(links)

    if "cert" in settings:
        wanted["SSL_CERT_FILE"] = settings["cert"]
    elif not {"SSL_CERT_FILE", "SSL_CERT_DIR"} & set(already):
        # Like pip: what the machine trusts is trusted.
        wanted["UV_SYSTEM_CERTS"] = "1"
    if "client-cert" in settings:
        wanted["SSL_CLIENT_CERT"] = settings["client-cert"]
    if settings.get("trusted-host", "").split():
        wanted["UV_INSECURE_HOST"] = " ".join(settings["trusted-host"].split())
    if "proxy" in settings:
        wanted["ALL_PROXY"] = settings["proxy"]
    if "timeout" in settings or "default-timeout" in settings:
        seconds = settings.get("timeout", settings.get("default-timeout", ""))
        wanted["UV_HTTP_TIMEOUT"] = str(int(float(seconds)))

    return {name: value for name, value in wanted.items() if name not in already}, notes


def _unquoted(quoted: str) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError):
        return quoted.strip()


def _is_on(value: str) -> bool:
    return value.strip().lower() in {"1", "true", "yes", "on"}


def _local_path(link: str) -> Path | None:
    parts = urlsplit(link)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return None if parts.scheme else Path(link).expanduser()
