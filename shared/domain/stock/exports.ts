import { asInstant, asNumber, asText, asWords, type ExportSpec } from '../kernel/export'

/** The list 库存 as a workbook (AD-007). */
export const balanceExport: ExportSpec = {
  right: 'stock.export',
  columns: [
    asText('warehouseName', '仓库'),
    asText('code', '编码'),
    asText('name', '货品'),
    asText('spec', '规格'),
    asNumber('onHand', '在库'),
    asNumber('reserved', '已预留'),
    asNumber('available', '可用'),
    asNumber('warnAt', '警戒值'),
  ],
}

const KINDS = { adjust: '调整', ship: '发货', receive: '入库', opening: '期初' }

/** The list 库存流水 as a workbook (AD-007). */
export const movementExport: ExportSpec = {
  right: 'stock.export',
  columns: [
    asInstant('at', '时间'),
    asText('warehouseName', '仓库'),
    asText('code', '编码'),
    asText('name', '货品'),
    asWords('kind', '类型', KINDS),
    asNumber('change', '变动'),
    asNumber('onHandAfter', '变动后在库'),
    asText('documentNo', '单据号'),
    asText('reason', '原因'),
  ],
}
