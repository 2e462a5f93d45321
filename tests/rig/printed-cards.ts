import { randomUUID } from 'node:crypto'
import { newCardNumber, newCardSecret } from '@xietong/domain/cards/card-number'
import { cryptoRandom } from '../../cloudfunctions/runtime/request-hash'
import type { Rig } from './rig'
import { type Shop, uploadPicture } from './shop'
import { makeWorkbook, uploadWorkbook } from './workbooks'

export interface PrintedCards {
  readonly productId: string
  readonly product: string
  readonly cards: readonly { readonly number: string; readonly secret: string }[]
}

export const CARD_HEAD = ['卡号', '密码', '卡名称', '批次', '备注']

/** A printed card product for the shop's package, on the shelf. */
export async function createPrintedProduct(rig: Rig, admin: string, shop: Shop) {
  const name = `实体蟹卡 ${randomUUID().slice(0, 6)}`
  const { categoryId } = await rig.do(admin, 'catalog.createCategory', {
    kind: 'physical-card',
    name: name.slice(-10),
    parentId: null,
    sort: 1,
    shown: true,
  })
  const { cardProductId } = await rig.do(admin, 'catalog.createCardProduct', {
    kind: 'physical',
    name,
    categoryId,
    faces: [await uploadPicture(rig, admin)],
    description: '<p>凭卡提蟹</p>',
    season: null,
    packageIds: [shop.packageId],
    retailFen: 88_800,
    subsidyFen: 500,
    quota: 0,
  })
  await rig.do(admin, 'catalog.shelfCardProducts', { ids: [cardProductId], on: true })
  return { productId: cardProductId, product: name, categoryId }
}

/** Imports printed cards as a clerk does: a workbook, the check, and the good rows taken. */
export async function createPrintedCards(
  rig: Rig,
  admin: string,
  { shop, count }: { readonly shop: Shop; readonly count: number },
): Promise<PrintedCards> {
  const { productId, product } = await createPrintedProduct(rig, admin, shop)
  const numbers = new Set<string>()
  while (numbers.size < count) {
    numbers.add(newCardNumber(cryptoRandom))
  }
  const cards = [...numbers].map((number) => ({ number, secret: newCardSecret(cryptoRandom) }))
  const rows = cards.map(({ number, secret }) => [number, secret, product, '首批', ''])
  const fileId = await uploadWorkbook(rig, admin, await makeWorkbook(CARD_HEAD, rows))
  const { taskId } = await rig.do(admin, 'bulk.startImport', {
    kind: 'cards.import',
    fileId,
    remark: '',
  })
  await rig.tick()
  await rig.do(admin, 'bulk.takeGoodRows', { taskId })
  await rig.tick()
  return { productId, product, cards }
}
