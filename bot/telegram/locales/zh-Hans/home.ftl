# Finding and binding a home; the list of one's homes.
home-ask-community = 您住哪个小区？
home-ask-building = 您住哪一栋？可以直接打，例如 3-2-501。
home-ask-unit = { $building }，几单元？
home-ask-floor = { $place }，几层？也可以直接打房号，例如 { $example }。
home-ask-room = { $place }，哪一户？也可以直接打房号，例如 { $example }。
home-unit = { $unit }单元
home-no-unit = 不分单元
home-floor = { $floor } 层
home-building-empty = { $building }还没有房屋名单，点「没有我家」告诉我们地址。
home-gone = 名单刚刚更新过，请再选一次。
home-which = 您说的是哪一户？
home-none-near = 没有找到 { $home }。名单里最接近的是这些，有您家吗？
home-none = 没有找到 { $home }。
home-not-read = 「{ $text }」我看不出是哪一户。
home-ask-relation = { $home }，您是这里的？
home-ask-phone = 请点下面的按钮发送手机号，和登记的一致就马上生效。
home-phone-typed = 打字的号码没法核实，请点下面的「发送手机号」。暂时不方便就点「以后再说」。
home-phone-needed = 还差手机号，点下面的「发送手机号」就行。暂时不方便就点「以后再说」。
home-phone-not-own = 这不是您自己的号码。请点「发送手机号」，只能发您自己的。
home-phone-kept = 手机号记下了，谢谢。
home-claimed = { $home } · { $relation }
home-verified = ✓ 已核实，{ $name }：{ $homes }。以后直接说事就行。
home-waits = { $homes } 和登记的名单没对上，已经请服务中心核实，上班时间（{ $start }–{ $end }）处理，结果会发到这里。
    不用等：现在就可以报修和投诉，工单上会写「未核实」。
home-visitor = { $home }，记下您是访客。有问题随时问，紧急情况点「紧急求助」。
home-later = 好的，以后点「我的家」就能绑定。要办什么，直接打字也行。
home-set-aside = 好，先说这件事。住哪里，以后点「我的家」再补。
home-ask-missing = 请打字写清楚您家在哪里，例如「阳光花园 3 栋 2 单元 501」，也可以发一张房产证或合同的照片。服务中心会核对。
home-missing-report = 业主说房屋不在名单里，请核对后补上：{ $said }
home-missing-filed = 收到，编号 { $code }。服务中心最晚{ $by }前回复您，结果发到这里。
home-also-staff = 这个号码也登记为同事，工作用的命令已经放进菜单，发送 /help 可以看。

my-home-head = 您的家：
my-home-none = 您还没有绑定房屋。
my-home-line = <b>{ $home }</b> · { $relation } · { $standing ->
        [verified] ✓ 已核实
        [visitor] 不用核实
        [phone] 等您发手机号
        [refused] 没有核实成功（可以打 { $phone } 问）：{ $reason }
       *[pending] 服务中心正在核实
    }
my-home-leave-ask = 把 { $home } 从您的名单里移除？已经报的事照常处理。以后想再加，要重新核实。
my-home-left = 已移除。
my-home-family = 家人和租客各用自己的手机打开这个链接，点「开始」，选同一户，再选「家属」或「租户」，核实后就能自己报修：
    { $address }

btn-send-phone = 发送手机号
btn-home-missing = 没有我家
btn-home-other = 换一户
btn-earlier-page = ‹ 前面
btn-later-page = 后面 ›
btn-add-home = 添加房屋
btn-family = 家人租客
btn-remove = 移除
btn-remove-home = 移除 { $home }
btn-submit-again = 重新提交
btn-copy-link = 复制链接
