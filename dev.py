"""Set up clerk and do its daily chores: `python3 dev.py setup|run|test|check|bench|torture|lock`.

The Makefile calls this file; on Windows, call it yourself (`py dev.py test`). It needs Python 3.11
and nothing else. With uv on the PATH it uses uv, otherwise venv and pip; the lock is the same.
What follows the chore goes to the program that does it: `python3 dev.py test -k vote`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "clerk-setup"
PROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "requirements.lock"
BENCHES = ("bench/keys.py", "bench/latency.py", "bench/record.py", "bench/follow.py")


def call(*command: str | Path) -> None:
    """Run a command in the project; when it fails, end with its exit status."""
    status = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status if status > 0 else 128 - status)


def setup() -> None:
    """Bring .venv in step with the lock; instant when it is already."""
    digest = hashlib.sha256(PROJECT.read_bytes() + LOCK.read_bytes()).hexdigest()
    state = [str(ROOT), digest]
    seen = STAMP.read_text("utf-8").splitlines() if STAMP.exists() and PYTHON.exists() else []
    if seen == state:
        return
    uv = shutil.which("uv")
    installer = uv or shutil.which("pip", path=str(BIN))  # uv makes a .venv without pip
    if seen[:1] != state[:1] or not installer:  # none yet, half made, or copied from elsewhere
        make_venv(uv)
    if uv:
        install = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(PYTHON)]
    else:
        install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    call(*install, "--require-hashes", "-r", LOCK)
    call(*install, "--no-deps", "--no-build-isolation", "-e", ROOT)
    STAMP.write_text("\n".join(state), "utf-8")


def make_venv(uv: str | None) -> None:
    """Make an empty .venv for the Python that runs this file."""
    sys.stderr.write(f"Setting up {VENV} with Python {sys.version.split()[0]}\n")
    if uv:
        call(uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV)
    elif importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        call(sys.executable, "-m", "venv", "--clear", VENV)
    else:
        sys.exit(
            f"{sys.executable} has no venv module. On Debian and Ubuntu: "
            "sudo apt install python3-venv. Or install uv."
        )


def lock(*options: str) -> None:
    """Write the lock anew, keeping what still fits; `lock --upgrade` takes the newest."""
    uv = shutil.which("uv") or sys.exit("The lock is made with uv, which is not on the PATH.")
    plain = ("--no-config", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet")
    scope = ("--universal", "--python-version", "3.11", "--generate-hashes", "--group", "dev")
    call(uv, "pip", "compile", *plain, *scope, *options, PROJECT.name, "-o", LOCK.name)
    if "://" in LOCK.read_text("utf-8"):
        sys.exit(f"{LOCK.name} names a host: do not commit it.")


def pytest(*options: str) -> None:
    """Run the tests on two processes, the second taking over what the first has not begun."""
    call(PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", *options)


def main(chore: str = "", *options: str) -> None:
    """Do one chore; all but `lock` set up first."""
    if sys.version_info < (3, 11):  # noqa: UP036
        sys.exit(f"clerk needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}.")
    if chore not in ("setup", "run", "test", "check", "bench", "torture", "lock"):
        sys.exit(__doc__)
    if chore == "lock":
        return lock(*options)
    setup()
    if chore == "run":
        call(BIN / "clerk", *(options or ("demo",)))
    elif chore == "check":
        call(PYTHON, "-m", "ruff", "check", ".")
        call(PYTHON, "-m", "ruff", "format", "--check", ".")
        call(PYTHON, "-m", "mypy")
    elif chore == "bench":
        for script in options or BENCHES:
            call(PYTHON, script)
    elif chore == "torture":
        pytest("-m", "torture", *options)
    if chore in ("test", "check"):
        pytest(*options)


if __name__ == "__main__":
    main(*sys.argv[1:])
