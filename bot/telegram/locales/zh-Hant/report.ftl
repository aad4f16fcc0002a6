# The guided report: its questions, the card that reads it back, and the receipt.
report-ask-category = { $kind ->
        [complaint] 要投訴哪方面？可以點，也可以直接打。
        [request] 要辦哪一樣？可以點，也可以直接打。
       *[other] 哪方面壞了？可以點，也可以直接打。
    }
report-ask-community = 在哪個小區？
report-ask-place = 在哪裏？點一下，或者直接打，例如「3棟大堂」。
report-ask-place-typed = 在哪裏？打房號，例如 3-2-501；公共地方可以點，也可以打，例如「3棟大堂」。
report-ask-home = 是哪一戶？點一下，或者直接打房號，例如 3-2-501。
report-ask-description = { $kind ->
        [complaint] 請說說怎麼回事：什麼時候、涉及什麼人。照片、語音、影片也可以直接發。
        [suggestion] 您的建議是什麼？直接打就行，也可以帶照片。
        [praise] 想表揚誰、因為什麼事？直接打就行，也可以帶照片。
        [request] 還有什麼要告訴我們的？例如來幾個人、車牌號、施工單位。沒有就點「跳過」。
       *[other] 請說說怎麼回事。照片、語音、影片也可以直接發。
    }
report-ask-words = 再用一句話說說是怎麼回事？（已收到 { $count } 個附件）
report-ask-files = { $kind ->
        [request] 有圖紙、合同、行駛證的照片可以先發來；身份證不用發，辦的時候帶來。沒有就點「跳過」。已有 { $count } 個，還可以加 { $left } 個，最多 { $limit } 個。
       *[other] 請發照片、語音或影片，可以一次發多張。已有 { $count } 個，還可以加 { $left } 個，最多 { $limit } 個。
    }
report-ask-visit = { $kind ->
        [request] 想什麼時候辦？可以點，也可以直接打，例如「下週三上午」。
       *[other] 什麼時候上門方便？可以點，也可以直接打，例如「週三晚上七點後」。
    }
report-ask-field = 要改哪一項？
report-ask-kind = 是建議，還是表揚？

report-place-home = 地點：{ $home }（您家）
report-no-such-home = 名單裏沒有 { $home } 這個房號。請再打一次；確定沒寫錯，就按您寫的登記。
report-home-near = 名單裏沒有 { $home }，是下面哪一戶？確定沒寫錯，就按您寫的登記。
report-which-home = { $home } 有幾戶，是哪一戶？
report-place-too-long = 地點請寫短一點，{ $limit } 個字以內。詳細情況下一步再說。
report-visit-too-long = 時間請寫短一點，{ $limit } 個字以內。
report-not-understood = 這個我看不懂，請打字、發照片、語音或影片，或者點下面的按鈕。

report-files-added = 已加 { $count } 個附件，一共 { $total } 個。
report-files-over = 附件最多 { $limit } 個，前 { $limit } 個已收下，多出來的沒有加進去。
report-text-cut = 文字太長，只留下前 { $limit } 個字，後面的沒有記下。
report-words-added = 已補充進去。
report-perhaps-asked = 要是在問我，點「只是問問」，我來回答，不寫進單子。
report-kept-words = 剛才說的記下了：「{ $text }」
report-kept-files = 附件 { $count } 個，已經帶上。

report-spot-lobby = 大堂
report-spot-corridor = 樓道
report-spot-lift = 電梯
report-spot-garage = 地下車庫
report-spot-road = 小區道路
report-spot-garden = 花園綠地
report-spot-playground = 兒童樂園
report-spot-gate = 大門
report-spot-inside = { $building }{ $spot }

report-visit-today = 今天
report-visit-morning = 明天上午
report-visit-afternoon = 明天下午
report-visit-weekend = 週末
report-visit-any = 都行
report-visit-before = { $hour }:00 前
report-visit-days = { $first }–{ $last }
report-visit-date = { $month }月{ $day }日

report-card-title = <b>請核對：{ $title }</b>
report-card-place = 地點：{ $place }{ $mine ->
        [yes] （您家）
       *[no] {""}
    }
report-card-unverified = 您的房屋還沒有核實，可以先報，單子上會寫「未核實」。
report-card-text = 情況：{ $text }
report-card-no-text = 情況：看附件
report-card-files = { $count ->
        [0] 附件：沒有，照片、語音現在直接發來就會加上
       *[other] 附件：{ $count } 個
    }
report-card-visit = { $kind ->
        [request] 希望時間：{ $wish }
       *[other] 上門時間：{ $wish }
    }

report-filed = <b>已登記 { $code }</b> { $subject }
report-next = { $kind ->
        [repair] { $team }負責，最晚{ $accept_by }前接單，接單後告訴您誰來。最晚{ $finish_by }前處理完。
        [complaint] { $team }負責，最晚{ $accept_by }前有人受理並聯絡您，最晚{ $finish_by }前給您處理結果。
        [request] { $team }負責，最晚{ $accept_by }前有人受理並聯絡您，最晚{ $finish_by }前給您辦理結果。
        [question] { $team }會看到前面的話，最晚{ $accept_by }前有人回覆，就在這裏告訴您。
       *[other] { $team }會看，最晚{ $accept_by }前有人受理，最晚{ $finish_by }前給您答覆。
    }
report-advice = 您現在可以先做：{ $advice }
report-hours-open = 現在是上班時間（{ $hours }）。急事可以打 { $phone }。
report-hours-shut = 現在不是上班時間（{ $hours }），值班同事看到就回。急事可以打 { $phone }。

report-left = 好，剛才沒有提交，什麼都沒留下。要做什麼？
report-one-open = 您還有一份{ $kind ->
        [complaint] 投訴
        [suggestion] 建議
        [praise] 表揚
        [question] 諮詢
        [request] 辦理
       *[other] 報修
    }沒有提交。繼續那一份，還是放棄它、另報一件？
report-old-card = 這是以前那份報告的按鈕，那份沒有提交，已經不用了。要報請點「報修」或「投訴」。
report-filed-already = 這份已經登記了：{ $code }。
report-want-person = 要找人工嗎？剛才填的都會留着。

btn-begin-repair = 報修
btn-begin-complaint = 投訴
btn-begin-suggestion = 建議
btn-begin-praise = 表揚
btn-report-keep = 繼續填
btn-report-fresh = 另報一件
btn-report-person = 找人工
btn-report-elsewhere = 換個地方
btn-report-wordless = 看附件
btn-report-done = 完成
btn-report-no-files = 全部移除
btn-report-use-anyway = 照此登記
btn-report-place = 換地點
btn-report-visit = 改時間
btn-report-files = 加照片
btn-report-change = 改一改
btn-field-category = 類別
btn-field-place = 地點
btn-field-description = 情況
btn-field-files = 附件
btn-field-visit = 時間
btn-cancel-ticket = 取消
