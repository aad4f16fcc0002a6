stats-head = <b>{ $community } · { $team } · { $span }</b>
stats-all-teams = 全部
stats-today = 今天
stats-week = 本週
stats-month = 本月
stats-filed = 登記 { $count }（{ $kinds }）
stats-filed-none = 登記 0
stats-not-allowed = 數字給組長和經理看。要看沒辦完的單，用 /open。
stats-open = 現在未完成 { $count }，其中超時 { $late }
stats-accept = 按時接單 { $percent }%（{ $good }/{ $judged }）
stats-accept-none = 按時接單：還沒有可統計的
stats-finish = 按時完成 { $percent }%（{ $good }/{ $judged }）
stats-finish-none = 按時完成：還沒有可統計的
stats-reopened = 返修 { $count } · 取消 { $cancelled }
stats-score = 滿意 { $mean } 分 / 打分 { $count } 份
stats-score-none = 滿意：還沒有人打分
stats-teams = 班組：{ $list }
stats-top = 最多：{ $list }
stats-not-understood = 沒看懂「{ $rest }」，先按下面的範圍給您。

btn-stats-today = 今天
btn-stats-week = 本週
btn-stats-month = 本月
btn-stats-open = 看未完成
btn-stats-all = 全部

open-none = 沒有未完成的工單。
open-head = <b>未完成 { $total }</b>，從最早的開始（{ $first }–{ $last }）
open-line = { $sign }{ $code } { $category } · { $place } · { $status } · { $who } · { $age }前
open-late = ⚠ 超時{ " " }
btn-page-back = 上一頁
btn-page-on = 下一頁

ticket-which = 請帶上編號，例如 /ticket R-1027。
btn-open-card = 打開卡片
