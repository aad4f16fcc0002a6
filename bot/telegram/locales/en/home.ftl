# Finding and binding a home; the list of one's homes.
home-ask-community = Which community do you live in?
home-ask-building = Which building do you live in? You can also write it, such as 3-2-501.
home-ask-unit = { $building }: which unit?
home-ask-floor = { $place }: which floor? You can also write the room, such as { $example }.
home-ask-room = { $place }: which home? You can also write the room, such as { $example }.
home-unit = Unit { $unit }
home-no-unit = No unit
home-floor = Floor { $floor }
home-building-empty = We have no list of homes for { $building } yet. Tap “Not listed” and tell us your address.
home-gone = The list has just changed, please choose again.
home-which = Which of these do you mean?
home-none-near = There is no { $home }. These come nearest. Is yours among them?
home-none = There is no { $home }.
home-not-read = I cannot tell which home “{ $text }” is.
home-ask-relation = { $home }: what are you there?
home-ask-phone = Please send your phone number with the button below. If it is the one we know, you are verified at once.
home-phone-typed = A number that is typed cannot be checked. Please tap “Send my number” below, or “Later”.
home-phone-needed = Only your phone number is missing: tap “Send my number” below, or “Later”.
home-phone-not-own = This is not your own number. Please tap “Send my number”; only your own can be used.
home-phone-kept = Thank you, your number is noted.
home-claimed = { $home } · { $relation }
home-verified = ✓ Verified, { $name }: { $homes }. From now on simply tell me what you need.
home-waits = { $homes } does not match our list, so the service centre will check it in office hours ({ $start }–{ $end }) and the answer comes here.
    No need to wait: you can report now, and the ticket will say “not verified”.
home-visitor = { $home }: noted that you are visiting. Ask whatever you like; in an emergency tap “Emergency”.
home-later = All right. “My home” is there whenever you like. You can also simply write what you need.
home-set-aside = All right, this first. You can add where you live under “My home” later.
home-ask-missing = Please write where your home is, for example “Sunshine Garden, building 3, unit 2, 501”. A photo of your contract helps too. The service centre will check it.
home-missing-report = The owner says their home is not on the list. Please check and add it: { $said }
home-missing-filed = Received, number { $code }. The service centre answers { $by } at the latest; the answer comes here.
home-also-staff = This number is also that of a colleague. The commands for your work are in the menu now, /help shows them.

my-home-head = Your homes:
my-home-none = You have no home here yet.
my-home-line = <b>{ $home }</b> · { $relation } · { $standing ->
        [verified] ✓ verified
        [visitor] no check needed
        [phone] waiting for your phone number
        [refused] not verified (you can ask on { $phone }): { $reason }
       *[pending] being checked by the service centre
    }
my-home-leave-ask = Take { $home } off your list? What you have reported goes on as before. To add it again it has to be checked anew.
my-home-left = Removed.
my-home-family = Relatives and tenants open this link on their own phones, tap “Start”, choose the same home and then “Family” or “Tenant”. Once checked they can report themselves:
    { $address }

btn-send-phone = Send my number
btn-home-missing = Not listed
btn-home-other = Another home
btn-earlier-page = ‹ Earlier
btn-later-page = More ›
btn-add-home = Add a home
btn-family = Family, tenants
btn-remove = Remove
btn-remove-home = Remove { $home }
btn-submit-again = Submit again
btn-copy-link = Copy link
