import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exported, imported } from './bulk'
import { hotProduct } from './hot-product'
import { listTimes } from './lists'
import { tpcB } from './measure'
import { openBuyers, placedAndPaid, redeemed } from './orders'
import { sizes, startTimes } from './sizes'
import { openWorld, ROOT, type World } from './world'

type Report = Record<string, unknown>

const line = (label: string, value: string, budget = '') =>
  process.stdout.write(`${label.padEnd(46)} ${value.padStart(16)}  ${budget}\n`)

async function rates(world: World, report: Report): Promise<void> {
  const reference = await tpcB(world.databaseUrl, 10)
  line(`TPC-B, 8 clients (${reference.by})`, `${reference.tps.toFixed(0)} tps`)
  const buyers = await openBuyers(world)
  const before = world.processorSeconds()
  const orders = await placedAndPaid(world, buyers, 15)
  const share = reference.tps / orders.perSecond
  line(
    'orders placed and paid, 8 clients',
    `${orders.perSecond.toFixed(1)} /s`,
    `1/${share.toFixed(1)} of TPC-B, budget 1/12`,
  )
  line(
    '  median and p99 of place → paid',
    `${orders.p50Ms.toFixed(0)} / ${orders.p99Ms.toFixed(0)} ms`,
  )
  for (const [step, ms] of Object.entries(orders.steps)) {
    line(`  median of step: ${step}`, `${ms.toFixed(0)} ms`)
  }
  line('  processor time per order', processorTime(world, before, orders.ran))
  const cards = await redeemed(world, buyers, 10)
  const cardShare = reference.tps / cards.perSecond
  line(
    'cards redeemed, 8 clients',
    `${cards.perSecond.toFixed(1)} /s`,
    `1/${cardShare.toFixed(1)} of TPC-B, budget 1/10`,
  )
  Object.assign(report, {
    reference,
    orders,
    cards,
    ordersShare: 1 / share,
    redeemShare: 1 / cardShare,
  })
}

/** Milliseconds of a core that each process took per piece of work. */
function processorTime(world: World, before: Record<string, number>, count: number): string {
  return Object.entries(world.processorSeconds())
    .map(([name, s]) => `${name} ${((1_000 * (s - (before[name] ?? 0))) / count).toFixed(1)}`)
    .join(', ')
}

async function hot(world: World, report: Report): Promise<void> {
  const result = await hotProduct(world, { buyers: 500, units: 100 })
  line('hot product: 500 buyers, 100 units', `${result.sold} sold`, 'budget exactly 100')
  line('  p99 of the 500', `${result.p99Ms.toFixed(0)} ms`, 'budget 1,000 ms')
  Object.assign(report, { hotProduct: result })
}

async function lists(world: World, report: Report): Promise<void> {
  for (const rows of [10_000, 100_000, 1_000_000]) {
    const result = await listTimes(world, rows)
    line(
      `order list, ${rows.toLocaleString('en')} orders`,
      `p95 ${result.p95Ms.toFixed(0)} ms`,
      `budget 100 ms; slowest ${result.slowest}`,
    )
    line('  dashboard, computed anew', `${result.dashboardMs.toFixed(0)} ms`, 'budget 300 ms')
    Object.assign(report, { [`lists${rows}`]: result })
  }
}

async function bulk(world: World, report: Report): Promise<void> {
  const result = await exported(world, 100_000)
  line(
    `export of ${result.lines.toLocaleString('en')} orders`,
    `${(result.ms / 1_000).toFixed(1)} s`,
  )
  line('  memory of the worker at most', `${result.maxRssMb.toFixed(0)} MB`, 'budget 512 MB')
  line('  the workbook', `${(result.bytes / 1_048_576).toFixed(1)} MB`)
  const cards = await imported(world, 100_000)
  const seconds = (cards.checkMs + cards.takeMs) / 1_000
  line('import of 100,000 card numbers', `${seconds.toFixed(1)} s`, 'budget 60 s')
  line('  of this reading and checking', `${(cards.checkMs / 1_000).toFixed(1)} s`)
  line('  memory of the worker at most', `${cards.maxRssMb.toFixed(0)} MB`, 'budget 512 MB')
  Object.assign(report, { export: result, import: cards })
}

async function still(report: Report): Promise<void> {
  for (const [name, bytes] of Object.entries(sizes())) {
    line(name, `${(bytes / 1_048_576).toFixed(2)} MB`)
    Object.assign(report, { [`bytes ${name}`]: bytes })
  }
  const started = await startTimes()
  line('api listening after start', `${started.apiMs.toFixed(0)} ms`, 'budget 300 ms')
  Object.assign(report, started)
}

async function main(): Promise<void> {
  const chosen = process.argv.slice(2)
  const wanted = (part: string) => chosen.length === 0 || chosen.includes(part)
  const report: Report = { node: process.version, at: new Date().toISOString() }
  if (wanted('sizes')) {
    await still(report)
  }
  if (['orders', 'hot', 'bulk', 'lists'].some(wanted)) {
    const world = await openWorld()
    try {
      await (wanted('orders') ? rates(world, report) : undefined)
      await (wanted('hot') ? hot(world, report) : undefined)
      await (wanted('bulk') ? bulk(world, report) : undefined)
      await (wanted('lists') ? lists(world, report) : undefined)
    } finally {
      await world.close()
    }
  }
  mkdirSync(join(ROOT, 'test-results'), { recursive: true })
  writeFileSync(join(ROOT, 'test-results', 'bench.json'), `${JSON.stringify(report, null, 2)}\n`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
