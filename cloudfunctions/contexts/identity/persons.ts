import type { Ctx } from '../../runtime/context'
import type { Reader } from '../../runtime/database'
import type { Program } from '../peers/port'
import * as store from './person-store'
import { lockPhone } from './phone-store'

export type { Person, WechatKey } from './person-store'

export const findPersonByPhone = store.selectPersonByPhone
export const findPersonByWechat = store.selectPersonByWechat
/** Ids of persons whose phone begins with these digits, for search fields. */
export const findPersonIdsByPhone = store.selectIdsByPhonePrefix

export async function personOf(reader: Reader, personId: string): Promise<store.Person> {
  const [person] = await store.selectPersons(reader, [personId])
  if (!person) {
    throw new Error(`person missing: ${personId}`)
  }
  return person
}

export async function personsOf(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, store.Person>> {
  const persons = ids.length > 0 ? await store.selectPersons(reader, ids) : []
  return new Map(persons.map((person) => [person.id, person]))
}

/** The one person of a phone, made when there is none; without a phone always a new person. */
export async function findOrCreatePerson(
  ctx: Ctx,
  { phone = null, name = '' }: { phone?: string | null; name?: string },
): Promise<string> {
  const known = phone ? await store.selectPersonByPhone(ctx.tx, phone) : null
  if (known) {
    return known.id
  }
  if (phone) {
    await lockPhone(ctx.tx, phone)
    const made = await store.selectPersonByPhone(ctx.tx, phone)
    if (made) {
      return made.id
    }
  }
  const id = ctx.newId()
  await store.insertPerson(ctx.tx, { id, phone, name, now: ctx.now })
  return id
}

/** Gives a phone to a person without one; false when the phone belongs to somebody already. */
export async function givePhone(ctx: Ctx, personId: string, phone: string): Promise<boolean> {
  await lockPhone(ctx.tx, phone)
  return store.updatePhone(ctx.tx, personId, phone)
}

/** Replaces the phone of a person; false when the new one belongs to somebody already (MB-063). */
export async function replacePhone(ctx: Ctx, personId: string, phone: string): Promise<boolean> {
  await lockPhone(ctx.tx, phone)
  return store.exchangePhone(ctx.tx, personId, phone)
}

/**
 * Binds a WeChat identity to a person and answers whose it is now. An identity that is bound
 * already stays where it is (the same WeChat user always reaches the same account, MB-004), unless
 * `move` says that it shall follow the person, who proved a phone. Either way the person is
 * remembered as its last user here, so that payments and messages go to this WeChat.
 */
export async function bindWechat(
  ctx: Ctx,
  binding: store.WechatKey & { personId: string; move?: boolean },
): Promise<string> {
  const { personId, move = false } = binding
  const bound = await store.insertBinding(ctx.tx, binding, personId, ctx.now)
  if (bound !== personId && move) {
    await store.rebind(ctx.tx, binding, personId, ctx.now)
  }
  await store.upsertVisit(ctx.tx, binding, personId, ctx.now)
  return move ? personId : bound
}

/** The openid under which a person last used a program: whom a payment or a message is for. */
export function openIdOf(
  reader: Reader,
  personId: string,
  program: Program,
): Promise<string | null> {
  return store.selectOpenId(reader, personId, program)
}

/**
 * MB-005: WeChat identities move into `into`, sessions of `from` end, `from` is closed for good.
 */
export async function mergePersons(
  ctx: Ctx,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const locked = await store.lockPersons(ctx.tx, [from, into])
  if (locked.length !== 2) {
    throw new Error(`cannot merge person ${from} into ${into}`)
  }
  await store.moveEverything(ctx.tx, from, into)
}
