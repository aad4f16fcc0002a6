# First contact, language, consent.
start-greeting = 您好，我是{ $place }的服务台机器人。报修、投诉、咨询都可以直接打字告诉我，24 小时都在；要找真人就说「人工」。
language-ask = 请选择语言 · 請選擇語言 · Please choose your language
language-later = 语言 · 語言 · Language /language
start-language-kept = 好的，以后用{ $language }。
start-menu = 要办什么？点下面的按钮，或者直接打字。
start-invite-invalid = 这个邀请链接用过了，或者已经过期。请向邀请您的同事再要一个。
    您也可以照常报修、咨询，点下面的按钮就行。
start-nothing-to-cancel = 现在没有要取消的事。要办什么，点下面的按钮或直接打字。

consent-ask = 为了能上门、能联系到您，{ $company }会保存您的称呼、电话、房号和您报的事，只给处理您事情的同事看。
    发送 /privacy 随时可以查看，也可以撤回。
consent-again = 我们的隐私说明更新了，请再看一眼。
    为了能上门、能联系到您，{ $company }会保存您的称呼、电话、房号和您报的事，只给处理您事情的同事看。
    发送 /privacy 随时可以查看，也可以撤回。
consent-waits = 同意保存您的称呼、电话、房号和您报的事（只给处理的同事看），您的问题马上就能转给同事。
consent-agreed = ✓ 您已同意。
consent-thanks = 谢谢。下面的按钮一直都在，随时可以点。
consent-later = 好的，先随便问。咨询和紧急求助现在就能用。
    报修和投诉要上门、要回复您，到时我再请您同意。

btn-agree = 同意并继续
btn-just-ask = 先随便问问
