import type { Rig } from '../rig/rig'
import { faultsAtTheEnd } from './auditor/end'
import { type Chance, chanceOf } from './chance'
import { brokenAfterBurst } from './invariants'
import { moves as allMoves, type Move } from './moves'
import { openWorld, quiet, type World } from './world'

export interface Run {
  readonly seed: number
  readonly steps: number
  /** Fewer kinds of moves, or another pipeline: for planted bugs. */
  readonly only?: readonly string[]
  readonly through?: (rig: Rig) => Rig['call']
}

/** Invariants are looked at after so many steps. */
const BURST = 10
const SHOWN = 30
const SETTLE_MINUTES = 60

function choose(world: World, moves: readonly Move[], chance: Chance): Move {
  const ready = moves.filter((move) => move.ready(world))
  let left = chance.below(ready.reduce((sum, move) => sum + move.weight, 0))
  for (const move of ready) {
    left -= move.weight
    if (left < 0) {
      return move
    }
  }
  return ready[0] as Move
}

async function step(world: World, moves: readonly Move[]): Promise<string> {
  const { chance, rig } = world
  const told = await choose(world, moves, chance).run(world)
  await quiet(world)
  await rig.advance(500 + chance.below(20_000))
  if (chance.oneIn(3)) {
    await rig.tick()
  }
  await quiet(world)
  return told
}

/** The peers behave again: within a virtual hour everything must have found its end. */
async function settle(world: World): Promise<void> {
  for (const { kit } of world.rig.sandbox.peers.values()) {
    kit.faults.clear()
  }
  for (let minute = 0; minute < SETTLE_MINUTES; minute += 5) {
    await world.rig.advance(5 * 60_000)
    await world.rig.tick()
    await quiet(world)
  }
}

function none(faults: readonly string[]): void {
  if (faults.length > 0) {
    throw new Error(faults.join('\n'))
  }
}

/** One run from its seed; answers what happened, step by step, or throws with the end of it. */
export async function simulate({ seed, steps, only, through }: Run): Promise<string[]> {
  const world = await openWorld(chanceOf(seed), through)
  const moves = only ? allMoves.filter(({ name }) => only.includes(name)) : allMoves
  const trace: string[] = []
  try {
    while (trace.length < steps) {
      trace.push(await step(world, moves))
      if (trace.length % BURST === 0) {
        none(await brokenAfterBurst(world.rig))
      }
    }
    await settle(world)
    none(await brokenAfterBurst(world.rig))
    none(await faultsAtTheEnd(world))
    return trace
  } catch (error) {
    const last = trace.map((line, at) => `${at + 1}. ${line}`).slice(-SHOWN)
    const replay = `npm run sim -- --seed ${seed} --steps ${steps}`
    throw new Error(
      `seed ${seed}, step ${trace.length + 1}: ${(error as Error).message}\n${replay}\n${last.join('\n')}`,
    )
  } finally {
    await world.rig.stop().catch(() => undefined)
  }
}
