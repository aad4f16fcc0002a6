# Setting up: groups of teams, invites, colleagues; homes that the centre decides on.
set-up-no-admin-yet = 還沒有管理員。服務台啟動時會在主控台列印一個連結，用它打開這裏的人就是第一位管理員，然後再發 /setup。
set-up-not-allowed = 這一步歸管理員辦。需要的話請聯絡您的主管。
set-up-which-community = 哪個小區？
set-up-which-team = 這個群給哪個組用？
set-up-head = <b>{ $community }</b>的設定：
set-up-line-bound = ✓ { $team } · { $title } · { $members } 人
set-up-line-open = – { $team } · 還沒有群 · { $members } 人
set-up-pick = 點一個組，選它的群。
set-up-ask-group = 請點下面的按鈕，選{ $team }的群。我會被加進去並設為管理員，這樣才看得到大家的回覆。
    用話題的群：在對應的話題裏傳送 /bind。
set-up-not-in-group = 我還沒進那個群，或者在裏面不能說話。請把我加進群，再選一次。
set-up-bound = ✓ { $team }綁到「{ $title }」了，測試卡已經發過去。
set-up-bound-here = ✓ 這裏現在是{ $team }的群，工單會發到這裏。
set-up-not-admin-there = 我在群裏還不是管理員，只看得到對我訊息的回覆。建議把我設為管理員。
set-up-back = 好，回到設定。
set-up-start-again = 剛才的選擇沒有用上。請傳送 /setup，從頭選一次。
set-up-bind-in-group = 請在要綁定的群裏（或群的話題裏）傳送 /bind。在這裏用 /setup 也可以。
set-up-no-chat = · { $team }還沒有群，它的工單先由客服中心派
set-up-no-members = · { $team }還沒有人，用 /invite 邀請
set-up-missing = 設定儲存好了，現在就能用。還差：
set-up-complete = 都設定好了，每個組都有群、有人。
set-up-role-worker = 組員
set-up-role-leader = 組長
set-up-role-clerk = 客服
set-up-role-manager = 經理
set-up-role-admin = 管理員

joined = 您好，{ $name }。您現在是{ $community } · { $team }的{ $role }了。
joined-worker = 工單會發到組裏的群，點「接單」就歸您；業主的電話會在這裏單獨發給您。
    /find 查工單，/log 替業主登記。
joined-leader = 工單會發到組裏的群，您可以接單、指派、轉派，超時的會提醒您。
    /find 查工單，/open 看沒辦完的，/stats 看本組的數字。
joined-clerk = 所有工單您都看得到：沒人接的由您派，沒對上的房屋由您核實，沒回音的由您打電話。
    /find 查住戶和工單，/log 替業主登記，/open 看沒辦完的。
joined-manager = /stats 看數字，/open 看沒辦完的，/ticket 看一張單的經過，/invite 邀請同事，/staff 看名單。
joined-admin = 先做兩件事：給每個組選好群，再邀請同事。幾分鐘就好，中途停下也沒關係，傳送 /setup 就能接着做。
joined-group = 先進組裏的群「{ $title }」，按鈕 24 小時內有效。
joined-ask-in = 組裏的群是「{ $title }」，還沒進的話請組長拉您進去。
joined-no-group = 組裏還沒有群，有了以後會由組長拉您進去。

invalid-no-such-team = 沒有這個組，可能設定改過了，請重新選。
invalid-last-admin = 這是最後一位管理員，不能移除。請先用 /invite 邀請另一位。

admin-chat-lost = 我被移出了「{ $title }」，那裏是{ $team }的群。
    從現在起{ $team }的工單先由客服中心派。請用 /setup 重新選群，或者把我加回去後在群裏傳送 /bind。

colleagues-which-team = 新同事進哪個組？
colleagues-which-role = { $team }，做什麼？
colleagues-invite = { $community } · { $team } · { $role }
    把這個連結發給新同事，打開後點「開始」。只能用一次，{ $until }前有效：
    { $address }
colleagues-head = <b>{ $community }</b>的同事：
colleagues-line = { $team }：{ $names }
colleagues-nobody = 還沒有人
colleagues-team = <b>{ $team }</b>
colleagues-name = { $name }（{ $role }）{ $note }
colleagues-not-here-yet = · 還沒打開機器人
colleagues-end-ask = 把{ $name }從{ $team }移除？移除後馬上不能再接單、看單，在辦的單退回班組重新接。
colleagues-ended = { $name }已移除。

homes-desk-reason-number = 房號和登記的不一致，請檢查後重新提交。
homes-desk-reason-name = 登記的住戶裏沒有您的姓名和手機號。
homes-desk-reason-tenant = 請業主先到服務中心登記租戶或家屬。
homes-desk-ask-reason = { $who }，請回覆這條消息，寫一句不通過的原因，業主會看到。
homes-desk-placeholder = 不通過的原因
homes-desk-left = 好，還沒有決定，業主沒有收到消息。
homes-desk-told = { $outcome }，已經告訴業主。
homes-desk-already = 已經有結果了：{ $outcome }
homes-desk-outcome = { $standing ->
        [verified] ✓ { $by }已通過
        [refused] { $by }沒有通過
        [ended] 住戶自己移除了
       *[pending] 等待核實
    }
homes-desk-decided = 核實房屋：{ $community } { $home }
    { $name }，{ $relation }
    { $outcome }
homes-desk-because = { $outcome }：{ $reason }

btn-set-up = 開始設定
btn-enter-group = 進群
btn-done = 完成
btn-pick-group = 選擇群
btn-remove-colleague = 移除 { $name }
btn-home-reason-number = 房號不對
btn-home-reason-name = 查無此人
btn-home-reason-tenant = 先來登記
btn-home-reason-type = 寫原因
homes-desk-sent = 資料已私聊發給您。
