"""Every sentence of the desk, in three languages: loads the Fluent files and fills them in."""

from collections.abc import Mapping
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

import structlog
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax.ast import (
    FunctionReference,
    Message,
    MessageReference,
    Resource,
    SelectExpression,
    TermReference,
    VariableReference,
)
from fluent.syntax.visitor import Visitor

from domain.language import DEFAULT_LANGUAGE, Language

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_log = structlog.get_logger(__name__)

MENU_PREFIX = "menu-"
"""Ids of the words on the reply keyboard begin so; they are understood in every language."""


class Html(str):
    """A text that is Telegram HTML already and is not escaped again."""

    __slots__ = ()


Argument = str | int | float


class MissingText(KeyError):
    """There is no text of this name, or one of its variables was not given."""


class Texts:
    """The texts of all languages.

    Strict, as in tests, an unknown name or a missing variable raises `MissingText`; otherwise
    it is logged, and the default language's text or a neutral sentence is said.
    """

    def __init__(self, sources: Mapping[Language, str], *, strict: bool = False) -> None:
        self._strict = strict
        parsed = {language: FluentResource(source) for language, source in sources.items()}
        self._bundles = {
            language: _bundle(language, resource) for language, resource in parsed.items()
        }
        self._choosing = {language: _choosing(resource) for language, resource in parsed.items()}
        self._plain: dict[tuple[Language, str], str] = {}
        self._menu: dict[str, str] = {}
        for language, resource in parsed.items():
            for name in _names(resource):
                if name.startswith(MENU_PREFIX):
                    self._menu[self.get(language, name)] = name

    @classmethod
    def load(cls, *, strict: bool = False) -> "Texts":
        """Read the files that come with the package."""
        root = resources.files("bot.telegram") / "locales"
        return cls(
            {language: read_source(root / language.value) for language in Language}, strict=strict
        )

    def has(self, name: str) -> bool:
        """Whether a text of this name exists."""
        return self._bundles[DEFAULT_LANGUAGE].has_message(name)

    def menu_word(self, text: str) -> str | None:
        """Return the id of the reply keyboard's word that ``text`` is, in any language."""
        return self._menu.get(text.strip())

    def get(self, language: Language, name: str, /, **args: Argument) -> str:
        """Return a text as Telegram HTML. Strings are escaped unless they are `Html`.

        Raises:
            MissingText: Only when strict.
        """
        if not args:
            known = self._plain.get((language, name))
            if known is not None:
                return known
        text = self._format(language, name, args)
        if not args:
            self._plain[language, name] = text
        return text

    def _format(self, language: Language, name: str, args: Mapping[str, Argument]) -> str:
        for tried in (language, DEFAULT_LANGUAGE):
            bundle = self._bundles[tried]
            pattern = bundle.get_message(name).value if bundle.has_message(name) else None
            if pattern is not None:
                choosing = self._choosing[tried][name]
                value, problems = bundle.format_pattern(
                    pattern, {key: _argument(arg, key in choosing) for key, arg in args.items()}
                )
                if not problems:
                    return str(value)
                self._complain(name, tried, "; ".join(map(str, problems)))
            else:
                self._complain(name, tried, "no such text")
        return _NEUTRAL[language]

    def _complain(self, name: str, language: Language, problem: str) -> None:
        if self._strict:
            raise MissingText(f"{language.value} {name}: {problem}")
        _log.error("text missing", name=name, language=language.value, problem=problem)


_NEUTRAL = {
    Language.ZH_HANS: "请稍等，我们的同事会联系您。",
    Language.ZH_HANT: "請稍等，我們的同事會聯絡您。",
    Language.EN: "One moment please, a colleague will get in touch with you.",
}


def read_source(folder: "Traversable") -> str:
    """Return all files of a language's folder as one source."""
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return "\n".join(
        file.read_text(encoding="utf-8") for file in files if file.name.endswith(".ftl")
    )


def _bundle(language: Language, resource: Resource) -> FluentBundle:
    bundle = FluentBundle([language.value], use_isolating=False)
    bundle.add_resource(resource)
    return bundle


def _names(resource: Resource) -> list[str]:
    return [entry.id.name for entry in resource.body if isinstance(entry, Message)]


class _Choices(Visitor):
    """Collects the variables that are used as numbers, and whether other texts are quoted."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.quotes = False

    def visit_SelectExpression(self, node: SelectExpression) -> None:
        if isinstance(node.selector, VariableReference):
            self.variables.add(node.selector.id.name)
        self.generic_visit(node)

    def visit_FunctionReference(self, node: FunctionReference) -> None:
        for given in node.arguments.positional:
            if isinstance(given, VariableReference):
                self.variables.add(given.id.name)

    def visit_MessageReference(self, node: MessageReference) -> None:
        self.quotes = True

    def visit_TermReference(self, node: TermReference) -> None:
        self.quotes = True


def _choosing(resource: Resource) -> dict[str, frozenset[str]]:
    """Return for each text the variables that may choose between its forms, or be reckoned."""
    found = {}
    for entry in resource.body:
        if isinstance(entry, Message):
            found[entry.id.name] = choices = _Choices()
            choices.visit(entry)
    everywhere = frozenset().union(*(choices.variables for choices in found.values()))
    return {
        name: everywhere if choices.quotes else frozenset(choices.variables)
        for name, choices in found.items()
    }


def _argument(value: Argument, chooses: bool) -> object:
    if isinstance(value, Html):
        return str(value)
    if isinstance(value, str):
        return escape(value, quote=False)
    if isinstance(value, int) and not chooses:
        return str(value)  # its digits, which Fluent takes ten times as long to find
    # A ticket is number 1027, not 1,027.
    return fluent_number(value, useGrouping=False)
