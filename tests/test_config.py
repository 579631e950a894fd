"""Settings: read from the environment, every fault told at once, documented as they are."""

from datetime import date
from pathlib import Path

import pytest

from service.config import ConfigError, load_settings, settings_table

DOCUMENT = Path(__file__).parents[1] / "docs" / "reference" / "settings.md"


def test_defaults_need_no_environment() -> None:
    settings = load_settings({})

    assert settings.bind == "127.0.0.1:8080"
    assert settings.database_url is None
    assert settings.key_file == settings.data_dir / "admin.key"


def test_values_are_read_and_empty_ones_count_as_unset() -> None:
    settings = load_settings(
        {
            "CLAIMS_DATABASE_URL": "postgres://u:p@db/claims",
            "CLAIMS_BIND": "0.0.0.0:80",
            "CLAIMS_TODAY": "2026-03-02",
            "CLAIMS_URL": "https://claims.example/",
            "CLAIMS_API_KEY": "",
            "HOME": "/nowhere",
        }
    )

    assert settings.database_url == "postgresql://u:p@db/claims"
    assert settings.bind == "0.0.0.0:80"
    assert settings.today == date(2026, 3, 2)
    assert settings.url == "https://claims.example"
    assert settings.api_key is None


def test_all_faults_are_told_at_once() -> None:
    wrong = {
        "CLAIMS_DATABASE_URL": "mysql://db",
        "CLAIMS_BIND": "8080",
        "CLAIMS_WORKERS": "many",
        "CLAIMS_THREADS": "0",
        "CLAIMS_POOL_TIMEOUT": "nan",
        "CLAIMS_LOG_LEVEL": "loud",
        "CLAIMS_OTEL_ENDPOINT": "collector:4318",
        "CLAIMS_SWEEP_CRON": "0 * * *",
        "CLAIMS_TODAY": "tomorrow",
        "CLAIMS_URL": "localhost",
        "CLAIMS_DATABSE_URL": "postgresql://db",
    }

    with pytest.raises(ConfigError) as caught:
        load_settings(wrong)

    told = caught.value.faults
    assert [fault.partition(":")[0] for fault in told] == sorted(wrong)
    assert "did you mean CLAIMS_DATABASE_URL?" in " ".join(told)


def test_a_collector_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"CLAIMS_OTEL_ENDPOINT": "http://collector:4318/"}
    assert load_settings(given).otel_endpoint == "http://collector:4318"
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(ConfigError, match=r"CLAIMS_OTEL_ENDPOINT: needs what .+claim-tracker\[otel\]"):
        load_settings(given)


@pytest.mark.parametrize("cron", ["0 * * * * *", "@hourly", "60 * * * *", "x * * * *", "0 0 31 2 *", "hourly"])
def test_a_schedule_that_cannot_be_is_told_at_the_start(cron: str) -> None:
    with pytest.raises(ConfigError, match="CLAIMS_SWEEP_CRON: must be five fields that come to pass"):
        load_settings({"CLAIMS_SWEEP_CRON": cron})


@pytest.mark.parametrize("cron", ["0 * * * *", "*/15 6-22 * * 1-5", "30 4 29 2 *"])
def test_a_schedule_is_read(cron: str) -> None:
    assert load_settings({"CLAIMS_SWEEP_CRON": cron}).sweep_cron == cron


def test_a_password_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("p@ss/word:1\n")
    given = {"CLAIMS_DATABASE_URL": "postgresql://claims:old@db:5432/claims?sslmode=require"}

    found = load_settings({**given, "CLAIMS_DATABASE_PASSWORD_FILE": str(file)})

    assert found.database_url == "postgresql://claims:p%40ss%2Fword%3A1@db:5432/claims?sslmode=require"
    assert load_settings({"CLAIMS_DATABASE_PASSWORD_FILE": str(file)}).database_url is None


@pytest.mark.parametrize(
    ("url", "content", "told"),
    [
        ("postgresql://u@db/claims", None, "cannot be read"),
        ("postgresql://u@db/claims", " \n", "is empty"),
        ("postgresql://db/claims", "p", "names no user"),
    ],
)
def test_a_password_file_that_cannot_serve_is_told(tmp_path: Path, url: str, content: str | None, told: str) -> None:
    file = tmp_path / "password"
    if content is not None:
        file.write_text(content)

    with pytest.raises(ConfigError, match=told) as caught:
        load_settings({"CLAIMS_DATABASE_URL": url, "CLAIMS_DATABASE_PASSWORD_FILE": str(file)})

    assert caught.value.faults[0].startswith("CLAIMS_DATABASE_PASSWORD_FILE: ")


def test_metrics_have_a_port_of_their_own() -> None:
    with pytest.raises(ConfigError, match="CLAIMS_METRICS_BIND: must have another port"):
        load_settings({"CLAIMS_BIND": "127.0.0.1:8080", "CLAIMS_METRICS_BIND": "0.0.0.0:8080"})


def test_the_reference_has_the_table() -> None:
    rows = [f"| `{name}` | {shown} | {meaning} |" for name, shown, meaning in settings_table()]

    text = DOCUMENT.read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| `CLAIMS_")]
    assert listed == rows
