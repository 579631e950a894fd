"""Who the server runs as: Postgres refuses root, so root runs it as a system user, and opens no folder for that."""

import os
import pwd
import stat
import subprocess
from pathlib import Path
from typing import Any

from service.store.errors import EmbeddedUnavailable

_NAME = "pgserver"


def server_account() -> pwd.struct_passwd | None:
    """The system user that root runs the server as, created where there is none; None where we are not root."""
    if os.geteuid() != 0:
        return None
    return _find() or _create()


def as_account(account: pwd.struct_passwd | None) -> dict[str, Any]:
    """The arguments with which `subprocess` runs a program as `account`, with files that are its alone."""
    if account is None:
        return {"umask": 0o077}
    return {"umask": 0o077, "user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def closed_folder(path: Path, account: pwd.struct_passwd) -> Path | None:
    """The first folder on the way to `path` that `account` may not pass, or None."""
    folders = [*reversed(path.resolve().parents), path.resolve()]
    return next((folder for folder in folders if not _may_pass(folder.stat(), account)), None)


def _may_pass(folder: os.stat_result, account: pwd.struct_passwd) -> bool:
    if folder.st_uid == account.pw_uid:
        return bool(folder.st_mode & stat.S_IXUSR)
    if folder.st_gid == account.pw_gid:
        return bool(folder.st_mode & stat.S_IXGRP)
    return bool(folder.st_mode & stat.S_IXOTH)


def _find() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(_NAME)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _NAME]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - arguments of ours
        told = done.stderr.strip()
    except OSError as error:
        told = str(error)
    account = _find()  # where two of us try at once, one fails, and finds what the other has created
    if account is None:
        raise EmbeddedUnavailable(
            f"Postgres does not run as root, and its user {_NAME} cannot be created ({told}): "
            "run `claims` as another user, or name a database by CLAIMS_DATABASE_URL"
        )
    return account
