"""What pip is configured with, in the words of uv.

uv does not read pip's configuration. Inside a bank that configuration is how packages are reached
at all (a mirror, its certificate, a proxy), so it is carried over through uv's environment
variables. A variable that is already set wins: whoever configured uv itself meant it.
"""

import ast
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit


def pip_settings(listing: str) -> dict[str, str]:
    """Pip's options without dashes, from `pip config list`.

    Variables win over the section of `install`, and that over `global`, as they do for pip.
    """
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
    links, notes = _find_links(settings.get("find-links", ""), exists)
    wanted = _indexes(settings) | links | _trust(settings, already) | _network(settings)
    return {name: value for name, value in wanted.items() if name not in already}, notes


def _indexes(settings: Mapping[str, str]) -> dict[str, str]:
    wanted = {}
    if "index-url" in settings:
        wanted["UV_INDEX_URL"] = settings["index-url"].strip()
    if extra := settings.get("extra-index-url", "").split():
        wanted["UV_EXTRA_INDEX_URL"] = " ".join(extra)
        # pip takes the best version of all indexes; uv stops at the first that knows a name.
        wanted["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if settings.get("no-index", "").strip().lower() in {"1", "true", "yes", "on"}:
        wanted["UV_NO_INDEX"] = "1"
    return wanted


def _find_links(
    configured: str, exists: Callable[[Path], bool]
) -> tuple[dict[str, str], list[str]]:
    """Pip passes over a folder that does not exist, and uv refuses it."""
    kept, notes = [], []
    for link in configured.split():
        place = _local_path(link)
        if place is not None and not exists(place):
            notes.append(f"pip's find-links names {place}, which does not exist; left out")
        else:
            kept.append(link)
    return ({"UV_FIND_LINKS": ",".join(kept)} if kept else {}), notes


def _trust(settings: Mapping[str, str], already: Mapping[str, str]) -> dict[str, str]:
    wanted = {}
    if "cert" in settings:
        wanted["SSL_CERT_FILE"] = settings["cert"]
    elif not {"SSL_CERT_FILE", "SSL_CERT_DIR"} & set(already):
        # Like pip: what the machine trusts is trusted.
        wanted["UV_SYSTEM_CERTS"] = "1"
    if "client-cert" in settings:
        wanted["SSL_CLIENT_CERT"] = settings["client-cert"]
    if hosts := settings.get("trusted-host", "").split():
        wanted["UV_INSECURE_HOST"] = " ".join(hosts)
    return wanted


def _network(settings: Mapping[str, str]) -> dict[str, str]:
    wanted = {}
    if "proxy" in settings:
        wanted["ALL_PROXY"] = settings["proxy"]
    if seconds := settings.get("timeout", settings.get("default-timeout", "")):
        wanted["UV_HTTP_TIMEOUT"] = str(int(float(seconds)))
    return wanted


def _unquoted(quoted: str) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError):
        return quoted.strip()


def _local_path(link: str) -> Path | None:
    parts = urlsplit(link)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return None if parts.scheme else Path(link).expanduser()
