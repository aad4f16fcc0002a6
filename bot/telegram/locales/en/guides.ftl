# Guides: how something is arranged step by step, and what to bring.
guides-list = <b>Guides</b>. Tap one to see how it works and what to bring; you can register it right here:
guides-none = There are no guides yet. Just type what you would like to arrange, or ask for a person.
guide-gone = This guide has been replaced. Send /guide for the newest.
guide-head = <b>{ $name }</b> ({ $count } steps)
    { $intro }
guide-cost = Cost: { $what }
guide-time = How long: { $what }
guide-step = <b>{ $name }</b>, step { $at }/{ $count }
    <b>{ $title }</b>
    { $text }
guide-papers = <b>{ $name }</b>: what to bring
    { $papers }
guide-paper = · { $paper }

btn-guide = Steps
btn-guide-topics = Questions
btn-guide-first = First step
btn-guide-back = Back a step
btn-guide-on = Next step
btn-guide-papers = What to bring
btn-guide-start = Start
