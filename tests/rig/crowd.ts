import { randomUUID } from 'node:crypto'
import type { App } from '@xietong/domain/kernel/operation'
import { openSession } from '../../cloudfunctions/contexts/identity'
import { runCommand } from '../../cloudfunctions/runtime/run-command'
import { createAccount } from './cast'
import type { Rig } from './rig'

interface Subject {
  readonly subjectId: string
  readonly personId: string
}

function signInAll(rig: Rig, app: App, subjects: readonly Subject[]): Promise<string[]> {
  return runCommand(rig.deps, 'test.crowd', async (ctx) => {
    const tokens: string[] = []
    for (const subject of subjects) {
      tokens.push(await openSession(ctx, { app, ...subject }))
    }
    return tokens
  })
}

/**
 * Many accounts like one that was made properly: a password for each would cost a minute of scrypt.
 */
export async function crowdOfAccounts(
  rig: Rig,
  admin: string,
  { role, count }: { role: string; count: number },
): Promise<string[]> {
  const { accountId } = await createAccount(rig, admin, `crowd-${randomUUID().slice(0, 8)}`, [role])
  const { rows } = await rig.db.query<Subject>(
    `with more as (
       insert into identity.account
         (id, login, name, person_id, state, must_change_password, created_at)
       select gen_random_uuid(), login || '-' || n, name, person_id, state, false, created_at
       from identity.account, generate_series(1, $2::int) n where id = $1
       returning id, person_id
     ), roles as (
       insert into identity.account_role (account_id, role_id)
       select more.id, r.role_id from more, identity.account_role r where r.account_id = $1
     )
     select id as "subjectId", person_id as "personId" from more`,
    [accountId, count],
  )
  return signInAll(rig, 'console', rows)
}

/** Many members with an address each, beside one who registered properly. */
export async function crowdOfMembers(
  rig: Rig,
  count: number,
): Promise<{ token: string; addressId: string }[]> {
  const { rows } = await rig.db.query<Subject & { addressId: string }>(
    `with drawn as (
       select gen_random_uuid() as person_id, gen_random_uuid() as member_id,
         gen_random_uuid() as address_id, n from generate_series(1, $1::int) n
     ), people as (
       insert into identity.person (id, name, created_at) select person_id, '会员', now() from drawn
     ), members as (
       insert into members.member
         (id, person_id, nickname, state, level_id, invite_token, registered_at)
       select member_id, person_id, '会员' || n, 'active',
         (select id from members.level where is_default), replace(member_id::text, '-', ''), now()
       from drawn
     ), addresses as (
       insert into members.address (id, member_id, name, phone, province, city, district, street,
         is_default, created_at)
       select address_id, member_id, '林晓月', '13812340001', '江苏省', '苏州市', '姑苏区',
         '平江路 12 号', true, now() from drawn
     )
     select member_id as "subjectId", person_id as "personId", address_id as "addressId"
     from drawn`,
    [count],
  )
  const tokens = await signInAll(rig, 'member', rows)
  return rows.map(({ addressId }, index) => ({ token: tokens[index] ?? '', addressId }))
}
