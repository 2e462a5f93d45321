import type { ImportKind } from './bulk/import-kind'
import { cardImport } from './cards/imports'

/** Everything that can be imported, by name; each context declares its own beside its rules. */
const kinds: readonly ImportKind[] = [cardImport]

export const importKinds: ReadonlyMap<string, ImportKind> = new Map(
  kinds.map((kind) => [kind.name, kind]),
)
