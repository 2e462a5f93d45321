import type { Output } from '@xietong/client/caller'
import { useNow } from '@xietong/ui/hooks/use-now'
import { Sheet } from '@xietong/ui/sheet'
import { Timeline } from '@xietong/ui/timeline'
import { when } from '@xietong/ui/words/time'

type Results = Output<'sales.getMyFollowUp'>['results']

/** What was written before, the newest first. */
export function Earlier({ results }: { readonly results: Results }) {
  const now = useNow(60_000)
  if (results.length === 0) return null
  return (
    <Sheet title="已有结果">
      <Timeline
        present={-1}
        events={[...results].reverse().map((one) => ({
          key: one.id,
          title: one.text,
          time: `${when(one.at, now)} · ${one.byName}`,
          pictures: one.pictureUrls,
        }))}
      />
    </Sheet>
  )
}
