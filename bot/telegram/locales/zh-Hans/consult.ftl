# Consultation: asking, answering, not knowing, and handing over to a person.
consult-ask = 想问什么直接打字就行，例如「停车怎么收费」。也可以按主题看：
consult-topic = <b>{ $topic }</b>，点一个问题看答案：
consult-entry-gone = 这条答案暂时没有了，请直接打字问我，或者找人工。
consult-answer = <b>{ $question }</b>
    { $answer }
consult-next-best = 那是不是问这个：<b>{ $question }</b>
    { $answer }
consult-suggest = 我不太确定您问的是哪一个：
consult-unsure = 这个我不确定，怕答错，就不乱说了。要找真人问，还是要登记？
consult-unsure-again = 这个我还是不确定。要不要转给真人？前面的话他们都能看到。
consult-offer-report = 要我登记下来吗？点一下是哪一种。
consult-good = 好的，有事随时说。
consult-bad = 抱歉没帮上。要我找真人吗？前面的话他们都能看到。
consult-say-again = 前面那句我没留住，请再说一次。
consult-which-community = 是哪个小区的事？点一下，马上转给那里的服务中心。
consult-for-person = 想问什么？打一句话，服务中心的同事看到就回您。
consult-nothing-open = 好，现在没有没办完的事。要做什么？
consult-left = 好，先不问了。
consult-greeting = 您好，我在。要报修、投诉、问事，直接打字就行。
consult-thanks = 不客气，有事随时说。
consult-abuse = 我确实只会物业的事。要我找真人吗？
consult-no-words = 没看出来是什么事。打几个字说说，或者找人工。
consult-refused-others = 别人家的电话、住址、信息我不能给，换作问您家的也一样。要紧的事可以报警，或者带证件到服务中心当面办。您自己的资料说 /privacy 就能看。
consult-refused-orders = 我只办物业的事，规矩改不了。有什么要报修、要问的，直接说。
consult-refused-illegal = 这个帮不了。真遇到难处，可以打电话或者到服务中心当面说，一起想办法。
consult-said-before = 之前的对话：
consult-said-asked = 业主：{ $text }
consult-said-answered = 机器人：{ $text }
consult-said-suggested = 机器人问是不是：{ $text }
consult-said-unsure = 机器人：没有把握，没有答
consult-said-refused = 机器人：按规定没有答
consult-said-useless = 业主：没用
talk-passed-to = 已转给{ $centre ->
        [yes] 客服{ $name }
       *[no] { $name }
    }
talk-full = 这单的附件已经够多，这一个没收下。要紧的请用文字说。
consult-files = 收到 { $count } 个附件，已经留着。要用来做什么？
consult-voice = 收到 { $count } 条语音，已经留着。我听不懂语音，处理的同事能听到。要用来做什么？
emergency-calm = 好，那接着刚才的，请再说一遍。

btn-consult-person = 找人工
btn-consult-none = 都不是，找人工
btn-consult-only = 只是问问
btn-consult-good = 有用
btn-consult-bad = 没用
btn-consult-back = 继续刚才
btn-ask-bot = 问机器人
btn-consult-add = 补充到 { $code }
