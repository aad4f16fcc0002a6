# Words that many conversations share.
btn-back = Back
btn-cancel = Cancel
btn-send = Send
btn-skip = Skip
btn-yes = Yes
btn-no = No
btn-continue = Continue
btn-restart = Start over
btn-accept = Take it

expiry-ask = We were in the middle of something, and what you said is kept. Shall we go on?
expiry-nothing-left = That matter is over. Just tell me what you need.
expiry-restarted = All right, nothing was sent and nothing was kept. What can I do for you?

fallback-old-button = This button no longer works. Please use the newest message, or simply write to me.
fallback-unknown-command = There is no such command. Send /help to see what I can do.
fallback-not-understood = I cannot read this. Please write to me, or send a photo, a video or a voice message.

notice-repeated = (This message may have reached you before.)

community-ask = Which community?
community-not-yours = Tickets and figures of { $community } are not for you to see.
