# The words of the reply keyboard. What a person presses comes back as this very text.
menu-repair = 报修
menu-complaint = 投诉
menu-ask = 咨询
menu-my-tickets = 我的工单
menu-emergency = 紧急求助
menu-my-home = 我的家
menu-guides = 办事指南
menu-suggest = 建议表扬
menu-later = 以后再说
menu-set-up-back = 返回设置

menu-placeholder = 直接打字告诉我也行
