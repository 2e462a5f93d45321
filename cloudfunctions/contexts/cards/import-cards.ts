import type { ImportRow, RowProblem } from '@xietong/domain/bulk/import-kind'
import { cardImport, cardRowProblem } from '@xietong/domain/cards/imports'
import type { Reader } from '../../runtime/database'
import type { ImportWork } from '../bulk'
import { printedCardProducts } from '../catalog'
import { insertPrintedCards, knownNumbers } from './import-store'
import { hashSecret } from './secret'

const TAKEN = '卡号已在系统中'

const productsOf = (reader: Reader, rows: readonly ImportRow[]) =>
  printedCardProducts(reader, [...new Set(rows.map(({ cells }) => cells.product ?? ''))])

/** AD-152: numbers with passwords from a file; passwords stay as keyed hashes only. */
export const importCards: ImportWork = {
  kind: cardImport,
  async checkRows(ctx, rows) {
    const products = await productsOf(ctx.db, rows)
    const taken = await knownNumbers(
      ctx.db,
      rows.map(({ cells }) => cells.number ?? ''),
    )
    return rows.flatMap((row): RowProblem[] => {
      const reason = cardRowProblem(row) ?? problemHere(row, products, taken)
      return reason === null ? [] : [{ line: row.line, reason }]
    })
  },
  async takeRows(ctx, rows) {
    const products = await productsOf(ctx.tx, rows)
    const { CARD_PEPPER } = ctx.deps.config
    const cards = rows.flatMap(({ cells }) => {
      const productId = products.get(cells.product ?? '')
      const number = cells.number ?? ''
      return productId === undefined
        ? []
        : {
            id: ctx.newId(),
            number,
            secretHash: hashSecret(CARD_PEPPER, number, cells.secret ?? ''),
            productId,
            name: cells.product ?? '',
            batch: cells.batch || null,
            remark: cells.remark || null,
          }
    })
    const made = await insertPrintedCards(ctx, cards)
    return rows
      .filter(({ cells }) => !made.has(cells.number ?? ''))
      .map(({ line, cells }) => ({
        line,
        reason: products.has(cells.product ?? '') ? TAKEN : noProduct(cells.product),
      }))
  },
}

const noProduct = (name = '') => `没有名为“${name}”的实体提货卡`

function problemHere(
  { cells }: ImportRow,
  products: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): string | null {
  if (taken.has(cells.number ?? '')) {
    return TAKEN
  }
  return products.has(cells.product ?? '') ? null : noProduct(cells.product)
}
