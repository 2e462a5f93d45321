import { listCardProducts } from '@xietong/domain/catalog/contract'
import { listDealers } from '@xietong/domain/channel/contract'
import { listMembers } from '@xietong/domain/members/contract'
import { sourceOf } from '../../resource/source'

type Kind = 'electronic' | 'physical'

/** Names of card products: what a card is called is what its product was called. */
export const cardNameSource = (kind: Kind) =>
  sourceOf(listCardProducts, {
    input: (typed) => ({ filter: typed ? { kind, keyword: typed } : { kind }, size: 50 as const }),
    options: ({ rows }) => rows.map(({ name }) => ({ value: name, label: name })),
    search: true,
  })

/** Dealers of the first tier, by part of their name, contact or phone. */
export const firstTierSource = sourceOf(listDealers, {
  input: (typed) => ({
    filter: typed ? { tier: 1 as const, keyword: typed } : { tier: 1 as const },
    size: 50 as const,
  }),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
  search: true,
})

/** Members by name or phone; until something is typed the newest. */
export const memberSource = sourceOf(listMembers, {
  input: (typed) => ({ filter: typed ? { keyword: typed } : {}, size: 20 as const }),
  options: ({ rows }) =>
    rows.map((row) => ({
      value: row.id,
      label: row.phone ? `${row.nickname}（${row.phone}）` : row.nickname,
    })),
  search: true,
})
