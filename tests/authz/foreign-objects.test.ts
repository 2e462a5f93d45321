import type { DataScope } from '@xietong/domain/identity/data-scope'
import type { Operation } from '@xietong/domain/kernel/operation'
import { allPermissions } from '@xietong/domain/kernel/permissions'
import { operations } from '@xietong/domain/operations'
import { type Pipeline, runOperation } from '../../cloudfunctions/runtime/run-operation'
import { withoutOwner } from '../mutants/without-owner'
import { placePackage } from '../rig/buy'
import { createAccount } from '../rig/cast'
import { createNetwork } from '../rig/networks'
import { signInAdmin } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'
import { createShop, pay, type Shop } from '../rig/shop'
import { changedTables, tableHashes } from '../rig/table-hashes'
import { type IdPath, idPaths, inputNaming, nameOf } from './named-objects'
import { createTenant, type Tenant } from './tenants'

const all: readonly Operation[] = Object.values(operations)
const MEMBERS_OF_DEALER = /^members\./
const NAMES = ['云山渠道', '海港渠道', '湖心渠道', '青石渠道', '白沙渠道'] as const
let rig: Rig
let admin: string
let shop: Shop
let own: Tenant
let foreign: Tenant
type App = 'member' | 'dealer' | 'sales' | 'console'
interface Caller {
  readonly app: App
  readonly token: string
  /** Only these operations; the rest of the app's are asked by somebody else. */
  readonly only?: RegExp
}
/** Somebody of each app who belongs to `own`; the console's sees that network alone. */
let callers: Caller[]
beforeAll(async () => {
  rig = await startRig({ wrongOnPurpose: true })
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  own = await createTenant(rig, { admin, shop, name: NAMES[0] })
  foreign = await createTenant(rig, { admin, shop, name: NAMES[1] })
  for (const name of NAMES.slice(2)) {
    await createNetwork(rig, { admin, shop, name })
  }
  callers = [
    { app: 'member', token: own.tokens.member },
    { app: 'dealer', token: own.store },
    // The member belongs to the second tier.
    { app: 'dealer', token: own.tokens.tier2, only: MEMBERS_OF_DEALER },
    { app: 'sales', token: own.tokens.seller },
    { app: 'console', token: await scopedAccount() },
  ]
})
afterAll(() => rig.stop())

/** All rights, but only for the records of one network and of its department. */
async function scopedAccount(): Promise<string> {
  const scopes: DataScope[] = [
    { kind: 'dealers', dealerIds: [own.dealerId] },
    { kind: 'departments', departmentIds: [own.departmentId] },
  ]
  const names = ['片区渠道', '片区部门']
  for (const [index, scope] of scopes.entries()) {
    const permissions = allPermissions
    await rig.do(admin, 'identity.createRole', {
      name: names[index] ?? '',
      note: '',
      permissions,
      scope,
    })
  }
  return (await createAccount(rig, admin, 'scoped', names)).token
}

/** Any store of the house may ship any order: these name a shipper, not a record of a network. */
const NAMES_SHIPPERS = /^fulfilment\.(assignStore|listShippers|getAssignedStore)$/

/** The record of a tenant that a place in an input means; undefined for what nobody owns. */
function recordOf(
  tenant: Tenant,
  { name, app }: { readonly name: string; readonly app: App },
  path: IdPath,
): string | undefined {
  const isSent = /AfterSale|askBuyer|fulfilment|revealContact|listOrderEarnings/.test(name)
  const records: Readonly<Record<string, string>> = {
    orderId: isSent ? tenant.sentOrderId : tenant.orderId,
    cardId: tenant.cardId,
    addressId: tenant.addressId,
    caseId: tenant.caseId,
    noteId: tenant.noteId,
    leadId: tenant.leadId,
    followUpId: tenant.followUpId,
    memberId: tenant.memberId,
    dealerId: tenant.dealerId,
    employeeId: tenant.employeeId,
    departmentId: tenant.departmentId,
    warehouseId: tenant.warehouseId,
    paymentId: tenant.paymentId,
    reviewId: tenant.reviewId,
    // Elsewhere a line is named beside its order, which alone decides.
    ...(name === 'orders.writeReview' ? { lineId: tenant.lineId } : {}),
    // Uploaded by the member; to all others both are foreign.
    ...(app === 'member' ? { fileId: tenant.fileId } : {}),
  }
  if (path.join('.') === 'target.id') {
    return tenant.leadId
  }
  if (NAMES_SHIPPERS.test(name) && nameOf(path) === 'dealerId') {
    return undefined
  }
  return name.startsWith('identity.') ? undefined : records[nameOf(path)]
}

