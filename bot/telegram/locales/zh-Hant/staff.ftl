# What staff are told: buttons of cards, notes and relays, the timeline.
card-said-accept = { $code } 您接單了，業主的電話私聊發給您。
card-said-arrive = { $code } 已記到場，業主已收到通知。
card-said-resume = { $code } 繼續處理。
card-said-decline = { $code } 已退回。
card-said-transfer = { $code } 已轉給{ $team }。
card-said-assign = { $code } 已指派給{ $name }。
card-said-hold = { $code } 已掛起到{ $until }，到時會提醒。
card-said-finish = { $code } 已完成。可以回覆卡片補充說明或照片。
card-said-undo = { $code } 已撤銷完成，繼續處理。
card-said-call = 電話已私聊發給您。
card-open-private = 請先私聊我點一下「開始」，這樣電話才能發給您。
card-a-colleagues = { $code } 在{ $name }手上。要改動，請找{ $name }、組長或客服中心。
card-for-leaders = { $code } 的這一步由組長或客服中心來做。
card-left = 好，{ $code } 沒有動，什麼都沒發出。
card-finished = { $code } 已完成，說明和照片已寫進工單。
card-gone = 這張工單已經不在了。
card-nobody-there = { $team }還沒有登記同事，請先轉派給班組。
card-contact = <b>{ $code }</b> { $category } · { $place }
    { $name } { $phone }
    號碼只給您處理這一單用。
card-here = { $code } 的卡片在最下面。
card-not-here = 這個群沒有綁定您的班組，請私聊我查看。

card-asked = 請回覆下面這條訊息。
card-ask-message = { $name } 要給業主說什麼？請回覆這條訊息，會直接發給業主。 { $code }
card-ask-until = { $name } 掛起到什麼時候？請回覆這條訊息，例如：明天 14:00、3天。 { $code }
card-ask-ending = { $name } 請回覆這條訊息，寫幾句說明，也可以發照片，業主都能看到；沒有就點「跳過」。 { $code }
card-hint-message = 給業主的話
card-hint-until = 明天 14:00
card-hint-ending = 說明或照片
card-until-not-understood = 沒看懂時間，請回覆這條訊息重寫，例如：明天 14:00、25日上午、3天。 { $code }
invalid-bad-hold-until = 掛起的時間要在現在以後、90 天以內，請重寫。

relay-noted = { $code } 已記為內部備註，業主看不到。
relay-file-kept = { $code } 已存進工單，業主看不到。
relay-sent = { $code } 已發給業主（{ $at }）。
relay-unreachable = { $code } 沒有送到：業主不在機器人裏，請打電話。
relay-closing-note = { $code } 已寫進完工說明，業主能看到。
relay-too-long = 太長了，沒有記下。最多 { $limit } 個字，請分幾條發。
relay-no-words = 請用文字寫，回覆這條訊息就行。 { $code }
relay-too-late = { $code } 這一問已經過期，沒有發出。請再點一次卡片上的按鈕。
talk-answered = ✓ { $code } 已發給業主
talk-taken-back = { $code } 已撤回，業主那邊也刪了（可能已經看過）。
btn-take-back = 撤回
invalid-too-late-to-take-back = 超過 3 分鐘，撤不回了。要改口，請再回覆一條。
timeline-take-back = 撤回發給業主的話
btn-relay = 發給業主
btn-closing-note = 完工說明

timeline-line = <i>{ $at }</i> { $what }{ $more } · { $who }
timeline-more = （{ $text }）
timeline-said = 　{ $text }
timeline-desk = 系統
timeline-file = 登記
timeline-dispatch = 派單
timeline-accept = 接單
timeline-assign = 指派
timeline-decline = 退回
timeline-transfer = 轉派
timeline-arrive = 到場
timeline-hold = 掛起
timeline-resume = 繼續
timeline-finish = 完成
timeline-undo = 撤銷完成
timeline-confirm = 確認解決
timeline-reopen = 重新打開
timeline-close = 結束
timeline-cancel = 取消
timeline-urge = 催單
timeline-escalate = 升級
timeline-rate = 打分
timeline-note = 內部備註
timeline-closing-note = 完工說明
timeline-owner-message = 業主補充
timeline-staff-message = 發給業主
timeline-attach = 加附件
timeline-overdue = 超時提醒
timeline-reveal = 查看電話
timeline-call-task = 轉電話回訪
timeline-called = 電話回訪

