# Emergencies: whom to call first, the kind, and what happens then.
emergency-first = <b>In danger, call first:</b>
emergency-community = <b>{ $name }</b>
emergency-number = { $label } { $number }
emergency-ask-kind = What is it? Tap, and I call our people at once and tell you what to do first.
emergency-ask-community = In which community? Tap, and I call our people at once.
emergency-safety = <b>{ $text }</b>
    { "" }
emergency-called = { $team } has been called, number { $code }. { $coming }
emergency-coming = { $who ->
        [taken] { $worker } is on the way.
        [due] Somebody contacts you by { $accept_by }.
       *[late] Nobody has taken it yet and they were called again. Please ring the duty desk.
    }
emergency-place = Place: { $place }
emergency-ask-details = Where exactly, how many people, is anybody hurt? Type, or send a photo, voice or your location. You need not.
emergency-passed-on = Passed on to the people who are coming. Tell me anything else.
emergency-not-understood = I cannot pass this on. Please type, or send a photo, voice or your location.
emergency-files-full = There are 10 files already. You can still write.
emergency-over = This one is over. If you need help again, tap Emergency.
emergency-still-open = { $code } is still open. { $coming } If it was a false alarm, tap below.
emergency-location = Location: { $north } north, { $east } east
emergency-moved = The place is now: { $place }
emergency-false-reason = The reporter says it was a false alarm
emergency-false-done = All right, { $code } is cancelled and our people know that they need not come.
emergency-doubt = Do you need urgent help now?

btn-sos-calm = Not an emergency
btn-sos-slip = Tapped by mistake
btn-sos-false = False alarm
btn-sos-done = That is all
btn-sos-undo = I need help after all
btn-sos-home = Go to { $home } instead
btn-sos-help = Yes, help
btn-sos-no = No
