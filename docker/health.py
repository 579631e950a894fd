"""The containers' healthchecks: `ready` asks the API whether it is, `working` asks a worker whether jobs are done."""

import os
import sys
import urllib.request

SILENT = 30.0  # seconds without a sign of life after which a worker counts as dead, as in service.usecases.queue


def _get(variable: str, path: str) -> str:
    port = os.environ[variable].rpartition(":")[2]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=4) as answer:
        told: str = answer.read().decode()
        return told


def _ready() -> bool:
    return bool(_get("CLAIMS_BIND", "/readyz"))  # raises where it is not


def _working() -> bool:
    lines = [line.split() for line in _get("CLAIMS_METRICS_BIND", "/metrics").splitlines()]
    return any(line[0] == "claims_worker_silent_seconds" and float(line[1]) < SILENT for line in lines)


if __name__ == "__main__":
    sys.exit(not {"ready": _ready, "working": _working}[sys.argv[1]]())
