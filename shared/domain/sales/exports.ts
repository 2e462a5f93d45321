import { asInstant, asText, asWords, asYesNo, type ExportSpec } from '../kernel/export'
import { leadSourceLabels, leadStateLabels } from './lead'

/** The list 潜客 as a workbook; phones are masked as in the list (AD-009). */
export const leadExport: ExportSpec = {
  right: 'leads.export',
  columns: [
    asText('name', '姓名'),
    asText('maskedPhone', '手机号'),
    asText('customerType', '客户类型'),
    asText('stage', '阶段'),
    asWords('state', '状态', leadStateLabels),
    asWords('source', '来源', leadSourceLabels),
    asYesNo('keyLead', '重点'),
    asText('ownerName', '跟进人'),
    asInstant('lastFollowUpAt', '上次跟进'),
    asInstant('nextFollowUpAt', '下次跟进'),
    asInstant('createdAt', '创建时间'),
  ],
}
