"""The sentences of the desk: complete in three languages, well-formed, in the right letters."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from bot.telegram.texts import Html, MissingText, Texts, read_source
from domain.language import Language

LOCALES = resources.files("bot.telegram") / "locales"
CHINESE = (Language.ZH_HANS, Language.ZH_HANT)

LATIN_ALLOWED = re.compile(
    r"</?\w+>|/[a-z_]+|https?://\S+|\b(?:R-\d+|Telegram|English|App|GIF|CSV|XLSX|ID|PDF|Excel|A4)\b"
)
"""Latin letters that may stand in a Chinese text: markup, commands, links, names."""

LONG_BUTTONS = frozenset(
    {
        "menu-placeholder",
        "btn-agree",
        "btn-just-ask",
        "btn-send-phone",
        "btn-home-other",
        "btn-consult-none",
    }
)
"""Words on buttons that need more than four Chinese characters; the placeholder is no button."""

TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


class _Words(Visitor):
    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:
        self.texts.append(node.value)

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:
        self.texts.append(node.value)


def _messages(language: Language) -> dict[str, ast.Message]:
    body = parse(read_source(LOCALES / language.value)).body
    broken = [entry.content for entry in body if isinstance(entry, ast.Junk)]
    assert broken == [], f"{language.value} does not parse"
    found = [entry for entry in body if isinstance(entry, ast.Message)]
    names = [entry.id.name for entry in found]
    twice = {name for name in names if names.count(name) > 1}
    assert twice == set(), f"{language.value} has these twice"
    return {entry.id.name: entry for entry in found}


@pytest.fixture(scope="module")
def messages() -> dict[Language, dict[str, ast.Message]]:
    return {language: _messages(language) for language in Language}


def _variables(message: ast.Message) -> set[str]:
    visitor = _Variables()
    visitor.visit(message)
    return visitor.names


def _words(message: ast.Message) -> list[str]:
    visitor = _Words()
    visitor.visit(message)
    return visitor.texts


Messages = dict[Language, dict[str, ast.Message]]


def test_all_languages_have_the_same_texts(messages: Messages) -> None:
    expected = set(messages[Language.ZH_HANS])
    assert len(expected) > 20
    for language in Language:
        assert set(messages[language]) ^ expected == set(), language


def test_all_languages_use_the_same_variables(messages: Messages) -> None:
    different = {
        name: [sorted(_variables(messages[language][name])) for language in Language]
        for name in messages[Language.ZH_HANS]
        if len({frozenset(_variables(messages[language][name])) for language in Language}) > 1
    }
    assert different == {}


def _latin(messages: Messages) -> Iterator[tuple[str, str, str]]:
    for language in CHINESE:
        for name, message in messages[language].items():
            if name.startswith(("btn-language-", "language-")):
                continue
            for text in _words(message):
                if re.search("[A-Za-z]{2,}", LATIN_ALLOWED.sub("", text)):
                    yield language.value, name, text


def test_no_english_stands_in_a_chinese_text(messages: Messages) -> None:
    assert list(_latin(messages)) == []


def test_no_chinese_stands_in_an_english_text(messages: Messages) -> None:
    found = [
        (name, text)
        for name, message in messages[Language.EN].items()
        if not name.startswith(("btn-language-", "language-"))
        for text in _words(message)
        if re.search("[\u4e00-\u9fff]", text)
    ]
    assert found == []


def test_buttons_are_short(messages: Messages) -> None:
    long = {
        name
        for language in CHINESE
        for name, message in messages[language].items()
        if name.startswith(("btn-", "menu-"))
        and len(re.findall("[\u3400-\u9fff]", "".join(_words(message)))) > 4
    }
    assert long - LONG_BUTTONS == set()


def test_markup_is_balanced(messages: Messages) -> None:
    wrong = []
    for language in Language:
        for name, message in messages[language].items():
            open_tags: list[str] = []
            for slash, tag in re.findall(r"<(/?)([\w-]+)[^>]*>", "".join(_words(message))):
                if tag not in TAGS or (slash and (not open_tags or open_tags.pop() != tag)):
                    wrong.append((language.value, name, tag))
                elif not slash:
                    open_tags.append(tag)
            if open_tags:
                wrong.append((language.value, name, open_tags[-1]))
    assert wrong == []


def test_bad_news_has_no_exclamation_mark(messages: Messages) -> None:
    found = [
        (language.value, name)
        for language in Language
        for name, message in messages[language].items()
        if name.startswith(("error-", "invalid-")) and re.search("[!！]", "".join(_words(message)))
    ]
    assert found == []


def test_arguments_are_escaped_and_html_is_not() -> None:
    texts = Texts({language: "x = { $a } { $b }" for language in Language}, strict=True)
    said = texts.get(Language.EN, "x", a="<b>&", b=Html("<b>ok</b>"))
    assert said == "&lt;b&gt;&amp; <b>ok</b>"


def test_numbers_are_not_grouped_and_choose_the_plural() -> None:
    source = "x = { $n } { $n ->\n    [one] day\n   *[other] days\n}"
    texts = Texts({language: source for language in Language}, strict=True)
    assert texts.get(Language.EN, "x", n=1027) == "1027 days"
    assert texts.get(Language.EN, "x", n=1) == "1 day"


def test_a_number_may_choose_the_form_of_a_text_that_is_quoted() -> None:
    source = "x = { $n } { y }\ny = { $n ->\n    [one] day\n   *[other] days\n}"
    texts = Texts({language: source for language in Language}, strict=True)
    assert texts.get(Language.EN, "x", n=1) == "1 day"
    assert texts.get(Language.EN, "x", n=1027) == "1027 days"


def test_a_number_that_chooses_nothing_is_its_digits() -> None:
    texts = Texts({language: "x = { $n }, { NUMBER($m) }" for language in Language}, strict=True)
    assert texts.get(Language.EN, "x", n=1027, m=5) == "1027, 5"


def test_a_missing_text_or_variable_is_an_error_when_strict() -> None:
    texts = Texts({language: "x = { $a }" for language in Language}, strict=True)
    with pytest.raises(MissingText):
        texts.get(Language.EN, "y")
    with pytest.raises(MissingText):
        texts.get(Language.EN, "x")


def test_a_missing_text_is_said_in_the_default_language_in_service() -> None:
    sources = dict.fromkeys(Language, "a = 1")
    sources[Language.ZH_HANS] = "a = 1\nx = 你好"
    texts = Texts(sources)
    assert texts.get(Language.EN, "x") == "你好"
    assert "colleague" in texts.get(Language.EN, "nowhere")


def test_menu_words_are_known_in_every_language() -> None:
    sources = {
        Language.ZH_HANS: "menu-a = 报修",
        Language.ZH_HANT: "menu-a = 報修",
        Language.EN: "menu-a = Repair",
    }
    texts = Texts(sources, strict=True)
    assert {texts.menu_word(word) for word in ("报修", " 報修 ", "Repair")} == {"menu-a"}
    assert texts.menu_word("repair it") is None
