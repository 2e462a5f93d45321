import { asInstant, asNumber, asText, asWords, type ExportSpec } from '../kernel/export'
import { inboxStateLabels, outboxStateLabels } from './states'

const right = 'peers.export' as const

/** The lists of messages with peers as workbooks (AD-007). */
export const outboxExport: ExportSpec = {
  right,
  columns: [
    asInstant('createdAt', '时间'),
    asText('peer', '对方'),
    asText('call', '接口'),
    asText('businessKey', '业务编号'),
    asWords('state', '状态', outboxStateLabels),
    asNumber('attempts', '次数'),
    asText('lastError', '最近错误'),
    asText('traceNo', '追踪号'),
  ],
}
export const inboxExport: ExportSpec = {
  right,
  columns: [
    asInstant('receivedAt', '收到时间'),
    asText('peer', '对方'),
    asText('kind', '类型'),
    asText('businessKey', '业务编号'),
    asWords('state', '状态', inboxStateLabels),
    asText('note', '说明'),
    asInstant('doneAt', '处理时间'),
  ],
}
export const callExport: ExportSpec = {
  right,
  columns: [
    asInstant('at', '时间'),
    asText('peer', '对方'),
    asText('call', '接口'),
    asText('traceNo', '追踪号'),
    asWords('outcome', '结果', { ok: '成功', refused: '被拒绝', unknown: '结果不明' }),
    asNumber('status', '状态码'),
    asNumber('durationMs', '耗时（毫秒）'),
    asText('note', '说明'),
  ],
}
export const alarmExport: ExportSpec = {
  right,
  columns: [
    asInstant('at', '时间'),
    asText('kind', '类型'),
    asText('peer', '对方'),
    asText('text', '内容'),
    asNumber('count', '次数'),
  ],
}