/** What is everybody's: named so that the foreign record alone decides. */
function commonRecords(path: IdPath): string | undefined {
  const records: Readonly<Record<string, string>> = {
    packageId: shop.packageId,
    itemId: shop.packageId,
    skuId: shop.maleSku,
  }
  return records[nameOf(path)]
}

interface Attack {
  readonly operation: Operation
  readonly what: string
  readonly input: Record<string, unknown>
}

/** Calls that name own records, with one of them, or none, replaced by the other's. */
function attacksOn(operation: Operation, app: App): { foreign: Attack[]; honest: Attack | null } {
  const asked = { name: operation.name, app }
  const paths = idPaths(operation).filter(([first]) => first !== 'filter')
  const owned = paths.filter((path) => recordOf(own, asked, path))
  const common = paths.flatMap((path) => {
    const id = commonRecords(path)
    return id ? [[path, id] as const] : []
  })
  const naming = (replaced: IdPath | null) =>
    inputNaming(operation, [
      ...common,
      ...owned.map(
        (path) => [path, recordOf(path === replaced ? foreign : own, asked, path) ?? ''] as const,
      ),
    ])
  const made = owned.flatMap((path) => {
    const input = naming(path)
    return input ? [{ operation, what: `${operation.name} ${path.join('.')}`, input }] : []
  })
  const honest = naming(null)
  return {
    foreign: made,
    honest: honest && owned.length > 0 ? { operation, what: operation.name, input: honest } : null,
  }
}

async function send(pipeline: Pipeline, attack: Attack, token: string) {
  const { name } = attack.operation
  return (await runOperation(pipeline, { name, input: attack.input, token, address: '10.7.0.1' }))
    .body
}

/** Lists that a name narrows may answer with nothing instead of refusing. */
const isNothing = (value: unknown) =>
  Array.isArray((value as { rows?: unknown[] }).rows) &&
  (value as { rows: unknown[] }).rows.length === 0

/** Operations of an app that one caller asks. */
const operationsOf = ({ app, token, only }: Caller) =>
  all.filter(
    ({ may, name }) =>
      may[app] &&
      (only
        ? only.test(name)
        : !callers.some((one) => one.app === app && one.token !== token && one.only?.test(name))),
  )

/** ST-006, ST-014: a salesperson is told why, in the same words for a lead that does not exist. */
const TOLD: Readonly<Record<string, string>> = {
  'sales.createFollowUp': 'NOT_YOUR_CUSTOMER',
  'sales.claimLead': 'LEAD_TAKEN',
}

async function leaksOf(pipeline: Pipeline): Promise<string[]> {
  const leaks: string[] = []
  for (const caller of callers) {
    for (const operation of operationsOf(caller)) {
      for (const attack of attacksOn(operation, caller.app).foreign) {
        const body = await send(pipeline, attack, caller.token)
        const isFine = body.ok
          ? operation.kind === 'read' && isNothing(body.value)
          : ['NOT_FOUND', 'FORBIDDEN', 'NOT_ALLOWED_FOR_KIND', TOLD[operation.name]].includes(
              body.code,
            )
        if (!isFine) {
          leaks.push(`${caller.app} ${attack.what}: ${body.ok ? 'OK' : body.code}`)
        }
      }
    }
  }
  return leaks
}

/** Texts that tell of somebody else: ids, names and phones of the other networks. */
function foreignMarks(): string[] {
  const { tokens, store, ...records } = foreign
  const ids = Object.values(records).filter((value) => value.length > 8)
  return [...ids, ...NAMES.slice(1)]
}

/** Lists and details that hold something of somebody else, or count what they do not show. */
async function strangers(pipeline: Pipeline): Promise<string[]> {
  const found: string[] = []
  const marks = foreignMarks()
  for (const caller of callers) {
    const lists = operationsOf(caller).filter(
      ({ kind, name }) => kind === 'read' && !NAMES_SHIPPERS.test(name),
    )
    for (const operation of lists) {
      for (const input of questionsTo(operation, caller.app)) {
        const body = await send(pipeline, { operation, what: '', input }, caller.token)
        const text = body.ok ? JSON.stringify(body.value) : ''
        const seen = marks.filter((mark) => text.includes(mark))
        const { rows, total } = (body.ok ? body.value : {}) as { rows?: unknown[]; total?: number }
        if (seen.length > 0 || isMiscounted(rows, total, operation)) {
          found.push(`${caller.app} ${operation.name}: ${seen.join(' ')} ${total}`)
        }
      }
    }
  }
  return found
}

