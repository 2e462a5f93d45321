import { asInstant, asPhone, asText, asWords, asYesNo, type ExportSpec } from '../kernel/export'

/** The list 员工 as a workbook (AD-007). */
export const employeeExport: ExportSpec = {
  right: 'staff.export',
  columns: [
    asText('name', '姓名'),
    asPhone('phone', '手机号'),
    asText('departmentName', '部门'),
    asYesNo('salesperson', '销售员'),
    asYesNo('supervisor', '部门主管'),
    asWords('state', '状态', { active: '在职', disabled: '停用' }),
    asInstant('createdAt', '创建时间'),
  ],
}
