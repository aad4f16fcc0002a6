# The card of a ticket in a team's chat, and its buttons.
card-head = { $severity } <b>{ $code }</b> { $subject }{ $marks }
card-mark-again = { " " }· round { $cycle }
card-mark-tier-2 = { " " }· repeated complaint
card-mark-tier-3 = { " " }· escalated complaint
card-where = { $place } · { $reporter }{ $marks }
card-mark-unverified = { " " }· not verified
card-mark-channel = { " " }· { $channel }
card-mark-logged = { " " }· logged by { $name }
card-text = { $text }
card-no-words = (No words, please see the files)
card-wish = { $kind ->
        [request] Wished time: { $wish }
       *[other] Wishes a visit: { $wish }
    }
card-files = { $count ->
    [one] One file
   *[other] { $count } files
}

card-filed = Waits to be dispatched; somebody must take it by { $accept_by }
card-dispatched = { $team }: take it by { $accept_by }
card-late = { " " }(overdue)
card-given-back = { $name } gave it back: { $reason }
card-last-worker = { $name } worked on it last time
card-accepted = { $name } took it { $at }, finish by { $finish_by }
card-assigned = { $by } gave it to { $name } { $at }, finish by { $finish_by }
card-arrived = On site { $at }
card-held = On hold: { $reason }, until { $until }
card-done = { $name } finished { $at }: { $outcome }
card-note = Note: { $note }
card-waits-for-owner = Waits for the owner's word
card-confirmed = The owner says it is solved
card-agreed = The owner agrees
card-score = { $score ->
    [one] The owner gave 1 star
   *[other] The owner gave { $score } stars
}
card-closed = Closed
card-cancelled = The owner took it back
card-replaced = { $again ->
        [yes] Reopened (round { $cycle }). This card is an old one, please use the newest.
       *[no] This card is an old one, please use the newest.
    }
card-elsewhere = This group no longer takes tickets; please use the group where the team works now.
card-how-to-answer = Reply to this card and the owner reads it at once; what begins with “note” stays here.

btn-take-up = Take it up
btn-coming-now = I am coming
btn-decline = Give back
btn-transfer = Transfer
btn-dispatch = Dispatch
btn-assign = Assign
btn-arrive = On site
btn-hold = Hold
btn-resume = Go on
btn-finish = Finish
btn-answered = Answered
btn-undo = Undo
btn-message = Message
btn-call = Phone
btn-more = More

btn-until-tonight = Tonight { $time }
btn-until-morning = Tomorrow { $time }
btn-until-days = In 3 days
btn-until-typed = Type a time
btn-finish-now = Finish now
btn-finish-shown = Photo first
btn-finish-note = Write a note
