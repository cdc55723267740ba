"""How long the command line takes to answer: help, and a question to a warm home.

.venv/bin/python benchmarks/speed/cli_start.py
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("bookrunner")
HELP_SECONDS_MAX = 0.3
RUNS = 10


def seconds(*arguments: str, home: Path) -> float:
    """The shortest of several runs: what the program takes when nothing else does."""
    environment = {**os.environ, "BOOKRUNNER_HOME": str(home)}
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, check=True)
        taken.append(time.perf_counter() - began)
    return min(taken)


def main() -> None:
    """Prints the times; fails when help takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        helped = seconds("--help", home=home)
        print(f"bookrunner --help          {helped:6.3f} s (at most {HELP_SECONDS_MAX} s)")
        began = time.perf_counter()
        environment = {**os.environ, "BOOKRUNNER_HOME": str(home)}
        subprocess.run([PROGRAM, "companies"], env=environment, capture_output=True, check=True)
        print(f"first question, empty home {time.perf_counter() - began:6.3f} s")
        print(f"bookrunner companies       {seconds('companies', home=home):6.3f} s")
        print(f"bookrunner statements HD   {seconds('statements', 'HD', home=home):6.3f} s")
    if helped > HELP_SECONDS_MAX:
        sys.exit("help takes too long")


if __name__ == "__main__":
    main()
