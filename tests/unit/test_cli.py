"""The console: exit codes, and sentences instead of tracebacks."""

import asyncio
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import EXAMPLE, _in_database, cli
from bot.playground_desk import PortsTaken, free_port
from bot.settings import load_settings
from services.ports import UnitOfWork

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


def test_what_looks_wrong_in_a_list_is_said_and_stops_nothing(tmp_path: Path) -> None:
    homes, owners = tmp_path / "homes.csv", tmp_path / "owners.csv"
    homes.write_text("房号\n3-2-501\n3-2-502\n", encoding="utf-8")
    owners.write_text(
        "房号,姓名,电话\n3-2-501,王小明,13812345678\n3-2-502,李华,13812345678\n", encoding="utf-8"
    )
    console.invoke(cli, ["import", "houses", str(homes)])
    result = console.invoke(cli, ["import", "owners", str(owners)])
    assert (result.exit_code, result.stdout) == (0, "已导入：新增 2，原有 0。\n")
    assert "第 3 行" in result.stderr
    assert "138****5678" in result.stderr


def test_a_list_of_staff_twice_says_what_was_known_and_who_was_removed(tmp_path: Path) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("姓名,电话,班组\n张师傅,13812345678,维修组\n", encoding="utf-8")
    assert "新增 1，原有 0" in console.invoke(cli, ["import", "staff", str(staff)]).stdout
    again = console.invoke(cli, ["import", "staff", str(staff)])
    assert again.stdout == "已导入：新增 0，原有 1。\n"

    def end(uow: UnitOfWork, _: None) -> None:
        for post in uow.staff.of_team("sunshine", "repair"):
            uow.staff.end(post.id)

    asyncio.run(_in_database(load_settings(), end, None))
    again = console.invoke(cli, ["import", "staff", str(staff)])
    assert again.stdout == (
        "已导入：新增 0，原有 1。\n1 人已经移除，没有恢复。要请回来，在聊天里用 /invite。\n"
    )


def test_the_next_free_port_is_taken() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port
    assert free_port(0) == 0
    with pytest.raises(PortsTaken):
        free_port(65536)
