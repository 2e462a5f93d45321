import { listCategories, listPackages } from '@xietong/domain/catalog/contract'
import { listFreightTemplates } from '@xietong/domain/catalog/freight-contract'
import { sourceOf } from '../../resource/source'

type Kind = 'goods' | 'package' | 'e-card' | 'physical-card'

/** AD-017: what the home page's reminders count. */
export const stockStates = [
  { value: 'low', label: '警戒' },
  { value: 'sold-out', label: '已售罄' },
]

/** Categories of one kind, children named below their parent. */
export const categorySource = (kind: Kind) =>
  sourceOf(listCategories, {
    input: () => ({ kind }),
    options: ({ rows }) =>
      rows.map((row) => {
        const parent = rows.find(({ id }) => id === row.parentId)
        return { value: row.id, label: parent ? `${parent.name} / ${row.name}` : row.name }
      }),
  })

export const freightSource = sourceOf(listFreightTemplates, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})

export const packageSource = sourceOf(listPackages, {
  input: (typed) => ({ filter: typed ? { keyword: typed } : {}, size: 50 as const }),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
  search: true,
})
