place-open = 地点待确认
moment-there = { $moment }（{ $community }时间）
team-none = 客服中心

kind-repair = 报修
kind-complaint = 投诉
kind-suggestion = 建议
kind-praise = 表扬
kind-question = 咨询
kind-request = 办理
kind-emergency = 紧急

status-filed = 等客服派单
status-dispatched = 等人接单
status-accepted = 已接单
status-working = 处理中
status-held = 暂停
status-done = 已完工
status-confirmed = 业主已确认
status-closed = 已结束
status-cancelled = 已取消

severity-red = 🔴 紧急
severity-yellow = 🟡 较急
severity-green = 🟢 普通

outcome-fixed = 已修好
outcome-settled = 已处理好
outcome-answered = 已答复
outcome-arranged = 已办好
outcome-cannot-fix = 修不了
outcome-not-ours = 不归我们管
outcome-not-home = 业主不在家
outcome-withdrawn = 业主不需要了

hold-reason-parts = 等材料
hold-reason-away = 家里没人
hold-reason-third = 等第三方
hold-reason-booked = 约了时间

decline-reason-not-ours = 不归我组
decline-reason-parts = 缺材料
decline-reason-hands = 人手不够
decline-reason-other = 其他原因
decline-reason-left = 已离岗

relation-owner = 业主
relation-tenant = 租户
relation-family = 家属
relation-visitor = 访客

channel-chat = 机器人
channel-phone = 电话
channel-counter = 前台
channel-in-person = 当面
