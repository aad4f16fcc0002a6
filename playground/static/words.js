// The page's own words in three languages, and which of them is spoken now. What bots and people
// write is never touched.

const STORED = "playground.language";
export const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];
export const LANGUAGE_NAMES = ["简", "繁", "EN"];

// key: 简体, 繁體, English
const WORDS = {
  product: ["业主服务台", "業主服務台", "Service desk"],
  tagline: ["本机上的一个小 Telegram，随便试", "本機上的一個小 Telegram，隨便試", "A small Telegram on your machine"],
  language: ["页面语言", "頁面語言", "Language of this page"],
  phones: ["手机", "手機", "Phones"],
  phone_of: ["{name} 的手机", "{name} 的手機", "Phone of {name}"],
  no_phones: ["还没有手机。服务台启动后会出现在这里。", "還沒有手機。服務台啟動後會出現在這裡。", "No phones yet. They appear here once the desk has started."],
  skip: ["跳到手机", "跳到手機", "Skip to the phones"],

  desk_time: ["服务台的时间", "服務台的時間", "The desk's time"],
  hour: ["+1 小时", "+1 小時", "+1 hour"],
  day: ["+1 天", "+1 天", "+1 day"],
  next: ["到下一个提醒", "到下一個提醒", "To the next reminder"],
  clock_moved: ["时间到了 {time}", "時間到了 {time}", "It is now {time}"],
  nothing_due: ["没有在等的提醒", "沒有在等的提醒", "No reminder is waiting"],
  moving: ["正在往前走…", "正在往前走…", "Moving on…"],
  live: ["已连接", "已連接", "Connected"],
  lost: ["连接断了，正在重连…", "連接斷了，正在重連…", "Connection lost, trying again…"],

  bot: ["机器人", "機器人", "bot"],
  members: ["{count} 位成员", "{count} 位成員", "{count} members"],
  typing: ["正在输入", "正在輸入", "typing"],
  sending_photo: ["正在发照片", "正在發照片", "sending a photo"],
  sending_file: ["正在发文件", "正在發檔案", "sending a file"],
  recording: ["正在录音", "正在錄音", "recording"],
  chats: ["聊天", "聊天", "Chats"],
  unread: ["{count} 条未读", "{count} 則未讀", "{count} unread"],
  topics: ["话题", "話題", "Topics"],
  all_topics: ["全部", "全部", "All"],
  general: ["综合", "綜合", "General"],
  closed_topic: ["已关闭", "已關閉", "closed"],
  messages: ["消息", "訊息", "Messages"],
  earlier: ["更早的消息", "更早的訊息", "Earlier messages"],
  to_bottom: ["回到最新", "回到最新", "To the newest"],
  pinned: ["置顶消息", "置頂訊息", "Pinned message"],
  start: ["开始", "開始", "START"],
  start_hint: ["点“开始”，和机器人聊起来", "點「開始」，和機器人聊起來", "Press START to talk to the bot"],
  empty: ["还没有消息", "還沒有訊息", "No messages yet"],
  leave: ["退出这个群", "退出這個群組", "Leave the group"],
  join: ["回到这个群", "回到這個群組", "Join again"],
  block: ["屏蔽机器人", "封鎖機器人", "Block the bot"],
  unblock: ["解除屏蔽", "解除封鎖", "Unblock"],
  blocked: ["您屏蔽了这个机器人", "您封鎖了這個機器人", "You blocked this bot"],

  edited: ["已编辑", "已編輯", "edited"],
  protected: ["不能转发和保存", "不能轉發和儲存", "Cannot be forwarded or saved"],
  silent: ["没有提示音", "沒有提示音", "Sent without sound"],
  forwarded: ["转发自 {name}", "轉發自 {name}", "Forwarded from {name}"],
  photo: ["照片", "照片", "Photo"],
  video: ["视频", "影片", "Video"],
  video_note: ["视频留言", "影片留言", "Video message"],
  voice: ["语音", "語音", "Voice message"],
  audio: ["音频", "音訊", "Audio"],
  animation: ["动图", "動圖", "GIF"],
  document: ["文件", "檔案", "File"],
  sticker: ["贴纸", "貼圖", "Sticker"],
  contact: ["联系人", "聯絡人", "Contact"],
  location: ["位置", "位置", "Location"],
  venue: ["地点", "地點", "Place"],
  poll: ["投票", "投票", "Poll"],
  dice: ["骰子", "骰子", "Dice"],
  service: ["通知", "通知", "Notice"],
  download: ["下载", "下載", "Download"],
  enlarge: ["放大照片", "放大照片", "Enlarge the photo"],
  spoiler: ["点一下显示", "點一下顯示", "Tap to reveal"],
  opens_away: ["在新窗口打开", "在新視窗打開", "opens a new window"],
  web_app: ["小程序只在真正的 Telegram 里能打开", "小程式只在真正的 Telegram 裡能打開", "Mini apps open in the real Telegram only"],
  not_here: ["这个按钮只在真正的 Telegram 里有用", "這個按鈕只在真正的 Telegram 裡有用", "This button works in the real Telegram only"],

  write: ["写消息…", "寫訊息…", "Message"],
  send: ["发送", "發送", "Send"],
  attach: ["添加附件", "新增附件", "Attach"],
  commands: ["命令菜单", "指令選單", "Commands"],
  no_commands: ["这里没有命令", "這裡沒有指令", "No commands here"],
  keyboard_show: ["显示键盘按钮", "顯示鍵盤按鈕", "Show the keyboard"],
  keyboard_hide: ["收起键盘按钮", "收起鍵盤按鈕", "Hide the keyboard"],
  menu: ["更多", "更多", "More"],
  message_menu: ["消息菜单", "訊息選單", "Message menu"],
  reply: ["回复", "回覆", "Reply"],
  replying: ["回复 {name}", "回覆 {name}", "Reply to {name}"],
  editing: ["编辑消息", "編輯訊息", "Edit message"],
  edit: ["编辑", "編輯", "Edit"],
  copy: ["复制文字", "複製文字", "Copy text"],
  copied: ["已复制", "已複製", "Copied"],
  forward: ["转发到…", "轉發到…", "Forward to…"],
  forwarded_to: ["已转发到 {name}", "已轉發到 {name}", "Forwarded to {name}"],
  react: ["回应 {emoji}", "回應 {emoji}", "React {emoji}"],
  cancel: ["取消", "取消", "Cancel"],
  close: ["关闭", "關閉", "Close"],
  ok: ["好", "好", "OK"],
  open_link: ["打开这个链接", "打開這個連結", "Open this link"],
  link_away: ["这个 Telegram 链接在这里打不开", "這個 Telegram 連結在這裡打不開", "This Telegram link cannot be opened here"],
  pick_group: ["选一个群", "選一個群組", "Pick a group"],
  no_groups: ["没有可选的群", "沒有可選的群組", "There is no group to pick"],

  from_file: ["照片…", "照片…", "Photos…"],
  sample_leak: ["示例：水槽漏水", "範例：水槽漏水", "Sample: leak under the sink"],
  sample_dark: ["示例：楼道灯不亮", "範例：樓道燈不亮", "Sample: dark stairs"],
  sample_fixed: ["示例：修好以后", "範例：修好以後", "Sample: after the repair"],
  video_file: ["视频…", "影片…", "Video…"],
  voice_file: ["语音（选文件）…", "語音（選檔案）…", "Voice (from a file)…"],
  any_file: ["文件…", "檔案…", "File…"],
  my_contact: ["我的手机号", "我的手機號", "My phone number"],
  my_place: ["我的位置", "我的位置", "My location"],
  no_microphone: ["用不了麦克风，可以从附件选一段语音", "用不了麥克風，可以從附件選一段語音", "No microphone here; a file can be sent from the attach menu"],
  record: ["录一段语音", "錄一段語音", "Record a voice message"],
  play: ["播放", "播放", "Play"],
  pause: ["暂停", "暫停", "Pause"],
  caption: ["加一句说明…", "加一句說明…", "Add a caption"],
  send_files: ["发送 {count} 个", "發送 {count} 個", "Send {count}"],
  bad_picture: ["这张照片打不开，换一张试试", "這張照片打不開，換一張試試", "This picture cannot be opened; try another"],
  too_many: ["一次最多 10 张", "一次最多 10 張", "Ten at a time at most"],

  no_votes: ["还没有人投票", "還沒有人投票", "No votes yet"],
  votes: ["{count} 人投票", "{count} 人投票", "{count} votes"],
  anonymous_poll: ["匿名投票", "匿名投票", "Anonymous poll"],
  public_poll: ["公开投票", "公開投票", "Public poll"],
  anonymous_quiz: ["匿名问答", "匿名問答", "Anonymous quiz"],
  public_quiz: ["公开问答", "公開問答", "Public quiz"],
  several: ["可多选", "可多選", "several answers"],
  my_vote: ["（我选的）", "（我選的）", " (my vote)"],
  closed_poll: ["投票已结束", "投票已結束", "Final results"],
  vote: ["投票", "投票", "Vote"],
  retract: ["收回我的票", "收回我的票", "Take my vote back"],

  s_joined: ["{who} 加入了群", "{who} 加入了群組", "{who} joined the group"],
  s_left: ["{who} 离开了群", "{who} 離開了群組", "{who} left the group"],
  s_title: ["群名改为“{what}”", "群組名稱改為「{what}」", "The group is now called “{what}”"],
  s_pinned: ["{who} 置顶了“{what}”", "{who} 置頂了「{what}」", "{who} pinned “{what}”"],
  s_created: ["{who} 建了这个群", "{who} 建了這個群組", "{who} made this group"],
  s_migrated: ["这个群升级成了超级群", "這個群組升級成了超級群組", "This group became a supergroup"],
  s_topic: ["新话题“{what}”", "新話題「{what}」", "New topic “{what}”"],
  s_topic_renamed: ["话题改名为“{what}”", "話題改名為「{what}」", "The topic is now called “{what}”"],
  s_topic_closed: ["话题已关闭", "話題已關閉", "The topic was closed"],
  s_topic_opened: ["话题重新打开", "話題重新打開", "The topic was reopened"],
  s_shared: ["{who} 选了群“{what}”", "{who} 選了群組「{what}」", "{who} picked the group “{what}”"],
  s_other: ["通知", "通知", "Notice"],

  failed: ["没有成功，请再试一次", "沒有成功，請再試一次", "That did not work; please try again"],
  offline: ["现在连不上服务台，稍后再试", "現在連不上服務台，稍後再試", "The desk cannot be reached now; try again in a moment"],
  no_answer: ["机器人没有回应", "機器人沒有回應", "The bot did not answer"],
  e_blocked: ["您屏蔽了机器人，先解除屏蔽", "您封鎖了機器人，先解除封鎖", "You blocked the bot; unblock it first"],
  e_topic: ["这个话题已经关闭", "這個話題已經關閉", "This topic is closed"],
  e_gone: ["这条消息已经不在了", "這則訊息已經不在了", "This message is gone"],
  e_poll: ["投票已经结束", "投票已經結束", "The poll is closed"],
  e_phone: ["这个人没有登记手机号", "這個人沒有登記手機號", "This person has no phone number"],
  e_button: ["这个按钮已经不在了", "這個按鈕已經不在了", "This button is gone"],
  e_big: ["文件太大了", "檔案太大了", "The file is too big"],
  e_group: ["这个群不符合要求", "這個群組不符合要求", "This group does not fit"],
  e_member: ["您不在这个群里", "您不在這個群組裡", "You are not in this group"],
};

