# Teaching the knowledge base, in the service centre's group.
command-faq = Service centre: questions I could not answer
faq-elsewhere = I am taught in the service centre's group: send /faq there.
faq-nothing = All questions of the last 30 days were answered. Nothing to do here.
    Send /faq with a few words to see what I would say, for example “/faq property fee”.
faq-list = { $count ->
        [one] One question of the last 30 days was
       *[other] { $count } questions of the last 30 days were
    } not answered well, asked { $asked ->
        [one] once
       *[other] { $asked } times
    } in all. Tap one:
faq-line = { $number }. { $short } · { $count ->
        [one] once
       *[other] { $count } times
    }
faq-cluster = <b>{ $short }</b> · { $count ->
        [one] once
       *[other] { $count } times
    }
faq-asked = • { $text } ({ $received })
faq-told = ↳ { $name } replied: { $text }
faq-more = { $count ->
        [one] One more
       *[other] { $count } more
    } much like these.
faq-which = Which answer fits? One tap, and I will give it from now on.
faq-was-answered = answered with “{ $question }”{ $verdict ->
        [useless] , not helpful
        [person] , wanted a person
       *[other] {""}
    }
faq-was-suggested = offered a choice{ $verdict ->
        [useless] , not helpful
       *[other] , nothing chosen
    }
faq-was-unknown = not answered{ $verdict ->
        [person] , wanted a person
       *[other] {""}
    }
faq-settled = This question has just been dealt with.
faq-changed = Something has changed here. Please look again before you tap.
faq-what = { $what }{ $settled ->
        [0] {""}
        [one] {" "}One question is settled.
       *[other] {" "}{ $settled } questions are settled.
    }
faq-did = ✓ { $what }
    Version { $version }
faq-did-phrasing = { $author } taught me { $count ->
        [one] one more way
       *[other] { $count } more ways
    } to ask “{ $question }”.
faq-did-entry = { $author } wrote the answer to “{ $question }”.
faq-did-review = { $author } checked “{ $question }”: still right.
faq-did-dismissal = { $author } left “{ $question }” alone.
faq-did-dismissal-plain = { $author } left it alone.
faq-did-undo = { $author } took version { $undoes } back, “{ $question }”, as if it had never been.
faq-did-undo-plain = { $author } took version { $undoes } back, as if it had never been.
faq-log = The latest changes:
faq-log-line = { $version }. { $at }: { $what }
faq-log-nothing = Nobody has changed anything yet.
faq-words = Nearest to “{ $words }”:
faq-words-none = There is no answer near it yet.
faq-entry = • { $question } ({ $count ->
        [one] one phrasing
       *[other] { $count } phrasings
    })
faq-ask-heading = { $name } How do owners ask this? One line, as a reply to this message.
faq-ask-heading-or = { $name } Shall the heading be “{ $proposed }”? For another one, reply to this message.
faq-ask-answer = { $name } What is the answer to “{ $heading }”? Reply to this message: owners will read your own words.
faq-ask-answer-or = { $name } What is the answer to “{ $heading }”? A colleague replied:
    { $proposed }
    Use this, or reply to this message.
faq-preview = Owners will see:
faq-preview-topic = Topic: { $topic }
faq-left = All right, nothing was published.
faq-not-yours = A colleague is writing this one, or it is done already.
faq-review = { $count ->
        [one] One answer has
       *[other] { $count } answers have
    } not been checked for long. Tap those that are still right:
faq-review-line = { $number }. { $question } · last on { $day }
faq-review-line-never = { $number }. { $question } · never checked
faq-review-nothing = All answers were checked in time.
faq-reviewed = Noted: checked by { $author }.
knowledge-review = { $community }: { $count ->
        [one] one answer has
       *[other] { $count } answers have
    } not been checked for long. Please have a look when there is time: one tap for each that is still right.

invalid-teach-too-long = Too long: { $length } characters, { $longest } at most. Please write less.
invalid-teach-no-words = There are no words in it. Please write a sentence.
invalid-teach-braces = Curly braces cannot be used. Please write it without them.
invalid-teach-nothing-left = Without phone numbers and homes nothing is left to learn. Write an answer, or leave it alone.
invalid-teach-known = I know this way to ask already.
invalid-teach-no-topic = This topic is gone. Please tap “Topic” and choose another.
error-already-settled = { $name } has dealt with this question already.
error-already-undone = { $name } has taken this back already.

btn-faq-log = Changes
btn-faq-this = This: { $question }
btn-faq-into = Add to: { $question }
btn-faq-write = Write answer
btn-faq-dismiss = Leave alone
btn-faq-undo = Undo
btn-faq-undo-one = Undo { $version }
btn-faq-list = Back to list
btn-faq-take = Use this
btn-faq-publish = Publish
btn-faq-rewrite = Rewrite
btn-faq-topic = Topic
btn-faq-right = { $number } still right
btn-faq-look = { $number } show
btn-faq-still-right = Still right
btn-faq-review = Have a look
