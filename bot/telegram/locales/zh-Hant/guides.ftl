# Guides: how something is arranged step by step, and what to bring.
guides-list = <b>辦事指南</b>，點一項看怎麼辦、要帶什麼，也可以直接在這裏登記：
guides-none = 辦事指南還沒有內容，想辦什麼請直接打字問我，或者找人工。
guide-gone = 這份指南已經換了，發送 /guide 看最新的。
guide-head = <b>{ $name }</b>（共 { $count } 步）
    { $intro }
guide-cost = 費用：{ $what }
guide-time = 要多久：{ $what }
guide-step = <b>{ $name }</b> 第 { $at }/{ $count } 步
    <b>{ $title }</b>
    { $text }
guide-papers = <b>{ $name }</b> 要帶什麼
    { $papers }
guide-paper = · { $paper }

btn-guide = 辦理步驟
btn-guide-topics = 常見問題
btn-guide-first = 看第一步
btn-guide-back = 上一步
btn-guide-on = 下一步
btn-guide-papers = 要帶什麼
btn-guide-start = 開始辦理
