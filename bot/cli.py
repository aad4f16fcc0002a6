"""The console: ``ownerdesk run``, ``playground``, ``check``, ``import``, ``kb`` and ``version``.

Exit codes: 0 all is well, 1 mistakes were found (in the settings, a file or a list), 2 the
command was called wrongly. What is asked for goes to the output, everything else to the errors.
"""

import asyncio
from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from bot.consoles import (
    MISTAKES,
    complain,
    fail,
    fail_with,
    open_desk,
    open_settings,
    say,
    terminal_language,
)
from bot.knowledge_console import kb
from bot.lean_aiogram import import_aiogram
from bot.mistakes import Mistake, words
from bot.settings import Settings
from domain.language import Localized

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="业主服务台 OwnerDesk: the service desk of a residential property company.",
)

EXAMPLE = Path(__file__).parents[1] / "deploy" / "desk.example.yaml"
cli.add_typer(kb, name="kb")


class ImportKind(StrEnum):
    """What a list holds."""

    HOUSES = "houses"
    OWNERS = "owners"
    STAFF = "staff"


@cli.command()
def run() -> None:
    """Run the desk on Telegram. 在 Telegram 上运行。"""
    from bot.memory import begin_loading, load_knowledge

    begin_loading()
    settings = open_settings()
    if settings.bot_token is None:
        fail(
            words(
                "没有设置 BOT_TOKEN。到 @BotFather 建一个机器人，把令牌写进 .env，"
                "或者先用 ownerdesk playground 试用。",
                "BOT_TOKEN is not set. Make a bot at @BotFather and put its token into .env, "
                "or try the desk first with: ownerdesk playground",
            )
        )
    desk = open_desk(settings.desk_file)
    _log_to_stderr(settings)
    # In this order, so that the dictionaries are gone when the large libraries come.
    knowledge = load_knowledge(desk)
    import_aiogram()
    from bot.processes import run_desk

    def say_link(link: str) -> None:
        say(
            words(
                f"还没有管理员。用您的 Telegram 打开这个链接，您就是管理员：\n{link}",
                "Nobody administers the desk yet. Open this link in your Telegram and you do:\n"
                f"{link}",
            )
        )

    _run(lambda: run_desk(settings, desk, knowledge, say_link))


@cli.command()
def playground() -> None:
    """Try the desk in the browser, without Telegram. 不用 Telegram，在浏览器里试用。"""
    from bot.playground_desk import PortsTaken, run_playground

    settings = open_settings()
    desk = open_desk(settings.desk_file if settings.desk_file.exists() else EXAMPLE)
    _log_to_stderr(settings, quiet=True)

    def say_address(address: str) -> None:
        typer.echo(address)

    try:
        _run(lambda: run_playground(settings, desk, say_address))
    except PortsTaken as error:
        fail(
            words(
                f"从 {error} 起的端口都被占用了。用 PLAYGROUND_PORT 换一个。",
                f"The ports from {error} on are taken. Choose another with PLAYGROUND_PORT.",
            )
        )


@cli.command()
def check(
    desk: Annotated[
        Path | None, typer.Option(help="The desk file; otherwise DESK_FILE of the settings.")
    ] = None,
) -> None:
    """Check the settings and the desk file. 检查设置。"""
    from bot.checking import check as check_all

    report = check_all(terminal_language(), desk)
    for line in report.lines:
        typer.echo(line, err=not report.ok)
    raise typer.Exit(0 if report.ok else MISTAKES)


@cli.command("import")
def import_list(
    kind: Annotated[ImportKind, typer.Argument(help="What the list holds.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or XLSX.")],
) -> None:
    """Bring in homes, owners or staff: all rows or none. 导入房屋、业主或员工。"""
    from bot import import_files
    from bot.tables import TableError
    from services.importing import (
        ImportHouses,
        Importing,
        ImportOwners,
        ImportRefused,
        ImportStaff,
    )

    settings = open_settings()
    desk = open_desk(settings.desk_file)
    importing = Importing(desk)
    readers: dict[ImportKind, tuple[Callable[..., Any], Callable[..., Any], type[Any]]] = {
        ImportKind.HOUSES: (import_files.read_houses, importing.houses, ImportHouses),
        ImportKind.OWNERS: (import_files.read_owners, importing.owners, ImportOwners),
        ImportKind.STAFF: (import_files.read_staff, importing.staff, ImportStaff),
    }
    read, use_case, command_type = readers[kind]
    try:
        parsed = read(file, desk)
    except TableError as error:
        fail_with([Mistake(problem=error.problem, mend=error.mend, path=str(file))])
    if parsed.mistakes:
        fail_with(parsed.mistakes)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(str(kind), total=len(parsed.rows))
        command = command_type(
            rows=tuple(parsed.rows), progress=lambda done: bar.update(task, completed=done)
        )
        try:
            imported = _run(lambda: _in_database(settings, use_case, command))
        except ImportRefused as error:
            refused: Sequence[Any] = error.mistakes
        else:
            refused = ()
    if refused:
        fail_with(refused)
    say(
        words(
            f"已导入：新增 {imported.added}，原有 {imported.known}。",
            f"Imported: {imported.added} new, {imported.known} known already.",
        )
    )
    if parsed.notes:
        complain(parsed.notes)
    if imported.ended:
        say(_STAYS_ENDED[kind](imported.ended))
    if imported.held:
        say(
            words(
                f"{imported.held} 人的职务和名单不同，没有改；要改，在聊天里用 /staff、/invite。",
                f"{imported.held} have another role in the chat, which stays. "
                "Change it there with /staff and /invite.",
            )
        )


_STAYS_ENDED: dict[ImportKind, Callable[[int], Localized]] = {
    ImportKind.OWNERS: lambda count: words(
        f"{count} 处房屋本人已经移除，没有恢复。本人可以在「我的家」里重新添加。",
        f"{count} had taken the home off their list, which stays so. They can add it in the chat.",
    ),
    ImportKind.STAFF: lambda count: words(
        f"{count} 人已经移除，没有恢复。要请回来，在聊天里用 /invite。",
        f"{count} had been removed in the chat, which stays so. Bring them back with /invite.",
    ),
}


@cli.command()
def version() -> None:
    """Show the version. 版本。"""
    typer.echo(f"ownerdesk {installed_version('ownerdesk')}")


def main() -> None:
    """Be the console script."""
    cli()


# ---- shared -------------------------------------------------------------------------------


def _log_to_stderr(settings: Settings, *, quiet: bool = False) -> None:
    """Begin to log; ``quiet`` leaves out what only says that all is well."""
    from bot.observability import set_up_logging

    level = "WARNING" if quiet and settings.log_level == "INFO" else settings.log_level
    set_up_logging(level=level, as_json=settings.log_json)


async def _in_database(settings: Settings, use_case: Callable[..., Any], command: object) -> Any:  # noqa: ANN401 - whatever the use case returns
    from storage.crypto import Keyring
    from storage.desk_database import create_runner

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    keyring = Keyring.load_or_create(settings.keys)
    runner = create_runner(settings.database.get_secret_value(), keyring)
    await runner.start()
    try:
        return await runner.run(use_case, command)
    finally:
        await runner.close()


def _run(work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the work returns
    """Run to the end; what a person can mend is said in a sentence, without a traceback."""
    from storage.crypto import KeyringError
    from storage.engine import DatabaseUnusable

    try:
        return asyncio.run(work())
    except (KeyringError, DatabaseUnusable) as error:
        fail(words(f"数据打不开：{error}", f"The data cannot be opened: {error}"))
