import { randomUUID } from 'node:crypto'
import { newCardNumber } from '@xietong/domain/cards/card-number'
import { signInAdmin, signInMember } from '../../../tests/rig/people'
import { createPrintedCards, type PrintedCards } from '../../../tests/rig/printed-cards'
import { type Rig, startRig } from '../../../tests/rig/rig'
import { createShop, type Shop, SUZHOU } from '../../../tests/rig/shop'
import { cryptoRandom } from '../../runtime/request-hash'

let rig: Rig
let admin: string
let shop: Shop
let made: PrintedCards
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
  shop = await createShop(rig, admin)
  made = await createPrintedCards(rig, admin, { shop, count: 30 })
})
afterAll(() => rig.stop())

const WRONG = '0000000000'
const add = (token: string, number: string, secret: string) =>
  rig.call(token, 'cards.addCard', { number, secret })
const code = async (answer: ReturnType<typeof add>) => {
  const told = await answer
  return told.ok ? 'done' : told.code
}
const idOf = async (number: string) =>
  (await rig.do(admin, 'cards.listCards', { filter: { number } })).rows[0]?.id ?? ''
const activate = async (...numbers: string[]) =>
  rig.do(admin, 'cards.activateCards', {
    cardIds: await Promise.all(numbers.map(idOf)),
    reason: '会员已付款',
  })
let next = 0
const fresh = () => made.cards[next++] ?? { number: '', secret: '' }

/** A card that somebody has added and redeemed. */
async function usedCard() {
  const card = fresh()
  await activate(card.number)
  const { token } = await signInMember(rig)
  const { cardId } = await rig.do(token, 'cards.addCard', card)
  await rig.do(token, 'orders.redeemCards', {
    cardIds: [cardId],
    packageId: shop.packageId,
    pickUpOn: '2026-10-20',
    address: SUZHOU,
    remark: '',
  })
  return { ...card, cardId }
}

test('MB-051 the right number and PIN add an active card; each other state says its own sentence', async () => {
  const { token } = await signInMember(rig)
  const [card, voided] = [fresh(), fresh()]
  const used = await usedCard()
  expect(await add(token, card.number, card.secret)).toMatchObject({
    code: 'CARD_NOT_ACTIVE',
    message: '此卡尚未激活，请联系售卡商家',
  })
  await activate(card.number, voided.number)
  await rig.do(admin, 'cards.voidCards', { cardIds: [await idOf(voided.number)], reason: '遗失' })
  expect(await add(token, used.number, used.secret)).toMatchObject({ message: '此卡已使用' })
  expect((await add(token, voided.number, voided.secret)).ok).toBe(false)
  expect(await code(add(token, voided.number, voided.secret))).toBe('CARD_VOID')
  expect(await code(add(token, card.number, card.secret))).toBe('done')
  expect(await code(add(token, card.number, card.secret))).toBe('done')
  const { rows } = await rig.do(token, 'cards.listMyCards', { filter: {} })
  expect(rows).toMatchObject([{ kind: 'physical', state: 'active', name: made.product }])
  const other = await signInMember(rig)
  expect(await add(other.token, card.number, card.secret)).toMatchObject({
    code: 'CARD_BOUND',
    message: '此卡已被绑定',
  })
})

