"""Writes what a check of the knowledge base found, group by group, the worst first."""

from collections.abc import Sequence

from rich.console import Console

from bot.mistakes import words
from domain.language import Language, Localized
from knowledge_base.findings import ERRORS, Finding, Group

MOST = 20
"""How many findings of a group are written, unless all are wanted."""

_TITLES: dict[Group, Localized] = {
    Group.BROKEN: words("读不了、说不出", "Cannot be read or said"),
    Group.DUPLICATE: words("同一句话写在两条里", "The same line in two entries"),
    Group.BACKGROUND: words("问法和背景问题一样", "Phrasings that are background lines"),
    Group.LINKS: words("指向不存在的东西", "Dead links"),
    Group.UNREACHABLE: words("多半找不到", "Hardly found"),
    Group.CROSSED: words("互相抢问题", "Answer each other's questions"),
    Group.ALIKE: words("两条里几乎一样的话", "Nearly the same line in two entries"),
    Group.FACTS: words("缺资料", "Facts that are not set"),
    Group.STALE: words("很久没有核对", "Not reviewed for long"),
    Group.FEW: words("问法太少", "Too few phrasings"),
}


def print_findings(
    found: Sequence[Finding], language: Language, *, everything: bool = False
) -> None:
    """Write the findings on the output, and at the end how many there are."""
    console = Console(highlight=False, soft_wrap=True)
    for group in Group:
        of_group = [one for one in found if one.group is group]
        if of_group:
            _print_group(console, group, of_group, language, everything=everything)
    errors = sum(one.is_error for one in found)
    said = words(
        f"错误 {errors} 处，提醒 {len(found) - errors} 处。",
        f"Errors: {errors}. Warnings: {len(found) - errors}.",
    )
    console.print(said.text(language), markup=False)


def _print_group(
    console: Console,
    group: Group,
    found: Sequence[Finding],
    language: Language,
    *,
    everything: bool,
) -> None:
    mark = words("错误", "Error") if group in ERRORS else words("提醒", "Warning")
    title = _TITLES[group].text(language)
    console.print(f"{mark.text(language)} · {title} · {len(found)}", style="bold", markup=False)
    # Where nothing weighs more, findings stay in the order of the files.
    ordered = sorted(found, key=lambda one: -one.weight)
    shown = ordered if everything else ordered[:MOST]
    for one in shown:
        console.print(f"  {one.place}  {one.what.text(language)}", markup=False)
    rest = len(found) - len(shown)
    if rest:
        more = words(f"还有 {rest} 处，加 --all 全部列出。", f"{rest} more; --all lists them.")
        console.print(f"  … {more.text(language)}", markup=False)
    console.print()
