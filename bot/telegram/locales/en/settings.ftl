# Help, settings, privacy, and the command lists.
settings-help = What I can do for you:
    · Repairs and complaints: tap a button or simply write, with photos, voice or video
    · Questions: just ask; what I do not know goes to a person
    · Guides: /guide, for moving in and out, renovation, visitors, parking; register it right there
    · My tickets: see progress, add something, urge, cancel
    · Emergency: first what to do, and the people on duty are called at once
    · My home: add or remove homes, let your family in
    To leave something half done, send /cancel.
    For a person: say “person”, or call the service centre on { $phone }.
settings-help-staff = For colleagues: /find tickets and residents, /log a report for an owner, /open what is not finished, /open overdue only what is late.
settings-help-several = You work in several communities: a command may name one, for example /open { $community }.
settings-help-manager = For managers: /stats for figures, /ticket for one ticket, /invite a colleague, /staff for the list, /setup to bind the teams’ groups.
settings-page = Language: { $language }
    Homes: { $homes }
    Quiet hours: { $quiet }. What can wait is told in the morning, what is urgent at once
settings-privacy = What { $company } keeps: your name, phone, home, what you report and what was done about it, what you ask (after { $days } days only the figures), and your language.
    Who sees it: the team that deals with it and the service centre. Groups see “W**” and a number with stars; only the colleague who takes the job sees it in full, and the service centre when it checks a home.
    How it is kept: names and numbers are encrypted, never passed to other companies, never used for advertising.
    How it goes away: after “Withdraw” nothing new is recorded. To have what there is deleted, call the service centre on { $phone }.
settings-agreed = You agreed { $at }.
settings-not-agreed = You have not agreed yet: questions and emergency help work, repairs and complaints cannot be recorded.
settings-withdraw-ask = After that, repairs and complaints can no longer be recorded until you agree again. Questions and emergency help go on as before.
    What is recorded already will be finished. Withdraw?
settings-withdrawn = Withdrawn: nothing new will be recorded for you. Questions and emergency help work as before.
    To have what there is deleted, call the service centre on { $phone }.

btn-language = Language
btn-privacy = Privacy
btn-withdraw = Withdraw

command-menu = Main menu
command-repair = Report a repair
command-complain = Make a complaint
command-suggest = Suggest or praise
command-guide = Guides: moving in and out, renovation, visitors, parking
command-tickets = My tickets
command-emergency = Emergency
command-home = My home: add and remove homes
command-settings = Settings
command-language = Language
command-privacy = Privacy notice, withdraw consent
command-help = Help
command-find = Find tickets and residents by home, name, phone, number
command-log = Take down a report for an owner
command-open = What is not finished; add “overdue” for what is late
command-stats = Figures: today, week, month
command-ticket = Everything about one ticket
command-invite = Invite a colleague
command-staff = List of colleagues
command-setup = Bind the teams’ groups
command-bind = Bind this group to a team
