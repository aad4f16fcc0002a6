follow-up-pictures = { $code } 處理後的樣子
follow-up-score = 謝謝。{ $code } 這次服務打幾分？（5 分最好）
follow-up-thanks = 謝謝，{ $code } 記下了 { $score } 分。
follow-up-reopened = 抱歉。{ $code } 已重新打開，先請原來的師傅再來，最晚{ $accept_by }前接單。
    哪裏還沒好，可以補充幾句話或照片。
follow-up-question-reopened = 抱歉。已請{ $name }接着答，最晚{ $accept_by }前。還有哪裏沒說清楚，直接打字就行。（{ $code }）
follow-up-low = { $score } 分，抱歉讓您不滿意。{ $code } 已重新打開，最晚{ $accept_by }前有人接單，再處理一次。
    主要是什麼？
follow-up-noted = 記下了，{ $code } 最晚{ $accept_by }前有人接單，處理的同事都能看到。

btn-say-more = 補充說明
btn-why-slow = 來得慢
btn-why-not-fixed = 沒修好
btn-why-unclear = 沒說清
btn-why-attitude = 態度
btn-why-mess = 沒收拾
btn-why-other = 其他

call-task-solved = { $code } 已記錄：業主說好了。
call-task-unsolved = { $code } 已記錄：業主說還沒好，已重新打開。
call-task-nobody = { $code } 已記錄：沒有聯絡上，不算滿意。
btn-call-solved = 好了
btn-call-unsolved = 還沒好
btn-call-nobody = 沒人接

call-task-sent = 電話已私聊發給您，打完請在那裏選結果。
call-task-again = { $code } 已記錄：沒有聯絡上。明天再提醒您打。
follow-up-over = { $code } 已經重新處理了，{ $kind ->
        [question] 答完
       *[other] 完工
    }後再請您說說。
invalid-open-private-first = 請先私聊我點一下「開始」，業主的電話才能發給您。
