"""The database's disk is full for a while: what cannot be kept is not acknowledged, and what was is kept."""

import json
import time
from pathlib import Path

from tests.stack.audit import audited
from tests.stack.compose import Stack, wait_until
from tests.stack.load import Load

SMALL = "300m"


def small_disk(folder: Path) -> Path:
    """A compose file in `folder` that puts the database on a small disk, which a second container holds on to."""
    file = folder / "small-disk.yaml"
    volume = {"driver": "local", "driver_opts": {"type": "tmpfs", "device": "tmpfs", "o": f"size={SMALL}"}}
    holder = {
        "image": "claim-tracker",
        "entrypoint": ["sleep", "3600"],
        "user": "0",
        "volumes": ["db:/db"],
        "healthcheck": {"test": ["CMD", "true"]},
        "network_mode": "none",
    }
    file.write_text(json.dumps({"services": {"holder": holder}, "volumes": {"db": volume}}))
    return file


def fill_disk(stack: Stack) -> str:
    """A line that tells what became of a load while the disk was full; raises `AssertionError`."""
    with Load(stack.url, stack.key) as load:
        time.sleep(3)
        stack.run("exec", "--no-TTY", "holder", "sh", "-c", "dd if=/dev/zero of=/db/ballast bs=64k 2>/dev/null || true")
        time.sleep(15)
        refused, alive, ready = load.told.failed_tries, stack.health("/healthz"), stack.health("/readyz")
        stack.run("exec", "--no-TTY", "holder", "rm", "/db/ballast")
        wait_until(lambda: stack.health() == 200, "ready again")
        time.sleep(4)
        told = load.finish()
    line = audited(stack, told, f", {refused} of them while it was full: {dict(sorted(told.statuses.items()))}")
    assert (alive, ready) == (200, 503), line
    assert refused > 0, line
    return line
