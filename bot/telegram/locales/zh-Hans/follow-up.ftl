follow-up-pictures = { $code } 处理后的样子
follow-up-score = 谢谢。{ $code } 这次服务打几分？（5 分最好）
follow-up-thanks = 谢谢，{ $code } 记下了 { $score } 分。
follow-up-reopened = 抱歉。{ $code } 已重新打开，先请原来的师傅再来，最晚{ $accept_by }前接单。
    哪里还没好，可以补充几句话或照片。
follow-up-question-reopened = 抱歉。已请{ $name }接着答，最晚{ $accept_by }前。还有哪里没说清楚，直接打字就行。（{ $code }）
follow-up-low = { $score } 分，抱歉让您不满意。{ $code } 已重新打开，最晚{ $accept_by }前有人接单，再处理一次。
    主要是什么？
follow-up-noted = 记下了，{ $code } 最晚{ $accept_by }前有人接单，处理的同事都能看到。

btn-say-more = 补充说明
btn-why-slow = 来得慢
btn-why-not-fixed = 没修好
btn-why-unclear = 没说清
btn-why-attitude = 态度
btn-why-mess = 没收拾
btn-why-other = 其他

call-task-solved = { $code } 已记录：业主说好了。
call-task-unsolved = { $code } 已记录：业主说还没好，已重新打开。
call-task-nobody = { $code } 已记录：没有联系上，不算满意。
btn-call-solved = 好了
btn-call-unsolved = 还没好
btn-call-nobody = 没人接

call-task-sent = 电话已私聊发给您，打完请在那里选结果。
call-task-again = { $code } 已记录：没有联系上。明天再提醒您打。
follow-up-over = { $code } 已经重新处理了，{ $kind ->
        [question] 答完
       *[other] 完工
    }后再请您说说。
invalid-open-private-first = 请先私聊我点一下「开始」，业主的电话才能发给您。
