"""The licences of everything that users of Bookrunner install: all permissive, all in NOTICE.

    python scripts/licences.py --check   fails for a licence not permissive, or a stale NOTICE
    python scripts/licences.py --write   writes the table of NOTICE anew

The packages are those of `requirements/runtime.txt`, with the licence their own metadata states.
Development tools are not shipped and not asked.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "runtime.txt"
NOTICE = ROOT / "NOTICE"
TABLE_STARTS = "Third-party packages\n--------------------\n"

PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "HPND",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
    "Python-2.0",
    "Unlicense",
    "Zlib",
}

# A licence that is not permissive and taken all the same: package -> (licence, reason).
EXCEPTIONS: dict[str, tuple[str, str]] = {
    "pypdfium2": (
        "BSD-3-Clause, Apache-2.0, dependency licenses",
        "its own code is either; its PDFium is BSD-3-Clause, made of parts licensed like it",
    ),
    "certifi": ("MPL-2.0", "a list of certificates, unmodified; only the extra `serve` brings it"),
    "psycopg": ("LGPL-3.0-only", "unmodified and replaceable; only the extra `serve` brings it"),
    "psycopg-binary": (
        "LGPL-3.0-only",
        "unmodified and replaceable; only the extra `serve` brings it",
    ),
}

# Locked for other systems than those that this is run on; the licence as their metadata states it.
ELSEWHERE = {"httpx2-jsfetch": "BSD-3-Clause", "pywin32": "PSF-2.0"}

# What older metadata calls the licences; classifiers by their last part.
SPELLINGS = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "the mit license (mit)": "MIT",
    "mit no attribution license (mit-0)": "MIT-0",
    "python software foundation license": "PSF-2.0",
}


@dataclass(frozen=True)
class Package:
    """A locked package and the licence that it states, as an SPDX expression."""

    name: str
    version: str
    licence: str


def main(arguments: list[str]) -> int:
    packages = locked_packages(LOCK.read_text(encoding="utf-8"))
    wrong = [package for package in packages if not is_acceptable(package)]
    for package in wrong:
        print(
            f"{package.name} {package.version}: licence {package.licence!r} is not permissive; "
            "replace it, or name it in EXCEPTIONS of scripts/licences.py with the reason",
            file=sys.stderr,
        )
    renewed = with_table(NOTICE.read_text(encoding="utf-8"), packages)
    if "--write" in arguments:
        NOTICE.write_text(renewed, encoding="utf-8")
    elif renewed != NOTICE.read_text(encoding="utf-8"):
        print("NOTICE is stale: run `python scripts/licences.py --write`", file=sys.stderr)
        return 1
    return 1 if wrong else 0


def locked_packages(lock: str) -> list[Package]:
    """The packages of a lock file, in its order."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock, flags=re.MULTILINE)
    return [Package(name, version, stated_licence(name)) for name, version in found]


def stated_licence(name: str) -> str:
    """An SPDX expression where the package's own words are known to mean one, else the words."""
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE.get(name, "not installed here")
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in stated.get_all("Classifier", [])
        if line.startswith("License :: OSI Approved ::")
    ]
    words = [
        *stated.get_all("License-Expression", []),
        *stated.get_all("License", []),
        *classifiers,
    ]
    known = [SPELLINGS.get(word.strip().lower(), word.strip()) for word in words]
    return next(
        (word for word in known if is_permissive(word)), known[0] if known else "not stated"
    )


def is_acceptable(package: Package) -> bool:
    """Permissive, or an exception for exactly this licence."""
    exception = EXCEPTIONS.get(package.name)
    return is_permissive(package.licence) or (
        exception is not None and exception[0] == package.licence
    )


def is_permissive(expression: str) -> bool:
    """Whether every part joined by AND is permissive; of parts joined by OR one is enough."""
    return all(
        any(part.strip(" ()") in PERMISSIVE for part in re.split(r"\s+OR\s+", conjunct))
        for conjunct in re.split(r"\s+AND\s+", expression)
    )


def with_table(notice: str, packages: list[Package]) -> str:
    """NOTICE with its table made anew; what stands before the table stays."""
    before, _, _ = notice.partition(TABLE_STARTS)
    return before + TABLE_STARTS + "\n" + "\n".join(_rows(packages)) + "\n"


def _rows(packages: list[Package]) -> Iterator[str]:
    for package in packages:
        exception = EXCEPTIONS.get(package.name)
        reason = f"  (exception: {exception[1]})" if exception else ""
        yield f"{package.name:<24}{package.version:<14}{package.licence}{reason}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
