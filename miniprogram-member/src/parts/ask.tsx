import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { say } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Panel } from '@xietong/ui/panel'
import { useState } from 'react'
import './ask.css'

export interface AskProps {
  readonly what: 'cancel' | 'cancel-pick-up' | 'receive' | null
  readonly orderId: string
  readonly onClose: () => void
  readonly onDone: () => Promise<void>
}

const words = {
  cancel: {
    title: '取消订单',
    text: '取消后库存释放，需要时可以重新下单。',
    keep: '保留订单',
    go: '取消订单',
    done: '订单已取消',
  },
  'cancel-pick-up': {
    title: '取消提货',
    text: '取消后卡回到卡包，可以重新选日期提货。',
    keep: '保留提货',
    go: '取消提货',
    done: '已取消，卡可以重新使用',
  },
  receive: {
    title: '确认收货',
    text: '请确认全部包裹都已收到。确认后订单完成，售后期开始计算。',
    keep: '还没收到',
    go: '确认收货',
    done: '已确认收货',
  },
} as const

const reasons = [
  { key: '不想要了', label: '不想要了' },
  { key: '地址或商品选错', label: '地址或商品选错' },
  { key: '重复下单', label: '重复下单' },
  { key: '价格有变化', label: '价格有变化' },
  { key: '其他原因', label: '其他原因' },
] as const

/** Asks once more before what cannot be taken back. */
export function Ask({ what, orderId, onClose, onDone }: AskProps) {
  const cancelling = useAct('orders.cancelOrder')
  const returning = useAct('orders.cancelPickUp')
  const receiving = useAct('orders.confirmReceipt')
  const [reason, setReason] = useState<string>(reasons[0].key)
  if (!what) return null
  const text = words[what]
  const doing = { cancel: cancelling, 'cancel-pick-up': returning, receive: receiving }[what]
  const acts = {
    cancel: () => cancelling.run({ orderId, reason }),
    'cancel-pick-up': () => returning.run({ orderId, reason }),
    receive: () => receiving.run({ orderId }),
  }
  const act = async () => {
    const answer = await acts[what]()
    if (!answer?.ok) return
    onClose()
    say(text.done)
    await onDone()
  }
  return (
    <Panel title={text.title} open onClose={onClose}>
      <Text className="ink-2">{text.text}</Text>
      {what === 'receive' ? null : (
        <View className="ask-reasons">
          <Choices
            id="cancel-reason"
            label="原因"
            items={reasons}
            value={[reason]}
            onTap={setReason}
          />
        </View>
      )}
      <Problem text={doing.failure?.message} />
      <View className="row ask-buttons">
        <View className="grow">
          <Button block kind="plain" onTap={onClose}>
            {text.keep}
          </Button>
        </View>
        <View className="grow">
          <Button block id={`confirm-${what}`} running={doing.running} onTap={act}>
            {text.go}
          </Button>
        </View>
      </View>
    </Panel>
  )
}
