"""Reads YAML into plain dicts, lists and strings, remembering the line of everything."""

from dataclasses import dataclass, field

import yaml

from bot.mistakes import Mistake, words

DEEPEST = 20
"""No settings file nests deeper; an alias that holds itself does."""

Path = tuple[str | int, ...]


@dataclass(slots=True)
class YamlText:
    """What was read. Every value is a string, so that 21:00, on and 010 stay as written.

    ``lines`` has the line of each key and list item by its path, counted from 1.
    """

    data: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def dotted(path: Path) -> str:
    """Return a path as people read it: ``communities.sunshine.buildings[2].units``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text


def read_yaml(text: str) -> YamlText:
    """Read YAML text. A mistake of syntax ends the reading, a key given twice does not."""
    read = YamlText()
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        read.mistakes.append(_syntax_mistake(error, text.splitlines()))
        return read
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        read.mistakes.append(
            Mistake(
                line=line,
                problem=words(
                    "有一个看不见的控制字符。", "there is an invisible control character."
                ),
                mend=words("删掉这一行，重新打一遍。", "delete the line and type it again."),
            )
        )
        return read
    if node is not None:
        read.data = _plain(node, (), read)
    return read


def _plain(node: yaml.Node, path: Path, read: YamlText) -> object:
    read.lines.setdefault(path, node.start_mark.line + 1)
    if len(path) > DEEPEST:
        read.mistakes.append(
            Mistake(
                line=node.start_mark.line + 1,
                problem=words(
                    "层数太多，或者引用了自己。", "nested too deep, or it refers to itself."
                ),
                mend=words("去掉 & 和 * 的引用。", "remove the & and * references."),
            )
        )
        return ""
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, read)
    if isinstance(node, yaml.SequenceNode):
        if len(read.mistakes) > 100:
            return []
        return [_plain(item, (*path, at), read) for at, item in enumerate(node.value)]
    return str(node.value).strip()


def _mapping(node: yaml.MappingNode, path: Path, read: YamlText) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            read.mistakes.append(
                Mistake(
                    line=line,
                    path=dotted(path),
                    problem=words("名字要是一个词。", "a key must be one word."),
                    mend=words("写成 名字: 内容。", "write name: value."),
                )
            )
            continue
        key = str(key_node.value).strip()
        here = (*path, key)
        if key in found:
            first = read.lines[here]
            read.mistakes.append(
                Mistake(
                    line=line,
                    path=dotted(here),
                    problem=words(
                        f"写了两次，第一次在第 {first} 行。",
                        f"given twice, first on line {first}.",
                    ),
                    mend=words("留下一个，删掉另一个。", "keep one of them and delete the other."),
                )
            )
            continue
        read.lines[here] = line
        found[key] = _plain(value_node, here, read)
    return found


def _syntax_mistake(error: yaml.MarkedYAMLError, lines: list[str]) -> Mistake:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 1
    near = _suspects(lines, line, error.context_mark.line + 1 if error.context_mark else line)
    if any("\t" in text[: len(text) - len(text.lstrip())] for text in near):
        mend = words(
            "这里用了制表符（Tab）。缩进请用空格。", "there is a tab here; indent with spaces."
        )
    elif any("：" in text and ":" not in text for text in near):
        mend = words(
            "冒号要用英文的“:”，后面加一个空格，不能用中文的“：”。",
            "use the plain colon ':' followed by a space, not the wide one.",
        )
    elif any(text.count('"') % 2 or text.count("'") % 2 for text in near):
        mend = words("引号没有成对，请补上。", "a quotation mark has no partner; add it.")
    else:
        mend = words(
            "检查这一行和上一行：冒号后要有空格，同一级的缩进要对齐，"
            "含有 : 或 # 的文字要放在引号里。",
            "look at this line and the one above: a space after the colon, equal indentation "
            "on one level, quotation marks around text with : or # in it.",
        )
    return Mistake(
        line=line,
        problem=words(f"格式不对（第 {column} 列）。", f"not well formed (column {column})."),
        mend=mend,
    )


def _suspects(lines: list[str], line: int, context: int) -> list[str]:
    """The lines that a mistake of syntax may come from: where it was seen, and just above."""
    wanted = {line, line - 1, context}
    return [lines[at - 1] for at in sorted(wanted) if 0 < at <= len(lines)]