/** Lists of this size are one page, so a total that is higher counts rows of others. */
const isMiscounted = (
  rows: unknown[] | undefined,
  total: number | undefined,
  { name }: Operation,
) =>
  // An account's own entries in the log are many.
  rows !== undefined &&
  total !== undefined &&
  total !== rows.length &&
  name !== 'identity.listAuditEntries'

/** A list as a whole, and narrowed to each record of the other that it can be narrowed to. */
function questionsTo(operation: Operation, app: App): Record<string, unknown>[] {
  const whole = inputNaming(operation, [])
  const narrowed = idPaths(operation)
    .filter(([first]) => first === 'filter')
    .flatMap((path) => {
      const id = recordOf(foreign, { name: operation.name, app }, path)
      const input = id ? inputNaming(operation, [[path, id]]) : null
      return input ? [input] : []
    })
  return whole ? [whole, ...narrowed] : narrowed
}

/** What everybody shares moves by anybody's purchases. */
const SHARED = /^(catalog|stock|peers|scenes|tasks|notify|identity|settings)\.|listShippers$/

/** All that the callers can read, without the instants of asking. */
async function sights(): Promise<Record<string, string>> {
  const seen: Record<string, string> = {}
  for (const caller of callers) {
    for (const operation of operationsOf(caller).filter(({ kind }) => kind === 'read')) {
      const input = inputNaming(operation, [])
      if (input && !operation.may.anyone && !SHARED.test(operation.name)) {
        const body = await send(rig.pipeline, { operation, what: '', input }, caller.token)
        const value = body.ok ? { ...(body.value as object), at: null } : body.code
        seen[`${caller.app} ${operation.name}`] = JSON.stringify(value)
      }
    }
  }
  return seen
}

describe('H2 records of somebody else are not there', () => {
  test('every operation that names one answers NOT_FOUND and changes nothing', async () => {
    const before = await tableHashes(rig.db)
    expect(await leaksOf(rig.pipeline)).toEqual([])
    const changed = changedTables(before, await tableHashes(rig.db)).filter(
      (table) => !/^(peers|notify)\./.test(table),
    )
    expect(changed).toEqual([])
  })

  test('the same calls with own records find them, so that NOT_FOUND above means something', async () => {
    const missing: string[] = []
    let asked = 0
    for (const caller of callers) {
      for (const operation of operationsOf(caller).filter(({ kind }) => kind === 'read')) {
        const { honest } = attacksOn(operation, caller.app)
        const body = honest && (await send(rig.pipeline, honest, caller.token))
        asked += honest ? 1 : 0
        if (body && !body.ok && body.code === 'NOT_FOUND') {
          missing.push(`${caller.app} ${operation.name}`)
        }
      }
    }
    expect(missing).toEqual([])
    expect(asked).toBeGreaterThan(15)
  })

  test('a dealer sees nothing of its parent, and of its child not the members', async () => {
    const { tier2 } = own.tokens
    const answers = await Promise.all([
      rig.call(tier2, 'fulfilment.getStoreNote', { noteId: own.noteId }),
      rig.call(tier2, 'orders.getStoreAfterSale', { caseId: own.caseId }),
      rig.call(tier2, 'orders.approveAfterSale', { caseId: own.caseId, note: '' }),
      rig.call(own.store, 'members.getMyMember', { memberId: own.memberId }),
    ])
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false })
      expect(['NOT_FOUND', 'FORBIDDEN']).toContain(answer.ok ? 'OK' : answer.code)
    }
  })

  test('a planted bug is caught: a detail that is asked for by its number alone', async () => {
    const leaks = await leaksOf(
      withoutOwner(rig.pipeline, 'orders.getMyOrder', foreign.tokens.member),
    )
    expect(leaks).toEqual(['member orders.getMyOrder orderId: OK'])
  })
})

describe('H4 lists, counts and statistics of five networks', () => {
  test('show and count nothing of the other four, narrowed to their records or not', async () => {
    expect(await strangers(rig.pipeline)).toEqual([])
  })

  test('do not move when the others sell, register and follow up', async () => {
    const before = await sights()
    expect(Object.keys(before).length).toBeGreaterThan(40)
    const { orderId } = await placePackage(rig, foreign.tokens.member, shop)
    await pay(rig, foreign.tokens.member, orderId)
    await createNetwork(rig, { admin, shop, name: '远山渠道' })
    expect(await sights()).toEqual(before)
  })

  test('a planted bug is caught: a list that forgets whose it is', async () => {
    const wrong = withoutOwner(rig.pipeline, 'orders.listMyOrders', foreign.tokens.member)
    expect((await strangers(wrong)).map((one) => one.split(':')[0])).toEqual([
      'member orders.listMyOrders',
    ])
  })
})
