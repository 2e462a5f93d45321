import { platform } from '../platform'

/** Beyond this a price no longer fits beside its button on a narrow phone. */
const LARGEST = 1.4
let known: number | null = null

/** Asked once, since a change of the setting restarts the app. Nothing is drawn smaller than 1. */
export function typeScale(): number {
  known ??= Math.min(Math.max(platform.typeScale(), 1), LARGEST)
  return known
}
