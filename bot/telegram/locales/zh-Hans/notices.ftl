phone-unknown = 没有留电话
wish-any = 都行

owner-logged = <b>{ $code }</b> 已替您登记：{ $category } · { $place }
    { $short }
    { $team }最晚{ $accept_by }前接单，接单后告诉您谁来。
owner-accepted = { $name }接单了（{ $code } { $category }），{ $visit ->
        [now] 正在赶过来。
        [home] 会按您方便的时间上门，有变化会先告诉您。
        [place] 最晚{ $finish_by }前处理完，有变化会先告诉您。
       *[none] 有结果就告诉您。
    }
owner-given-back = { $code } 换人处理，{ $late ->
        [yes] 原来答应您{ $accept_by }前有人接单，现在已经过了，对不起。一有人接单就告诉您谁来，着急可以打 { $centre_phone }。
       *[no] 最晚{ $accept_by }前重新有人接单，接单后告诉您谁来。
    }
owner-transferred = { $code } 转给{ $team }处理，{ $late ->
        [yes] 原来答应您{ $accept_by }前有人接单，现在已经过了，对不起。一有人接单就告诉您谁来，着急可以打 { $centre_phone }。
       *[no] 最晚{ $accept_by }前有人接单。
    }
owner-arrived = { $name }已经到场，开始处理 { $code } { $category }。
owner-held = { $code } 暂时停一下：{ $hold_reason }。预计{ $until_at }继续，到时会接着处理。
owner-resumed = { $code } 继续处理了，{ $name }负责。
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
owner-pictures = { $code } 现场情况
owner-accept-overdue = { $code } 答应您{ $accept_by }前有人接单，现在还没有，对不起。已经转告客服中心马上安排。
    着急可以打 { $centre_phone }。
owner-finish-overdue = { $code } 答应您{ $finish_by }前处理完，现在还没有，对不起。已经转告客服中心跟进。
    着急可以打 { $centre_phone }。
residence-verified = ✓ { $home } 已核实。以后直接说事就行。
residence-refused = { $home } 没有核实成功：{ $reason }
    有疑问可以在「我的家」里重新提交，或者找服务中心。

follow-up-ask = <b>{ $code }</b> { $category } · { $place }
    { $worker }：{ $outcome }。{ $note }
    { $ended ->
        [fixed] 真的好了吗？
        [answered] 问题解决了吗？
        [not_home] 还需要我们再来吗？
       *[other] 这样可以吗？
    }
follow-up-remind = 还想问一下 <b>{ $code }</b> { $category }（{ $outcome }）：{ $ended ->
        [fixed] 真的好了吗？
        [answered] 问题解决了吗？
        [not_home] 还需要我们再来吗？
       *[other] 这样可以吗？
    }

staff-contact = <b>{ $code }</b> { $category } · { $place }
    { $reporter } { $phone }
    { $visit ->
        [home] 希望上门：{ $wish }。
       *[other] { "" }
    }号码只给您处理这一单用。
staff-alarm = 🔴 紧急 { $category } · { $place }
    { $short }
    { $reporter } { $phone }
staff-reopened = { $code } { $category } 业主说还没好，请{ $visit ->
        [none] 接着处理
       *[other] 再去一次
    }。{ $reason }

team-alarm = 🔴 紧急 { $category } · { $place }
    { $short }
    报告人 { $reporter } { $phone }。谁去？
team-open-private = { $name }，请先私聊我点一下「开始」，这样业主的电话才能发给您。
team-given-back = { $name }退回了这一单：{ $decline_reason }。请另一位同事接。
team-hold-over = 暂停时间到了，{ $worker }请继续处理 { $code }。
team-reopened = { $code } 业主说还没好，请{ $name }{ $visit ->
        [none] 接着处理
       *[other] 再去一次
    }。{ $reason }
team-reopened-anew = { $code } 业主说还没好，请一位同事{ $visit ->
        [none] 接着处理
       *[other] 再去一次
    }。{ $reason }
team-cancelled = 业主取消了 { $code }。{ $reason }
team-urged = 业主在催 { $code }，请尽快处理。
team-owner-message = 业主补充（{ $code }）：
    { $text }
team-not-delivered = { $code } 的留言没有送到：业主不在机器人里。请打电话。
team-accept-overdue = { $severity } { $code } 已超时，还没人接单（应在{ $accept_by }前）。请组长或客服中心安排。
team-finish-overdue = { $severity } { $code } 已超时，还没完成（应在{ $finish_by }前）。负责人：{ $worker }
overdue-head = ⚠ <b>{ $count } 张工单超时</b>，最久的：
overdue-line = { $severity } { $code } { $category } · { $place } · { $state ->
        [waits] { $due }前该有人接单
       *[runs] { $due }前该完成 · { $who }
    }
team-bound = 已绑定：{ $team }的工单会发到这里。
    这是一张测试卡，不用处理。

centre-unrouted = { $code } 没有派出去：{ $team }还没有绑定群。请在这里派单，或请管理员用 /setup 绑定。
centre-declined = { $name }退回了 { $code }：{ $decline_reason }。请重新派单。
centre-escalated = { $code } { $category } 业主要求升级（第 { $tier } 级）。{ $reason }
centre-call-task = 请给业主打电话：{ $code } { $category } · { $place }
    做完后问过两次，业主没有回。
centre-residence = 核实房屋：{ $community } { $home }
    { $name } { $phone }，{ $relation }
    和登记的名单对不上，请核实。

btn-progress = 查看进度
btn-add = 补充
btn-reply = 回复
btn-escalate = 升级
btn-copy-phone = 复制电话
btn-coming = 我来
btn-to-owner = 回复业主
btn-solved = 好了
btn-unsolved = 还没好
btn-question-solved = 解决了
btn-question-unsolved = 还没有
btn-not-needed = 不用了
btn-come-again = 再来一次
btn-agreed = 可以
btn-not-agreed = 还要处理
btn-score = { $score }
btn-take-call = 我来打
btn-approve = 通过
btn-refuse = 不通过

call-task-details = 回访电话 <b>{ $code }</b> { $category } · { $place }
    { $reporter } { $phone }
    { $note }
    通话后请选结果：
staff-taken-over = { $code } { $category } · { $place } 改由{ $name }处理，您不用再去。
admin-message-lost = { $title }（{ $team }）收不到消息，{ $ticket } 没有送到。请检查群里机器人的权限，或用 /setup 重新绑定。
admin-chat-refuses = { $title }（{ $team }）收不到消息。请检查群里机器人的权限，或用 /setup 重新绑定。
btn-who = 看资料
