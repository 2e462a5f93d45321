/** Where the money of an abnormal refund goes (IN-054). */
export const abnormalWays = ['user-card', 'merchant-account'] as const
export type AbnormalWay = (typeof abnormalWays)[number]
export const abnormalWayLabels: Readonly<Record<AbnormalWay, string>> = {
  'user-card': '买家银行卡',
  'merchant-account': '商户银行账户（再由财务付给买家）',
}

/** Bank types of WeChat Pay that take an abnormal refund to a card (debit cards). */
export const cardBanks = [
  'ICBC_DEBIT',
  'ABC_DEBIT',
  'BOC_DEBIT',
  'CCB_DEBIT',
  'COMM_DEBIT',
  'PSBC_DEBIT',
  'CMB_DEBIT',
  'CITIC_DEBIT',
  'CEB_DEBIT',
  'CMBC_DEBIT',
  'CIB_DEBIT',
  'SPDB_DEBIT',
  'PAB_DEBIT',
] as const
export const cardBankLabels: Readonly<Record<(typeof cardBanks)[number], string>> = {
  ICBC_DEBIT: '工商银行',
  ABC_DEBIT: '农业银行',
  BOC_DEBIT: '中国银行',
  CCB_DEBIT: '建设银行',
  COMM_DEBIT: '交通银行',
  PSBC_DEBIT: '邮储银行',
  CMB_DEBIT: '招商银行',
  CITIC_DEBIT: '中信银行',
  CEB_DEBIT: '光大银行',
  CMBC_DEBIT: '民生银行',
  CIB_DEBIT: '兴业银行',
  SPDB_DEBIT: '浦发银行',
  PAB_DEBIT: '平安银行',
}