# Finding
find-ask = 要找什麼？房號 12-302、姓名、電話後四位、編號 R-1027，或者一個詞都可以。
find-usage = 請把要找的寫在後面，例如 /find 12-302。
find-head = 查找「{ $text }」：工單 { $total } 張
find-head-page = 查找「{ $text }」：工單 { $total } 張，第 { $first }–{ $last } 張
btn-find-everywhere = 全部小區
find-house = 房屋：{ $home }
find-person = { $name } { $phone } · { $homes }
find-no-home = 沒有登記房屋
find-nothing = 查找「{ $text }」：沒有找到您能查看的工單或業主。
    可以換個寫法：房號 12-302、姓名、電話後四位、編號 R-1027，或者「漏水」這樣的一個詞。
find-again = 請重新查找：/find 加上要找的內容。

# Logging a report for somebody
log-to-private = 登記要用到業主的電話，請在私聊裏填。
btn-log-here = 私聊登記
log-community = 哪個小區？
log-channel = 代業主登記。業主是怎麼來的？
log-home = 哪一家？直接打房號，例如 12-302。公共區域點下面的按鈕。
log-spot = 在公共區域的哪裏？例如：3棟1單元電梯、南門。
log-no-house = 登記的名單裏沒有 { $home }。請核對後重打，公共區域點下面的按鈕。
log-not-a-home = 「{ $text }」不像房號。按公共區域登記，還是重打房號？
log-name = 業主怎麼稱呼？直接打名字。
log-name-or-pick = 是哪一位？點名字，或者打別人的名字。
log-bad-name = 名字請寫 1 到 { $limit } 個字。
log-phone = { $name }的電話是多少？
log-bad-phone = 這個號碼不對，沒有記下。手機寫 11 位，例如 13812345678；座機帶區號；國外號碼以 + 開頭。
log-kind = 要辦什麼？
log-category = 哪一類？
log-need = 什麼事？請用一兩句話寫清楚，上門時間也可以寫在裏面。
log-need-words = 請用文字寫是什麼事，登記好以後可以在卡片上回覆照片。
log-too-long = 太長了，最多 { $limit } 個字，請寫短一些。
log-type-it = 請打字回答。
log-use-buttons = 請點下面的按鈕。
log-check = 請核對：
    { $subject }
    地點：{ $place }
    業主：{ $name } { $phone }
    渠道：{ $channel }
    { $need }
log-done = 已登記 <b>{ $code }</b> { $category } · { $place }
    { $team }最晚{ $accept_by }前接單。
log-told = 業主已在機器人裏收到通知。
log-link = 業主還沒有用過機器人。可以把這句話發給業主：
    { $words }
log-link-words = 您的{ $code }已登記。用 Telegram 打開 { $url } ，傳送手機號就能看到進度。
log-dropped = 好，沒有登記。
btn-log-public = 公共區域
btn-log-as-public = 公共區域
btn-log-retype = 重打房號
btn-log-send = 登記
btn-log-drop = 取消
btn-log-copy = 複製文字
btn-log-change-channel = 改渠道
btn-log-change-home = 改地點
btn-log-change-name = 改業主
btn-log-change-kind = 改類別
btn-log-change-need = 改內容
invalid-no-reporter = 還缺業主的名字和電話。

invalid-team-without-chat = 這個班組還沒有綁定群，工單先留在這裏。管理員可以用 /setup 綁定。
