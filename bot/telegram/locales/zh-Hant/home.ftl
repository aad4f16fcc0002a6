# Finding and binding a home; the list of one's homes.
home-ask-community = 您住哪個小區？
home-ask-building = 您住哪一棟？可以直接打，例如 3-2-501。
home-ask-unit = { $building }，幾單元？
home-ask-floor = { $place }，幾層？也可以直接打房號，例如 { $example }。
home-ask-room = { $place }，哪一戶？也可以直接打房號，例如 { $example }。
home-unit = { $unit }單元
home-no-unit = 不分單元
home-floor = { $floor } 層
home-building-empty = { $building }還沒有房屋名單，點「沒有我家」告訴我們地址。
home-gone = 名單剛剛更新過，請再選一次。
home-which = 您說的是哪一戶？
home-none-near = 沒有找到 { $home }。名單裏最接近的是這些，有您家嗎？
home-none = 沒有找到 { $home }。
home-not-read = 「{ $text }」我看不出是哪一戶。
home-ask-relation = { $home }，您是這裏的？
home-ask-phone = 請點下面的按鈕傳送手機號，和登記的一致就馬上生效。
home-phone-typed = 打字的號碼沒法核實，請點下面的「傳送手機號」。暫時不方便就點「以後再說」。
home-phone-needed = 還差手機號，點下面的「傳送手機號」就行。暫時不方便就點「以後再說」。
home-phone-not-own = 這不是您自己的號碼。請點「傳送手機號」，只能發您自己的。
home-phone-kept = 手機號記下了，謝謝。
home-claimed = { $home } · { $relation }
home-verified = ✓ 已核實，{ $name }：{ $homes }。以後直接說事就行。
home-waits = { $homes } 和登記的名單沒對上，已經請服務中心核實，上班時間（{ $start }–{ $end }）處理，結果會發到這裏。
    不用等：現在就可以報修和投訴，工單上會寫「未核實」。
home-visitor = { $home }，記下您是訪客。有問題隨時問，緊急情況點「緊急求助」。
home-later = 好的，以後點「我的家」就能綁定。要辦什麼，直接打字也行。
home-set-aside = 好，先說這件事。住哪裏，以後點「我的家」再補。
home-ask-missing = 請打字寫清楚您家在哪裏，例如「陽光花園 3 棟 2 單元 501」，也可以發一張房產證或合同的照片。服務中心會核對。
home-missing-report = 業主說房屋不在名單裏，請核對後補上：{ $said }
home-missing-filed = 收到，編號 { $code }。服務中心最晚{ $by }前回覆您，結果發到這裏。
home-also-staff = 這個號碼也登記為同事，工作用的命令已經放進選單，傳送 /help 可以看。

my-home-head = 您的家：
my-home-none = 您還沒有綁定房屋。
my-home-line = <b>{ $home }</b> · { $relation } · { $standing ->
        [verified] ✓ 已核實
        [visitor] 不用核實
        [phone] 等您發手機號
        [refused] 沒有核實成功（可以打 { $phone } 問）：{ $reason }
       *[pending] 服務中心正在核實
    }
my-home-leave-ask = 把 { $home } 從您的名單裏移除？已經報的事照常處理。以後想再加，要重新核實。
my-home-left = 已移除。
my-home-family = 家人和租客各用自己的手機打開這個連結，點「開始」，選同一戶，再選「家屬」或「租戶」，核實後就能自己報修：
    { $address }

btn-send-phone = 傳送手機號
btn-home-missing = 沒有我家
btn-home-other = 換一戶
btn-earlier-page = ‹ 前面
btn-later-page = 後面 ›
btn-add-home = 新增房屋
btn-family = 家人租客
btn-remove = 移除
btn-remove-home = 移除 { $home }
btn-submit-again = 重新提交
btn-copy-link = 複製連結
