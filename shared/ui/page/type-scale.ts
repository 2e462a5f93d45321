import { platform } from '../platform'

/** Beyond this a price no longer fits beside its button on a narrow phone. */
const LARGEST = 1.4
let known: number | null = null

/** Asked once: a change of the setting restarts the app. Smaller than drawn would not be legible. */
export function typeScale(): number {
  known ??= Math.min(Math.max(platform.typeScale(), 1), LARGEST)
  return known
}
