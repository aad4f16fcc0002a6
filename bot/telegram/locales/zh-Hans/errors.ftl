# What a rule refuses, and the apology for what nobody expected.
error-unexpected = 对不起，刚才出了问题，您的话已经收到，但没有办成。请再说一次，或者打服务中心电话 { $phone }，报编号 { $error }。
error-not-in-team = 这张工单归{ $team }处理。
error-not-allowed = 您不能做这一步。需要的话请联系服务中心。
error-not-found = 没有找到，可能已经删除，或者不归您查看。
error-wrong-status = 工单已经有了新进展，这一步不适用了。
error-too-soon = 刚刚已经做过了，请 { $minutes } 分钟后再试。
error-conflict = 有人同时改了这张工单，请再点一次。
error-invite-invalid = 这个邀请链接用过了，或者已经过期。请再要一个新的。
error-consent-missing = 请先同意我们保存您的信息，这样才能为您登记。发送 /start 可以同意。
error-invalid = 这样写我看不懂，请换个写法。
