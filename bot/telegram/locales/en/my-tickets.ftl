# The owner's own tickets: the list, the story of one, and what is added to it.
my-tickets-none = You have not reported anything yet. Tap a button below, or simply tell me.
my-tickets-open = { $count ->
        [one] One matter is still open:
       *[other] { $count } matters are still open:
    }
my-tickets-all = { $count ->
        [one] One matter in all:
       *[other] { $count } matters in all, the newest first:
    }
btn-my-ticket = { $code } { $category } · { $status }
btn-my-open = Still open
btn-my-all = All of them
btn-my-list = Back to the list

my-ticket-head = <b>{ $code }</b> { $subject }
my-ticket-place = Place: { $place }
my-ticket-text = What: { $text }
my-ticket-wish = { $kind ->
        [request] Wished time: { $wish }
       *[other] Visit: { $wish }
    }
my-ticket-now = { $status ->
        [filed] <b>The service centre is arranging it; somebody takes it by { $accept_by }</b>
        [dispatched] <b>With: { $team }; somebody takes it by { $accept_by }</b>
        [accepted] <b>{ $worker } has taken it; done by { $finish_by } at the latest</b>
        [working] <b>{ $worker } is working on it; done by { $finish_by } at the latest</b>
        [held] <b>On hold until { $until }: { $reason }</b>
        [done] <b>{ $outcome }; waiting for your word</b>
        [confirmed] <b>{ $outcome }; you have confirmed it</b>
        [cancelled] <b>You have cancelled it</b>
       *[closed] <b>Closed ({ $outcome })</b>
    }
my-ticket-urged = I have urged { $team } about { $code }. The service centre has seen it too.
my-ticket-urged-already = You urged a moment ago, and they have seen it. You can urge again in { $minutes } min.
my-ticket-cancel = Cancel { $code }? Nobody will come then.
my-ticket-cancelled = { $code } is cancelled and our people have been told.

my-event-line = { $at } { $what }
my-event-said = “{ $text }”
my-event-desk = The desk
my-event-file = { $by ->
        [staff] noted for you by { $who }
       *[other] registered
    }
my-event-dispatch = handed to { $team }
my-event-accept = { $who } took it
my-event-assign = given to a colleague of { $team }
my-event-decline = somebody else will do it
my-event-transfer = moved to { $team }
my-event-arrive = { $who } arrived
my-event-hold = { $who } put it on hold
my-event-resume = work goes on
my-event-finish = { $who }: { $outcome }
my-event-undo = { $who } goes on with the work
my-event-confirm = you said it is solved
my-event-reopen = reopened
my-event-close = closed
my-event-cancel = { $by ->
        [staff] cancelled by { $who }
       *[other] you cancelled it
    }
my-event-urge = you urged
my-event-escalate = moved up
my-event-rate = you gave { $score } of 5
my-event-owner-message = you added
my-event-staff-message = { $who } wrote
my-event-attach = { $by ->
        [staff] { $who } added a picture
       *[other] you added a file
    }
my-event-overdue = later than promised; they were urged
my-event-called = { $who } called you

talk-ask = What would you like to add to { $code }? Type, or send photos, voice or video, as many messages as you like.
talk-passed-on = Passed on to { $team } ({ $code }).
talk-files-full = { $code } has 10 files already, this one was not added. You can still write.
talk-not-understood = I cannot pass this on. Please type, or send a photo, voice or video.
talk-left = All right, that is it for { $code }.
talk-closed = { $code } is over. Reopen it, or report something new? What you just said is kept.
talk-cancelled = { $code } was cancelled. Report something new? What you just said is kept.
talk-reopened = { $code } is open again. The same colleague is asked first, by { $accept_by } at the latest. Tell us what is still wrong, in words or photos.
talk-why = Why should { $code } move up? One sentence for the managers, or move it up as it is.
talk-escalated = { $code } has moved up. The service centre and the managers have seen it, and somebody will contact you.
talk-escalated-already = It moved up a moment ago and the managers have seen it. You can do so again in { $minutes } min.

btn-urge = Urge
btn-reopen = Reopen
btn-report-again = Report again
btn-cancel-yes = Yes, cancel it
btn-cancel-no = Keep it
btn-talk-done = Done
btn-escalate-now = Move it up now
btn-escalate-no = Leave it
