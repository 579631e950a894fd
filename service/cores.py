"""How many processor cores this process may use: those it may run on, within the quota of its control group."""

import math
import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # "quota period" in microseconds, or "max period" (control groups v2)


def usable_cores(quota: Path = _QUOTA) -> int:
    """At least 1. A container's limit counts, which `os.cpu_count` knows nothing of."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        most, period = quota.read_text().split()
        limit = math.ceil(int(most) / int(period))
    except (OSError, ValueError):  # no such file, or no limit
        return allowed
    return max(min(allowed, limit), 1)
