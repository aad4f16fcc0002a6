# Consultation: asking, answering, not knowing, and handing over to a person.
consult-ask = 想問什麼直接打字就行，例如「停車怎麼收費」。也可以按主題看：
consult-topic = <b>{ $topic }</b>，點一個問題看答案：
consult-entry-gone = 這條答案暫時沒有了，請直接打字問我，或者找人工。
consult-answer = <b>{ $question }</b>
    { $answer }
consult-next-best = 那是不是問這個：<b>{ $question }</b>
    { $answer }
consult-suggest = 我不太確定您問的是哪一個：
consult-unsure = 這個我不確定，怕答錯，就不亂說了。要找真人問，還是要登記？
consult-unsure-again = 這個我還是不確定。要不要轉給真人？前面的話他們都能看到。
consult-offer-report = 要我登記下來嗎？點一下是哪一種。
consult-good = 好的，有事隨時說。
consult-bad = 抱歉沒幫上。要我找真人嗎？前面的話他們都能看到。
consult-say-again = 前面那句我沒留住，請再說一次。
consult-which-community = 是哪個小區的事？點一下，馬上轉給那裏的服務中心。
consult-for-person = 想問什麼？打一句話，服務中心的同事看到就回您。
consult-nothing-open = 好，現在沒有沒辦完的事。要做什麼？
consult-left = 好，先不問了。
consult-greeting = 您好，我在。要報修、投訴、問事，直接打字就行。
consult-thanks = 不客氣，有事隨時說。
consult-abuse = 我確實只會物業的事。要我找真人嗎？
consult-no-words = 沒看出來是什麼事。打幾個字說說，或者找人工。
consult-refused-others = 別人家的電話、住址、資料我不能給，換作問您家的也一樣。要緊的事可以報警，或者帶證件到服務中心當面辦。您自己的資料說 /privacy 就能看。
consult-refused-orders = 我只辦物業的事，規矩改不了。有什麼要報修、要問的，直接說。
consult-refused-illegal = 這個幫不了。真遇到難處，可以打電話或者到服務中心當面說，一起想辦法。
consult-said-before = 之前的對話：
consult-said-asked = 業主：{ $text }
consult-said-answered = 機器人：{ $text }
consult-said-suggested = 機器人問是不是：{ $text }
consult-said-unsure = 機器人：沒有把握，沒有答
consult-said-refused = 機器人：按規定沒有答
consult-said-useless = 業主：沒用
talk-passed-to = 已轉給{ $centre ->
        [yes] 客服{ $name }
       *[no] { $name }
    }
talk-full = 這單的附件已經夠多，這一個沒收下。要緊的請用文字說。
consult-files = 收到 { $count } 個附件，已經留着。要用來做什麼？
consult-voice = 收到 { $count } 條語音，已經留着。我聽不懂語音，處理的同事能聽到。要用來做什麼？
emergency-calm = 好，那接着剛才的，請再說一遍。

btn-consult-person = 找人工
btn-consult-none = 都不是，找人工
btn-consult-only = 只是問問
btn-consult-good = 有用
btn-consult-bad = 沒用
btn-consult-back = 繼續剛才
btn-ask-bot = 問機器人
btn-consult-add = 補充到 { $code }
