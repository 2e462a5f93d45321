import { asInstant, asNumber, asText, asWords, type ExportSpec } from '../kernel/export'
import { channelLabels, deliveryStateLabels } from './delivery'

/** The list 消息发送记录 as a workbook (AD-007). */
export const deliveryExport: ExportSpec = {
  right: 'notify.export',
  columns: [
    asInstant('createdAt', '时间'),
    asText('eventCode', '事件'),
    asWords('channel', '渠道', channelLabels),
    asText('recipient', '接收人'),
    asText('recordNo', '记录编号'),
    asText('template', '模板'),
    asWords('state', '状态', deliveryStateLabels),
    asText('reason', '原因'),
    asNumber('attempts', '次数'),
    asInstant('sentAt', '发送时间'),
  ],
}
