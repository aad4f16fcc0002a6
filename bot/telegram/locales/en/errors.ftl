# What a rule refuses, and the apology for what nobody expected.
error-unexpected = Sorry, something went wrong. Your message arrived, but nothing was done. Please try again, or call the service centre at { $phone } and give them the number { $error }.
error-not-in-team = This ticket belongs to { $team }.
error-not-allowed = You cannot do this. Please ask the service centre if you need it.
error-not-found = Not found. It may have been removed, or it is not yours to see.
error-wrong-status = The ticket has moved on, and this no longer fits.
error-too-soon = This was done a moment ago. Please try again in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }.
error-conflict = Somebody changed this ticket at the same moment. Please tap once more.
error-invite-invalid = This invitation was used or has expired. Please ask for a new one.
error-consent-missing = Please agree first that we keep your details, so that we can file your report. Send /start to do so.
error-invalid = I cannot read this. Please write it another way.
