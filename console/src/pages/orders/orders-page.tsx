import { countOrders } from '@xietong/domain/orders/contract'
import type { orderStates } from '@xietong/domain/orders/states'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import { useRead } from '../../api/hooks'
import { orderTable } from '../../look/states'
import { useListAddress } from '../../resource/list-address'
import { ResourcePage } from '../../resource/resource-page'
import { StateTabs } from '../../resource/state-tabs'
import { orders, reviews } from './orders'

const shownTabs = [
  'unpaid',
  'to-ship',
  'part-shipped',
  'shipped',
  'completed',
  'closed',
] as const satisfies readonly (typeof orderStates)[number][]

/** AD-252: tabs with the counts of the current filters. */
export function OrdersPage() {
  const [search] = useSearchParams()
  const { address } = useListAddress(orders.filters)
  const filter = useMemo(() => sentFilter(address.filter), [address.filter])
  const counts = useRead(countOrders, { filter } as never, { keep: true })
  const state = search.get('state')
  const isRare = state !== null && !shownTabs.some((tab) => tab === state) && state in orderTable
  const states = isRare ? [...shownTabs, state as 'in-review'] : shownTabs
  const tabs = [
    { key: '', label: '全部订单', count: counts.data?.all },
    ...states.map((key) => ({
      key,
      label: orderTable[key].label,
      count: counts.data ? (counts.data.byState[key] ?? 0) : undefined,
    })),
  ]
  return (
    <ResourcePage resource={orders} path="/orders" tabs={<StateTabs name="state" tabs={tabs} />} />
  )
}

/** The counts stand for all states, so the state itself is not part of their filter. */
function sentFilter(filter: Readonly<Record<string, unknown>>) {
  const { state: _, ...others } = filter
  return Object.fromEntries(
    Object.entries(others).map(([name, value]) => {
      const owner = orders.filters.find(({ names }) => names.includes(name))
      return [name, owner?.sent ? owner.sent(name, value as string) : value]
    }),
  )
}

/** MB-048, AD-217: card orders that wait for a clerk, when manual review is on. */
export const ReviewsPage = () => <ResourcePage resource={reviews} path="/reviews" />
