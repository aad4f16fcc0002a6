stats-head = <b>{ $community } · { $team } · { $span }</b>
stats-all-teams = 全部
stats-today = 今天
stats-week = 本周
stats-month = 本月
stats-filed = 登记 { $count }（{ $kinds }）
stats-filed-none = 登记 0
stats-not-allowed = 数字给组长和经理看。要看没办完的单，用 /open。
stats-open = 现在未完成 { $count }，其中超时 { $late }
stats-accept = 按时接单 { $percent }%（{ $good }/{ $judged }）
stats-accept-none = 按时接单：还没有可统计的
stats-finish = 按时完成 { $percent }%（{ $good }/{ $judged }）
stats-finish-none = 按时完成：还没有可统计的
stats-reopened = 返修 { $count } · 取消 { $cancelled }
stats-score = 满意 { $mean } 分 / 打分 { $count } 份
stats-score-none = 满意：还没有人打分
stats-teams = 班组：{ $list }
stats-top = 最多：{ $list }
stats-not-understood = 没看懂「{ $rest }」，先按下面的范围给您。

btn-stats-today = 今天
btn-stats-week = 本周
btn-stats-month = 本月
btn-stats-open = 看未完成
btn-stats-all = 全部

open-none = 没有未完成的工单。
open-head = <b>未完成 { $total }</b>，从最早的开始（{ $first }–{ $last }）
open-line = { $sign }{ $code } { $category } · { $place } · { $status } · { $who } · { $age }前
open-late = ⚠ 超时{ " " }
btn-page-back = 上一页
btn-page-on = 下一页

ticket-which = 请带上编号，例如 /ticket R-1027。
btn-open-card = 打开卡片
