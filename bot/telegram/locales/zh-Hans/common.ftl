# Words that many conversations share.
btn-back = 返回
btn-cancel = 取消
btn-send = 提交
btn-skip = 跳过
btn-yes = 是
btn-no = 不是
btn-continue = 继续
btn-restart = 重新来
btn-accept = 接单

expiry-ask = 刚才的事还没说完，说过的都留着。要继续吗？
expiry-nothing-left = 刚才的事已经结束了，有什么要办的直接说。
expiry-restarted = 好，刚才没有提交，什么都没留下。要做什么？

fallback-old-button = 这个按钮已失效，请用最新一条消息里的按钮，或者直接打字告诉我。
fallback-unknown-command = 没有这个命令。发送 /help 看看我会做什么。
fallback-not-understood = 这个我看不懂。请打字告诉我，或者发照片、视频、语音。

notice-repeated = （这条可能已经发过一次）

community-ask = 哪个小区？
community-not-yours = { $community }的工单和数字不归您看。
