/**
 * A request key (UUID version 4) from a source of random numbers in [0, 1). It only has to be
 * unlike the other keys of the same person; the server stores it per actor.
 */
export function requestKey(random: () => number): string {
  const digit = (fixed: number, mask: number) =>
    (fixed | (Math.floor(random() * 16) & mask)).toString(16)
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    place === 'x' ? digit(0, 15) : digit(8, 3),
  )
}
