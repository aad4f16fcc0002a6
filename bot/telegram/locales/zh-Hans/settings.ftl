# Help, settings, privacy, and the command lists.
settings-help = 我能帮您：
    · 报修、投诉：点按钮，或者直接打字说事，可以带照片、语音、视频
    · 咨询：直接打字问，答不上来就转给真人
    · 办事指南：/guide，入住、装修、搬出、访客、车位怎么办，直接登记
    · 我的工单：看进度、补充、催单、取消
    · 紧急求助：先告诉您怎么办，同时叫值班同事
    · 我的家：绑定或移除房屋，让家人也能用
    做到一半不想做了，发送 /cancel。
    要找真人：说「人工」，或打服务中心 { $phone }。
settings-help-staff = 同事用的：/find 查工单和住户，/log 替业主登记，/open 看没办完的单，/open 超时 只看超时的。
settings-help-several = 您在几个小区有岗位：命令后面可以带上小区名，例如 /open { $community }。
settings-help-manager = 管理用的：/stats 看数字，/ticket 看一张单，/invite 邀请同事，/staff 看同事名单，/setup 绑定各组的群。
settings-page = 语言：{ $language }
    房屋：{ $homes } 处
    不打扰：{ $quiet }，不急的事等到早上再告诉您，紧急的随时通知
settings-privacy = { $company }保存什么：您的称呼、手机号、房号、您报的事和处理经过，您问的问题（{ $days } 天后只留统计），还有您用的语言。
    谁能看到：处理您事情的那个组和服务中心。群里只显示「王**」和打了星号的号码，接单的同事才看到完整号码；核对房屋时服务中心也看得到。
    怎么保管：姓名和号码加密保存，不给别的公司，不做广告。
    怎么删除：点「撤回同意」后不再登记新的事；要把已有的信息删掉，请打服务中心 { $phone }。
settings-agreed = 您在 { $at } 同意了。
settings-not-agreed = 您还没有同意，所以咨询和紧急求助能用，报修和投诉还不能登记。
settings-withdraw-ask = 撤回以后，就不能再登记报修和投诉了，直到您重新同意。咨询和紧急求助照常。
    已经登记的事会办完。要撤回吗？
settings-withdrawn = 已撤回，不会再为您登记新的事。咨询和紧急求助照常能用。
    要把已有的信息删掉，请打服务中心 { $phone }。

btn-language = 语言
btn-privacy = 隐私
btn-withdraw = 撤回同意

command-menu = 主菜单
command-repair = 报修
command-complain = 投诉
command-suggest = 建议和表扬
command-guide = 办事指南：入住、装修、搬出、访客、车位
command-tickets = 我的工单
command-emergency = 紧急求助
command-home = 我的家：绑定和移除房屋
command-settings = 设置
command-language = 语言
command-privacy = 隐私说明和撤回同意
command-help = 帮助
command-find = 查工单和住户：房号、姓名、电话、编号
command-log = 替业主登记一件事
command-open = 没办完的工单；加「超时」只看超时的
command-stats = 数字：今天、本周、本月
command-ticket = 一张工单的全部经过
command-invite = 邀请同事
command-staff = 同事名单
command-setup = 绑定各组的群
command-bind = 把这个群绑定给一个组
