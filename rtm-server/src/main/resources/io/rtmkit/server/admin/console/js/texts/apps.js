// Texts about apps and keys.
export default {
  'apps.none': [
    'No app yet. While there is none, the server may let any app id in from this machine (dev mode).',
    '还没有应用。在没有应用时，服务器可能允许本机的任意应用 ID 登录（开发模式）。',
  ],
  'apps.create': ['Create an app', '创建应用'],
  'apps.createExplain': [
    'Makes an app id and a certificate. With the first app dev mode ends: other app ids are no longer let in, unless the configuration says so.',
    '生成应用 ID 和证书。创建第一个应用后开发模式结束：除非配置允许，其他应用 ID 将不能登录。',
  ],
  'apps.configured': ['configuration', '来自配置'],
  'apps.made': ['made here', '在此创建'],
  'apps.open': ['open: any token logs in', '开放：任何令牌均可登录'],
  'apps.configuredHint': [
    'Comes from the configuration; certificate and app are changed there.',
    '来自配置文件；证书和应用须在配置中修改。',
  ],
  'apps.remove': ['Remove app', '删除应用'],
  'apps.removeTitle': ['Remove {id}?', '删除 {id}？'],
  'apps.removeExplain': [
    'Its users cannot log in any more and its keys stop working. Sessions that are open go on until they end.',
    '该应用的用户将无法再登录，其密钥立即失效。已打开的会话会持续到结束。',
  ],
  'apps.removed': ['{id} is removed.', '已删除 {id}。'],

  'certificate.title': ['Certificate of {id}', '{id} 的证书'],
  'certificate.explain': [
    'Your back end signs tokens with it. It is shown this once: keep it where secrets are kept.',
    '您的后端用它签发令牌。仅显示这一次，请妥善保存。',
  ],
  'certificate.label': ['Certificate', '证书'],
  'renew.title': ['New certificate for {id}?', '为 {id} 更换证书？'],
  'renew.explain': [
    'Tokens signed with the old certificate are refused at once. Sessions that are open go on until they must log in again.',
    '用旧证书签发的令牌立即失效。已打开的会话会持续到需要重新登录为止。',
  ],
  'renew.confirm': ['New certificate', '更换证书'],

  'keys.heading': ['Keys of back ends', '后端密钥'],
  'keys.none': ['None. A back end needs one for the REST API.', '无。后端调用 REST API 需要密钥。'],
  'keys.create': ['Create a key', '创建密钥'],
  'keys.createExplain': [
    'A back end uses it with HTTP Basic. It opens the REST API of this app and nothing else.',
    '后端以 HTTP Basic 方式使用，只能访问此应用的 REST API。',
  ],
  'keys.note': ['What it is for', '用途'],
  'keys.id': ['Key', '密钥'],
  'keys.created': ['Created', '创建时间'],
  'keys.title': ['Key {id}', '密钥 {id}'],
  'keys.secret': ['Id and secret', 'ID 与密文'],
  'keys.secretExplain': [
    'The user name and password for HTTP Basic. The secret is shown this once.',
    'HTTP Basic 的用户名和密码。密文仅显示这一次。',
  ],
  'keys.remove': ['Remove', '删除'],
  'keys.removeTitle': ['Remove key {id}?', '删除密钥 {id}？'],
  'keys.removeExplain': ['Whoever uses it is refused at once.', '使用它的后端会立即被拒绝。'],
  'keys.removed': ['Key {id} is removed.', '已删除密钥 {id}。'],

  'tokens.heading': ['Token for a test', '测试令牌'],
  'tokens.user': ['User id', '用户 ID'],
  'tokens.create': ['Make a token', '生成令牌'],
  'tokens.title': ['Token for {user}', '{user} 的令牌'],
  'tokens.explain': [
    'Logs in as this user until it expires. In production your back end makes tokens.',
    '在过期前可以此用户身份登录。正式环境应由您的后端签发令牌。',
  ],
  'tokens.token': ['Token', '令牌'],
};
