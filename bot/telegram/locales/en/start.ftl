# First contact, language, consent.
start-greeting = Hello, I am the service bot of { $place }. Repairs, complaints, questions: simply write to me, day and night. To talk to a person, say “person”.
language-ask = 请选择语言 · 請選擇語言 · Please choose your language
language-later = 语言 · 語言 · Language /language
start-language-kept = All right, { $language } from now on.
start-menu = What can I do for you? Tap a button below, or simply write.
start-invite-invalid = This invite link has been used, or it has expired. Please ask your colleague for a new one.
    You can report and ask as always: tap a button below.
start-nothing-to-cancel = There is nothing to cancel. Tap a button below, or simply write.

consent-ask = To visit and to reach you, { $company } keeps your name, phone, home and what you report. Only the colleagues who deal with it see them.
    Send /privacy at any time to read more or to withdraw.
consent-again = Our privacy notice has changed, please have another look.
    To visit and to reach you, { $company } keeps your name, phone, home and what you report. Only the colleagues who deal with it see them.
    Send /privacy at any time to read more or to withdraw.
consent-waits = Once you agree that we keep your name, phone, home and what you report (only for the colleagues who deal with it), your question can go to a colleague.
consent-agreed = ✓ You have agreed.
consent-thanks = Thank you. The buttons below are always there.
consent-later = All right, ask away. Questions and emergency help work now.
    For repairs and complaints we have to visit or answer you, so I will ask for your agreement then.

btn-agree = Agree and go on
btn-just-ask = Just ask first
