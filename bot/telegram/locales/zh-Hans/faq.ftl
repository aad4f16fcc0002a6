# Teaching the knowledge base, in the service centre's group.
command-faq = 客服中心：看没答好的问题，教我怎么答
faq-elsewhere = 教我答问题要在客服中心的群里：在那里发 /faq 就行。
faq-nothing = 近 30 天的问题都答上了，没有要处理的。
    发 /faq 加几个字，可以看我会怎么答，例如「/faq 物业费」。
faq-list = 近 30 天有 { $count } 个问题没答好，共问了 { $asked } 次。点一个看看：
faq-line = { $number }. { $short } · { $count } 次
faq-cluster = <b>{ $short }</b> · { $count } 次
faq-asked = • { $text }（{ $received }）
faq-told = ↳ { $name }答复过：{ $text }
faq-more = 还有 { $count } 次差不多的。
faq-which = 应该答哪一个？点一下，以后就这样答。
faq-was-answered = 答了「{ $question }」{ $verdict ->
        [useless] ，说没用
        [person] ，还是找了人工
       *[other] {""}
    }
faq-was-suggested = 给了几个选择{ $verdict ->
        [useless] ，说没用
       *[other] ，没有选
    }
faq-was-unknown = 没答上{ $verdict ->
        [person] ，找了人工
       *[other] {""}
    }
faq-settled = 这个问题刚刚已经处理过了。
faq-changed = 这里有变化，请再看一眼再点。
faq-what = { $what }{ $settled ->
        [0] {""}
       *[other] 处理了 { $settled } 次提问。
    }
faq-did = ✓ { $what }
    版本 { $version }
faq-did-phrasing = { $author }教我多认了 { $count } 种问法：都答「{ $question }」。
faq-did-entry = { $author }写了新答案「{ $question }」。
faq-did-review = { $author }核对了「{ $question }」，还对。
faq-did-dismissal = { $author }说「{ $question }」不用管。
faq-did-dismissal-plain = { $author }说不用管。
faq-did-undo = { $author }撤销了版本 { $undoes }「{ $question }」，和没改过一样。
faq-did-undo-plain = { $author }撤销了版本 { $undoes }，和没改过一样。
faq-log = 最近的改动：
faq-log-line = { $version }. { $at } { $what }
faq-log-nothing = 还没有人改过。
faq-words = 「{ $words }」最接近这些：
faq-words-none = 还没有接近的答案。
faq-entry = • { $question }（{ $count } 种问法）
faq-ask-heading = { $name } 业主一般怎么问？一句话就行，直接回复这条消息。
faq-ask-heading-or = { $name } 标题就用「{ $proposed }」？换一个就直接回复这条消息。
faq-ask-answer = { $name } 「{ $heading }」该怎么答？直接回复这条消息，业主会看到您写的原话。
faq-ask-answer-or = { $name } 「{ $heading }」该怎么答？同事答复过：
    { $proposed }
    用这个，或者直接回复这条消息。
faq-preview = 业主会看到：
faq-preview-topic = 主题：{ $topic }
faq-left = 好，没有发布。
faq-not-yours = 这份答案是另一位同事在写，或者已经办完了。
faq-review = { $count } 个答案很久没人核对了。还对的点一下：
faq-review-line = { $number }. { $question } · 上次 { $day }
faq-review-line-never = { $number }. { $question } · 从没核对过
faq-review-nothing = 答案都在期限内核对过了。
faq-reviewed = 记下了，{ $author }核对过。
knowledge-review = { $community }有 { $count } 个答案很久没人核对了，有空看一眼，还对的点一下就行。

invalid-teach-too-long = 太长了：{ $length } 个字，最多 { $longest } 个，请写短一点。
invalid-teach-no-words = 这里面没有能用的字，请写成一句话。
invalid-teach-braces = 不能用花括号，请去掉再写一次。
invalid-teach-nothing-left = 去掉电话、房号以后没剩下什么可学的。可以写新答案，或者点「不用管」。
invalid-teach-known = 这种问法已经教过了。
invalid-teach-no-topic = 这个主题已经没有了，请点「换主题」再发布。
error-already-settled = 这个问题{ $name }已经处理过了。
error-already-undone = { $name }已经撤销过了。

btn-faq-log = 改动记录
btn-faq-this = 是这个：{ $question }
btn-faq-into = 加进：{ $question }
btn-faq-write = 写新答案
btn-faq-dismiss = 不用管
btn-faq-undo = 撤销
btn-faq-undo-one = 撤销 { $version }
btn-faq-list = 返回列表
btn-faq-take = 用这个
btn-faq-publish = 发布
btn-faq-rewrite = 重写
btn-faq-topic = 换主题
btn-faq-right = { $number } 还对
btn-faq-look = { $number } 看内容
btn-faq-still-right = 还对
btn-faq-review = 看看
