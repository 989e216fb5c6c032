// Texts about errors, the log and webhooks.
export default {
  'errors.title': ['Errors that clients were answered', '返回给客户端的错误'],
  'errors.hint': [
    'The latest first; the same again is counted.',
    '最新的在前；相同的错误合并计数。',
  ],
  'errors.none': ['None since the start.', '启动以来没有错误。'],
  'errors.times': ['× {count}', '× {count}'],
  'errors.explanation': ['Why', '原因'],
  'errors.whatToDo': ['What to do', '处理办法'],

  'log.title': ['Warnings of the log', '日志警告'],
  'log.none': ['None since the start.', '启动以来没有警告。'],
  'log.time': ['Time', '时间'],
  'log.level': ['Level', '级别'],
  'log.message': ['Message', '内容'],

  'webhooks.title': ['Webhooks', 'Webhook'],
  'webhooks.off': ['No webhook is configured.', '未配置 Webhook。'],
  'webhooks.is.off': ['off', '关闭'],
  'webhooks.is.good': ['delivers', '正常'],
  'webhooks.is.warn': ['has failed lately', '最近有失败'],
  'webhooks.pending': ['Waiting', '待投递'],
  'webhooks.oldest': ['Oldest waits for', '最早一条已等待'],
  'webhooks.delivered': ['Delivered', '已投递'],
  'webhooks.failed': ['Failed attempts', '失败次数'],
  'webhooks.dead': ['Given up', '已放弃'],
  'webhooks.lost': ['Lost', '已丢失'],
  'webhooks.outbox': ['Outbox', '发件箱'],
  'webhooks.lastError': ['Last error', '最近错误'],
  'webhooks.retry': ['Try those again', '重试'],
  'webhooks.retried': ['They are tried again.', '正在重试。'],
};
