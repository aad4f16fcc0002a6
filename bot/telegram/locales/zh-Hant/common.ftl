# Words that many conversations share.
btn-back = 返回
btn-cancel = 取消
btn-send = 提交
btn-skip = 跳過
btn-yes = 是
btn-no = 不是
btn-continue = 繼續
btn-restart = 重新來
btn-accept = 接單

expiry-ask = 剛才的事還沒說完，說過的都留着。要繼續嗎？
expiry-nothing-left = 剛才的事已經結束了，有什麼要辦的直接說。
expiry-restarted = 好，剛才沒有提交，什麼都沒留下。要做什麼？

fallback-old-button = 這個按鈕已失效，請用最新一條訊息裏的按鈕，或者直接打字告訴我。
fallback-unknown-command = 沒有這個命令。傳送 /help 看看我會做什麼。
fallback-not-understood = 這個我看不懂。請打字告訴我，或者發照片、影片、語音。

notice-repeated = （這條可能已經發過一次）

community-ask = 哪個小區？
community-not-yours = { $community }的工單和數字不歸您看。
