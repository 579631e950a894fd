"""Settings: read from the environment, every fault told at once, documented as they are."""

from datetime import date
from pathlib import Path

import pytest

from service.config import ConfigError, load_settings, settings_table

README = Path(__file__).parents[1] / "README.md"


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


@pytest.mark.parametrize("cron", ["0 * * * * *", "@hourly", "60 * * * *", "x * * * *", "0 0 31 2 *", "hourly"])
def test_a_schedule_that_cannot_be_is_told_at_the_start(cron: str) -> None:
    with pytest.raises(ConfigError, match="CLAIMS_SWEEP_CRON: must be five fields that come to pass"):
        load_settings({"CLAIMS_SWEEP_CRON": cron})


@pytest.mark.parametrize("cron", ["0 * * * *", "*/15 6-22 * * 1-5", "30 4 29 2 *"])
def test_a_schedule_is_read(cron: str) -> None:
    assert load_settings({"CLAIMS_SWEEP_CRON": cron}).sweep_cron == cron


def test_the_readme_has_the_table() -> None:
    rows = [f"| `{name}` | {shown} | {meaning} |" for name, shown, meaning in settings_table()]

    text = README.read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| `CLAIMS_")]
    assert listed == rows