// Part of a refusal of the server: the words a person sees.
const REFUSALS = [
  ["bot is blocked", "e_blocked"],
  ["topic is", "e_topic"],
  ["message is gone", "e_gone"],
  ["poll is closed", "e_poll"],
  ["no phone number", "e_phone"],
  ["no button", "e_button"],
  ["too big", "e_big"],
  ["group does not fit", "e_group"],
  ["does not administer", "e_group"],
  ["is not in", "e_member"],
  ["no such chat", "e_member"],
];

let spoken = Math.max(0, LANGUAGES.indexOf(localStorage.getItem(STORED)));

/** The language spoken now, as a BCP 47 tag. */
export function language() {
  return LANGUAGES[spoken];
}

/** Speak another language from now on; what is drawn already stays. */
export function speak(tag) {
  spoken = Math.max(0, LANGUAGES.indexOf(tag));
  localStorage.setItem(STORED, LANGUAGES[spoken]);
  document.documentElement.lang = language();
}

/** Say something; `values` fill the {places}. */
export function word(key, values = {}) {
  const row = WORDS[key];
  if (row === undefined) throw new Error(`no word ${key}`);
  return row[spoken].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Say why the server refused. */
export function refusal(reason) {
  const known = REFUSALS.find(([part]) => reason.includes(part));
  return word(known ? known[1] : "failed");
}
