import { asInstant, asNumber, asText, asWords, asYuan, type ExportSpec } from '../kernel/export'

const shelf = asWords('state', '状态', { draft: '草稿', off: '已下架', on: '出售中' })

/** The lists of goods as workbooks (AD-007). */
export const goodsExport: ExportSpec = {
  right: 'goods.export',
  columns: [
    asText('name', '货品'),
    asText('categoryName', '分类'),
    asNumber('skuCount', '规格数'),
    asYuan('retailFromFen', '零售价起（元）'),
    asNumber('available', '可用库存'),
    shelf,
    asInstant('createdAt', '创建时间'),
  ],
}
export const packageExport: ExportSpec = {
  right: 'goods.export',
  columns: [
    asText('name', '套餐'),
    asText('categoryName', '分类'),
    asYuan('retailFen', '零售价（元）'),
    asNumber('available', '可售'),
    asNumber('sales', '销量'),
    shelf,
    asInstant('createdAt', '创建时间'),
  ],
}
export const cardProductExport: ExportSpec = {
  right: 'goods.export',
  columns: [
    asText('name', '卡产品'),
    asText('code', '编码'),
    asWords('kind', '类型', { electronic: '电子卡', physical: '实体卡' }),
    asText('categoryName', '分类'),
    asText('packageNames', '可提套餐'),
    asYuan('retailFen', '零售价（元）'),
    asNumber('available', '可售'),
    asNumber('sales', '销量'),
    shelf,
    asInstant('createdAt', '创建时间'),
  ],
}
