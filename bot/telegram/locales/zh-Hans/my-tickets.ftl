# The owner's own tickets: the list, the story of one, and what is added to it.
my-tickets-none = 您还没有报过事。要报修、投诉，点下面的按钮，或者直接打字告诉我。
my-tickets-open = 没办完的有 { $count } 件：
my-tickets-all = 一共 { $count } 件，最近的在前面：
btn-my-ticket = { $code } { $category } · { $status }
btn-my-open = 没办完的
btn-my-all = 全部记录
btn-my-list = 返回列表

my-ticket-head = <b>{ $code }</b> { $subject }
my-ticket-place = 地点：{ $place }
my-ticket-text = 情况：{ $text }
my-ticket-wish = { $kind ->
        [request] 希望时间：{ $wish }
       *[other] 希望上门：{ $wish }
    }
my-ticket-now = { $status ->
        [filed] <b>客服中心正在安排，最晚{ $accept_by }前有人接单</b>
        [dispatched] <b>已交给{ $team }，最晚{ $accept_by }前接单</b>
        [accepted] <b>{ $worker }已接单，最晚{ $finish_by }前处理完</b>
        [working] <b>{ $worker }正在处理，最晚{ $finish_by }前处理完</b>
        [held] <b>暂停到{ $until }：{ $reason }</b>
        [done] <b>{ $outcome }，等您确认</b>
        [confirmed] <b>{ $outcome }，您已确认</b>
        [cancelled] <b>您已取消</b>
       *[closed] <b>已结束（{ $outcome }）</b>
    }
my-ticket-urged = 已经替您催了{ $team }（{ $code }），客服中心也看到了。
my-ticket-urged-already = 刚催过，同事已经看到。{ $minutes } 分钟后可以再催一次。
my-ticket-cancel = 确定取消 { $code } 吗？取消后同事就不来了。
my-ticket-cancelled = { $code } 已取消，已经告诉同事。

my-event-line = { $at } { $what }
my-event-said = 「{ $text }」
my-event-desk = 系统
my-event-file = { $by ->
        [staff] { $who }替您登记
       *[other] 登记
    }
my-event-dispatch = 交给{ $team }
my-event-accept = { $who }接单
my-event-assign = 安排给{ $team }的同事
my-event-decline = 换人处理
my-event-transfer = 转给{ $team }
my-event-arrive = { $who }到场
my-event-hold = { $who }暂停
my-event-resume = 继续处理
my-event-finish = { $who }：{ $outcome }
my-event-undo = { $who }还在继续处理
my-event-confirm = 您确认解决了
my-event-reopen = 重新打开
my-event-close = 结束
my-event-cancel = { $by ->
        [staff] { $who }取消
       *[other] 您取消了
    }
my-event-urge = 您催了一次
my-event-escalate = 升级处理
my-event-rate = 您打了 { $score } 分
my-event-owner-message = 您补充
my-event-staff-message = { $who }留言
my-event-attach = { $by ->
        [staff] { $who }加了照片
       *[other] 您加了附件
    }
my-event-overdue = 超过了答应的时间，已催促
my-event-called = { $who }打电话回访

talk-ask = { $code } 要补充什么？直接打字，或者发照片、语音、视频，可以发几条。
talk-passed-on = 已转给{ $team }（{ $code }）。
talk-files-full = { $code } 的附件已经满 10 个，这个没有加进去。文字还可以接着发。
talk-not-understood = 这个我转不过去。请打字，或者发照片、语音、视频。
talk-left = 好，{ $code } 就补充到这里。
talk-closed = { $code } 已经结束。要重新打开，还是新报一件？刚才说的会带过去。
talk-cancelled = { $code } 已经取消。要新报一件吗？刚才说的会带过去。
talk-reopened = { $code } 已重新打开，先请原来的同事处理，最晚{ $accept_by }前接单。哪里还没好，可以补充几句话或照片。
talk-why = 为什么要升级 { $code }？打一句话，管理人员会看到；也可以直接升级。
talk-escalated = { $code } 已升级，客服中心和管理人员都看到了，会有人联系您。
talk-escalated-already = 刚升级过，管理人员已经看到。{ $minutes } 分钟后可以再升级。

btn-urge = 催单
btn-reopen = 重新打开
btn-report-again = 新报一件
btn-cancel-yes = 确定取消
btn-cancel-no = 不取消
btn-talk-done = 完成
btn-escalate-now = 直接升级
btn-escalate-no = 不升级
