follow-up-pictures = { $code } after the work
follow-up-score = Thank you. How many points for { $code }? (5 is best)
follow-up-thanks = Thank you, { $code }: { $score } { $score ->
        [one] point
       *[other] points
    } noted.
follow-up-reopened = We are sorry. { $code } is open again; the same colleague is asked first and takes it by { $accept_by }.
    You can add a few words or a picture of what is still wrong.
follow-up-question-reopened = We are sorry. { $name } goes on with it, by { $accept_by } at the latest. Just type what is not clear yet. ({ $code })
follow-up-low = { $score } { $score ->
        [one] point
       *[other] points
    }: we are sorry. { $code } is open again and will be taken by { $accept_by }.
    What was it mainly?
follow-up-noted = Noted. { $code } will be taken by { $accept_by }; everybody who deals with it can see this.

btn-say-more = Say more
btn-why-slow = Too slow
btn-why-not-fixed = Not fixed
btn-why-unclear = Not clear
btn-why-attitude = Manner
btn-why-mess = Left a mess
btn-why-other = Other

call-task-solved = { $code } noted: the owner says it is all right.
call-task-unsolved = { $code } noted: not all right yet, it is open again.
call-task-nobody = { $code } noted: nobody reached. This does not count as satisfied.
btn-call-solved = All right
btn-call-unsolved = Not yet
btn-call-nobody = No answer

call-task-sent = The number is in your private chat; choose the result there after the call.
call-task-again = { $code } noted: nobody reached. I will remind you tomorrow.
follow-up-over = { $code } is being dealt with again; we will ask you when it is { $kind ->
        [question] answered
       *[other] done
    }.
invalid-open-private-first = Please open a private chat with me and press “Start” first, so that I can send you the number.
