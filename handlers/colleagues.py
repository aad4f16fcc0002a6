"""Who works here: single-use invite links, the list of colleagues, and the end of a post."""

import secrets

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.links import invite_link
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.people import CENTRE, Actor, StaffId, StaffMember, StaffRole
from handlers.command_menu import show_own_commands
from handlers.filters import PrivateChat
from handlers.home_questions import words_of
from handlers.set_up_checks import refused
from services.identity import Identity
from services.ports import Runner
from services.staffing import CreateInvite, EndPost, Staffing

router = Router(name="colleagues")

TOKEN_BYTES = 24
"""Randomness of an invite: nobody guesses 192 bits."""


class InvitePress(Press, prefix="iv"):
    """A step towards an invite: ``show`` teams, choose a ``team``, then a ``role``."""

    community: str
    team: str = ""
    role: StaffRole = StaffRole.WORKER


class ColleaguePress(Press, prefix="co"):
    """The list of colleagues: ``show`` teams, one ``team``, ``ask`` and ``end`` for a post."""

    community: str
    team: str = ""
    staff_id: int = 0


# ---- invites ------------------------------------------------------------------------------


@router.message(Command("invite"), PrivateChat())
async def invite(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """Ask which team the new colleague joins."""
    actor = await runner.read(identity.actor, turn.person.id)
    if await refused(turn, actor, runner, staffing):
        return
    if len(actor.manages) > 1:
        choices = [
            keyboards.button(
                words_of(turn, desk).community(code), InvitePress(action="show", community=code)
            )
            for code in actor.manages
        ]
        turn.say(turn.t("set-up-which-community"), keyboards.inline(*keyboards.grid(choices, 1)))
        return
    turn.say(turn.t("colleagues-which-team"), _invite_teams(turn, desk, actor.manages[0]))


@router.callback_query(InvitePress.of("show"))
async def invite_teams(
    query: CallbackQuery, callback_data: InvitePress, turn: Turn, desk: Desk
) -> None:
    """Offer the teams."""
    keyboard = _invite_teams(turn, desk, callback_data.community)
    turn.edit(turn.t("colleagues-which-team"), keyboard)


@router.callback_query(InvitePress.of("team"))
async def invite_roles(
    query: CallbackQuery,
    callback_data: InvitePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Offer the roles that this person may give in this team."""
    actor = await runner.read(identity.actor, turn.person.id)
    community, team = callback_data.community, callback_data.team
    choices = [
        keyboards.button(
            turn.t(f"set-up-role-{role.value}"),
            InvitePress(action="role", community=community, team=team, role=role),
        )
        for role in _roles(actor, community, team)
    ]
    back = keyboards.button(turn.t("btn-back"), InvitePress(action="show", community=community))
    turn.edit(
        turn.t("colleagues-which-role", team=words_of(turn, desk).team(team)),
        keyboards.inline(*keyboards.grid(choices, 2), [back]),
    )


@router.callback_query(InvitePress.of("role"))
async def make_invite(
    query: CallbackQuery,
    callback_data: InvitePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    staffing: Staffing,
    bot: Bot,
) -> None:
    """Make the link and show it, once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    command = CreateInvite(
        by=turn.person.id,
        token=token,
        community=callback_data.community,
        team=callback_data.team,
        role=callback_data.role,
    )
    made = await runner.run(staffing.invite, command)
    turn.in_community(made.community)
    address = invite_link((await bot.me()).username or "", token)
    text = turn.t(
        "colleagues-invite",
        community=words_of(turn, desk).community(made.community),
        team=words_of(turn, desk).team(made.team),
        role=turn.t(f"set-up-role-{made.role.value}"),
        until=made.expires_at,
        address=address,
    )
    turn.edit(text, keyboards.inline([keyboards.copy(turn.t("btn-copy-link"), address)]))


# ---- the list -----------------------------------------------------------------------------


@router.message(Command("staff"), PrivateChat())
async def colleagues(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """Show everybody who works in the communities that this person manages."""
    actor = await runner.read(identity.actor, turn.person.id)
    if await refused(turn, actor, runner, staffing):
        return
    for community in actor.manages:
        members = await runner.read(staffing.members, community)
        turn.say(*_overview(turn, desk, community, members))


@router.callback_query(ColleaguePress.of("show"))
async def show(
    query: CallbackQuery,
    callback_data: ColleaguePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """Show the list in the same message."""
    community = callback_data.community
    actor = await runner.read(identity.actor, turn.person.id)
    if not await refused(turn, actor, runner, staffing, community):
        members = await runner.read(staffing.members, community)
        turn.edit(*_overview(turn, desk, community, members))


@router.callback_query(ColleaguePress.of("team"))
async def show_team(
    query: CallbackQuery,
    callback_data: ColleaguePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """Show one team, each with a button that ends the post."""
    community = callback_data.community
    actor = await runner.read(identity.actor, turn.person.id)
    if await refused(turn, actor, runner, staffing, community):
        return
    members = await runner.read(staffing.members, community)
    turn.edit(*_team_page(turn, desk, callback_data, members))


@router.callback_query(ColleaguePress.of("ask"))
async def ask_to_end(
    query: CallbackQuery,
    callback_data: ColleaguePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """Ask before a post is ended."""
    community = callback_data.community
    actor = await runner.read(identity.actor, turn.person.id)
    if await refused(turn, actor, runner, staffing, community):
        return
    members = await runner.read(staffing.members, community)
    post = next((member for member in members if member.id == callback_data.staff_id), None)
    if post is None:
        turn.edit(*_team_page(turn, desk, callback_data, members))
        return
    end = callback_data.model_copy(update={"action": "end"})
    back = callback_data.model_copy(update={"action": "team"})
    turn.edit(
        turn.t("colleagues-end-ask", name=post.name, team=words_of(turn, desk).team(post.team)),
        keyboards.inline(
            [
                keyboards.button(turn.t("btn-remove"), end, style="danger"),
                keyboards.button(turn.t("btn-back"), back),
            ]
        ),
    )


@router.callback_query(ColleaguePress.of("end"))
async def end_post(
    query: CallbackQuery,
    callback_data: ColleaguePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
) -> None:
    """End the post; the colleague's commands shrink at once."""
    command = EndPost(by=turn.person.id, staff_id=StaffId(callback_data.staff_id))
    post = await runner.run(staffing.end_post, command)
    if post.person_id is not None:
        actor = await runner.read(identity.actor, post.person_id)
        if actor.person.telegram_id is not None and actor.person.reachable:
            show_own_commands(turn, actor)
    members = await runner.read(staffing.members, post.community)
    text, keyboard = _team_page(turn, desk, callback_data, members)
    turn.edit(turn.t("colleagues-ended", name=post.name) + "\n\n" + text, keyboard)


# ---- pages --------------------------------------------------------------------------------


def _invite_teams(turn: Turn, desk: Desk, community: str) -> Keyboard:
    choices = [
        keyboards.button(
            team.name.text(turn.language),
            InvitePress(action="team", community=community, team=team.code),
        )
        for team in desk.teams
    ]
    return keyboards.inline(*keyboards.grid(choices, 2))


def _roles(actor: Actor, community: str, team: str) -> tuple[StaffRole, ...]:
    """Return the roles that are offered; the service decides again."""
    roles: tuple[StaffRole, ...] = (StaffRole.WORKER, StaffRole.LEADER)
    if team == CENTRE:
        roles = (StaffRole.CLERK, StaffRole.LEADER)
        if actor.post_with(community, StaffRole.ADMIN) is not None:
            roles += (StaffRole.MANAGER, StaffRole.ADMIN)
    return roles


def _overview(
    turn: Turn, desk: Desk, community: str, members: list[StaffMember]
) -> tuple[str, Keyboard]:
    words = words_of(turn, desk)
    lines = [turn.t("colleagues-head", community=words.community(community))]
    choices: list[Button] = []
    for team in desk.teams:
        here = [member for member in members if member.team == team.code]
        names = "、".join(_name(turn, member) for member in here) or turn.t("colleagues-nobody")
        name = team.name.text(turn.language)
        lines.append(turn.t("colleagues-line", team=name, names=Html(names)))
        if here:
            press = ColleaguePress(action="team", community=community, team=team.code)
            choices.append(keyboards.button(name, press))
    return "\n".join(lines), keyboards.inline(*keyboards.grid(choices, 2))


def _team_page(
    turn: Turn, desk: Desk, at: ColleaguePress, members: list[StaffMember]
) -> tuple[str, Keyboard]:
    here = [member for member in members if member.team == at.team]
    team = words_of(turn, desk).team(at.team)
    lines = [turn.t("colleagues-team", team=team)]
    lines += [_name(turn, member) for member in here] or [turn.t("colleagues-nobody")]
    rows = [
        [
            keyboards.button(
                turn.t("btn-remove-colleague", name=Html(member.name)),
                ColleaguePress(
                    action="ask", community=at.community, team=at.team, staff_id=member.id
                ),
            )
        ]
        for member in here
    ]
    back = ColleaguePress(action="show", community=at.community)
    rows.append([keyboards.button(turn.t("btn-back"), back)])
    return "\n".join(lines), keyboards.inline(*rows)


def _name(turn: Turn, member: StaffMember) -> str:
    role = turn.t(f"set-up-role-{member.role.value}")
    joined = "" if member.telegram_id is not None else turn.t("colleagues-not-here-yet")
    return turn.t("colleagues-name", name=member.name, role=role, note=joined)
