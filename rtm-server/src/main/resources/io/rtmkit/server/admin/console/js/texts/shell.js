// Texts of the frame and of what all views share.
export default {
  'shell.title': ['RTMKit console', 'RTMKit 控制台'],
  'shell.skip': ['Skip to content', '跳到正文'],
  'shell.nav': ['Views', '视图'],
  'shell.language': ['中文', 'English'],
  'shell.languageLabel': ['中文: switch to Chinese', 'English：切换到英文'],
  'shell.toDark': ['Dark theme', '深色主题'],
  'shell.toLight': ['Light theme', '浅色主题'],
  'shell.leave': ['Forget the key', '清除密钥'],

  'nav.overview': ['Overview', '总览'],
  'nav.people': ['Users & channels', '用户与频道'],
  'nav.apps': ['Apps & keys', '应用与密钥'],
  'nav.playground': ['Playground', '演练场'],
  'nav.errors': ['Errors', '错误'],

  'health.ready': ['Ready', '就绪'],
  'health.unready': ['Not ready', '未就绪'],
  'health.gone': ['No answer', '无响应'],

  'key.title': ['Operator key', '运维密钥'],
  'key.explain': [
    'The server made this key at its first start and keeps it in its data folder, unless the configuration names one (admin.key). It stays in this tab and is forgotten when the tab closes.',
    '服务器首次启动时生成此密钥并保存在数据目录中，也可以在配置中指定（admin.key）。密钥只留在当前标签页，关闭标签页即清除。',
  ],
  'key.label': ['Key', '密钥'],
  'key.open': ['Open the console', '打开控制台'],
  'key.refused': ['The server does not take this key.', '服务器不接受此密钥。'],

  'dialog.cancel': ['Cancel', '取消'],
  'dialog.copy': ['Copy', '复制'],
  'dialog.copied': ['Copied.', '已复制。'],
  'dialog.notCopied': ['Not copied: copy it by hand.', '未能复制，请手动复制。'],
  'dialog.done': ['Done', '完成'],
  'dialog.noAnswer': [
    'The request did not reach the server: {detail}',
    '请求未能到达服务器：{detail}',
  ],

  'app.label': ['App', '应用'],
  'app.open': ['{id} (open)', '{id}（开放）'],
  'app.other': ['Another app id …', '其他应用 ID…'],
  'app.otherLabel': ['App id, 32 characters', '应用 ID，32 个字符'],
};
