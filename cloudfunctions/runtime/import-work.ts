import type { ImportWork } from '../contexts/bulk'
import { importCards } from '../contexts/cards'

/** What is done with the rows of each kind of import; the kinds are in shared/domain/imports. */
const works: readonly ImportWork[] = [importCards]

export const importWork: ReadonlyMap<string, ImportWork> = new Map(
  works.map((work) => [work.kind.name, work]),
)
