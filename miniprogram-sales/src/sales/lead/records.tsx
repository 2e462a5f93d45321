import { Text, View } from '@tarojs/components'
import { open } from '@xietong/ui/device/navigate'
import { Sheet } from '@xietong/ui/sheet'
import { Timeline } from '@xietong/ui/timeline'
import { when } from '@xietong/ui/words/time'
import { followUpWords } from '../../parts/lead-words'
import type { LeadDetail } from './index'

const addedWords = ({ text, byName }: { text: string; byName: string }) =>
  `补充（${byName}）：${text}`

/** Every follow-up of every owner, newest first. */
export function Records({ lead, now }: { lead: LeadDetail; now: number }) {
  const records = [...lead.followUps].sort((a, b) => (a.at < b.at ? 1 : -1))
  const plan = () =>
    open('sales/follow-up/index', {
      kind: 'lead',
      target: lead.id,
      name: lead.name,
      stage: lead.stage,
    })
  return (
    <Sheet
      title="跟踪记录"
      aside={
        <Text className="link hit" id="plan" onClick={plan}>
          新增跟踪
        </Text>
      }
    >
      {records.length === 0 ? (
        <View className="cap">还没有跟踪记录，联系后在这里记下结果。</View>
      ) : (
        <Timeline
          present={records.findIndex(({ state }) => state === 'planned' || state === 'overdue')}
          events={records.map((record) => ({
            key: record.id,
            title:
              record.state === 'done'
                ? record.form
                : `${record.form} · ${followUpWords[record.state]}`,
            time: `${when(record.at, now)} · ${record.byName}`,
            note:
              [record.result || record.note, ...record.supplements.map(addedWords)]
                .filter(Boolean)
                .join('\n') || undefined,
            pictures: [
              ...record.pictureUrls,
              ...record.supplements.flatMap((one) => one.pictureUrls),
            ],
          }))}
        />
      )}
    </Sheet>
  )
}
