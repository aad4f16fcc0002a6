# What a rule refuses, and the apology for what nobody expected.
error-unexpected = 對不起，剛才出了問題，您的話已經收到，但沒有辦成。請再說一次，或者打服務中心電話 { $phone }，報編號 { $error }。
error-not-in-team = 這張工單歸{ $team }處理。
error-not-allowed = 您不能做這一步。需要的話請聯絡服務中心。
error-not-found = 沒有找到，可能已經刪除，或者不歸您查看。
error-wrong-status = 工單已經有了新進展，這一步不適用了。
error-too-soon = 剛剛已經做過了，請 { $minutes } 分鐘後再試。
error-conflict = 有人同時改了這張工單，請再點一次。
error-invite-invalid = 這個邀請連結用過了，或者已經過期。請再要一個新的。
error-consent-missing = 請先同意我們儲存您的資料，這樣才能為您登記。傳送 /start 可以同意。
error-invalid = 這樣寫我看不懂，請換個寫法。
