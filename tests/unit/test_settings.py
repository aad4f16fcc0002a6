"""The settings of the process."""

from pathlib import Path

import pytest

from bot.checking import report
from bot.desk_file import load_desk
from bot.mistakes import Mistake
from bot.settings import Settings, SettingsError, load_settings
from domain.language import Language

EXAMPLE = Path(__file__).parents[2] / "deploy" / "desk.example.yaml"
TOKEN = "123456:AAf_k-hTTTTTTTTTTTTTTTTTTTTTTTTTTTT"


def mistakes_of(environ: dict[str, str], env_file: Path | None = None) -> tuple[Mistake, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings(env_file, environ)
    return caught.value.mistakes


def test_everything_has_a_default() -> None:
    settings = load_settings(None, {})
    assert settings.bot_token is None
    assert settings.telegram_api_base == "https://api.telegram.org"
    assert settings.database.get_secret_value() == "sqlite:///data/ownerdesk.sqlite3"
    assert settings.keys == Path("data/keys")
    assert settings.desk_file == Path("desk.yaml")
    assert settings.sends_per_second == 30
    assert settings.playground_port == 8008


def test_the_environment_sets_and_an_empty_value_is_none() -> None:
    environ = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE": "http://127.0.0.1:8081/",
        "DATA_DIR": "/var/lib/ownerdesk",
        "KEYS_FILE": "",
        "LOG_LEVEL": "debug",
        "LOG_JSON": "true",
    }
    settings = load_settings(None, environ)
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.telegram_api_base == "http://127.0.0.1:8081"
    assert settings.keys == Path("/var/lib/ownerdesk/keys")
    assert settings.log_level == "DEBUG"
    assert settings.log_json is True


@pytest.mark.parametrize("value", ["0", "none"])
def test_no_limit_of_sending(value: str) -> None:
    assert load_settings(None, {"SENDS_PER_SECOND": value}).sends_per_second is None


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text(
        "\ufeff# notes\nLOG_LEVEL=ERROR\nPLAYGROUND_PORT=9000\nPATH_OF_OTHERS=x\n", "utf-8"
    )
    settings = load_settings(env, {"LOG_LEVEL": "WARNING"})
    assert settings.log_level == "WARNING"
    assert settings.playground_port == 9000


def test_a_secret_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n", encoding="utf-8")
    settings = load_settings(None, {"BOT_TOKEN_FILE": str(secret)})
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN


def test_a_secret_given_twice_or_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("\n", encoding="utf-8")
    twice = mistakes_of({"BOT_TOKEN": TOKEN, "BOT_TOKEN_FILE": str(secret)})
    empty = mistakes_of({"BOT_TOKEN_FILE": str(secret)})
    absent = mistakes_of({"DATABASE_URL_FILE": str(tmp_path / "absent")})
    assert "not both" in twice[0].problem.text(Language.EN)
    assert "empty" in empty[0].problem.text(Language.EN)
    assert absent[0].path == "DATABASE_URL_FILE"


def test_all_wrong_values_at_once_and_no_secret_in_the_words() -> None:
    environ = {
        "BOT_TOKEN": "my secret token",
        "DATABASE_URL": "mysql://root:hunter2@db/x",
        "LOG_LEVEL": "loud",
        "LOG_JSON": "perhaps",
        "PLAYGROUND_PORT": "70000",
        "SENDS_PER_SECOND": "-1",
        "TELEGRAM_API_BASE": "api.telegram.org",
    }
    mistakes = mistakes_of(environ)
    assert {one.path for one in mistakes} == set(environ)
    shown = "\n".join(one.text(language) for one in mistakes for language in Language)
    assert "hunter2" not in shown
    assert "secret token" not in shown
    assert "WARNING" in shown
    assert "@BotFather" in shown


def test_a_wrong_value_in_the_file_has_its_line(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("# one\n\nexport LOG_LEVEL=loud\nBOT_TOKN=1:a\n", encoding="utf-8")
    mistakes = mistakes_of({}, env)
    assert {(one.path, one.line) for one in mistakes} == {("LOG_LEVEL", 3), ("BOT_TOKN", 4)}
    assert any("did you mean BOT_TOKEN?" in one.mend.text(Language.EN) for one in mistakes)


def test_the_data_folder_must_not_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.touch()
    assert mistakes_of({"DATA_DIR": str(file)})[0].path == "DATA_DIR"


@pytest.mark.parametrize(
    "given", ["postgres://u:p@db/x", "postgresql://u:p@db/x", "postgresql+psycopg://u:p@db/x"]
)
def test_postgresql_is_reached_by_one_driver(given: str) -> None:
    settings = load_settings(None, {"DATABASE_URL": given})
    assert settings.database.get_secret_value() == "postgresql+psycopg://u:p@db/x"


def test_secrets_do_not_show() -> None:
    settings = load_settings(
        None, {"BOT_TOKEN": TOKEN, "DATABASE_URL": "postgresql://u:hunter2@d/x"}
    )
    assert "hunter2" not in repr(settings)
    assert TOKEN not in repr(settings)


def test_a_key_file_that_others_can_read_is_a_mistake(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.touch()
    keys.chmod(0o644)
    settings, desk = Settings(data_dir=tmp_path), load_desk(EXAMPLE)
    found = report(settings, desk, EXAMPLE, Language.EN)
    assert not found.ok
    assert any("chmod 600" in line for line in found.lines)
    keys.chmod(0o600)
    assert report(settings, desk, EXAMPLE, Language.EN).ok
