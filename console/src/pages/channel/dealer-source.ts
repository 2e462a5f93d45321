import { listDealers } from '@xietong/domain/channel/contract'
import { sourceOf } from '../../resource/source'

/** Dealers by part of their name, contact or phone. */
export const dealerSource = sourceOf(listDealers, {
  input: (typed) => ({ filter: typed ? { keyword: typed } : {}, size: 50 as const }),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
  search: true,
})
