# Setting up: groups of teams, invites, colleagues; homes that the centre decides on.
set-up-no-admin-yet = There is no administrator yet. When the desk starts, its console prints a link; whoever opens it becomes the first administrator and can then send /setup.
set-up-not-allowed = This is for administrators. Please ask your manager if you need it.
set-up-which-community = Which community?
set-up-which-team = Which team works in this group?
set-up-head = Set-up of <b>{ $community }</b>:
set-up-line-bound = ✓ { $team } · { $title } · { $members ->
        [one] one colleague
       *[other] { $members } colleagues
    }
set-up-line-open = – { $team } · no group yet · { $members ->
        [one] one colleague
       *[other] { $members } colleagues
    }
set-up-pick = Tap a team to choose its group.
set-up-ask-group = Please tap the button below and choose the group of { $team }. I will be added as an administrator, so that I can see your replies.
    For a group with topics, send /bind in the topic instead.
set-up-not-in-group = I am not in that group yet, or cannot speak there. Please add me and choose again.
set-up-bound = ✓ { $team } now works in “{ $title }”. A test card has been sent there.
set-up-bound-here = ✓ This is now the place of { $team }. Tickets will come here.
set-up-not-admin-there = I am not an administrator there and see only replies to my messages. It is better to make me one.
set-up-back = All right, back to the set-up.
set-up-start-again = That choice was not used. Please send /setup and begin again.
set-up-bind-in-group = Please send /bind in the group (or in its topic). Here /setup does the same.
set-up-no-chat = · { $team } has no group, so the service centre assigns its tickets
set-up-no-members = · { $team } has nobody yet, use /invite
set-up-missing = Saved, and ready for use. Still missing:
set-up-complete = Everything is set up: each team has a group and people.
set-up-role-worker = worker
set-up-role-leader = team leader
set-up-role-clerk = clerk
set-up-role-manager = manager
set-up-role-admin = administrator

joined = Hello { $name }, you are now { $role } of { $team }, { $community }.
joined-worker = Tickets come to your team’s group. Tap “Take it” and it is yours; the owner’s phone is sent to you here.
    /find finds tickets, /log takes down a report.
joined-leader = Tickets come to your team’s group. You can take, assign and transfer them, and are told what is late.
    /find finds tickets, /open lists what is not finished, /stats has your team’s figures.
joined-clerk = You see every ticket: you assign what nobody takes, check homes that do not match, and call who does not answer.
    /find finds residents and tickets, /log takes down a report, /open lists what is not finished.
joined-manager = /stats for figures, /open for what is not finished, /ticket for one ticket, /invite a colleague, /staff for the list.
joined-admin = Two things come first: choose a group for each team, then invite your colleagues. It takes a few minutes; you can stop at any time and go on with /setup.
joined-group = First join your team’s group “{ $title }”; the button works for 24 hours.
joined-ask-in = Your team’s group is “{ $title }”. Not in it yet? Your team leader can add you.
joined-no-group = Your team has no group yet. Once it has, your team leader will add you.

invalid-no-such-team = There is no such team, the settings may have changed. Please choose again.
invalid-last-admin = This is the last administrator. Please /invite another one first.

admin-chat-lost = I was removed from “{ $title }”, the group of { $team }.
    From now on the service centre assigns the tickets of { $team }. Please choose a group with /setup, or add me again and send /bind there.

colleagues-which-team = Which team does the new colleague join?
colleagues-which-role = { $team }: as what?
colleagues-invite = { $community } · { $team } · { $role }
    Send this link to the new colleague, who opens it and taps “Start”. It works once, until { $until }:
    { $address }
colleagues-head = Colleagues in <b>{ $community }</b>:
colleagues-line = { $team }: { $names }
colleagues-nobody = nobody yet
colleagues-team = <b>{ $team }</b>
colleagues-name = { $name } ({ $role }){ $note }
colleagues-not-here-yet = {" "}· has not opened the bot yet
colleagues-end-ask = Remove { $name } from { $team }? They can no longer take or see tickets from then on. What they have in hand goes back to the team.
colleagues-ended = { $name } was removed.

homes-desk-reason-number = The number of the home does not match our list. Please check it and submit again.
homes-desk-reason-name = Your name and phone are not among the residents we know there.
homes-desk-reason-tenant = The owner has to register tenants and relatives at the service centre first.
homes-desk-ask-reason = { $who }, please reply to this message with one sentence why not. The resident will read it.
homes-desk-placeholder = Why it is refused
homes-desk-left = All right, nothing is decided and the person was told nothing.
homes-desk-told = { $outcome }, and the resident has been told.
homes-desk-already = Already settled: { $outcome }
homes-desk-outcome = { $standing ->
        [verified] ✓ approved by { $by }
        [refused] refused by { $by }
        [ended] removed by the resident
       *[pending] waiting to be checked
    }
homes-desk-decided = Home to check: { $community } { $home }
    { $name }, { $relation }
    { $outcome }
homes-desk-because = { $outcome }: { $reason }

btn-set-up = Start setup
btn-enter-group = Join group
btn-done = Done
btn-pick-group = Choose a group
btn-remove-colleague = Remove { $name }
btn-home-reason-number = Wrong number
btn-home-reason-name = Not known
btn-home-reason-tenant = Register first
btn-home-reason-type = Write why
homes-desk-sent = The details are in your private chat.
