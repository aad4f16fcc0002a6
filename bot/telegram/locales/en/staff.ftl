# What staff are told: buttons of cards, notes and relays, the timeline.
card-said-accept = { $code } is yours. The owner's phone comes to you in private.
card-said-arrive = { $code }: you are on site, the owner has been told.
card-said-resume = { $code } goes on.
card-said-decline = { $code } was given back.
card-said-transfer = { $code } is now with { $team }.
card-said-assign = { $code } was given to { $name }.
card-said-hold = { $code } rests until { $until }; you will be reminded.
card-said-finish = { $code } is finished. Reply to the card to add a note or photos.
card-said-undo = { $code } is open again; the work goes on.
card-said-call = The phone was sent to you in private.
card-open-private = Please open a private chat with me and tap Start first, so that I can send you the phone.
card-a-colleagues = { $name } has { $code } in hand. Please ask { $name }, the leader or the service centre.
card-for-leaders = This step of { $code } is for the leader or the service centre.
card-left = All right, { $code } is as it was and nothing was sent.
card-finished = { $code } is finished; your note and photos are kept with it.
card-gone = This ticket is no longer there.
card-nobody-there = { $team } has nobody on its list yet. Please transfer to the team instead.
card-contact = <b>{ $code }</b> { $category } · { $place }
    { $name } { $phone }
    This number is for this ticket only.
card-here = The card of { $code } is at the bottom.
card-not-here = None of your teams works in this group. Please look it up in our private chat.

card-asked = Please reply to the message below.
card-ask-message = { $name } what should the owner be told? Reply to this message; it goes straight to the owner. { $code }
card-ask-until = { $name } on hold until when? Reply to this message, for example: tomorrow 14:00, 3 days. { $code }
card-ask-ending = { $name } reply to this message with a short note, photos too if you like. The owner sees both. Nothing to add? Tap “Skip”. { $code }
card-hint-message = Words for the owner
card-hint-until = tomorrow 14:00
card-hint-ending = Note or photos
card-until-not-understood = I could not read that time. Reply to this message, for example: tomorrow 14:00, 11-25 9:00, 3 days. { $code }
invalid-bad-hold-until = A hold must end after now and within 90 days. Please type another time.

relay-noted = { $code }: kept as an internal note, the owner does not see it.
relay-file-kept = { $code }: kept with the ticket, the owner does not see it.
relay-sent = { $code }: sent to the owner ({ $at }).
relay-unreachable = { $code }: not delivered, the owner does not use the bot. Please call.
relay-closing-note = { $code }: now part of the closing note, the owner can read it.
relay-too-long = That is too long and was not kept. { $limit } characters at most, please send it in parts.
relay-no-words = Please put it in words and reply to this message. { $code }
relay-too-late = { $code }: this question is no longer open and nothing was sent. Please tap the button on the card again.
talk-answered = ✓ { $code } sent to the owner
talk-taken-back = { $code } taken back, and gone from the owner's chat (it may have been read).
btn-take-back = Take back
invalid-too-late-to-take-back = More than 3 minutes have passed, so it stays. To correct it, please reply once more.
timeline-take-back = words to the owner taken back
btn-relay = Send to owner
btn-closing-note = Add to closing note

timeline-line = <i>{ $at }</i> { $what }{ $more } · { $who }
timeline-more = { " " }({ $text })
timeline-said = { "  " }{ $text }
timeline-desk = the desk
timeline-file = Filed
timeline-dispatch = Dispatched
timeline-accept = Taken
timeline-assign = Assigned
timeline-decline = Given back
timeline-transfer = Transferred
timeline-arrive = On site
timeline-hold = On hold
timeline-resume = Resumed
timeline-finish = Finished
timeline-undo = End taken back
timeline-confirm = Confirmed
timeline-reopen = Reopened
timeline-close = Closed
timeline-cancel = Cancelled
timeline-urge = Urged
timeline-escalate = Escalated
timeline-rate = Rated
timeline-note = Internal note
timeline-closing-note = Closing note
timeline-owner-message = Owner added
timeline-staff-message = Sent to owner
timeline-attach = Files added
timeline-overdue = Overdue
timeline-reveal = Phone looked up
timeline-call-task = Call wanted
timeline-called = Called

# Finding
find-ask = What are you looking for? A home such as 12-302, a name, the last four digits of a phone, a number such as R-1027, or a word.
find-usage = Please write what you look for behind it, for example /find 12-302.
find-head = Search “{ $text }”: { $total ->
    [one] 1 ticket
   *[other] { $total } tickets
}
find-head-page = Search “{ $text }”: { $total } tickets, { $first }–{ $last }
btn-find-everywhere = All communities
find-house = Home: { $home }
find-person = { $name } { $phone } · { $homes }
find-no-home = no home on the list
find-nothing = Search “{ $text }”: no ticket or owner that you may see.
    Try it another way: a home such as 12-302, a name, the last four digits of a phone, a number such as R-1027, or one word such as “leak”.
find-again = Please search again: /find and what you look for.

# Logging a report for somebody
log-to-private = This needs the owner's phone number, so please fill it in privately.
btn-log-here = Log in private
log-community = Which community?
log-channel = Logging for an owner. How did they reach you?
log-home = Which home? Type it, for example 12-302. For a shared place tap the button.
log-spot = Where exactly? For example: lift of building 3, south gate.
log-no-house = The list has no { $home }. Please check and type it again, or tap the button for a shared place.
log-not-a-home = “{ $text }” does not look like a home. Log it as a shared place, or type the home again?
log-name = What is the owner's name?
log-name-or-pick = Who is it? Tap a name, or type another one.
log-bad-name = Please write a name of 1 to { $limit } characters.
log-phone = What is the phone number of { $name }?
log-bad-phone = This number is not valid and was not kept. Mobile numbers have 11 digits, such as 13812345678; fixed lines need their area code; foreign numbers begin with +.
log-kind = What is it about?
log-category = Which category?
log-need = What is needed? One or two sentences; when somebody may come can be part of it.
log-need-words = Please describe it in words. Once it is logged, photos can be sent as replies to the card.
log-too-long = That is too long. { $limit } characters at most, please shorten it.
log-type-it = Please type your answer.
log-use-buttons = Please tap one of the buttons.
log-check = Please check:
    { $subject }
    Place: { $place }
    Owner: { $name } { $phone }
    Came by: { $channel }
    { $need }
log-done = Logged <b>{ $code }</b> { $category } · { $place }
    { $team } takes it by { $accept_by }.
log-told = The owner has been told in the bot.
log-link = The owner has not used the bot yet. You can send them these words:
    { $words }
log-link-words = { $code } is registered for you. Open { $url } in Telegram and send your phone number to follow it.
log-dropped = All right, nothing was logged.
btn-log-public = Shared place
btn-log-as-public = As shared place
btn-log-retype = Type it again
btn-log-send = Log it
btn-log-drop = Cancel
btn-log-copy = Copy these words
btn-log-change-channel = Change channel
btn-log-change-home = Change place
btn-log-change-name = Change owner
btn-log-change-kind = Change category
btn-log-change-need = Change words
invalid-no-reporter = The owner's name and phone are missing.

invalid-team-without-chat = That team has no group yet, so the ticket stays here. An administrator can bind one with /setup.
