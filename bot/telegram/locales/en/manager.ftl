stats-head = <b>{ $community } · { $team } · { $span }</b>
stats-all-teams = all teams
stats-today = today
stats-week = this week
stats-month = this month
stats-filed = Filed { $count } ({ $kinds })
stats-filed-none = Filed 0
stats-not-allowed = The figures are for leaders and managers. For what is open use /open.
stats-open = Open now { $count }, overdue { $late }
stats-accept = Taken in time { $percent }% ({ $good }/{ $judged })
stats-accept-none = Taken in time: nothing to count yet
stats-finish = Finished in time { $percent }% ({ $good }/{ $judged })
stats-finish-none = Finished in time: nothing to count yet
stats-reopened = Reopened { $count } · cancelled { $cancelled }
stats-score = Satisfaction { $mean } of 5, { $count } rated
stats-score-none = Satisfaction: nobody has rated yet
stats-teams = Teams: { $list }
stats-top = Most: { $list }
stats-not-understood = I did not understand “{ $rest }”; these are the figures for the range below.

btn-stats-today = Today
btn-stats-week = Week
btn-stats-month = Month
btn-stats-open = What is open
btn-stats-all = All

open-none = Nothing is open.
open-head = <b>{ $total } open</b>, oldest first ({ $first }–{ $last })
open-line = { $sign }{ $code } { $category } · { $place } · { $status } · { $who } · { $age } ago
open-late = ⚠ overdue{ " " }
btn-page-back = Back
btn-page-on = Next

ticket-which = Please give the number, for example /ticket R-1027.
btn-open-card = Open card
