import { buyCards, placePackage } from './buy'
import { createDealer, signInDealer } from './cast'
import { signInMember } from './people'
import type { Rig } from './rig'
import { addedLead, createDepartment, createSeller } from './sales-team'
import { pay, type Shop } from './shop'

/** A first-tier dealer with a second tier below, whose member has bought a package and a card. */
export interface Network {
  readonly dealerId: string
  readonly belowId: string
  readonly orderId: string
  readonly cardOrderId: string
  readonly cardId: string
  readonly departmentId: string
  readonly employeeId: string
  readonly leadId: string
  readonly name: string
  /** Phone of the first-tier dealer's owner. */
  readonly phone: string
  readonly tokens: { readonly member: string; readonly tier2: string; readonly seller: string }
}

export async function createNetwork(
  rig: Rig,
  { admin, shop, name }: { admin: string; shop: Shop; name: string },
): Promise<Network> {
  const first = await createDealer(rig, admin, { name, tier: 1, discount: 6_000 })
  const { dealerId } = first
  const below = { name: `${name}二级`, tier: 2 as const, parentId: dealerId, discount: 7_000 }
  const { dealerId: belowId, phone } = await createDealer(rig, admin, below)
  const owner = await signInDealer(rig, phone)
  const invite = await rig.do(owner, 'channel.getInviteCode', {})
  const { token } = await signInMember(rig, undefined, invite.token)
  const { orderId } = await placePackage(rig, token, shop)
  await pay(rig, token, orderId)
  const [cardId = ''] = await buyCards(rig, token, shop)
  const bought = await rig.do(token, 'orders.listMyOrders', { filter: { type: 'e-card' } })
  const departmentId = await createDepartment(rig, admin, `${name}销售部`)
  const seller = await createSeller(rig, admin, { name: `${name}销售`, departmentId })
  const { employeeId } = seller
  await rig.do(admin, 'sales.assignCustomer', { dealerId, employeeId, reason: '' })
  return {
    dealerId,
    belowId,
    orderId,
    cardOrderId: bought.rows[0]?.id ?? '',
    cardId,
    departmentId,
    employeeId,
    leadId: await addedLead(rig, seller, { name: `${name}潜客` }),
    name,
    phone: first.phone,
    tokens: { member: token, tier2: owner, seller: seller.token },
  }
}

/** Ids that an account finds in every list of the console that knows dealers or departments. */
export async function seenInConsole(rig: Rig, token: string) {
  const found = await Promise.all([
    rig.do(token, 'channel.listDealers', {}),
    rig.do(token, 'orders.listOrders', {}),
    rig.do(token, 'cards.listCards', {}),
    rig.do(token, 'fulfilment.listDispatchPool', {}),
    rig.do(token, 'sales.listLeads', {}),
    rig.do(token, 'organisation.listEmployees', {}),
    rig.do(token, 'payments.listPayments', {}),
  ])
  const members = await rig.do(token, 'members.listMembers', {})
  const counts = await rig.do(token, 'orders.countOrders', {})
  expect(found[1].total).toBe(counts.all)
  expect(found[3].total).toBe(counts.toDispatch)
  const board = await rig.do(token, 'orders.getDashboard', { refresh: true })
  expect(board).toMatchObject({
    toDispatch: counts.toDispatch,
    toShip: counts.byState['to-ship'] ?? 0,
    ordersToday: { value: counts.all },
    members: { value: members.total },
  })
  for (const { rows, total } of found) {
    expect(rows).toHaveLength(total)
  }
  return {
    payments: found[6].total,
    ids: found
      .slice(0, 6)
      .flatMap(({ rows }) => rows.map(({ id }) => id))
      .sort(),
    members: members.rows.map(({ dealerName }) => dealerName).sort(),
  }
}

/** Everything that names one record; what lies outside the scope is not there. */
export async function detailsInConsole(rig: Rig, token: string, one: Network) {
  const { orderId, dealerId } = one
  return Promise.all([
    rig.call(token, 'channel.getDealer', { dealerId }),
    rig.call(token, 'channel.getDealer', { dealerId: one.belowId }),
    rig.call(token, 'orders.getOrder', { orderId }),
    rig.call(token, 'orders.getOrder', { orderId: one.cardOrderId }),
    rig.call(token, 'fulfilment.listCandidates', { orderId }),
    rig.call(token, 'orders.getPickUpCalendar', { cardIds: [one.cardId] }),
  ])
}

/** The ids that the lists of the console show of a network's dealers. */
export const ofDealers = (one: Network) => [
  one.dealerId,
  one.belowId,
  // In the list of orders and in the dispatch pool.
  one.orderId,
  one.orderId,
  one.cardOrderId,
  one.cardId,
]
/** What the dealers' records are, and what the department's people own. */
export const ofDepartment = (one: Network) => [...ofDealers(one), one.leadId, one.employeeId]
