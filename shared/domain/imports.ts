import type { ImportKind } from './bulk/import-kind'

/** Everything that can be imported, by name; each context declares its own beside its rules. */
const kinds: readonly ImportKind[] = []

export const importKinds: ReadonlyMap<string, ImportKind> = new Map(
  kinds.map((kind) => [kind.name, kind]),
)
