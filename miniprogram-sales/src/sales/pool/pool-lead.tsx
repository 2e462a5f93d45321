import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { when } from '@xietong/ui/words/time'

export interface PoolLeadProps {
  readonly row: RowOf<'sales.listPoolLeads'>
  readonly now: number
  /** Somebody was faster: the list is asked again. */
  readonly onTaken: () => unknown
}

/** ST-031: one lead of the pool; the phone shows once it is one's own. */
export function PoolLead({ row, now, onTaken }: PoolLeadProps) {
  const claiming = useAct('sales.claimLead')
  const blocked = row.blockedUntil !== null && Date.parse(row.blockedUntil) > now
  const claim = async () => {
    const answer = await claiming.run({ leadId: row.id })
    if (answer?.ok) {
      say('已划为您的客户')
      open('sales/lead/index', { id: row.id })
    } else if (answer?.code === 'LEAD_TAKEN') {
      say('已被领取')
      void onTaken()
    }
  }
  const facts = [row.customerType, row.region, row.maskedPhone]
  const waits =
    blocked && row.blockedUntil ? `您释放的，${when(row.blockedUntil, now)}后可领取` : ''
  return (
    <View className="x-sheet" id={`pool-${row.id}`}>
      <View className="row between pool-head">
        <Text className="grow title-2 cut">{row.name}</Text>
        <Text className="cap">{`添加 ${when(row.createdAt, now)}`}</Text>
      </View>
      <View className="cap">{facts.filter(Boolean).join(' · ')}</View>
      <View className="cap-2">{row.reason ? `释放原因：${row.reason}` : '还没有分配过'}</View>
      {claiming.failure ? <View className="pool-problem">{claiming.failure.message}</View> : null}
      <View className="row between wrap pool-foot">
        <Text className="cap">
          {waits || (row.releasedAt ? `释放 ${when(row.releasedAt, now)}` : '')}
        </Text>
        <Button
          small
          kind="second"
          id={`claim-${row.id}`}
          running={claiming.running}
          disabled={blocked}
          onTap={claim}
        >
          划为我的客户
        </Button>
      </View>
    </View>
  )
}
