import { asInstant, asPhone, asText, type ExportSpec } from '../kernel/export'

/** The list 会员 as a workbook; the phone is masked as in the list (AD-009). */
export const memberExport: ExportSpec = {
  right: 'members.export',
  columns: [
    asText('nickname', '昵称'),
    asPhone('phone', '手机号'),
    asText('levelName', '等级'),
    asText('dealerName', '归属渠道'),
    asText('employeeName', '归属员工'),
    asText('inviterName', '邀请人'),
    asInstant('registeredAt', '注册时间'),
  ],
}
