# Emergencies: whom to call first, the kind, and what happens then.
emergency-first = <b>有危險，先打電話：</b>
emergency-community = <b>{ $name }</b>
emergency-number = { $label } { $number }
emergency-ask-kind = 是哪一種？點一下，我馬上叫人，再告訴您先做什麼。
emergency-ask-community = 在哪個小區？點一下，我馬上叫人。
emergency-safety = <b>{ $text }</b>
    { "" }
emergency-called = 已經呼叫{ $team }，編號 { $code }。{ $coming }
emergency-coming = { $who ->
        [taken] { $worker }正在趕過來。
        [due] 最晚{ $accept_by }前有人聯絡您。
       *[late] 還沒有人接，已經再催，請直接打值班電話。
    }
emergency-place = 地點：{ $place }
emergency-ask-details = 在哪裏、幾個人、有人受傷嗎？直接打字，或者發照片、語音、位置。不說也行。
emergency-passed-on = 已經轉給趕來的同事。還有什麼，接着說就行。
emergency-not-understood = 這個我轉不過去。請打字，或者發照片、語音、位置。
emergency-files-full = 附件已經滿 10 個，文字還可以接着發。
emergency-over = 這件事已經結束。還需要幫助，請點「緊急求助」。
emergency-still-open = { $code } 還在處理。{ $coming }是誤報就點下面。
emergency-location = 位置：北緯 { $north }，東經 { $east }
emergency-moved = 地點改為：{ $place }
emergency-false-reason = 報告人說是誤報
emergency-false-done = 好，{ $code } 已取消，已經告訴同事不用來了。
emergency-doubt = 您現在需要緊急幫助嗎？

btn-sos-calm = 不是緊急
btn-sos-slip = 點錯了
btn-sos-false = 誤報
btn-sos-done = 說完了
btn-sos-undo = 還是要幫
btn-sos-home = 換到 { $home }
btn-sos-help = 需要
btn-sos-no = 不用
