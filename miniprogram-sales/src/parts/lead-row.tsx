import { Text, View } from '@tarojs/components'
import { shanghaiDay } from '@xietong/domain/kernel/time'
import { Icon } from '@xietong/ui/icon'
import { today, when } from '@xietong/ui/words/time'
import { type LeadRow, sourceWords, stateWords } from './lead-words'
import './lead-row.css'
import { StageBar } from './stage-bar'

export interface LeadRowCardProps {
  readonly row: LeadRow
  readonly stages: readonly string[]
  readonly now: number
  readonly onTap?: () => void
  /** Supervisors see whose lead it is. */
  readonly owner?: boolean
}

/** One lead; the right edge always tells the next date or the danger. */
export function LeadRowCard({ row, stages, now, onTap, owner }: LeadRowCardProps) {
  const facts = [row.customerType, sourceWords[row.source], owner ? row.ownerName : null]
  return (
    <View className="lead-row" id={`lead-${row.id}`} {...(onTap ? { onClick: onTap } : {})}>
      <View className="row lead-head">
        {row.keyLead ? <Icon name="star" size={18} color="#B98A3E" weight={2} /> : null}
        <Text className="grow lead-name cut">{row.name}</Text>
        <Next row={row} now={now} />
      </View>
      <View className="row between lead-head">
        <Text className="grow cap cut">{facts.filter(Boolean).join(' · ')}</Text>
        <Text className="cap">{row.maskedPhone}</Text>
      </View>
      <View className="row wrap lead-foot">
        <StageBar stages={stages} stage={row.stage} />
        <Text className="cap-2">{row.stage}</Text>
        <Text className="cap lead-last">
          {row.lastFollowUpAt ? `上次 ${when(row.lastFollowUpAt, now)}` : '还没有跟踪'}
        </Text>
      </View>
    </View>
  )
}

function Next({ row, now }: { row: LeadRow; now: number }) {
  if (row.overdue) return <Text className="lead-when lead-overdue">已逾期</Text>
  if (row.nextFollowUpAt) {
    const isToday = shanghaiDay(new Date(row.nextFollowUpAt)) === today(now)
    return (
      <Text className={isToday ? 'lead-when lead-today' : 'lead-when'}>
        {when(row.nextFollowUpAt, now)}
      </Text>
    )
  }
  if (row.state !== 'following') {
    return <Text className="lead-when">{stateWords[row.state]}</Text>
  }
  return <Text className="cap">未安排</Text>
}
