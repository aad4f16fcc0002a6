# What staff are told: buttons of cards, notes and relays, the timeline.
card-said-accept = { $code } 您接单了，业主的电话私聊发给您。
card-said-arrive = { $code } 已记到场，业主已收到通知。
card-said-resume = { $code } 继续处理。
card-said-decline = { $code } 已退回。
card-said-transfer = { $code } 已转给{ $team }。
card-said-assign = { $code } 已指派给{ $name }。
card-said-hold = { $code } 已挂起到{ $until }，到时会提醒。
card-said-finish = { $code } 已完成。可以回复卡片补充说明或照片。
card-said-undo = { $code } 已撤销完成，继续处理。
card-said-call = 电话已私聊发给您。
card-open-private = 请先私聊我点一下「开始」，这样电话才能发给您。
card-a-colleagues = { $code } 在{ $name }手上。要改动，请找{ $name }、组长或客服中心。
card-for-leaders = { $code } 的这一步由组长或客服中心来做。
card-left = 好，{ $code } 没有动，什么都没发出。
card-finished = { $code } 已完成，说明和照片已写进工单。
card-gone = 这张工单已经不在了。
card-nobody-there = { $team }还没有登记同事，请先转派给班组。
card-contact = <b>{ $code }</b> { $category } · { $place }
    { $name } { $phone }
    号码只给您处理这一单用。
card-here = { $code } 的卡片在最下面。
card-not-here = 这个群没有绑定您的班组，请私聊我查看。

card-asked = 请回复下面这条消息。
card-ask-message = { $name } 要给业主说什么？请回复这条消息，会直接发给业主。 { $code }
card-ask-until = { $name } 挂起到什么时候？请回复这条消息，例如：明天 14:00、3天。 { $code }
card-ask-ending = { $name } 请回复这条消息，写几句说明，也可以发照片，业主都能看到；没有就点「跳过」。 { $code }
card-hint-message = 给业主的话
card-hint-until = 明天 14:00
card-hint-ending = 说明或照片
card-until-not-understood = 没看懂时间，请回复这条消息重写，例如：明天 14:00、25日上午、3天。 { $code }
invalid-bad-hold-until = 挂起的时间要在现在以后、90 天以内，请重写。

relay-noted = { $code } 已记为内部备注，业主看不到。
relay-file-kept = { $code } 已存进工单，业主看不到。
relay-sent = { $code } 已发给业主（{ $at }）。
relay-unreachable = { $code } 没有送到：业主不在机器人里，请打电话。
relay-closing-note = { $code } 已写进完工说明，业主能看到。
relay-too-long = 太长了，没有记下。最多 { $limit } 个字，请分几条发。
relay-no-words = 请用文字写，回复这条消息就行。 { $code }
relay-too-late = { $code } 这一问已经过期，没有发出。请再点一次卡片上的按钮。
talk-answered = ✓ { $code } 已发给业主
talk-taken-back = { $code } 已撤回，业主那边也删了（可能已经看过）。
btn-take-back = 撤回
invalid-too-late-to-take-back = 超过 3 分钟，撤不回了。要改口，请再回复一条。
timeline-take-back = 撤回发给业主的话
btn-relay = 发给业主
btn-closing-note = 完工说明

timeline-line = <i>{ $at }</i> { $what }{ $more } · { $who }
timeline-more = （{ $text }）
timeline-said = 　{ $text }
timeline-desk = 系统
timeline-file = 登记
timeline-dispatch = 派单
timeline-accept = 接单
timeline-assign = 指派
timeline-decline = 退回
timeline-transfer = 转派
timeline-arrive = 到场
timeline-hold = 挂起
timeline-resume = 继续
timeline-finish = 完成
timeline-undo = 撤销完成
timeline-confirm = 确认解决
timeline-reopen = 重新打开
timeline-close = 结束
timeline-cancel = 取消
timeline-urge = 催单
timeline-escalate = 升级
timeline-rate = 打分
timeline-note = 内部备注
timeline-closing-note = 完工说明
timeline-owner-message = 业主补充
timeline-staff-message = 发给业主
timeline-attach = 加附件
timeline-overdue = 超时提醒
timeline-reveal = 查看电话
timeline-call-task = 转电话回访
timeline-called = 电话回访

# Finding
find-ask = 要找什么？房号 12-302、姓名、电话后四位、编号 R-1027，或者一个词都可以。
find-usage = 请把要找的写在后面，例如 /find 12-302。
find-head = 查找「{ $text }」：工单 { $total } 张
find-head-page = 查找「{ $text }」：工单 { $total } 张，第 { $first }–{ $last } 张
btn-find-everywhere = 全部小区
find-house = 房屋：{ $home }
find-person = { $name } { $phone } · { $homes }
find-no-home = 没有登记房屋
find-nothing = 查找「{ $text }」：没有找到您能查看的工单或业主。
    可以换个写法：房号 12-302、姓名、电话后四位、编号 R-1027，或者「漏水」这样的一个词。
find-again = 请重新查找：/find 加上要找的内容。

# Logging a report for somebody
log-to-private = 登记要用到业主的电话，请在私聊里填。
btn-log-here = 私聊登记
log-community = 哪个小区？
log-channel = 代业主登记。业主是怎么来的？
log-home = 哪一家？直接打房号，例如 12-302。公共区域点下面的按钮。
log-spot = 在公共区域的哪里？例如：3栋1单元电梯、南门。
log-no-house = 登记的名单里没有 { $home }。请核对后重打，公共区域点下面的按钮。
log-not-a-home = 「{ $text }」不像房号。按公共区域登记，还是重打房号？
log-name = 业主怎么称呼？直接打名字。
log-name-or-pick = 是哪一位？点名字，或者打别人的名字。
log-bad-name = 名字请写 1 到 { $limit } 个字。
log-phone = { $name }的电话是多少？
log-bad-phone = 这个号码不对，没有记下。手机写 11 位，例如 13812345678；座机带区号；国外号码以 + 开头。
log-kind = 要办什么？
log-category = 哪一类？
log-need = 什么事？请用一两句话写清楚，上门时间也可以写在里面。
log-need-words = 请用文字写是什么事，登记好以后可以在卡片上回复照片。
log-too-long = 太长了，最多 { $limit } 个字，请写短一些。
log-type-it = 请打字回答。
log-use-buttons = 请点下面的按钮。
log-check = 请核对：
    { $subject }
    地点：{ $place }
    业主：{ $name } { $phone }
    渠道：{ $channel }
    { $need }
log-done = 已登记 <b>{ $code }</b> { $category } · { $place }
    { $team }最晚{ $accept_by }前接单。
log-told = 业主已在机器人里收到通知。
log-link = 业主还没有用过机器人。可以把这句话发给业主：
    { $words }
log-link-words = 您的{ $code }已登记。用 Telegram 打开 { $url } ，发送手机号就能看到进度。
log-dropped = 好，没有登记。
btn-log-public = 公共区域
btn-log-as-public = 公共区域
btn-log-retype = 重打房号
btn-log-send = 登记
btn-log-drop = 取消
btn-log-copy = 复制文字
btn-log-change-channel = 改渠道
btn-log-change-home = 改地点
btn-log-change-name = 改业主
btn-log-change-kind = 改类别
btn-log-change-need = 改内容
invalid-no-reporter = 还缺业主的名字和电话。

invalid-team-without-chat = 这个班组还没有绑定群，工单先留在这里。管理员可以用 /setup 绑定。
