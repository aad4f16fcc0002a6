# Help, settings, privacy, and the command lists.
settings-help = 我能幫您：
    · 報修、投訴：點按鈕，或者直接打字說事，可以帶照片、語音、影片
    · 諮詢：直接打字問，答不上來就轉給真人
    · 辦事指南：/guide，入住、裝修、搬出、訪客、車位怎麼辦，直接登記
    · 我的工單：看進度、補充、催單、取消
    · 緊急求助：先告訴您怎麼辦，同時叫值班同事
    · 我的家：綁定或移除房屋，讓家人也能用
    做到一半不想做了，傳送 /cancel。
    要找真人：說「人工」，或打服務中心 { $phone }。
settings-help-staff = 同事用的：/find 查工單和住戶，/log 替業主登記，/open 看沒辦完的單，/open 超時 只看超時的。
settings-help-several = 您在幾個小區有崗位：命令後面可以帶上小區名，例如 /open { $community }。
settings-help-manager = 管理用的：/stats 看數字，/ticket 看一張單，/invite 邀請同事，/staff 看同事名單，/setup 綁定各組的群。
settings-page = 語言：{ $language }
    房屋：{ $homes } 處
    不打擾：{ $quiet }，不急的事等到早上再告訴您，緊急的隨時通知
settings-privacy = { $company }儲存什麼：您的稱呼、手機號、房號、您報的事和處理經過，您問的問題（{ $days } 天後只留統計），還有您用的語言。
    誰能看到：處理您事情的那個組和服務中心。群裏只顯示「王**」和打了星號的號碼，接單的同事才看到完整號碼；核對房屋時服務中心也看得到。
    怎麼保管：姓名和號碼加密儲存，不給別的公司，不做廣告。
    怎麼刪除：點「撤回同意」後不再登記新的事；要把已有的資料刪掉，請打服務中心 { $phone }。
settings-agreed = 您在 { $at } 同意了。
settings-not-agreed = 您還沒有同意，所以諮詢和緊急求助能用，報修和投訴還不能登記。
settings-withdraw-ask = 撤回以後，就不能再登記報修和投訴了，直到您重新同意。諮詢和緊急求助照常。
    已經登記的事會辦完。要撤回嗎？
settings-withdrawn = 已撤回，不會再為您登記新的事。諮詢和緊急求助照常能用。
    要把已有的資料刪掉，請打服務中心 { $phone }。

btn-language = 語言
btn-privacy = 隱私
btn-withdraw = 撤回同意

command-menu = 主選單
command-repair = 報修
command-complain = 投訴
command-suggest = 建議和表揚
command-guide = 辦事指南：入住、裝修、搬出、訪客、車位
command-tickets = 我的工單
command-emergency = 緊急求助
command-home = 我的家：綁定和移除房屋
command-settings = 設定
command-language = 語言
command-privacy = 隱私說明和撤回同意
command-help = 幫助
command-find = 查工單和住戶：房號、姓名、電話、編號
command-log = 替業主登記一件事
command-open = 沒辦完的工單；加「超時」只看超時的
command-stats = 數字：今天、本週、本月
command-ticket = 一張工單的全部經過
command-invite = 邀請同事
command-staff = 同事名單
command-setup = 綁定各組的群
command-bind = 把這個群綁定給一個組
