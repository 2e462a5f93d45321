import { useQueryClient } from '@tanstack/react-query'
import { chooseColumns, deleteView, getListChoice, saveView } from '@xietong/domain/bulk/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { useAct, useRead } from '../api/hooks'
import type { Resource } from './declare'

export type View = OutputOf<typeof getListChoice>['views'][number]

/** Views and columns that this account keeps for a page, on the server: they follow the person. */
export function useListChoice(resource: Resource, list: string) {
  const client = useQueryClient()
  const read = useRead(getListChoice, { list })
  const saving = useAct<typeof saveView>()
  const deleting = useAct<typeof deleteView>()
  const choosing = useAct<typeof chooseColumns>()
  const usual = resource.columns.filter(({ extra }) => !extra).map(({ key }) => key)
  const known = new Set(resource.columns.map(({ key }) => key))
  const kept = read.data?.columns?.filter((key) => known.has(key))
  const put = (columns: readonly string[] | null) => {
    // At once on screen; the server hears of it behind.
    client.setQueryData(
      [getListChoice.name, { list }],
      (old: OutputOf<typeof getListChoice> | undefined) => old && { ...old, columns },
    )
    choosing.mutate({ operation: chooseColumns, input: { list, columns: columns && [...columns] } })
  }
  return {
    isReady: read.data !== undefined || read.error !== null,
    views: read.data?.views ?? [],
    shown: kept && kept.length > 0 ? kept : usual,
    isUsual: !kept || kept.length === 0,
    choose: put,
    save: (view: Omit<View, 'id'>) =>
      saving.mutateAsync({ operation: saveView, input: { ...view, list } }),
    remove: (viewId: string) => deleting.mutateAsync({ operation: deleteView, input: { viewId } }),
  }
}

export type ListChoice = ReturnType<typeof useListChoice>
