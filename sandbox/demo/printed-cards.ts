import { withCheckDigit } from '@xietong/domain/kernel/check-digit'
import { writeWorkbook } from '@xietong/functions/contexts/bulk/workbook-writer'
import type { DemoGoods } from './goods'
import { type DemoWorld, dayFrom } from './parts'
import { category, picture } from './steps'

const NAME = '湖畔家宴 1288 型实体卡'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const HEAD = ['卡号', '密码', '卡名称', '批次', '备注']
const COUNT = 60

/** The same in every demo, so that the README can name one: 880000000005 with 660000000000. */
export const demoCard = (place: number) => ({
  number: withCheckDigit(String(88_000_000_000 + place * 137)),
  secret: String(660_000_000_000 + place * 1_009),
})

/**
 * A printed card product, its numbers imported as a clerk does, some handed to a store and a few
 * sold: these can be added in the member's app by number and password.
 */
export async function makePrintedCards(
  world: DemoWorld,
  { packages }: DemoGoods,
  store: string,
): Promise<void> {
  const { caller, admin } = world
  const { cardProductId } = await caller.call(
    { name: 'catalog.createCardProduct', as: admin, key: 'printed' },
    {
      kind: 'physical',
      name: NAME,
      categoryId: await category(world, 'physical-card', '礼品卡'),
      faces: [await picture(world, 'card-gold')],
      description: '<p>凭卡号和密码提货，送礼体面。</p>',
      season: { opensOn: dayFrom(world, -20), closesOn: dayFrom(world, 60), leadDays: 2 },
      packageIds: [packages.get('feast') ?? ''],
      retailFen: 128_800,
      subsidyFen: 2_000,
      quota: 0,
    },
  )
  await caller.call(
    { name: 'catalog.shelfCardProducts', as: admin, key: 'printed' },
    { ids: [cardProductId], on: true },
  )
  const ids = await importedCards(world)
  await caller.call(
    { name: 'cards.allocateCards', as: admin, key: 'printed' },
    { cardIds: ids.slice(10, 40), dealerId: store, reason: '首批铺货' },
  )
  await caller.call(
    { name: 'cards.activateCards', as: admin, key: 'printed' },
    { cardIds: ids.slice(0, 4), reason: '直营门店已售' },
  )
}

/** Cards of the product in the order of their numbers; imported unless an earlier run did it. */
async function importedCards(world: DemoWorld): Promise<string[]> {
  const { caller, admin } = world
  const stored = () =>
    caller.ask('cards.listCards', admin, { filter: { name: NAME }, sort: 'number', size: 100 })
  if ((await stored()).total < COUNT) {
    const kind = 'cards.import'
    const fileId = await workbook(world)
    const { taskId } = await caller.ask('bulk.startImport', admin, { kind, fileId, remark: '' })
    await taskIn(world, taskId, 'checked')
    await caller.ask('bulk.takeGoodRows', admin, { taskId })
    await taskIn(world, taskId, 'done')
  }
  return (await stored()).rows.map(({ id }) => id)
}

async function workbook(world: DemoWorld): Promise<string> {
  async function* rows() {
    yield Array.from({ length: COUNT }, (_, place) => {
      const { number, secret } = demoCard(place)
      return [number, secret, NAME, '首批', '']
    })
  }
  const columns = HEAD.map((title) => ({ title, kind: 'text' as const }))
  const bytes = new Uint8Array(await writeWorkbook('卡号', columns, rows()))
  const { fileId, uploadUrl } = await world.caller.ask('files.createUpload', world.admin, {
    name: '首批卡号.xlsx',
    type: XLSX,
    size: bytes.byteLength,
    access: 'private',
  })
  const headers = { 'content-type': XLSX }
  await fetch(new URL(uploadUrl, world.baseUrl), { method: 'PUT', headers, body: bytes })
  await world.caller.ask('files.confirmUpload', world.admin, { fileId })
  return fileId
}

/** The task centre works in the background. */
async function taskIn(world: DemoWorld, taskId: string, state: 'checked' | 'done'): Promise<void> {
  for (let look = 0; look < 120; look++) {
    const task = await world.caller.ask('bulk.getTask', world.admin, { taskId })
    if (task.state === state) return
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error(`the import of cards did not get to ${state}`)
}
