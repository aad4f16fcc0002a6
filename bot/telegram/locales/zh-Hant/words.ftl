place-open = 地點待確認
moment-there = { $moment }（{ $community }時間）
team-none = 客服中心

kind-repair = 報修
kind-complaint = 投訴
kind-suggestion = 建議
kind-praise = 表揚
kind-question = 諮詢
kind-request = 辦理
kind-emergency = 緊急

status-filed = 等客服派單
status-dispatched = 等人接單
status-accepted = 已接單
status-working = 處理中
status-held = 暫停
status-done = 已完工
status-confirmed = 業主已確認
status-closed = 已結束
status-cancelled = 已取消

severity-red = 🔴 緊急
severity-yellow = 🟡 較急
severity-green = 🟢 普通

outcome-fixed = 已修好
outcome-settled = 已處理好
outcome-answered = 已答覆
outcome-arranged = 已辦好
outcome-cannot-fix = 修不了
outcome-not-ours = 不歸我們管
outcome-not-home = 業主不在家
outcome-withdrawn = 業主不需要了

hold-reason-parts = 等材料
hold-reason-away = 家裏沒人
hold-reason-third = 等第三方
hold-reason-booked = 約了時間

decline-reason-not-ours = 不歸我組
decline-reason-parts = 缺材料
decline-reason-hands = 人手不夠
decline-reason-other = 其他原因
decline-reason-left = 已離崗

relation-owner = 業主
relation-tenant = 租戶
relation-family = 家屬
relation-visitor = 訪客

channel-chat = 機器人
channel-phone = 電話
channel-counter = 前台
channel-in-person = 當面
