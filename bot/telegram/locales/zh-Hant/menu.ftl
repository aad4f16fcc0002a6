# The words of the reply keyboard. What a person presses comes back as this very text.
menu-repair = 報修
menu-complaint = 投訴
menu-ask = 諮詢
menu-my-tickets = 我的工單
menu-emergency = 緊急求助
menu-my-home = 我的家
menu-guides = 辦事指南
menu-suggest = 建議表揚
menu-later = 以後再說
menu-set-up-back = 返回設定

menu-placeholder = 直接打字告訴我也行
