"""Reads the settings of the process from the environment, ``.env`` and files that hold secrets."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.mistakes import Mistake, words
from bot.settings_sources import lines_of, read_env_file, read_secret
from domain.language import Localized

SECRETS = ("BOT_TOKEN", "DATABASE_URL")
"""Settings that may be given as ``NAME_FILE``, the path of a file that holds the value."""

AUTO: Final = "auto"
"""The best mode of the knowledge base whose encoders are installed."""

_WRONG = "setting"


class SettingsError(Exception):
    """The settings cannot be used. ``mistakes`` has all of them; none shows a secret."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(f"{one.path}: {one.problem.texts}" for one in mistakes))
        self.mistakes = tuple(mistakes)


class Settings(BaseSettings):
    """What one process needs to know. Made by ``load_settings``, or by hand in tests."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    bot_token: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org"
    database_url: SecretStr | None = None
    data_dir: Path = Path("data")
    desk_file: Path = Path("desk.yaml")
    keys_file: Path | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"
    log_json: bool = False
    sends_per_second: float | None = Field(default=30, ge=0, le=1000)
    knowledge_mode: Literal["auto", "light", "use", "use+e5"] = AUTO
    playground_port: int = Field(default=8008, ge=0, le=65535)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what ``load_settings`` gathered and nothing behind its back."""
        return (init_settings,)

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", value.get_secret_value()):
            raise _wrong(
                "这不是机器人的令牌。",
                "this is not a bot's token.",
                "从 @BotFather 那里完整复制，样子是 数字:字母和数字。",
                "copy it whole from @BotFather; it looks like digits:letters-and-digits.",
            )
        return value

    @field_validator("telegram_api_base")
    @classmethod
    def _api_base(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", value):
            raise _wrong(
                "这不是一个网址。",
                "this is not a web address.",
                "例如 https://api.telegram.org，不带令牌。",
                "such as https://api.telegram.org, without the token.",
            )
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        url = re.sub(r"^postgres(?:ql)?://", "postgresql+psycopg://", value.get_secret_value())
        if not re.match(r"(?:sqlite:///.+|postgresql\+psycopg://.+)", url):
            raise _wrong(
                "不认识这种数据库地址。",
                "this kind of database address is not known.",
                "写 sqlite:///文件 或 postgresql://用户:密码@主机/库名。",
                "write sqlite:///file or postgresql://user:password@host/name.",
            )
        return SecretStr(url)

    @field_validator("log_level", mode="before")
    @classmethod
    def _level(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("sends_per_second", mode="before")
    @classmethod
    def _rate(cls, value: object) -> object:
        return None if value in {0, "0"} or str(value).lower() in {"none", "off"} else value

    @field_validator("data_dir")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        if value.exists() and not value.is_dir():
            raise _wrong(
                f"{value} 不是文件夹。",
                f"{value} is not a folder.",
                "写一个文件夹，没有会自动建立。",
                "name a folder; it is made when it does not exist.",
            )
        return value

    @property
    def database(self) -> SecretStr:
        """The database's address, which may hold a password; SQLite in ``DATA_DIR`` by default."""
        return self.database_url or SecretStr(f"sqlite:///{self.data_dir / 'ownerdesk.sqlite3'}")

    @property
    def keys(self) -> Path:
        """The file of the keys that names and phones are encrypted with (mode 0600)."""
        return self.keys_file or self.data_dir / "keys"

    @property
    def vectors(self) -> Path:
        """The folder of the knowledge base's vectors, which can be made again at any time."""
        return self.data_dir / "vectors"


def _wrong(zh: str, en: str, mend_zh: str, mend_en: str) -> PydanticCustomError:
    return PydanticCustomError(_WRONG, "wrong", {"problem": (zh, en), "mend": (mend_zh, mend_en)})


NAMES = tuple(name.upper() for name in Settings.model_fields)
KNOWN = (*NAMES, *(f"{name}_FILE" for name in SECRETS))


def load_settings(
    env_file: Path | None = Path(".env"), environ: Mapping[str, str] | None = None
) -> Settings:
    """Read the settings: the environment wins over ``env_file``; an empty value is no value.

    Raises:
        SettingsError: A value is wrong, a secret is given twice or its file cannot be read.
    """
    mistakes: list[Mistake] = []
    from_file = read_env_file(env_file, KNOWN, mistakes)
    given = {**from_file, **(os.environ if environ is None else environ)}
    values: dict[str, Any] = {name.lower(): given[name] for name in NAMES if given.get(name)}
    for name in SECRETS:
        secret = read_secret(name, given, mistakes)
        if secret is not None:
            values[name.lower()] = secret
    try:
        settings = Settings(**values)
    except ValidationError as error:
        lines = lines_of(env_file)
        for detail in error.errors(include_url=False):
            name = str(detail["loc"][0]).upper()
            own = from_file.get(name) == given.get(name)
            mistakes.append(
                Mistake(
                    path=name,
                    line=lines.get(name) if own else None,
                    **_explained(name, detail["type"], detail.get("ctx", {})),
                )
            )
        settings = None
    if mistakes or settings is None:
        raise SettingsError(mistakes)
    return settings


_EXPECTED = {
    "LOG_LEVEL": (
        "DEBUG、INFO、WARNING、ERROR、CRITICAL 之一",
        "DEBUG, INFO, WARNING, ERROR or CRITICAL",
    ),
    "LOG_JSON": ("true 或 false", "true or false"),
    "SENDS_PER_SECOND": (
        "每秒发送的条数，1 到 1000，例如 30；0 表示不限",
        "messages per second, up to 1000, such as 30; 0 means no limit",
    ),
    "PLAYGROUND_PORT": ("0 到 65535 的端口号，例如 8008", "a port from 0 to 65535, such as 8008"),
}


def _explained(name: str, kind: str, context: Mapping[str, Any]) -> dict[str, Localized]:
    if kind == _WRONG:
        return {"problem": words(*context["problem"]), "mend": words(*context["mend"])}
    zh, en = _EXPECTED.get(name, ("正确的值", "a proper value"))
    return {
        "problem": words("这个值不能用。", "this value cannot be used."),
        "mend": words(f"请写{zh}。", f"write {en}."),
    }
