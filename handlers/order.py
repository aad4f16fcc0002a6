"""The one list of conversations, in the order in which they are asked."""

from aiogram import Router

from handlers import (
    card_words,
    card_work,
    colleagues,
    consent,
    consult,
    emergency,
    errors,
    expiry,
    fallback,
    faq,
    follow_up,
    follow_up_words,
    guides,
    home_aside,
    home_binding,
    home_proof,
    home_typing,
    homes_desk,
    log_answers,
    manager,
    manager_open,
    manager_ticket,
    my_home,
    my_tickets,
    relay,
    report,
    set_up,
    settings,
    staff_card,
    staff_find,
    staff_log,
    start,
    talk,
    talk_answers,
    team_binding,
    ticket_talk,
)
from handlers.switchboard import Switchboard

URGENT: tuple[Router, ...] = (
    emergency.alarm_router,
    follow_up_words.reply_router,
    ticket_talk.reply_router,
    expiry.router,
)
"""These see every message before a dialogue takes it for an answer."""

CONVERSATIONS: tuple[Router, ...] = (
    staff_log.router,  # its deep link comes before the greeting
    log_answers.router,
    emergency.router,  # these leave their own dialogues before /cancel drops everything
    report.router,
    my_tickets.router,
    consult.leave_router,
    start.router,
    consent.router,
    home_binding.router,
    home_aside.router,  # a way out is no home, though it is typed where one is awaited
    home_typing.router,
    home_proof.router,
    my_home.router,
    settings.router,
    set_up.router,
    team_binding.router,
    colleagues.router,
    homes_desk.router,
    staff_card.router,
    card_work.router,
    card_words.router,
    staff_find.router,
    talk_answers.router,
    relay.router,
    follow_up.router,
    follow_up_words.router,
    manager.router,
    manager_open.router,
    manager_ticket.router,
    guides.router,
    talk.router,
    faq.router,
    consult.router,
    fallback.router,
)
"""Of two that want the same, the earlier gets it; `fallback` takes whatever is left."""


def create_router() -> Router:
    """Return the router of the whole desk."""
    root = Router(name="desk")
    root.include_router(Switchboard(urgent=URGENT, rest=CONVERSATIONS))
    root.errors.register(errors.on_error)
    return root
