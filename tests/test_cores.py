"""Cores: what a container may use, not what the machine has."""

import os
from pathlib import Path

import pytest

from service.cores import usable_cores


@pytest.mark.parametrize(
    ("quota", "at_most"),
    [
        ("100000 100000", 1),
        ("150000 100000", 2),
        ("10000 100000", 1),
        ("max 100000", 10**6),
        ("", 10**6),
        (None, 10**6),
    ],
)
def test_a_quota_counts(tmp_path: Path, quota: str | None, at_most: int) -> None:
    file = tmp_path / "cpu.max"
    if quota is not None:
        file.write_text(quota)

    assert usable_cores(file) == min(len(os.sched_getaffinity(0)), at_most)
