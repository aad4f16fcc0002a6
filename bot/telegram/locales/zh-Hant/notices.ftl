phone-unknown = 沒有留電話
wish-any = 都行

owner-logged = <b>{ $code }</b> 已替您登記：{ $category } · { $place }
    { $short }
    { $team }最晚{ $accept_by }前接單，接單後告訴您誰來。
owner-accepted = { $name }接單了（{ $code } { $category }），{ $visit ->
        [now] 正在趕過來。
        [home] 會按您方便的時間上門，有變化會先告訴您。
        [place] 最晚{ $finish_by }前處理完，有變化會先告訴您。
       *[none] 有結果就告訴您。
    }
owner-given-back = { $code } 換人處理，{ $late ->
        [yes] 原來答應您{ $accept_by }前有人接單，現在已經過了，對不起。一有人接單就告訴您誰來，着急可以打 { $centre_phone }。
       *[no] 最晚{ $accept_by }前重新有人接單，接單後告訴您誰來。
    }
owner-transferred = { $code } 轉給{ $team }處理，{ $late ->
        [yes] 原來答應您{ $accept_by }前有人接單，現在已經過了，對不起。一有人接單就告訴您誰來，着急可以打 { $centre_phone }。
       *[no] 最晚{ $accept_by }前有人接單。
    }
owner-arrived = { $name }已經到場，開始處理 { $code } { $category }。
owner-held = { $code } 暫時停一下：{ $hold_reason }。預計{ $until_at }繼續，到時會接着處理。
owner-resumed = { $code } 繼續處理了，{ $name }負責。
owner-message = { $name }（{ $code } { $category }）：
    { $text }
owner-answer = { $centre ->
        [yes] 客服{ $name }
       *[no] { $name }
    }：
    { $text }
owner-answer-pictures = { $code } { $centre ->
        [yes] 客服{ $name }
       *[no] { $name }
    }：{ $text }
owner-pictures = { $code } 現場情況
owner-accept-overdue = { $code } 答應您{ $accept_by }前有人接單，現在還沒有，對不起。已經轉告客服中心馬上安排。
    着急可以打 { $centre_phone }。
owner-finish-overdue = { $code } 答應您{ $finish_by }前處理完，現在還沒有，對不起。已經轉告客服中心跟進。
    着急可以打 { $centre_phone }。
residence-verified = ✓ { $home } 已核實。以後直接說事就行。
residence-refused = { $home } 沒有核實成功：{ $reason }
    有疑問可以在「我的家」裏重新提交，或者找服務中心。

follow-up-ask = <b>{ $code }</b> { $category } · { $place }
    { $worker }：{ $outcome }。{ $note }
    { $ended ->
        [fixed] 真的好了嗎？
        [answered] 問題解決了嗎？
        [not_home] 還需要我們再來嗎？
       *[other] 這樣可以嗎？
    }
follow-up-remind = 還想問一下 <b>{ $code }</b> { $category }（{ $outcome }）：{ $ended ->
        [fixed] 真的好了嗎？
        [answered] 問題解決了嗎？
        [not_home] 還需要我們再來嗎？
       *[other] 這樣可以嗎？
    }

staff-contact = <b>{ $code }</b> { $category } · { $place }
    { $reporter } { $phone }
    { $visit ->
        [home] 希望上門：{ $wish }。
       *[other] { "" }
    }號碼只給您處理這一單用。
staff-alarm = 🔴 緊急 { $category } · { $place }
    { $short }
    { $reporter } { $phone }
staff-reopened = { $code } { $category } 業主說還沒好，請{ $visit ->
        [none] 接着處理
       *[other] 再去一次
    }。{ $reason }

team-alarm = 🔴 緊急 { $category } · { $place }
    { $short }
    報告人 { $reporter } { $phone }。誰去？
team-open-private = { $name }，請先私聊我點一下「開始」，這樣業主的電話才能發給您。
team-given-back = { $name }退回了這一單：{ $decline_reason }。請另一位同事接。
team-hold-over = 暫停時間到了，{ $worker }請繼續處理 { $code }。
team-reopened = { $code } 業主說還沒好，請{ $name }{ $visit ->
        [none] 接着處理
       *[other] 再去一次
    }。{ $reason }
team-reopened-anew = { $code } 業主說還沒好，請一位同事{ $visit ->
        [none] 接着處理
       *[other] 再去一次
    }。{ $reason }
team-cancelled = 業主取消了 { $code }。{ $reason }
team-urged = 業主在催 { $code }，請儘快處理。
team-owner-message = 業主補充（{ $code }）：
    { $text }
team-not-delivered = { $code } 的留言沒有送到：業主不在機器人裏。請打電話。
team-accept-overdue = { $severity } { $code } 已超時，還沒人接單（應在{ $accept_by }前）。請組長或客服中心安排。
team-finish-overdue = { $severity } { $code } 已超時，還沒完成（應在{ $finish_by }前）。負責人：{ $worker }
overdue-head = ⚠ <b>{ $count } 張工單超時</b>，最久的：
overdue-line = { $severity } { $code } { $category } · { $place } · { $state ->
        [waits] { $due }前該有人接單
       *[runs] { $due }前該完成 · { $who }
    }
team-bound = 已綁定：{ $team }的工單會發到這裏。
    這是一張測試卡，不用處理。

centre-unrouted = { $code } 沒有派出去：{ $team }還沒有綁定群。請在這裏派單，或請管理員用 /setup 綁定。
centre-declined = { $name }退回了 { $code }：{ $decline_reason }。請重新派單。
centre-escalated = { $code } { $category } 業主要求升級（第 { $tier } 級）。{ $reason }
centre-call-task = 請給業主打電話：{ $code } { $category } · { $place }
    做完後問過兩次，業主沒有回。
centre-residence = 核實房屋：{ $community } { $home }
    { $name } { $phone }，{ $relation }
    和登記的名單對不上，請核實。

btn-progress = 查看進度
btn-add = 補充
btn-reply = 回覆
btn-escalate = 升級
btn-copy-phone = 複製電話
btn-coming = 我來
btn-to-owner = 回覆業主
btn-solved = 好了
btn-unsolved = 還沒好
btn-question-solved = 解決了
btn-question-unsolved = 還沒有
btn-not-needed = 不用了
btn-come-again = 再來一次
btn-agreed = 可以
btn-not-agreed = 還要處理
btn-score = { $score }
btn-take-call = 我來打
btn-approve = 通過
btn-refuse = 不通過

call-task-details = 回訪電話 <b>{ $code }</b> { $category } · { $place }
    { $reporter } { $phone }
    { $note }
    通話後請選結果：
staff-taken-over = { $code } { $category } · { $place } 改由{ $name }處理，您不用再去。
admin-message-lost = { $title }（{ $team }）收不到訊息，{ $ticket } 沒有送到。請檢查群裏機器人的權限，或用 /setup 重新綁定。
admin-chat-refuses = { $title }（{ $team }）收不到訊息。請檢查群裏機器人的權限，或用 /setup 重新綁定。
btn-who = 看資料