test('MB-052 five wrong PINs lock a number for 24 hours, ten failures a member for the day, the console opens both', async () => {
  const { token } = await signInMember(rig)
  const card = fresh()
  await activate(card.number)
  const wrong = await add(token, card.number, WRONG)
  const unknown = await add(token, newCardNumber(cryptoRandom), WRONG)
  expect(wrong).toMatchObject({ code: 'CARD_PIN_WRONG', message: '卡号或密码错误' })
  expect({ ...unknown, requestNo: '' }).toEqual({ ...wrong, requestNo: '' })
  for (let index = 0; index < 4; index++) {
    expect(await code(add(token, card.number, WRONG))).toBe('CARD_PIN_WRONG')
  }
  expect(await code(add(token, card.number, card.secret))).toBe('CARD_LOCKED')
  await rig.do(admin, 'cards.unlockCard', { cardId: await idOf(card.number), reason: '已核实' })
  // Six failures so far; four more on other numbers end the day.
  for (let index = 0; index < 4; index++) {
    expect(await code(add(token, newCardNumber(cryptoRandom), WRONG))).toBe('CARD_PIN_WRONG')
  }
  expect(await code(add(token, card.number, card.secret))).toBe('CARD_TRIES_USED_UP')
  const { rows } = await rig.db.query<{ key: string }>(
    `select key from cards.pin_guard where kind = 'member' and locked_until is not null`,
  )
  await rig.do(admin, 'cards.unlockMember', { memberId: rows[0]?.key ?? '', reason: '已核实' })
  expect(await code(add(token, card.number, card.secret))).toBe('done')
  const again = await rig.call(admin, 'cards.unlockMember', {
    memberId: rows[0]?.key ?? '',
    reason: '已核实',
  })
  expect(again).toMatchObject({ code: 'STATE_CONFLICT' })
  const nobody = { memberId: randomUUID(), reason: '核实' }
  expect(await rig.call(admin, 'cards.unlockMember', nobody)).toMatchObject({ code: 'NOT_FOUND' })
  expect(
    await rig.call(admin, 'cards.unlockCard', { cardId: await idOf(card.number), reason: '核实' }),
  ).toMatchObject({ code: 'STATE_CONFLICT' })
})

test('a lock ends by itself: a number after 24 hours, a member with the day', async () => {
  const { token } = await signInMember(rig)
  const card = fresh()
  await activate(card.number)
  for (let index = 0; index < 5; index++) {
    await add(token, card.number, WRONG)
  }
  await rig.advance(23 * 3_600_000)
  const later = await signInMember(rig)
  expect(await code(add(later.token, card.number, card.secret))).toBe('CARD_LOCKED')
  await rig.advance(3_601_000)
  admin = await signInAdmin(rig)
  expect(await code(add(later.token, card.number, card.secret))).toBe('done')
})

test('I2 parallel guesses: of 60 at once exactly five reach the password', async () => {
  const card = fresh()
  await activate(card.number)
  const crowd = await Promise.all(Array.from({ length: 10 }, () => signInMember(rig)))
  const told = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      code(add(crowd[index % 10]?.token ?? '', card.number, WRONG)),
    ),
  )
  expect(told.filter((one) => one === 'CARD_PIN_WRONG')).toHaveLength(5)
  expect(told.filter((one) => one === 'CARD_LOCKED')).toHaveLength(55)
})

test('AD-160 only the transitions of the table happen; of 200 callers at once one wins', async () => {
  const card = fresh()
  const cardIds = [await idOf(card.number)]
  const change = async (to: 'cards.activateCards' | 'cards.voidCards', ids = cardIds) => {
    const told = await rig.call(admin, to, { cardIds: ids, reason: '测试' })
    return told.ok ? 'done' : told.code
  }
  const told = await Promise.all(Array.from({ length: 200 }, () => change('cards.activateCards')))
  expect(told.filter((one) => one === 'done')).toHaveLength(1)
  expect(told.filter((one) => one === 'STATE_CONFLICT')).toHaveLength(199)
  // One that cannot move holds back the one that could.
  const second = await idOf(fresh().number)
  expect(await change('cards.activateCards', [...cardIds, second])).toBe('STATE_CONFLICT')
  const both = await rig.db.query('select state from cards.card where id = $1', [second])
  expect(both.rows).toEqual([{ state: 'inactive' }])
  expect(await change('cards.voidCards')).toBe('done')
  expect(await change('cards.voidCards')).toBe('STATE_CONFLICT')
  expect(await change('cards.activateCards')).toBe('STATE_CONFLICT')
  const { cardId: used } = await usedCard()
  expect(await change('cards.activateCards', [used])).toBe('STATE_CONFLICT')
  expect(await change('cards.voidCards', [used])).toBe('STATE_CONFLICT')
})

test('I6 no card password is anywhere in the database', async () => {
  const secrets = made.cards.map(({ secret }) => secret)
  const { rows } = await rig.db.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
     from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const hit = await rig.db.query(`select 1 from ${name} t where t::text like any ($1) limit 1`, [
      secrets.map((secret) => `%${secret}%`),
    ])
    found.push(...(hit.rowCount ? [name] : []))
  }
  expect(found).toEqual([])
})
