# Setting up: groups of teams, invites, colleagues; homes that the centre decides on.
set-up-no-admin-yet = 还没有管理员。服务台启动时会在控制台打印一个链接，用它打开这里的人就是第一位管理员，然后再发 /setup。
set-up-not-allowed = 这一步归管理员办。需要的话请联系您的主管。
set-up-which-community = 哪个小区？
set-up-which-team = 这个群给哪个组用？
set-up-head = <b>{ $community }</b>的设置：
set-up-line-bound = ✓ { $team } · { $title } · { $members } 人
set-up-line-open = – { $team } · 还没有群 · { $members } 人
set-up-pick = 点一个组，选它的群。
set-up-ask-group = 请点下面的按钮，选{ $team }的群。我会被加进去并设为管理员，这样才看得到大家的回复。
    用话题的群：在对应的话题里发送 /bind。
set-up-not-in-group = 我还没进那个群，或者在里面不能说话。请把我加进群，再选一次。
set-up-bound = ✓ { $team }绑到「{ $title }」了，测试卡已经发过去。
set-up-bound-here = ✓ 这里现在是{ $team }的群，工单会发到这里。
set-up-not-admin-there = 我在群里还不是管理员，只看得到对我消息的回复。建议把我设为管理员。
set-up-back = 好，回到设置。
set-up-start-again = 刚才的选择没有用上。请发送 /setup，从头选一次。
set-up-bind-in-group = 请在要绑定的群里（或群的话题里）发送 /bind。在这里用 /setup 也可以。
set-up-no-chat = · { $team }还没有群，它的工单先由客服中心派
set-up-no-members = · { $team }还没有人，用 /invite 邀请
set-up-missing = 设置保存好了，现在就能用。还差：
set-up-complete = 都设置好了，每个组都有群、有人。
set-up-role-worker = 组员
set-up-role-leader = 组长
set-up-role-clerk = 客服
set-up-role-manager = 经理
set-up-role-admin = 管理员

joined = 您好，{ $name }。您现在是{ $community } · { $team }的{ $role }了。
joined-worker = 工单会发到组里的群，点「接单」就归您；业主的电话会在这里单独发给您。
    /find 查工单，/log 替业主登记。
joined-leader = 工单会发到组里的群，您可以接单、指派、转派，超时的会提醒您。
    /find 查工单，/open 看没办完的，/stats 看本组的数字。
joined-clerk = 所有工单您都看得到：没人接的由您派，没对上的房屋由您核实，没回音的由您打电话。
    /find 查住户和工单，/log 替业主登记，/open 看没办完的。
joined-manager = /stats 看数字，/open 看没办完的，/ticket 看一张单的经过，/invite 邀请同事，/staff 看名单。
joined-admin = 先做两件事：给每个组选好群，再邀请同事。几分钟就好，中途停下也没关系，发 /setup 就能接着做。
joined-group = 先进组里的群「{ $title }」，按钮 24 小时内有效。
joined-ask-in = 组里的群是「{ $title }」，还没进的话请组长拉您进去。
joined-no-group = 组里还没有群，有了以后会由组长拉您进去。

invalid-no-such-team = 没有这个组，可能设置改过了，请重新选。
invalid-last-admin = 这是最后一位管理员，不能移除。请先用 /invite 邀请另一位。

admin-chat-lost = 我被移出了「{ $title }」，那里是{ $team }的群。
    从现在起{ $team }的工单先由客服中心派。请用 /setup 重新选群，或者把我加回去后在群里发送 /bind。

colleagues-which-team = 新同事进哪个组？
colleagues-which-role = { $team }，做什么？
colleagues-invite = { $community } · { $team } · { $role }
    把这个链接发给新同事，打开后点「开始」。只能用一次，{ $until }前有效：
    { $address }
colleagues-head = <b>{ $community }</b>的同事：
colleagues-line = { $team }：{ $names }
colleagues-nobody = 还没有人
colleagues-team = <b>{ $team }</b>
colleagues-name = { $name }（{ $role }）{ $note }
colleagues-not-here-yet = · 还没打开机器人
colleagues-end-ask = 把{ $name }从{ $team }移除？移除后马上不能再接单、看单，在办的单退回班组重新接。
colleagues-ended = { $name }已移除。

homes-desk-reason-number = 房号和登记的不一致，请检查后重新提交。
homes-desk-reason-name = 登记的住户里没有您的姓名和手机号。
homes-desk-reason-tenant = 请业主先到服务中心登记租户或家属。
homes-desk-ask-reason = { $who }，请回复这条消息，写一句不通过的原因，业主会看到。
homes-desk-placeholder = 不通过的原因
homes-desk-left = 好，还没有决定，业主没有收到消息。
homes-desk-told = { $outcome }，已经告诉业主。
homes-desk-already = 已经有结果了：{ $outcome }
homes-desk-outcome = { $standing ->
        [verified] ✓ { $by }已通过
        [refused] { $by }没有通过
        [ended] 住户自己移除了
       *[pending] 等待核实
    }
homes-desk-decided = 核实房屋：{ $community } { $home }
    { $name }，{ $relation }
    { $outcome }
homes-desk-because = { $outcome }：{ $reason }

btn-set-up = 开始设置
btn-enter-group = 进群
btn-done = 完成
btn-pick-group = 选择群
btn-remove-colleague = 移除 { $name }
btn-home-reason-number = 房号不对
btn-home-reason-name = 查无此人
btn-home-reason-tenant = 先来登记
btn-home-reason-type = 写原因
homes-desk-sent = 资料已私聊发给您。
