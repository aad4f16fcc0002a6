"""What all commands of the console share: the terminal's language, and how they end.

A command that finds mistakes says each with its place and the mend, and ends with `MISTAKES`.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from bot.mistakes import Mistake
from bot.settings import Settings, SettingsError, load_settings
from domain.language import Language, Localized, guess_language

MISTAKES = 1


def terminal_language() -> Language:
    """Return the language of the terminal; where it says nothing, simplified Chinese."""
    tag = next(
        (value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))),
        None,
    )
    return guess_language(tag.partition(".")[0] if tag else None)


def say(text: Localized) -> None:
    """Say it on the output."""
    typer.echo(text.text(terminal_language()))


def fail(text: Localized) -> NoReturn:
    """Say on the errors what is wrong, and end."""
    typer.echo(text.text(terminal_language()), err=True)
    raise typer.Exit(MISTAKES)


def fail_with(mistakes: Sequence[Any]) -> NoReturn:
    """Say on the errors every mistake, and end."""
    complain(mistakes)
    raise typer.Exit(MISTAKES)


def complain(mistakes: Sequence[Any]) -> None:
    """Say on the errors what is wrong, and go on."""
    language = terminal_language()
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for mistake in mistakes:
        console.print(escape(mistake.text(language)))


def open_settings() -> Settings:
    """Return the settings, or end with what is wrong in them."""
    try:
        return load_settings()
    except SettingsError as error:
        fail_with(error.mistakes)


def open_desk(path: Path) -> Any:  # noqa: ANN401 - a Desk, imported late so that --help is quick
    """Return the desk of a desk file, or end with what is wrong in it."""
    from bot.desk_file import DeskFileError, load_desk

    try:
        return load_desk(path)
    except DeskFileError as error:
        fail_with(list[Mistake](error.mistakes))
