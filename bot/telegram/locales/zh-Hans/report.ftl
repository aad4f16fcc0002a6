# The guided report: its questions, the card that reads it back, and the receipt.
report-ask-category = { $kind ->
        [complaint] 要投诉哪方面？可以点，也可以直接打。
        [request] 要办哪一样？可以点，也可以直接打。
       *[other] 哪方面坏了？可以点，也可以直接打。
    }
report-ask-community = 在哪个小区？
report-ask-place = 在哪里？点一下，或者直接打，例如「3栋大堂」。
report-ask-place-typed = 在哪里？打房号，例如 3-2-501；公共地方可以点，也可以打，例如「3栋大堂」。
report-ask-home = 是哪一户？点一下，或者直接打房号，例如 3-2-501。
report-ask-description = { $kind ->
        [complaint] 请说说怎么回事：什么时候、涉及什么人。照片、语音、视频也可以直接发。
        [suggestion] 您的建议是什么？直接打就行，也可以带照片。
        [praise] 想表扬谁、因为什么事？直接打就行，也可以带照片。
        [request] 还有什么要告诉我们的？例如来几个人、车牌号、施工单位。没有就点「跳过」。
       *[other] 请说说怎么回事。照片、语音、视频也可以直接发。
    }
report-ask-words = 再用一句话说说是怎么回事？（已收到 { $count } 个附件）
report-ask-files = { $kind ->
        [request] 有图纸、合同、行驶证的照片可以先发来；身份证不用发，办的时候带来。没有就点「跳过」。已有 { $count } 个，还可以加 { $left } 个，最多 { $limit } 个。
       *[other] 请发照片、语音或视频，可以一次发多张。已有 { $count } 个，还可以加 { $left } 个，最多 { $limit } 个。
    }
report-ask-visit = { $kind ->
        [request] 想什么时候办？可以点，也可以直接打，例如「下周三上午」。
       *[other] 什么时候上门方便？可以点，也可以直接打，例如「周三晚上七点后」。
    }
report-ask-field = 要改哪一项？
report-ask-kind = 是建议，还是表扬？

report-place-home = 地点：{ $home }（您家）
report-no-such-home = 名单里没有 { $home } 这个房号。请再打一次；确定没写错，就按您写的登记。
report-home-near = 名单里没有 { $home }，是下面哪一户？确定没写错，就按您写的登记。
report-which-home = { $home } 有几户，是哪一户？
report-place-too-long = 地点请写短一点，{ $limit } 个字以内。详细情况下一步再说。
report-visit-too-long = 时间请写短一点，{ $limit } 个字以内。
report-not-understood = 这个我看不懂，请打字、发照片、语音或视频，或者点下面的按钮。

report-files-added = 已加 { $count } 个附件，一共 { $total } 个。
report-files-over = 附件最多 { $limit } 个，前 { $limit } 个已收下，多出来的没有加进去。
report-text-cut = 文字太长，只留下前 { $limit } 个字，后面的没有记下。
report-words-added = 已补充进去。
report-perhaps-asked = 要是在问我，点「只是问问」，我来回答，不写进单子。
report-kept-words = 刚才说的记下了：「{ $text }」
report-kept-files = 附件 { $count } 个，已经带上。

report-spot-lobby = 大堂
report-spot-corridor = 楼道
report-spot-lift = 电梯
report-spot-garage = 地下车库
report-spot-road = 小区道路
report-spot-garden = 花园绿地
report-spot-playground = 儿童乐园
report-spot-gate = 大门
report-spot-inside = { $building }{ $spot }

report-visit-today = 今天
report-visit-morning = 明天上午
report-visit-afternoon = 明天下午
report-visit-weekend = 周末
report-visit-any = 都行
report-visit-before = { $hour }:00 前
report-visit-days = { $first }–{ $last }
report-visit-date = { $month }月{ $day }日

report-card-title = <b>请核对：{ $title }</b>
report-card-place = 地点：{ $place }{ $mine ->
        [yes] （您家）
       *[no] {""}
    }
report-card-unverified = 您的房屋还没有核实，可以先报，单子上会写「未核实」。
report-card-text = 情况：{ $text }
report-card-no-text = 情况：看附件
report-card-files = { $count ->
        [0] 附件：没有，照片、语音现在直接发来就会加上
       *[other] 附件：{ $count } 个
    }
report-card-visit = { $kind ->
        [request] 希望时间：{ $wish }
       *[other] 上门时间：{ $wish }
    }

report-filed = <b>已登记 { $code }</b> { $subject }
report-next = { $kind ->
        [repair] { $team }负责，最晚{ $accept_by }前接单，接单后告诉您谁来。最晚{ $finish_by }前处理完。
        [complaint] { $team }负责，最晚{ $accept_by }前有人受理并联系您，最晚{ $finish_by }前给您处理结果。
        [request] { $team }负责，最晚{ $accept_by }前有人受理并联系您，最晚{ $finish_by }前给您办理结果。
        [question] { $team }会看到前面的话，最晚{ $accept_by }前有人回复，就在这里告诉您。
       *[other] { $team }会看，最晚{ $accept_by }前有人受理，最晚{ $finish_by }前给您答复。
    }
report-advice = 您现在可以先做：{ $advice }
report-hours-open = 现在是上班时间（{ $hours }）。急事可以打 { $phone }。
report-hours-shut = 现在不是上班时间（{ $hours }），值班同事看到就回。急事可以打 { $phone }。

report-left = 好，刚才没有提交，什么都没留下。要做什么？
report-one-open = 您还有一份{ $kind ->
        [complaint] 投诉
        [suggestion] 建议
        [praise] 表扬
        [question] 咨询
        [request] 办理
       *[other] 报修
    }没有提交。继续那一份，还是放弃它、另报一件？
report-old-card = 这是以前那份报告的按钮，那份没有提交，已经不用了。要报请点「报修」或「投诉」。
report-filed-already = 这份已经登记了：{ $code }。
report-want-person = 要找人工吗？刚才填的都会留着。

btn-begin-repair = 报修
btn-begin-complaint = 投诉
btn-begin-suggestion = 建议
btn-begin-praise = 表扬
btn-report-keep = 继续填
btn-report-fresh = 另报一件
btn-report-person = 找人工
btn-report-elsewhere = 换个地方
btn-report-wordless = 看附件
btn-report-done = 完成
btn-report-no-files = 全部去掉
btn-report-use-anyway = 照此登记
btn-report-place = 换地点
btn-report-visit = 改时间
btn-report-files = 加照片
btn-report-change = 改一改
btn-field-category = 类别
btn-field-place = 地点
btn-field-description = 情况
btn-field-files = 附件
btn-field-visit = 时间
btn-cancel-ticket = 取消
