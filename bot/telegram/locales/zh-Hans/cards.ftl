# The card of a ticket in a team's chat, and its buttons.
card-head = { $severity } <b>{ $code }</b> { $subject }{ $marks }
card-mark-again = { " " }· 第 { $cycle } 次
card-mark-tier-2 = { " " }· 再次投诉
card-mark-tier-3 = { " " }· 升级投诉
card-where = { $place } · { $reporter }{ $marks }
card-mark-unverified = { " " }· 未核实
card-mark-channel = { " " }· { $channel }
card-mark-logged = { " " }· { $name }代报
card-text = { $text }
card-no-words = （没有文字，请看附件）
card-wish = { $kind ->
        [request] 希望时间：{ $wish }
       *[other] 希望上门：{ $wish }
    }
card-files = 附件 { $count } 个

card-filed = 等客服派单，最晚{ $accept_by }要有人接
card-dispatched = { $team }待接单，最晚接单 { $accept_by }
card-late = （已超时）
card-given-back = { $name }退回：{ $reason }
card-last-worker = 上次是{ $name }处理的
card-accepted = { $name } { $at } 接单，最晚完成 { $finish_by }
card-assigned = { $by } { $at } 指派给{ $name }，最晚完成 { $finish_by }
card-arrived = { $at } 到场
card-held = 挂起：{ $reason }，到 { $until }
card-done = { $name } { $at } 完成：{ $outcome }
card-note = 说明：{ $note }
card-waits-for-owner = 等业主确认
card-confirmed = 业主确认解决了
card-agreed = 业主同意这样处理
card-score = 业主打分 { $score } 分
card-closed = 已结束
card-cancelled = 业主取消了
card-replaced = { $again ->
        [yes] 已重新打开（第 { $cycle } 次），这是以前的卡片，请看最新的一张。
       *[no] 这是以前的卡片，请看最新的一张。
    }
card-elsewhere = 这个群不再接单，请到班组现在的群里处理。
card-how-to-answer = 回复这张卡片，业主马上收到；开头写「内部」的只留在群里。

btn-coming-now = 我来
btn-take-up = 受理
btn-decline = 退回
btn-transfer = 转派
btn-dispatch = 派单
btn-assign = 指派
btn-arrive = 到场
btn-hold = 挂起
btn-resume = 继续
btn-finish = 完成
btn-answered = 答完了
btn-undo = 撤销
btn-message = 留言
btn-call = 电话
btn-more = 更多

btn-until-tonight = 今晚 { $time }
btn-until-morning = 明早 { $time }
btn-until-days = 3 天后
btn-until-typed = 其他时间
btn-finish-now = 直接完成
btn-finish-shown = 先发照片
btn-finish-note = 先写说明
