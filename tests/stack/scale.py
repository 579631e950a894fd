"""The second compose file: replicas behind a proxy, PgBouncer in transaction mode, and a Postgres that is elsewhere."""

import json
import time
from pathlib import Path

from tests.stack.audit import audited
from tests.stack.compose import Stack, wait_until
from tests.stack.load import Load


def database_elsewhere(folder: Path) -> Path:
    """A compose file in `folder` with the database that compose.scale.yaml expects to be there."""
    file = folder / "elsewhere.yaml"
    database = {
        "image": "postgres:18",
        "environment": {
            "POSTGRES_USER": "claims",
            "POSTGRES_PASSWORD_FILE": "/run/secrets/db_password",
            "PGDATA": "/var/lib/postgresql/18/docker",
        },
        "secrets": ["db_password"],
        "volumes": ["db:/var/lib/postgresql"],
        "networks": ["data"],
        "healthcheck": {"test": ["CMD", "pg_isready", "--host", "127.0.0.1"], "interval": "2s", "retries": 30},
    }
    waits = {"depends_on": {"db": {"condition": "service_healthy"}}}
    file.write_text(json.dumps({"services": {"db": database, "migrate": waits}, "volumes": {"db": {}}}))
    return file


def lose_replicas(stack: Stack) -> str:
    """A line that tells how a load fares while replicas of everything go and come; raises `AssertionError`."""
    with Load(stack.url, stack.key) as load:
        time.sleep(3)
        stack.kill("api", lambda _pid, parent, command: "service.serving" in command and parent == 1)
        stack.kill("worker", lambda _pid, _parent, command: "claims worker" in command)
        time.sleep(3)
        stack.up("--no-recreate", "--scale", "api=3", "--scale", "worker=2")
        stack.run("restart", "--timeout", "30", "pgbouncer")
        wait_until(lambda: stack.health() == 200, "ready again")
        time.sleep(5)
        told = load.finish()
    line = audited(stack, told, "; a replica of api and of worker killed, a third begun, PgBouncer restarted")
    assert len(stack.run("ps", "--quiet", "api").split()) == 3, line
    return line
