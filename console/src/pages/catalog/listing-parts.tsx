import type { shelfCardProducts, shelfGoods, shelfPackages } from '@xietong/domain/catalog/contract'
import { Thumb } from '../../look/picture-upload'
import { PhonePreview } from '../../look/rich-text'
import { shelfTable } from '../../look/states'
import { optionsOf } from '../../look/status-tag'
import { action, batch } from '../../resource/declare'
import { choiceFilter } from '../../resource/filters'
import { PricePreview } from './price-preview'
import { stockStates } from './sources'

type Shelving = typeof shelfGoods | typeof shelfPackages | typeof shelfCardProducts
interface Shelved {
  readonly id: string
  readonly state: 'draft' | 'off' | 'on'
}

/** On and off the shelf, one row or the ticked ones (AD-122, AD-140, AD-156). */
export function shelving(operation: Shelving) {
  const many = (on: boolean, label: string) =>
    batch(operation, {
      label: `批量${label}`,
      input: (rows: readonly Shelved[]) => ({ ids: rows.map(({ id }) => id), on }),
      done: ({ changed }) => `已${label} ${changed} 种`,
    })
  return {
    actions: [
      action(operation, {
        label: (row: Shelved) => (row.state === 'on' ? '下架' : '上架'),
        input: (row) => ({ ids: [row.id], on: row.state !== 'on' }),
      }),
    ],
    batches: [many(true, '上架'), many(false, '下架')],
  }
}

export const shelfFilters = [
  choiceFilter('state', '全部状态', optionsOf(shelfTable)),
  choiceFilter('stock', '全部库存', stockStates),
]

export const saleSorts = {
  '-createdAt': '新增的在前',
  '-sales': '销量高的在前',
  '-retail': '价格高的在前',
} as const

/** What the retail price in the form means for everybody else. */
export const pricePreview = (values: { readonly retailFen?: unknown }) => (
  <PricePreview retailFen={values.retailFen as number | undefined} />
)

export function PictureRow({ files }: { readonly files: readonly string[] }) {
  return (
    <div className="row pictures">
      {files.map((file) => (
        <Thumb key={file} file={file} size={72} />
      ))}
    </div>
  )
}

/** The rich text as the phone shows it; nothing while there is none. */
export function PhoneText({ html }: { readonly html: string }) {
  return html ? (
    <div className="box">
      <div className="box-head">
        <h3>详情页</h3>
        <span className="sub">手机上的样子</span>
      </div>
      <PhonePreview html={html} />
    </div>
  ) : null
}
