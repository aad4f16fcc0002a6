place-open = place to be confirmed
moment-there = { $moment } ({ $community } time)
team-none = service centre

kind-repair = Repair
kind-complaint = Complaint
kind-suggestion = Suggestion
kind-praise = Praise
kind-question = Question
kind-request = Request
kind-emergency = Emergency

status-filed = with the service centre
status-dispatched = waiting to be taken
status-accepted = taken
status-working = in progress
status-held = on hold
status-done = finished
status-confirmed = confirmed by the owner
status-closed = closed
status-cancelled = cancelled

severity-red = 🔴 Emergency
severity-yellow = 🟡 Urgent
severity-green = 🟢 Normal

outcome-fixed = fixed
outcome-settled = settled
outcome-answered = answered
outcome-arranged = arranged
outcome-cannot-fix = cannot be fixed
outcome-not-ours = not ours to fix
outcome-not-home = nobody at home
outcome-withdrawn = no longer wanted

hold-reason-parts = waiting for parts
hold-reason-away = nobody at home
hold-reason-third = waiting for others
hold-reason-booked = time agreed

decline-reason-not-ours = not our team
decline-reason-parts = parts missing
decline-reason-hands = short of hands
decline-reason-other = other reason
decline-reason-left = no longer on the team

relation-owner = Owner
relation-tenant = Tenant
relation-family = Family
relation-visitor = Visitor

channel-chat = bot
channel-phone = phone
channel-counter = front desk
channel-in-person = in person
