# Emergencies: whom to call first, the kind, and what happens then.
emergency-first = <b>有危险，先打电话：</b>
emergency-community = <b>{ $name }</b>
emergency-number = { $label } { $number }
emergency-ask-kind = 是哪一种？点一下，我马上叫人，再告诉您先做什么。
emergency-ask-community = 在哪个小区？点一下，我马上叫人。
emergency-safety = <b>{ $text }</b>
    { "" }
emergency-called = 已经呼叫{ $team }，编号 { $code }。{ $coming }
emergency-coming = { $who ->
        [taken] { $worker }正在赶过来。
        [due] 最晚{ $accept_by }前有人联系您。
       *[late] 还没有人接，已经再催，请直接打值班电话。
    }
emergency-place = 地点：{ $place }
emergency-ask-details = 在哪里、几个人、有人受伤吗？直接打字，或者发照片、语音、位置。不说也行。
emergency-passed-on = 已经转给赶来的同事。还有什么，接着说就行。
emergency-not-understood = 这个我转不过去。请打字，或者发照片、语音、位置。
emergency-files-full = 附件已经满 10 个，文字还可以接着发。
emergency-over = 这件事已经结束。还需要帮助，请点「紧急求助」。
emergency-still-open = { $code } 还在处理。{ $coming }是误报就点下面。
emergency-location = 位置：北纬 { $north }，东经 { $east }
emergency-moved = 地点改为：{ $place }
emergency-false-reason = 报告人说是误报
emergency-false-done = 好，{ $code } 已取消，已经告诉同事不用来了。
emergency-doubt = 您现在需要紧急帮助吗？

btn-sos-calm = 不是紧急
btn-sos-slip = 点错了
btn-sos-false = 误报
btn-sos-done = 说完了
btn-sos-undo = 还是要帮
btn-sos-home = 换到 { $home }
btn-sos-help = 需要
btn-sos-no = 不用
