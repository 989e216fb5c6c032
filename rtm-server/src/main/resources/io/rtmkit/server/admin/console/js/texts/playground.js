// Texts of the playground.
export default {
  'playground.explain': [
    'Two users in this browser, each with a WebSocket to the client port, as real clients have it. Log both in and let them talk; unfold a frame to see what it means.',
    '本浏览器中的两个用户，各自通过 WebSocket 连接客户端端口，与真实客户端相同。让双方登录并对话；展开帧可查看其含义。',
  ],
  'playground.address': ['Client port', '客户端端口'],

  'pane.user': ['User id', '用户 ID'],
  'pane.login': ['Log in', '登录'],
  'pane.logout': ['Log out', '登出'],
  'pane.in': ['logged in', '已登录'],
  'pane.out': ['not logged in', '未登录'],
  'pane.connecting': ['connecting', '连接中'],
  'pane.channel': ['Channel', '频道'],
  'pane.join': ['Join', '加入'],
  'pane.leave': ['Leave', '离开'],
  'pane.talk': ['Conversation', '对话'],
  'pane.to': ['Send to', '发送给'],
  'pane.toUser': ['to user', '用户'],
  'pane.toChannel': ['to channel', '频道'],
  'pane.peer': ['Receiver', '接收者'],
  'pane.text': ['Message', '消息'],
  'pane.send': ['Send', '发送'],
  'pane.didLogin': ['Logged in.', '已登录。'],
  'pane.didJoin': ['Joined {channel}.', '已加入 {channel}。'],
  'pane.didLeave': ['Left {channel}.', '已离开 {channel}。'],
  'pane.memberJoined': ['{user} joined {channel}.', '{user} 加入了 {channel}。'],
  'pane.memberLeft': ['{user} left {channel}.', '{user} 离开了 {channel}。'],
  'pane.memberCount': ['Members of {channel}: {count}', '{channel} 的成员数：{count}'],
  'pane.closed': ['Connection closed: {text}', '连接已关闭：{text}'],
  'pane.noConnection': ['No connection to {url}.', '无法连接 {url}。'],

  'frames.title': ['Frames', '帧'],
  'frames.none': ['Nothing has gone over the wire yet.', '尚无数据。'],
  'frames.heartbeats': ['heartbeats', '心跳'],
  'frames.bytes': ['{count} B', '{count} 字节'],
  'frames.fields': ['Fields', '字段'],
  'frames.hex': ['Bytes', '字节'],

  'frame.request.login': [
    'Opens a session: app, user and token. It is the first request of every connection.',
    '打开会话：应用、用户和令牌。每个连接的第一个请求。',
  ],
  'frame.reply.login': [
    'Code 0: the session is open. It has the secret to resume with, and how often to send a heartbeat.',
    '代码 0：会话已打开。其中含恢复会话用的密文和心跳间隔。',
  ],
  'frame.request.logout': ['Ends the session at once.', '立即结束会话。'],
  'frame.reply.logout': ['The session has ended; a goodbye follows.', '会话已结束，随后是告别帧。'],
  'frame.request.ping': [
    'A heartbeat: nothing was sent for a while, and both sides must know that the other lives.',
    '心跳：一段时间没有数据时，让双方知道对方仍在。',
  ],
  'frame.reply.ping': ['The other side lives.', '对方仍在。'],
  'frame.request.join': [
    'Enters a channel; the others in it are told.',
    '进入频道，其他成员会收到通知。',
  ],
  'frame.reply.join': [
    'Joined: which life of the channel (epoch), where its stream of events stands (offset), and how many are in it.',
    '已加入：频道的世代（epoch）、事件流位置（offset）和成员数。',
  ],
  'frame.request.leave': ['Leaves a channel.', '离开频道。'],
  'frame.reply.leave': ['Left.', '已离开。'],
  'frame.request.peerMessage': [
    'A message to one user. Its id keeps it from being delivered twice.',
    '发给单个用户的消息。消息 ID 保证不会重复投递。',
  ],
  'frame.reply.peerMessage': [
    'Code 0 comes when the receiver’s client has acknowledged the message, not before.',
    '接收方客户端确认之后才会返回代码 0。',
  ],
  'frame.request.publish': [
    'A message to all other members of a channel.',
    '发给频道中其他所有成员的消息。',
  ],
  'frame.reply.publish': [
    'The place of the message in the channel’s stream; all members see the same order.',
    '消息在频道事件流中的位置；所有成员看到的顺序相同。',
  ],
  'frame.push.peerMessage': [
    'A message has arrived. It is part of the inbox: an ack with its offset goes back at once.',
    '收到一条消息。它属于收件箱，须立即以其 offset 确认。',
  ],
  'frame.push.publication': [
    'One event of a channel’s stream: a message, somebody joined or somebody left.',
    '频道事件流中的一个事件：消息、成员加入或离开。',
  ],
  'frame.push.memberCount': ['How many members the channel has now.', '频道当前的成员数。'],
  'frame.push.goodbye': [
    'The last frame of a connection that the server closes; the code says whether to come back.',
    '服务器关闭连接前的最后一帧；代码说明是否应重连。',
  ],
  'frame.push.tokenWillExpire': ['The token ends soon: renew it.', '令牌即将过期，请更新。'],
  'frame.push.missedChannelMessage': [
    'A stored message of a channel that was missed while away.',
    '离开期间错过的、已存储的频道消息。',
  ],
  'frame.push.offlineMessagesLost': [
    'So many stored messages are gone.',
    '有若干条存储的消息已丢失。',
  ],
  'frame.ack.other': [
    'Everything in the inbox up to this offset has arrived. Now the sender gets its code 0.',
    '收件箱中此 offset 及之前的内容均已到达。发送方此时得到代码 0。',
  ],
  'frame.other': ['Something that the playground does not know.', '演练场无法识别的帧。'],
};
