# The owner's own tickets: the list, the story of one, and what is added to it.
my-tickets-none = 您還沒有報過事。要報修、投訴，點下面的按鈕，或者直接打字告訴我。
my-tickets-open = 沒辦完的有 { $count } 件：
my-tickets-all = 一共 { $count } 件，最近的在前面：
btn-my-ticket = { $code } { $category } · { $status }
btn-my-open = 沒辦完的
btn-my-all = 全部記錄
btn-my-list = 返回列表

my-ticket-head = <b>{ $code }</b> { $subject }
my-ticket-place = 地點：{ $place }
my-ticket-text = 情況：{ $text }
my-ticket-wish = { $kind ->
        [request] 希望時間：{ $wish }
       *[other] 希望上門：{ $wish }
    }
my-ticket-now = { $status ->
        [filed] <b>客服中心正在安排，最晚{ $accept_by }前有人接單</b>
        [dispatched] <b>已交給{ $team }，最晚{ $accept_by }前接單</b>
        [accepted] <b>{ $worker }已接單，最晚{ $finish_by }前處理完</b>
        [working] <b>{ $worker }正在處理，最晚{ $finish_by }前處理完</b>
        [held] <b>暫停到{ $until }：{ $reason }</b>
        [done] <b>{ $outcome }，等您確認</b>
        [confirmed] <b>{ $outcome }，您已確認</b>
        [cancelled] <b>您已取消</b>
       *[closed] <b>已結束（{ $outcome }）</b>
    }
my-ticket-urged = 已經替您催了{ $team }（{ $code }），客服中心也看到了。
my-ticket-urged-already = 剛催過，同事已經看到。{ $minutes } 分鐘後可以再催一次。
my-ticket-cancel = 確定取消 { $code } 嗎？取消後同事就不來了。
my-ticket-cancelled = { $code } 已取消，已經告訴同事。

my-event-line = { $at } { $what }
my-event-said = 「{ $text }」
my-event-desk = 系統
my-event-file = { $by ->
        [staff] { $who }替您登記
       *[other] 登記
    }
my-event-dispatch = 交給{ $team }
my-event-accept = { $who }接單
my-event-assign = 安排給{ $team }的同事
my-event-decline = 換人處理
my-event-transfer = 轉給{ $team }
my-event-arrive = { $who }到場
my-event-hold = { $who }暫停
my-event-resume = 繼續處理
my-event-finish = { $who }：{ $outcome }
my-event-undo = { $who }還在繼續處理
my-event-confirm = 您確認解決了
my-event-reopen = 重新打開
my-event-close = 結束
my-event-cancel = { $by ->
        [staff] { $who }取消
       *[other] 您取消了
    }
my-event-urge = 您催了一次
my-event-escalate = 升級處理
my-event-rate = 您打了 { $score } 分
my-event-owner-message = 您補充
my-event-staff-message = { $who }留言
my-event-attach = { $by ->
        [staff] { $who }加了照片
       *[other] 您加了附件
    }
my-event-overdue = 超過了答應的時間，已催促
my-event-called = { $who }打電話回訪

talk-ask = { $code } 要補充什麼？直接打字，或者發照片、語音、影片，可以發幾條。
talk-passed-on = 已轉給{ $team }（{ $code }）。
talk-files-full = { $code } 的附件已經滿 10 個，這個沒有加進去。文字還可以接着發。
talk-not-understood = 這個我轉不過去。請打字，或者發照片、語音、影片。
talk-left = 好，{ $code } 就補充到這裏。
talk-closed = { $code } 已經結束。要重新打開，還是新報一件？剛才說的會帶過去。
talk-cancelled = { $code } 已經取消。要新報一件嗎？剛才說的會帶過去。
talk-reopened = { $code } 已重新打開，先請原來的同事處理，最晚{ $accept_by }前接單。哪裏還沒好，可以補充幾句話或照片。
talk-why = 為什麼要升級 { $code }？打一句話，管理人員會看到；也可以直接升級。
talk-escalated = { $code } 已升級，客服中心和管理人員都看到了，會有人聯絡您。
talk-escalated-already = 剛升級過，管理人員已經看到。{ $minutes } 分鐘後可以再升級。

btn-urge = 催單
btn-reopen = 重新打開
btn-report-again = 新報一件
btn-cancel-yes = 確定取消
btn-cancel-no = 不取消
btn-talk-done = 完成
btn-escalate-now = 直接升級
btn-escalate-no = 不升級
