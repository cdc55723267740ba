"""The environment is made the way this machine is configured to get packages."""

import os
import subprocess
from pathlib import Path

import pytest

from compile_runtime import sources
from pip_settings import pip_settings, uv_environment

NOBODY: dict[str, str] = {}


def test_pip_variables_win_over_the_section_of_install_and_that_over_global() -> None:
    listing = "\n".join(
        [
            ":env:.cert='/certs/variable.pem'",
            "global.cert='/certs/global.pem'",
            "global.index-url='https://mirror.bank.example/simple'",
            "install.index-url='https://install.bank.example/simple'",
        ]
    )
    assert pip_settings(listing) == {
        "cert": "/certs/variable.pem",
        "index-url": "https://install.bank.example/simple",
    }


def test_a_multi_line_setting_of_pip_keeps_all_its_entries() -> None:
    settings = pip_settings(r"global.extra-index-url='\nhttps://a.example\nhttps://b.example'")
    added, _ = uv_environment(settings, NOBODY)
    assert added["UV_EXTRA_INDEX_URL"] == "https://a.example https://b.example"


def test_with_extra_indexes_uv_takes_the_best_version_of_all_as_pip_does() -> None:
    added, _ = uv_environment({"extra-index-url": "https://a.example"}, NOBODY)
    assert added["UV_INDEX_STRATEGY"] == "unsafe-best-match"
    assert "UV_INDEX_STRATEGY" not in uv_environment({"index-url": "https://a.example"}, NOBODY)[0]


def test_the_index_certificate_proxy_and_trusted_hosts_of_pip_reach_uv() -> None:
    settings = {
        "index-url": "https://mirror.bank.example/simple",
        "cert": "/certs/bank.pem",
        "client-cert": "/certs/me.pem",
        "trusted-host": "mirror.bank.example other.bank.example",
        "proxy": "http://proxy.bank.example:8080",
        "timeout": "60",
        "no-index": "false",
    }
    assert uv_environment(settings, NOBODY)[0] == {
        "UV_INDEX_URL": "https://mirror.bank.example/simple",
        "SSL_CERT_FILE": "/certs/bank.pem",
        "SSL_CLIENT_CERT": "/certs/me.pem",
        "UV_INSECURE_HOST": "mirror.bank.example other.bank.example",
        "ALL_PROXY": "http://proxy.bank.example:8080",
        "UV_HTTP_TIMEOUT": "60",
    }


def test_a_find_links_folder_that_is_gone_is_named_and_left_out(tmp_path: Path) -> None:
    settings = {"find-links": f"{tmp_path} {tmp_path}/gone https://links.bank.example/"}
    added, notes = uv_environment(settings, NOBODY)
    assert added["UV_FIND_LINKS"] == f"{tmp_path},https://links.bank.example/"
    assert notes == [f"pip's find-links names {tmp_path}/gone, which does not exist; left out"]


def test_whoever_configured_uv_itself_is_not_overruled() -> None:
    added, _ = uv_environment(
        {"index-url": "https://pip.example"}, {"UV_INDEX_URL": "https://uv.example"}
    )
    assert "UV_INDEX_URL" not in added


def test_without_a_certificate_setting_the_machines_own_trust_counts() -> None:
    assert uv_environment({}, NOBODY)[0] == {"UV_SYSTEM_CERTS": "1"}
    assert uv_environment({}, {"SSL_CERT_FILE": "/certs/bank.pem"})[0] == {}


def test_what_the_program_imports_is_compiled_and_what_builds_it_is_not(repository: Path) -> None:
    found = list(sources())
    assert repository / "src" / "bookrunner" / "app.py" in found
    installed = [path.parts for path in found if "site-packages" in path.parts]
    packages = {parts[parts.index("site-packages") + 1] for parts in installed}
    assert {"sqlalchemy", "xlsxwriter"} <= packages
    assert not {"mypy", "hypothesis", "pytest"} & packages


@pytest.mark.parametrize("named", ["/nowhere/python3", "false"])
def test_without_a_python_new_enough_the_bootstrap_says_what_to_do(
    repository: Path, tmp_path: Path, named: str
) -> None:
    (tmp_path / "scripts").mkdir()
    start = tmp_path / "scripts" / "bootstrap"
    start.write_bytes((repository / "scripts" / "bootstrap").read_bytes())
    start.chmod(0o755)
    done = subprocess.run(
        [start], env={**os.environ, "PYTHON": named}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "make PYTHON=" in done.stderr
