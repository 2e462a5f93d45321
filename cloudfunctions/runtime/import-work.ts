import type { ImportWork } from '../contexts/bulk'

/** What is done with the rows of each kind of import; the kinds are in shared/domain/imports. */
const works: readonly ImportWork[] = []

export const importWork: ReadonlyMap<string, ImportWork> = new Map(
  works.map((work) => [work.kind.name, work]),
)
