import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { say } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Panel } from '@xietong/ui/panel'
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

/** Asks once more before what cannot be taken back. */
export function Ask({ what, orderId, onClose, onDone }: AskProps) {
  const cancelling = useAct('orders.cancelOrder')
  const returning = useAct('orders.cancelPickUp')
  const receiving = useAct('orders.confirmReceipt')
  if (!what) return null
  const text = words[what]
  const doing = { cancel: cancelling, 'cancel-pick-up': returning, receive: receiving }[what]
  const acts = {
    cancel: () => cancelling.run({ orderId, reason: '' }),
    'cancel-pick-up': () => returning.run({ orderId, reason: '' }),
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
