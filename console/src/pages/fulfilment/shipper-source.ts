import { listCarriers } from '@xietong/domain/fulfilment/contract'
import { listShippers } from '@xietong/domain/fulfilment/tracing-contract'
import { PLATFORM_SHIPPER } from '@xietong/domain/orders/search-contract'
import { sourceOf } from '../../resource/source'

/** Stores that can ship today. */
export const storeSource = sourceOf(listShippers, {
  input: () => ({}),
  options: ({ rows }) =>
    rows.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
})

/** The platform first, then the stores. */
export const shipperSource = sourceOf(listShippers, {
  input: () => ({}),
  options: ({ rows }) => [
    { value: PLATFORM_SHIPPER, label: '平台总仓' },
    ...rows.map(({ id, name, active }) => ({
      value: id,
      label: active ? name : `${name}（已停用）`,
    })),
  ],
})

/** Carriers for a filter: also those that are not offered any more. */
export const anyCarrierSource = sourceOf(listCarriers, {
  input: () => ({}),
  options: ({ rows }) => rows.map(({ code, name }) => ({ value: code, label: name })),
})
