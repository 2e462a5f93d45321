/**
 * IN-081: one spelling for one place: full-width letters and digits as half-width, no blanks or
 * punctuation, no case. The words themselves stay, so that 12 号 and 12-1 号 remain two places.
 */
export function plainAddress(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,.;:'"()[\]{}<>，。；：、“”‘’（）【】《》·]/g, '')
}
