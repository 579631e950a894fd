"""The compose files and the image: what runs there can change nothing but what it is for."""

from pathlib import Path
from typing import Any

import pytest
import yaml

DOCKER = Path(__file__).parents[1] / "docker"
OTHERS = {"db"}  # the image of Postgres keeps its data where it likes


def _services(file: str) -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((DOCKER / file).read_text(encoding="utf-8"))["services"]
    return services


OURS = [
    pytest.param(service, id=f"{file}:{name}")
    for file in ("compose.yaml", "compose.scale.yaml")
    for name, service in _services(file).items()
    if name not in OTHERS
]


@pytest.mark.parametrize("service", OURS)
def test_each_service_is_confined(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}


@pytest.mark.parametrize("file", ["compose.yaml", "compose.scale.yaml"])
def test_only_the_proxy_is_published_and_on_loopback(file: str) -> None:
    published = {name: service["ports"] for name, service in _services(file).items() if "ports" in service}

    assert published == {"proxy": ["127.0.0.1:${CLAIMS_PORT:-8080}:8080"]}


def test_passwords_come_from_files() -> None:
    for file in ("compose.yaml", "compose.scale.yaml"):
        for service in _services(file).values():
            secret = {name for name in service.get("environment", {}) if "PASSWORD" in name or "SECRET" in name}
            assert all(name.endswith("_FILE") for name in secret)


@pytest.mark.parametrize("file", ["Dockerfile", "scale.Dockerfile"])
def test_no_image_runs_as_root(file: str) -> None:
    stages = (DOCKER / file).read_text(encoding="utf-8").split("\nFROM ")[1:]
    served = [stage for stage in stages if "ENTRYPOINT" in stage]

    assert served
    for stage in served:
        users = [line.split()[1] for line in stage.splitlines() if line.startswith("USER ")]
        assert users, stage
        assert users[-1] != "root"
