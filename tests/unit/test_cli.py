"""The console: exit codes, and sentences instead of tracebacks."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import EXAMPLE, cli
from bot.playground_desk import PortsTaken, free_port

console = CliRunner()


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "BOT_TOKEN_FILE", "DATABASE_URL", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("DESK_FILE", str(EXAMPLE))


def test_version_is_said() -> None:
    result = console.invoke(cli, ["version"])
    assert (result.exit_code, result.output) == (0, "ownerdesk 0.1.0\n")


def test_a_wrong_call_is_code_2() -> None:
    assert console.invoke(cli, ["nonsense"]).exit_code == 2
    assert console.invoke(cli, ["import", "cats", "x.csv"]).exit_code == 2
    assert console.invoke(cli, ["import", "houses", "nowhere.csv"]).exit_code == 2


def test_run_without_a_token_says_how_to_get_one() -> None:
    result = console.invoke(cli, ["run"])
    assert result.exit_code == 1
    assert "@BotFather" in result.stderr
    assert result.stdout == ""


def test_check_finds_nothing_in_the_example() -> None:
    result = console.invoke(cli, ["check"])
    assert result.exit_code == 0
    assert "没有错误" in result.stdout


def test_check_says_where_a_mistake_is(tmp_path: Path) -> None:
    broken = tmp_path / "desk.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("teams:", "temas:", 1)
    broken.write_text(text, encoding="utf-8")
    result = console.invoke(cli, ["check", "--desk", str(broken)])
    assert result.exit_code == 1
    assert "temas" in result.stderr


def test_import_brings_homes_in_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    homes = tmp_path / "homes.csv"
    homes.write_text("房号\n3-2-501\n3-2-502\n", encoding="utf-8")
    first = console.invoke(cli, ["import", "houses", str(homes)])
    assert first.exit_code == 0, first.output
    assert "新增 2" in first.stdout
    assert "新增 0，原有 2" in console.invoke(cli, ["import", "houses", str(homes)]).stdout


def test_import_of_bad_rows_says_which_and_keeps_nothing(tmp_path: Path) -> None:
    homes = tmp_path / "homes.csv"
    homes.write_text("房号\n3-2-501\n99-9-909\n", encoding="utf-8")
    result = console.invoke(cli, ["import", "houses", str(homes)])
    assert result.exit_code == 1
    assert "3" in result.stderr
    assert "99" in result.stderr
    homes.write_text("房号\n3-2-501\n", encoding="utf-8")
    assert "新增 1" in console.invoke(cli, ["import", "houses", str(homes)]).stdout


def test_the_next_free_port_is_taken() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port
    assert free_port(0) == 0
    with pytest.raises(PortsTaken):
        free_port(65536)
