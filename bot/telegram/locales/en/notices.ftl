phone-unknown = no phone left
wish-any = any time

owner-logged = <b>{ $code }</b> has been logged for you: { $category } · { $place }
    { $short }
    { $team } will take it by { $accept_by }; then you will hear who comes.
owner-accepted = { $name } has taken { $code } ({ $category }) { $visit ->
        [now] and is on the way.
        [home] and will come at a time that suits you. You will hear of any change first.
        [place] and will finish by { $finish_by }. You will hear of any change first.
       *[none] and will tell you the result.
    }
owner-given-back = { $code } goes to somebody else. { $late ->
        [yes] We promised that it would be taken by { $accept_by }; that has passed, and we are sorry. As soon as somebody takes it you will hear who comes. If it is urgent, call { $centre_phone }.
       *[no] It will be taken by { $accept_by }; then you will hear who comes.
    }
owner-transferred = { $code } is now with { $team }. { $late ->
        [yes] We promised that it would be taken by { $accept_by }; that has passed, and we are sorry. As soon as somebody takes it you will hear who comes. If it is urgent, call { $centre_phone }.
       *[no] They will take it by { $accept_by }.
    }
owner-arrived = { $name } is on site and has begun with { $code } ({ $category }).
owner-held = { $code } is on hold: { $hold_reason }. It goes on { $until_at }.
owner-resumed = Work on { $code } goes on, with { $name }.
owner-message = { $name } ({ $code } { $category }):
    { $text }
owner-answer = { $centre ->
        [yes] { $name }, service centre
       *[no] { $name }
    }:
    { $text }
owner-answer-pictures = { $code } { $centre ->
        [yes] { $name }, service centre
       *[no] { $name }
    }: { $text }
owner-pictures = { $code } on site
owner-accept-overdue = We promised that somebody takes { $code } by { $accept_by }. Nobody has yet, and we are sorry. The service centre has been told to arrange it now.
    If it is pressing, call { $centre_phone }.
owner-finish-overdue = We promised to finish { $code } by { $finish_by }. It is not done yet, and we are sorry. The service centre has been told to follow it up.
    If it is pressing, call { $centre_phone }.
residence-verified = ✓ { $home } is verified. From now on just tell me what you need.
residence-refused = { $home } could not be verified: { $reason }
    You can send it again under “My home”, or ask the service centre.

follow-up-ask = <b>{ $code }</b> { $category } · { $place }
    { $worker }: { $outcome }. { $note }
    { $ended ->
        [fixed] Is it really all right now?
        [answered] Is your question answered?
        [not_home] Shall we come again?
       *[other] Is that all right with you?
    }
follow-up-remind = One more time about <b>{ $code }</b> { $category } ({ $outcome }): { $ended ->
        [fixed] is it really all right now?
        [answered] is your question answered?
        [not_home] shall we come again?
       *[other] is that all right with you?
    }

staff-contact = <b>{ $code }</b> { $category } · { $place }
    { $reporter } { $phone }
    { $visit ->
        [home] Visit wished: { $wish }. 
       *[other] { "" }
    }The number is for this job only.
staff-alarm = 🔴 EMERGENCY { $category } · { $place }
    { $short }
    { $reporter } { $phone }
staff-reopened = { $code } { $category }: the owner says it is not all right yet. Please { $visit ->
        [none] go on with it
       *[other] go once more
    }. { $reason }

team-alarm = 🔴 EMERGENCY { $category } · { $place }
    { $short }
    Reported by { $reporter } { $phone }. Who goes?
team-open-private = { $name }, please open a private chat with me and press “Start”, so that I can send you the owner's number.
team-given-back = { $name } gave this one back: { $decline_reason }. Please, another colleague.
team-hold-over = The hold is over, { $worker }: please go on with { $code }.
team-reopened = The owner says { $code } is not all right yet. { $name }, please { $visit ->
        [none] go on with it
       *[other] go once more
    }. { $reason }
team-reopened-anew = The owner says { $code } is not all right yet. Please, one of you, { $visit ->
        [none] go on with it
       *[other] go once more
    }. { $reason }
team-cancelled = The owner cancelled { $code }. { $reason }
team-urged = The owner is urging { $code }. Please see to it soon.
team-owner-message = The owner adds ({ $code }):
    { $text }
team-not-delivered = The message about { $code } did not arrive: the owner is not in the bot. Please call.
team-accept-overdue = { $severity } { $code } is overdue and not taken (was due { $accept_by }). Leader or service centre, please arrange.
team-finish-overdue = { $severity } { $code } is overdue and not finished (was due { $finish_by }). With: { $worker }
overdue-head = ⚠ <b>{ $count } tickets are overdue</b>, the longest:
overdue-line = { $severity } { $code } { $category } · { $place } · { $state ->
        [waits] was to be taken by { $due }
       *[runs] was to be finished by { $due } · { $who }
    }
team-bound = Bound: tickets for { $team } will come here.
    This is a test card, nothing to do.

centre-unrouted = { $code } was not dispatched: { $team } has no group yet. Please dispatch it here, or ask an administrator to bind one with /setup.
centre-declined = { $name } gave { $code } back: { $decline_reason }. Please dispatch it again.
centre-escalated = { $code } { $category }: the owner asks to escalate (tier { $tier }). { $reason }
centre-call-task = Please call the owner: { $code } { $category } · { $place }
    Asked twice after the work, no answer.
centre-residence = Verify a home: { $community } { $home }
    { $name } { $phone }, { $relation }
    It does not match the list; please check.

btn-progress = Progress
btn-add = Add
btn-reply = Reply
btn-escalate = Escalate
btn-copy-phone = Copy number
btn-coming = On my way
btn-to-owner = Reply to owner
btn-solved = Yes
btn-unsolved = Not yet
btn-question-solved = Solved
btn-question-unsolved = Not yet
btn-not-needed = No need
btn-come-again = Come again
btn-agreed = Yes
btn-not-agreed = No, more to do
btn-score = { $score }
btn-take-call = I'll call
btn-approve = Approve
btn-refuse = Refuse

call-task-details = Follow-up call <b>{ $code }</b> { $category } · { $place }
    { $reporter } { $phone }
    { $note }
    After the call, choose the result:
staff-taken-over = { $code } { $category } · { $place } is now with { $name }; you need not go.
admin-message-lost = { $title } ({ $team }) takes no messages: { $ticket } did not arrive. Please check the bot's rights there, or bind another group with /setup.
admin-chat-refuses = { $title } ({ $team }) takes no messages. Please check the bot's rights there, or bind another group with /setup.
btn-who = Details
