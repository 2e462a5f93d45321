const MOST = 10

/** The newest word first, each once, ten at most. */
export function remembered(past: readonly string[], word: string): string[] {
  return [word, ...past.filter((old) => old !== word)].slice(0, MOST)
}
