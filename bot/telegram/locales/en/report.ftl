# The guided report: its questions, the card that reads it back, and the receipt.
report-ask-category = { $kind ->
        [complaint] What is the complaint about? Tap or type.
        [request] What would you like to arrange? Tap or type.
       *[other] What needs repair? Tap or type.
    }
report-ask-community = In which community?
report-ask-place = Where is it? Tap, or type something like “lobby of building 3”.
report-ask-place-typed = Where is it? Type a home, for example 3-2-501. For a shared place, tap or type, for example “lobby of building 3”.
report-ask-home = Which home? Tap it, or type its number, for example 3-2-501.
report-ask-description = { $kind ->
        [complaint] What happened, when, and who was involved? You can also send photos, voice or video.
        [suggestion] What do you suggest? Just type it. Photos are welcome.
        [praise] Whom would you like to praise, and for what? Just type it. Photos are welcome.
        [request] Anything else we should know? For example how many people, a number plate, the contractor. If not, tap “Skip”.
       *[other] What happened? You can also send photos, voice or video.
    }
report-ask-words = Could you say in a sentence what happened? ({ $count ->
        [one] one file is here
       *[other] { $count } files are here
    })
report-ask-files = { $kind ->
        [request] Photos of plans, contracts or a vehicle licence can be sent ahead. No ID cards, please: bring those. Nothing to send? Tap “Skip”. You have { $count }, { $left } more will fit, { $limit } at most.
       *[other] Please send photos, voice or video, several at once if you like. You have { $count }, { $left } more will fit, { $limit } at most.
    }
report-ask-visit = { $kind ->
        [request] When would you like it? Tap or type, for example “next Wednesday morning”.
       *[other] When may somebody come? Tap or type, for example “Wednesday after 7 pm”.
    }
report-ask-field = What would you like to change?
report-ask-kind = Is it a suggestion or praise?

report-place-home = Place: { $home } (your home)
report-no-such-home = { $home } is not on our list. Please type it again. If it is right, I can note it as you wrote it.
report-home-near = { $home } is not on our list. Is it one of these? If you are sure, keep it as you wrote it.
report-which-home = There are several { $home }. Which one is it?
report-place-too-long = Please keep the place within { $limit } characters. You can tell the rest in the next step.
report-visit-too-long = Please keep the time within { $limit } characters.
report-not-understood = I cannot read this. Please type, send a photo, voice or video, or tap a button below.

report-files-added = { $count ->
        [one] One file added
       *[other] { $count } files added
    }, { $total } in all.
report-files-over = A report takes { $limit } files. The first { $limit } are kept, the others were not added.
report-text-cut = The text was too long. The first { $limit } characters are kept, the rest is not.
report-words-added = Added.
report-perhaps-asked = If that was a question for me, tap “Just asking”: I answer it and leave it out of the report.
report-kept-words = I have noted what you said: “{ $text }”
report-kept-files = { $count ->
        [one] Your file is added.
       *[other] Your { $count } files are added.
    }

report-spot-lobby = Lobby
report-spot-corridor = Corridor
report-spot-lift = Lift
report-spot-garage = Garage
report-spot-road = Road
report-spot-garden = Garden
report-spot-playground = Playground
report-spot-gate = Gate
report-spot-inside = Building { $building }, { $spot }

report-visit-today = Today
report-visit-morning = Tomorrow morning
report-visit-afternoon = Tomorrow afternoon
report-visit-weekend = Weekend
report-visit-any = Any time
report-visit-before = before { $hour }:00
report-visit-days = { $first } – { $last }
report-visit-date = { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }

report-card-title = <b>Please check: { $title }</b>
report-card-place = Place: { $place }{ $mine ->
        [yes] {" "}(your home)
       *[no] {""}
    }
report-card-unverified = Your home is not verified yet. You can report all the same; the ticket will say “not verified”.
report-card-text = What: { $text }
report-card-no-text = What: see the files
report-card-files = { $count ->
        [0] Files: none. Photos and voice sent now are added
        [one] Files: one
       *[other] Files: { $count }
    }
report-card-visit = { $kind ->
        [request] Wished time: { $wish }
       *[other] Visit: { $wish }
    }

report-filed = <b>{ $code } is registered</b>: { $subject }
report-next = { $kind ->
        [repair] With: { $team }. Somebody takes it by { $accept_by }, and you will hear who comes. Done by { $finish_by } at the latest.
        [complaint] With: { $team }. Somebody will contact you by { $accept_by }. You will have a result by { $finish_by }.
        [request] With: { $team }. Somebody takes it up and contacts you by { $accept_by }. You will have a result by { $finish_by }.
        [question] With: { $team }, who can read what was said before. You will have an answer here by { $accept_by }.
       *[other] With: { $team }. Somebody takes it up by { $accept_by }, and you will have a reply by { $finish_by }.
    }
report-advice = What you can do now: { $advice }
report-hours-open = The desk is open now ({ $hours }). If it is urgent, call { $phone }.
report-hours-shut = The desk is closed now (open { $hours }). A colleague on duty answers as soon as they see it. If it is urgent, call { $phone }.

report-left = All right, nothing was sent and nothing was kept. What can I do for you?
report-one-open = There is { $kind ->
        [complaint] a complaint
        [suggestion] a suggestion
        [praise] a praise
        [question] a question
        [request] a request
       *[other] a repair report
    } that you have not sent yet. Go on with it, or drop it and begin another?
report-old-card = This button is from an earlier report that was never sent. To report, tap Repair or Complaint.
report-filed-already = This one is registered already: { $code }.
report-want-person = Shall I get you a person? What you have filled in is kept.

btn-begin-repair = Repair
btn-begin-complaint = Complaint
btn-begin-suggestion = Suggestion
btn-begin-praise = Praise
btn-report-keep = Go on with it
btn-report-fresh = Drop it, begin another
btn-report-person = Talk to a person
btn-report-elsewhere = Not here, change place
btn-report-wordless = The files will do
btn-report-done = Done
btn-report-no-files = Remove all
btn-report-use-anyway = Note it as written
btn-report-place = Place
btn-report-visit = Time
btn-report-files = Add photos
btn-report-change = Change
btn-field-category = Category
btn-field-place = Place
btn-field-description = What
btn-field-files = Files
btn-field-visit = Time
btn-cancel-ticket = Cancel it
