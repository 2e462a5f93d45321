import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { operations } from '@xietong/domain/operations'
import { type CrashPoint, crashPoints } from '../../cloudfunctions/runtime/crash-point'
import { bundleMain } from '../rig/bundle'
import { caller, type Rig } from '../rig/rig'

interface Victim {
  readonly call: Rig['call']
  readonly ended: Promise<unknown>
  readonly child: ChildProcess
}

export interface Victims {
  /**
   * Calls like the rig, but the first try of each command goes to a process that dies at a point;
   * then the same request, key and all, goes to the living one.
   */
  readonly call: Rig['call']
  /** How often each command was killed at each point. */
  readonly kills: ReadonlyMap<string, number>
  stop(): void
}

export interface VictimOptions {
  /** Kills of one command at one point; the rest of its calls go straight to the living process. */
  readonly each: number
  /** Planted bug: the client forgets its key when no answer came, and asks with a new one. */
  readonly forgetsKeys?: boolean
}

export async function startVictims(rig: Rig, options: VictimOptions): Promise<Victims> {
  const outfile = await bundleMain('rig/server-main.ts')
  const waiting = new Map<CrashPoint, Promise<Victim>>()
  const kills = new Map<string, number>()
  const children = new Set<ChildProcess>()

  const open = async (point: CrashPoint): Promise<Victim> => {
    const child = fork(outfile, {
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        ...rig.env,
        DATABASE_POOL_MAX: '2',
        XIETONG_CRASH_AT: point,
        CLOCK_SHIFT_MS: String(rig.now().getTime() - Date.now()),
      },
    })
    children.add(child)
    const ended = new Promise((done) => child.once('exit', done))
    const port = await new Promise<number>((done, fail) => {
      child.once('message', (told) => done((told as { port: number }).port))
      child.once('exit', (code) => fail(new Error(`a victim ended with ${code} before its call`)))
    })
    return { call: caller(`http://127.0.0.1:${port}`), ended, child }
  }
  const take = (point: CrashPoint): Promise<Victim> => {
    const ready = waiting.get(point) ?? open(point)
    waiting.set(point, ready)
    return ready
  }

  const call = (async (token, name, input, from) => {
    const isWrite = operations[name]?.kind === 'write'
    const keyed = isWrite ? { requestId: randomUUID(), ...(input as object) } : input
    const isSpared = SPARED.has(name) || usesCode(input as object)
    const point = isWrite && !isSpared ? nextPoint(kills, name, options.each) : null
    if (point) {
      const victim = await take(point)
      const died = await victim.call(token, name, keyed as never, from).then(
        () => false,
        () => true,
      )
      if (died) {
        await victim.ended
        children.delete(victim.child)
        waiting.delete(point)
        kills.set(`${name} ${point}`, (kills.get(`${name} ${point}`) ?? 0) + 1)
      } else {
        // It was refused before it came so far, or has no such step; its answer stands.
        kills.set(`${name} ${point}`, options.each)
      }
    }
    const again =
      options.forgetsKeys && point ? { ...(keyed as object), requestId: randomUUID() } : keyed
    return rig.call(token, name, again as never, from)
  }) as Rig['call']
  return {
    call,
    kills,
    stop: () => {
      for (const child of children) {
        child.kill('SIGKILL')
      }
    },
  }
}

/** A code is used up by the first try, here as in life: the next try needs another one. */
const usesCode = (input: object) => ['code', 'wechatCode', 'smsCode'].some((name) => name in input)

/** Both end the caller's own session. */
const SPARED = new Set(['identity.changePassword', 'identity.signOut'])

/** The next point of a command that has had fewer kills than wanted; each begins at another. */
function nextPoint(
  kills: ReadonlyMap<string, number>,
  name: string,
  each: number,
): CrashPoint | null {
  const first = name.length % crashPoints.length
  const order = [...crashPoints.slice(first), ...crashPoints.slice(0, first)]
  return order.find((point) => (kills.get(`${name} ${point}`) ?? 0) < each) ?? null
}

/** The rig with its calls going through victims first. */
export function throughVictims(rig: Rig, victims: Victims): Rig {
  return {
    ...rig,
    call: victims.call,
    do: async (token, name, input) => {
      const answer = await victims.call(token, name, input)
      if (!answer.ok) {
        throw new Error(`${name}: ${answer.code} ${answer.message}`)
      }
      return answer.value
    },
  }
}
