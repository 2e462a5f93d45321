import { asInstant, asPhone, asText, asWords, type ExportSpec } from '../kernel/export'

/** The list 操作日志 as a workbook (AD-007). */
export const auditExport: ExportSpec = {
  right: 'audit.export',
  columns: [
    asInstant('at', '时间'),
    asText('actorName', '操作人'),
    asText('title', '操作'),
    asText('objectNo', '对象'),
    asWords('outcome', '结果', { done: '完成', refused: '被拒绝' }),
    asText('address', '来源地址'),
    asText('before', '变更前'),
    asText('after', '变更后'),
  ],
}

/** The list 管理账号 as a workbook (AD-007). */
export const accountExport: ExportSpec = {
  right: 'accounts.export',
  columns: [
    asText('login', '账号'),
    asText('name', '姓名'),
    asPhone('phone', '手机号'),
    asText('roleNames', '角色'),
    asText('scopeNames', '数据范围'),
    asWords('state', '状态', { active: '启用', disabled: '停用' }),
    asInstant('lastSignInAt', '最近登录'),
    asInstant('createdAt', '创建时间'),
  ],
}
