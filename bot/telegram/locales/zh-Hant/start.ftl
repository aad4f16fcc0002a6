# First contact, language, consent.
start-greeting = 您好，我是{ $place }的服務台機器人。報修、投訴、諮詢都可以直接打字告訴我，24 小時都在；要找真人就說「人工」。
language-ask = 请选择语言 · 請選擇語言 · Please choose your language
language-later = 语言 · 語言 · Language /language
start-language-kept = 好的，以後用{ $language }。
start-menu = 要辦什麼？點下面的按鈕，或者直接打字。
start-invite-invalid = 這個邀請連結用過了，或者已經過期。請向邀請您的同事再要一個。
    您也可以照常報修、諮詢，點下面的按鈕就行。
start-nothing-to-cancel = 現在沒有要取消的事。要辦什麼，點下面的按鈕或直接打字。

consent-ask = 為了能上門、能聯絡到您，{ $company }會儲存您的稱呼、電話、房號和您報的事，只給處理您事情的同事看。
    傳送 /privacy 隨時可以查看，也可以撤回。
consent-again = 我們的隱私說明更新了，請再看一眼。
    為了能上門、能聯絡到您，{ $company }會儲存您的稱呼、電話、房號和您報的事，只給處理您事情的同事看。
    傳送 /privacy 隨時可以查看，也可以撤回。
consent-waits = 同意儲存您的稱呼、電話、房號和您報的事（只給處理的同事看），您的問題馬上就能轉給同事。
consent-agreed = ✓ 您已同意。
consent-thanks = 謝謝。下面的按鈕一直都在，隨時可以點。
consent-later = 好的，先隨便問。諮詢和緊急求助現在就能用。
    報修和投訴要上門、要回覆您，到時我再請您同意。

btn-agree = 同意並繼續
btn-just-ask = 先隨便問問
