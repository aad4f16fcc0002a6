# Consultation: asking, answering, not knowing, and handing over to a person.
consult-ask = Just type your question, for example “How much is parking?”. Or look by topic:
consult-topic = <b>{ $topic }</b>. Tap a question to see the answer:
consult-entry-gone = This answer is not available at the moment. Please type your question, or ask for a person.
consult-answer = <b>{ $question }</b>
    { $answer }
consult-next-best = Is it this, perhaps: <b>{ $question }</b>
    { $answer }
consult-suggest = I am not sure which of these you mean:
consult-unsure = I am not sure about this, and I would rather not guess. Shall I get you a person, or register it?
consult-unsure-again = I am still not sure. Shall I hand this to a person? They can read what was said before.
consult-offer-report = Shall I register this? Tap what it is.
consult-good = Good. I am here whenever you need me.
consult-bad = Sorry that this did not help. Shall I get you a person? They can read what was said before.
consult-say-again = I did not keep what you said before. Please say it again.
consult-which-community = Which community is it about? Tap, and it goes to the service centre there at once.
consult-for-person = What is your question? Type a sentence, and a colleague at the service centre will answer here.
consult-nothing-open = All right, nothing is under way. What can I do for you?
consult-left = All right, no more questions for now.
consult-greeting = Hello, I am here. Type what you need: a repair, a complaint or a question.
consult-thanks = You are welcome. I am here whenever you need me.
consult-abuse = It is true, I only know about the property. Shall I get you a person?
consult-no-words = I cannot tell what this is about. Please say it in a few words, or ask for a person.
consult-refused-others = I do not give away anybody's phone, home or data, and nobody gets yours from me. If it is urgent, call the police, or come to the service centre in person. Your own data: /privacy.
consult-refused-orders = I only look after the property, and my rules stay as they are. Just tell me what to repair or what you would like to know.
consult-refused-illegal = I cannot help with this. If something is hard to solve, call the service centre or come in person, and we will find a way together.
consult-said-before = What was said before:
consult-said-asked = Owner: { $text }
consult-said-answered = Bot: { $text }
consult-said-suggested = The bot asked whether it is: { $text }
consult-said-unsure = Bot: not sure, no answer
consult-said-refused = Bot: not answered, by its rules
consult-said-useless = Owner: not helpful
talk-passed-to = Passed on to { $name }{ $centre ->
        [yes] , service centre
       *[no] { "" }
    }
talk-full = This question has as many files as it takes, so this one was not kept. Please say it in words.
consult-files = { $count ->
        [one] I have kept your file.
       *[other] I have kept your { $count } files.
    } What is it for?
consult-voice = { $count ->
        [one] I have kept your voice message.
       *[other] I have kept your { $count } messages.
    } I cannot listen to it, but the people who deal with it can. What is it for?
emergency-calm = All right, let us go on. Please say that once more.

btn-consult-person = Talk to a person
btn-consult-none = None of these, get a person
btn-consult-only = Just asking
btn-consult-good = Helpful
btn-consult-bad = Not helpful
btn-consult-back = Go on with it
btn-ask-bot = Ask the bot
btn-consult-add = Add to { $code }
