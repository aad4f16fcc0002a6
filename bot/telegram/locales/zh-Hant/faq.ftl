# Teaching the knowledge base, in the service centre's group.
command-faq = 客服中心：看沒答好的問題，教我怎麼答
faq-elsewhere = 教我答問題要在客服中心的群裏：在那裏發 /faq 就行。
faq-nothing = 近 30 天的問題都答上了，沒有要處理的。
    發 /faq 加幾個字，可以看我會怎麼答，例如「/faq 物業費」。
faq-list = 近 30 天有 { $count } 個問題沒答好，共問了 { $asked } 次。點一個看看：
faq-line = { $number }. { $short } · { $count } 次
faq-cluster = <b>{ $short }</b> · { $count } 次
faq-asked = • { $text }（{ $received }）
faq-told = ↳ { $name }答覆過：{ $text }
faq-more = 還有 { $count } 次差不多的。
faq-which = 應該答哪一個？點一下，以後就這樣答。
faq-was-answered = 答了「{ $question }」{ $verdict ->
        [useless] ，說沒用
        [person] ，還是找了人工
       *[other] {""}
    }
faq-was-suggested = 給了幾個選擇{ $verdict ->
        [useless] ，說沒用
       *[other] ，沒有選
    }
faq-was-unknown = 沒答上{ $verdict ->
        [person] ，找了人工
       *[other] {""}
    }
faq-settled = 這個問題剛剛已經處理過了。
faq-changed = 這裏有變化，請再看一眼再點。
faq-what = { $what }{ $settled ->
        [0] {""}
       *[other] 處理了 { $settled } 次提問。
    }
faq-did = ✓ { $what }
    版本 { $version }
faq-did-phrasing = { $author }教我多認了 { $count } 種問法：都答「{ $question }」。
faq-did-entry = { $author }寫了新答案「{ $question }」。
faq-did-review = { $author }核對了「{ $question }」，還對。
faq-did-dismissal = { $author }說「{ $question }」不用管。
faq-did-dismissal-plain = { $author }說不用管。
faq-did-undo = { $author }撤銷了版本 { $undoes }「{ $question }」，和沒改過一樣。
faq-did-undo-plain = { $author }撤銷了版本 { $undoes }，和沒改過一樣。
faq-log = 最近的改動：
faq-log-line = { $version }. { $at } { $what }
faq-log-nothing = 還沒有人改過。
faq-words = 「{ $words }」最接近這些：
faq-words-none = 還沒有接近的答案。
faq-entry = • { $question }（{ $count } 種問法）
faq-ask-heading = { $name } 業主一般怎麼問？一句話就行，直接回覆這條訊息。
faq-ask-heading-or = { $name } 標題就用「{ $proposed }」？換一個就直接回覆這條訊息。
faq-ask-answer = { $name } 「{ $heading }」該怎麼答？直接回覆這條訊息，業主會看到您寫的原話。
faq-ask-answer-or = { $name } 「{ $heading }」該怎麼答？同事答覆過：
    { $proposed }
    用這個，或者直接回覆這條訊息。
faq-preview = 業主會看到：
faq-preview-topic = 主題：{ $topic }
faq-left = 好，沒有發佈。
faq-not-yours = 這份答案是另一位同事在寫，或者已經辦完了。
faq-review = { $count } 個答案很久沒人核對了。還對的點一下：
faq-review-line = { $number }. { $question } · 上次 { $day }
faq-review-line-never = { $number }. { $question } · 從沒核對過
faq-review-nothing = 答案都在期限內核對過了。
faq-reviewed = 記下了，{ $author }核對過。
knowledge-review = { $community }有 { $count } 個答案很久沒人核對了，有空看一眼，還對的點一下就行。

invalid-teach-too-long = 太長了：{ $length } 個字，最多 { $longest } 個，請寫短一點。
invalid-teach-no-words = 這裏面沒有能用的字，請寫成一句話。
invalid-teach-braces = 不能用花括號，請去掉再寫一次。
invalid-teach-nothing-left = 去掉電話、房號以後沒剩下什麼可學的。可以寫新答案，或者點「不用管」。
invalid-teach-known = 這種問法已經教過了。
invalid-teach-no-topic = 這個主題已經沒有了，請點「換主題」再發佈。
error-already-settled = 這個問題{ $name }已經處理過了。
error-already-undone = { $name }已經撤銷過了。

btn-faq-log = 改動記錄
btn-faq-this = 是這個：{ $question }
btn-faq-into = 加進：{ $question }
btn-faq-write = 寫新答案
btn-faq-dismiss = 不用管
btn-faq-undo = 撤銷
btn-faq-undo-one = 撤銷 { $version }
btn-faq-list = 返回列表
btn-faq-take = 用這個
btn-faq-publish = 發佈
btn-faq-rewrite = 重寫
btn-faq-topic = 換主題
btn-faq-right = { $number } 還對
btn-faq-look = { $number } 看內容
btn-faq-still-right = 還對
btn-faq-review = 看看
