import type { ImportKind, ImportRow } from '../bulk/import-kind'
import { isCardNumber } from './card-number'

/** AD-152: printed card numbers with their passwords. */
export const cardImport: ImportKind = {
  name: 'cards.import',
  title: '导入实体卡号',
  right: 'cards.import',
  rowsMax: 100_000,
  note: '导入的卡为未激活，由平台持有。密码只保存加密摘要，上传的文件检查后即删除。',
  columns: [
    {
      key: 'number',
      title: '卡号',
      required: true,
      max: 20,
      unique: true,
      example: '602318847714',
    },
    {
      key: 'secret',
      title: '密码',
      required: true,
      max: 20,
      secret: true,
      example: '048213957046',
    },
    { key: 'product', title: '卡名称', required: true, max: 60, example: '蟹礼卡 888 型' },
    { key: 'batch', title: '批次', max: 40, example: '2026-秋-01' },
    { key: 'remark', title: '备注', max: 100, example: '首批' },
  ],
}

/** What is wrong with the form of a card's row; null when nothing is. */
export function cardRowProblem({ cells }: ImportRow): string | null {
  if (!isCardNumber(cells.number ?? '')) {
    return '卡号须为 12 位数字且校验位正确'
  }
  return /^\d{10,20}$/.test(cells.secret ?? '') ? null : '密码须为 10 至 20 位数字'
}
