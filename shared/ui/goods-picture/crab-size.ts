/** The size of a crab follows its weight: one of 4 liang (200 g) fills its place. */
export const crabScale = (grams: number): number => Math.min(1, Math.max(0.62, 0.5 + grams / 420))

/** Width in a row of four, so that two rows stand side by side at 320 px. */
export const crabPixels = (grams: number): number => Math.round(36 * crabScale(grams))
