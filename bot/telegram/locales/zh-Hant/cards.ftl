# The card of a ticket in a team's chat, and its buttons.
card-head = { $severity } <b>{ $code }</b> { $subject }{ $marks }
card-mark-again = { " " }· 第 { $cycle } 次
card-mark-tier-2 = { " " }· 再次投訴
card-mark-tier-3 = { " " }· 升級投訴
card-where = { $place } · { $reporter }{ $marks }
card-mark-unverified = { " " }· 未核實
card-mark-channel = { " " }· { $channel }
card-mark-logged = { " " }· { $name }代報
card-text = { $text }
card-no-words = （沒有文字，請看附件）
card-wish = { $kind ->
        [request] 希望時間：{ $wish }
       *[other] 希望上門：{ $wish }
    }
card-files = 附件 { $count } 個

card-filed = 等客服派單，最晚{ $accept_by }要有人接
card-dispatched = { $team }待接單，最晚接單 { $accept_by }
card-late = （已超時）
card-given-back = { $name }退回：{ $reason }
card-last-worker = 上次是{ $name }處理的
card-accepted = { $name } { $at } 接單，最晚完成 { $finish_by }
card-assigned = { $by } { $at } 指派給{ $name }，最晚完成 { $finish_by }
card-arrived = { $at } 到場
card-held = 掛起：{ $reason }，到 { $until }
card-done = { $name } { $at } 完成：{ $outcome }
card-note = 說明：{ $note }
card-waits-for-owner = 等業主確認
card-confirmed = 業主確認解決了
card-agreed = 業主同意這樣處理
card-score = 業主打分 { $score } 分
card-closed = 已結束
card-cancelled = 業主取消了
card-replaced = { $again ->
        [yes] 已重新打開（第 { $cycle } 次），這是以前的卡片，請看最新的一張。
       *[no] 這是以前的卡片，請看最新的一張。
    }
card-elsewhere = 這個群不再接單，請到班組現在的群裏處理。
card-how-to-answer = 回覆這張卡片，業主馬上收到；開頭寫「內部」的只留在群裏。

btn-coming-now = 我來
btn-take-up = 受理
btn-decline = 退回
btn-transfer = 轉派
btn-dispatch = 派單
btn-assign = 指派
btn-arrive = 到場
btn-hold = 掛起
btn-resume = 繼續
btn-finish = 完成
btn-answered = 答完了
btn-undo = 撤銷
btn-message = 留言
btn-call = 電話
btn-more = 更多

btn-until-tonight = 今晚 { $time }
btn-until-morning = 明早 { $time }
btn-until-days = 3 天後
btn-until-typed = 其他時間
btn-finish-now = 直接完成
btn-finish-shown = 先發照片
btn-finish-note = 先寫說明
