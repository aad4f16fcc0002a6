"""The console: ``ownerdesk run``, ``playground``, ``check``, ``import`` and ``version``.

Exit codes: 0 all is well, 1 mistakes were found (in the settings, a file or a list), 2 the
command was called wrongly. What is asked for goes to the output, everything else to the errors.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from bot.lean_aiogram import import_aiogram
from bot.mistakes import Mistake, words
from bot.settings import Settings, SettingsError, load_settings
from domain.language import Language, Localized, guess_language

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="业主服务台 OwnerDesk: the service desk of a residential property company.",
)

EXAMPLE = Path(__file__).parents[1] / "deploy" / "desk.example.yaml"
MISTAKES = 1


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
    settings = _settings()
    if settings.bot_token is None:
        _fail(
            words(
                "没有设置 BOT_TOKEN。到 @BotFather 建一个机器人，把令牌写进 .env，"
                "或者先用 ownerdesk playground 试用。",
                "BOT_TOKEN is not set. Make a bot at @BotFather and put its token into .env, "
                "or try the desk first with: ownerdesk playground",
            )
        )
    desk = _desk(settings.desk_file)
    _log_to_stderr(settings)
    # In this order, so that the dictionaries are gone when the large libraries come.
    knowledge = load_knowledge(desk)
    import_aiogram()
    from bot.processes import run_desk

    def say(link: str) -> None:
        _out(
            words(
                f"还没有管理员。用您的 Telegram 打开这个链接，您就是管理员：\n{link}",
                "Nobody administers the desk yet. Open this link in your Telegram and you do:\n"
                f"{link}",
            )
        )

    _run(lambda: run_desk(settings, desk, knowledge, say))


@cli.command()
def playground() -> None:
    """Try the desk in the browser, without Telegram. 不用 Telegram，在浏览器里试用。"""
    from bot.playground_desk import PortsTaken, run_playground

    settings = _settings()
    desk = _desk(settings.desk_file if settings.desk_file.exists() else EXAMPLE)
    _log_to_stderr(settings, quiet=True)

    def say(address: str) -> None:
        typer.echo(address)

    try:
        _run(lambda: run_playground(settings, desk, say))
    except PortsTaken as error:
        _fail(
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

    report = check_all(_language(), desk)
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

    settings = _settings()
    desk = _desk(settings.desk_file)
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
        _fail_with([Mistake(problem=error.problem, mend=error.mend, path=str(file))])
    if parsed.mistakes:
        _fail_with(parsed.mistakes)
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
        _fail_with(refused)
    _out(
        words(
            f"已导入：新增 {imported.added}，原有 {imported.known}。",
            f"Imported: {imported.added} new, {imported.known} known already.",
        )
    )
    if parsed.notes:
        _complain(parsed.notes)
    if imported.ended:
        _out(_STAYS_ENDED[kind](imported.ended))
    if imported.held:
        _out(
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


def _language() -> Language:
    """Return the language of the terminal; where it says nothing, simplified Chinese."""
    tag = next(
        (value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))),
        None,
    )
    return guess_language(tag.partition(".")[0] if tag else None)


def _out(text: Localized) -> None:
    typer.echo(text.text(_language()))


def _fail(text: Localized) -> NoReturn:
    typer.echo(text.text(_language()), err=True)
    raise typer.Exit(MISTAKES)


def _fail_with(mistakes: Sequence[Any]) -> NoReturn:
    _complain(mistakes)
    raise typer.Exit(MISTAKES)


def _complain(mistakes: Sequence[Any]) -> None:
    language = _language()
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for mistake in mistakes:
        console.print(escape(mistake.text(language)))


def _settings() -> Settings:
    try:
        return load_settings()
    except SettingsError as error:
        _fail_with(error.mistakes)


def _desk(path: Path) -> Any:  # noqa: ANN401 - a Desk, imported late so that --help is quick
    from bot.desk_file import DeskFileError, load_desk

    try:
        return load_desk(path)
    except DeskFileError as error:
        _fail_with(list[Mistake](error.mistakes))


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
        _fail(words(f"数据打不开：{error}", f"The data cannot be opened: {error}"))
