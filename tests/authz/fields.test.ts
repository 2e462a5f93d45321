import type { Operation } from '@xietong/domain/kernel/operation'
import { z } from '@xietong/domain/kernel/schema'
import { operations } from '@xietong/domain/operations'
import { runOperation } from '../../cloudfunctions/runtime/run-operation'
import { inputSchema, type JsonSchema, sampleInput } from '../fuzz/sample'
import { tellingMore } from '../mutants/telling-more'
import { createCast, createDealer } from '../rig/cast'
import { signInAdmin, signInMember } from '../rig/people'
import { type Rig, startRig } from '../rig/rig'

const all: readonly Operation[] = Object.values(operations)
type Strict = JsonSchema & {
  readonly additionalProperties?: unknown
  readonly propertyNames?: unknown
}

/** Places of a schema where an object lets undeclared fields through. */
function loose(schema: Strict, trail: string): string[] {
  const parts = [
    ...Object.entries(schema.properties ?? {}).map(([name, part]) => [part, `${trail}.${name}`]),
    ...(schema.items ? [[schema.items, `${trail}[]`]] : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((part) => [part, trail]),
  ] as [Strict, string][]
  // A record names its keys; an object without that must be closed.
  const isRecord = schema.propertyNames !== undefined
  const isOpen = schema.type === 'object' && !isRecord && schema.additionalProperties !== false
  return [...(isOpen ? [trail] : []), ...parts.flatMap(([part, path]) => loose(part, path))]
}

const outputSchema = ({ output }: Operation) =>
  z.toJSONSchema(output as never, { unrepresentable: 'any' }) as Strict

/** Every object inside of a sample, as a function that puts an undeclared field there. */
function writes(value: unknown, put: (changed: unknown) => unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      writes(item, (changed) => put(value.map((one, at) => (at === index ? changed : one)))),
    )
  }
  if (typeof value !== 'object' || value === null) {
    return []
  }
  const entries = Object.entries(value)
  return [
    put({ ...value, isSuperAdmin: true }),
    // The keys of conditions are names of a scene's fields, which the use case checks.
    ...entries.flatMap(([key, part]) =>
      key === 'conditions' ? [] : writes(part, (changed) => put({ ...value, [key]: changed })),
    ),
  ]
}

let rig: Rig
let admin: string
beforeAll(async () => {
  rig = await startRig()
  admin = await signInAdmin(rig)
})
afterAll(() => rig.stop())

describe('H3 fields', () => {
  test('no contract lets an undeclared field in or out, at any depth', () => {
    const open = all.flatMap((operation) => [
      ...loose(inputSchema(operation) as Strict, `${operation.name} in`),
      ...loose(outputSchema(operation), `${operation.name} out`),
    ])
    expect(open).toEqual([])
  })

  test('an undeclared field is refused wherever it is written, by every operation', () => {
    const taken = all.flatMap((operation) =>
      writes(sampleInput(operation), (changed) => changed)
        .filter((input) => operation.input.safeParse(input).success)
        .map((input) => `${operation.name} ${JSON.stringify(input).slice(0, 120)}`),
    )
    expect(taken).toEqual([])
  })

  test('what only some may see is masked for the others, in lists and details', async () => {
    const cast = await createCast(rig)
    const phone = '13987650123'
    const { dealerId } = await createDealer(rig, admin, {
      name: '电话店',
      tier: 1,
      discount: 6_000,
      phone,
    })
    const shown = (values: unknown[]) =>
      values.map((value) => JSON.stringify(value).includes(phone))
    const asDealer = async (token: string | null) =>
      shown([
        await rig.do(token, 'channel.listDealers', { filter: { keyword: '电话店' } }),
        await rig.do(token, 'channel.getDealer', { dealerId }),
      ])
    expect(await asDealer(admin)).toEqual([false, true])
    for (const role of ['auditor', 'finance_entry'] as const) {
      expect(await asDealer(await cast.signIn(role))).toEqual([false, false])
    }
    await signInMember(rig, phone)
    const { rows } = await rig.do(admin, 'members.listMembers', { filter: { keyword: phone } })
    const memberId = rows[0]?.id ?? ''
    const reader = await cast.signIn('auditor')
    expect(shown([rows, await rig.do(reader, 'members.getMember', { memberId })])).toEqual([
      false,
      false,
    ])
    expect(await rig.call(reader, 'members.revealPhone', { memberId })).toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  test('a planted bug is caught: an answer with a field more than its contract', async () => {
    const call = { name: 'identity.getMe', input: {}, token: admin, address: '10.4.0.1' }
    expect((await runOperation(rig.pipeline, call)).body).toMatchObject({ ok: true })
    const wrong = await runOperation(tellingMore(rig.pipeline, 'identity.getMe'), call)
    expect(wrong.body).toMatchObject({ ok: false, code: 'INTERNAL' })
  })
})
