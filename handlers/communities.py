"""Which community somebody means: their own, or the one they name; never a wrong one unsaid."""

import re
from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData

from bot.telegram import keyboards
from bot.telegram.dialogue import WORKS_IN
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from domain.desk import Community, Desk
from domain.language import Language
from domain.people import Actor
from services.lookup import AskCommunities, whereabouts
from services.ports import Runner


def communities_of(desk: Desk, actor: Actor) -> tuple[Community, ...]:
    """Return the communities that a person may mean; all of them where nothing says which."""
    return _known(desk, actor.communities)


def _known(desk: Desk, codes: frozenset[str]) -> tuple[Community, ...]:
    return tuple(one for one in desk.communities if one.code in codes) or desk.communities


def centre_phones(language: Language, communities: Sequence[Community]) -> str:
    """Return the phone of the service centre; each with its community where there are several."""
    if len(communities) == 1:
        return communities[0].centre_phone
    return " / ".join(f"{one.name.text(language)} {one.centre_phone}" for one in communities)


async def communities_here(turn: Turn, desk: Desk, runner: Runner) -> tuple[Community, ...]:
    """Return the communities that may be meant here; all of them where nothing says which.

    In a team's group it is the team's, in private those of the person.
    """
    if len(desk.communities) == 1:
        return desk.communities
    asker = AskCommunities(by=turn.person.id, chat_id=None if turn.private else turn.chat_id)
    return _known(desk, await runner.read(whereabouts, asker))


# ---- by name ------------------------------------------------------------------------------


def take_name(text: str, desk: Desk) -> tuple[Community | None, str]:
    """Find a community's name or code in a text; return it with the rest of the text.

    Where one name begins with another, the longer one is meant. Where the desk has just one
    community, nobody has to name it, and nothing is taken out of what they say.
    """
    if len(desk.communities) == 1:
        return None, text
    names = [
        (name, community)
        for community in desk.communities
        for name in {community.code, *community.name.texts.values()}
    ]
    for name, community in sorted(names, key=lambda pair: -len(pair[0])):
        pattern = rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
        found = re.search(pattern, text, re.IGNORECASE)
        if found is not None:
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return community, " ".join(rest.split())
    return None, text


def name_buttons(
    turn: Turn, communities: Sequence[Community], press: Callable[[str], CallbackData]
) -> list[list[Button]]:
    """Return a button for each community; ``press`` makes what it carries of the code."""
    buttons = [
        keyboards.button(one.name.text(turn.language), press(one.code)) for one in communities
    ]
    return keyboards.grid(buttons, 2)


# ---- whose colleagues work in several -----------------------------------------------------


def settle_community(
    turn: Turn,
    desk: Desk,
    offered: Sequence[str],
    named: Community | None,
    press: Callable[[str], CallbackData],
) -> str | None:
    """Return the community that a colleague's command is about; ``None`` once they were asked.

    It is the one they named, else the only one of those ``offered``, else the one they chose
    before in this conversation. What is not theirs is refused by its name.
    """
    if named is not None and named.code not in offered:
        turn.say(turn.t("community-not-yours", community=named.name.text(turn.language)))
        return None
    if named is not None:
        keep_choice(turn, desk, named.code)
        return named.code
    if len(offered) == 1:
        return offered[0]
    chosen = turn.dialogue.text(WORKS_IN)
    if chosen in offered:
        return chosen
    choices = [desk.community(code) for code in offered]
    turn.say(turn.t("community-ask"), keyboards.inline(*name_buttons(turn, choices, press)))
    return None


def keep_choice(turn: Turn, desk: Desk, community: str) -> None:
    """Keep the community that was chosen, for the commands that follow in this conversation."""
    if len(desk.communities) > 1 and turn.dialogue.text(WORKS_IN) != community:
        turn.dialogue.put(**{WORKS_IN: community})
