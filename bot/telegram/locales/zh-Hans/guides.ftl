# Guides: how something is arranged step by step, and what to bring.
guides-list = <b>办事指南</b>，点一项看怎么办、要带什么，也可以直接在这里登记：
guides-none = 办事指南还没有内容，想办什么请直接打字问我，或者找人工。
guide-gone = 这份指南已经换了，发送 /guide 看最新的。
guide-head = <b>{ $name }</b>（共 { $count } 步）
    { $intro }
guide-cost = 费用：{ $what }
guide-time = 要多久：{ $what }
guide-step = <b>{ $name }</b> 第 { $at }/{ $count } 步
    <b>{ $title }</b>
    { $text }
guide-papers = <b>{ $name }</b> 要带什么
    { $papers }
guide-paper = · { $paper }

btn-guide = 办理步骤
btn-guide-topics = 常见问题
btn-guide-first = 看第一步
btn-guide-back = 上一步
btn-guide-on = 下一步
btn-guide-papers = 要带什么
btn-guide-start = 开始办理
