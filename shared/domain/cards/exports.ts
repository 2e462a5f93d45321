import { asInstant, asText, asWords, type ExportSpec } from '../kernel/export'
import { cardStateLabels } from './states'

/** The list 提货卡 as a workbook; a password is in no column because it is in no list (AD-166). */
export const cardExport: ExportSpec = {
  right: 'cards.export',
  columns: [
    asText('number', '卡号'),
    asWords('kind', '类型', { electronic: '电子卡', physical: '实体卡' }),
    asText('name', '产品'),
    asWords('state', '状态', cardStateLabels),
    asText('holder', '归属用户'),
    asText('owner', '归属一级渠道'),
    asText('enterprise', '企业'),
    asText('orderNo', '订单号'),
    asText('batch', '批次'),
    asText('remark', '备注'),
    asInstant('activatedAt', '激活时间'),
    asInstant('movedAt', '最近变动'),
    asInstant('createdAt', '生成时间'),
  ],
}
