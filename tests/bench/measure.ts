import { execFileSync, spawnSync } from 'node:child_process'
import pg from 'pg'

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export interface Rate {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly count: number
  /** With the warm-up. */
  readonly ran: number
}

/** What a process that runs for days has behind it: compiled code, open connections. */
const WARM_UP_SECONDS = 5

/** Runs `work` by so many clients for so long, after a warm-up, and measures each call. */
export async function rateOf(
  clients: number,
  seconds: number,
  work: (client: number, turn: number) => Promise<void>,
): Promise<Rate> {
  const cold = await turns(clients, WARM_UP_SECONDS, work)
  const { elapsed, took } = await turns(clients, seconds, work, cold.took.length)
  return {
    perSecond: took.length / elapsed,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    count: took.length,
    ran: cold.took.length + took.length,
  }
}

async function turns(
  clients: number,
  seconds: number,
  work: (client: number, turn: number) => Promise<void>,
  first = 0,
): Promise<{ elapsed: number; took: number[] }> {
  const took: number[] = []
  const began = performance.now()
  const until = began + seconds * 1_000
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = first; performance.now() < until; turn++) {
        const start = performance.now()
        await work(client, turn)
        took.push(performance.now() - start)
      }
    }),
  )
  return { elapsed: (performance.now() - began) / 1_000, took }
}

/** Collects how long named steps take, to show where the time of a whole goes. */
export function stepTimes() {
  const took = new Map<string, number[]>()
  return {
    time: async <Value>(name: string, work: Promise<Value>): Promise<Value> => {
      const start = performance.now()
      const value = await work
      const list = took.get(name) ?? []
      took.set(name, [...list.slice(-2_000), performance.now() - start])
      return value
    },
    medians: (): Record<string, number> =>
      Object.fromEntries([...took].map(([name, list]) => [name, percentile(list, 0.5)])),
  }
}

/** TPC-B of the system's pgbench with 8 clients, or the same five statements through pg. */
export async function tpcB(url: string, seconds: number): Promise<{ tps: number; by: string }> {
  const found = spawnSync('pgbench', ['--version']).status === 0
  if (found) {
    execFileSync('pgbench', ['-i', '-s', '10', '-q', url], { stdio: 'ignore' })
    const text = execFileSync('pgbench', ['-c', '8', '-j', '2', '-T', String(seconds), url], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return { tps: Number(/tps = ([\d.]+)/.exec(text)?.[1] ?? 0), by: 'pgbench' }
  }
  return { tps: await fiveStatements(url, seconds), by: 'the same five statements through pg' }
}

async function fiveStatements(url: string, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  await pool.query(`
    create table bench_accounts (aid int primary key, abalance int not null);
    create table bench_tellers (tid int primary key, tbalance int not null);
    create table bench_branches (bid int primary key, bbalance int not null);
    create table bench_history (tid int, bid int, aid int, delta int, mtime timestamptz);
    insert into bench_accounts select n, 0 from generate_series(1, 1000000) n;
    insert into bench_tellers select n, 0 from generate_series(1, 100) n;
    insert into bench_branches select n, 0 from generate_series(1, 10) n`)
  const rate = await rateOf(8, seconds, async (client, turn) => {
    const link = await pool.connect()
    const [aid, tid, bid] = [
      1 + ((client * 7_919 + turn * 104_729) % 1_000_000),
      1 + (turn % 100),
      1 + (turn % 10),
    ]
    await link.query('begin')
    await link.query('update bench_accounts set abalance = abalance + 1 where aid = $1', [aid])
    await link.query('select abalance from bench_accounts where aid = $1', [aid])
    await link.query('update bench_tellers set tbalance = tbalance + 1 where tid = $1', [tid])
    await link.query('update bench_branches set bbalance = bbalance + 1 where bid = $1', [bid])
    await link.query('insert into bench_history values ($1, $2, $3, 1, now())', [tid, bid, aid])
    await link.query('commit')
    link.release()
  })
  await pool.end()
  return rate.perSecond
}
