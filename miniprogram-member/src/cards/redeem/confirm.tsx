import { Text } from '@tarojs/components'
import type { AddressLike } from '@xietong/ui/address-cell'
import { Button } from '@xietong/ui/button'
import { replace } from '@xietong/ui/device/navigate'
import { useAct } from '@xietong/ui/hooks/use-act'
import type { CalendarDay } from '@xietong/ui/season-calendar'
import { nearestFree } from '@xietong/ui/season-calendar/weeks'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { counted } from '@xietong/ui/words/numbers'
import { dayWords, weekday } from '@xietong/ui/words/time'
import { useState } from 'react'

export interface ConfirmProps {
  readonly cardIds: readonly string[]
  readonly packageId: string
  readonly day: string | null
  readonly address: AddressLike | null
  readonly days: readonly CalendarDay[]
  /** The chosen day filled meanwhile; the nearest free one is offered, or none. */
  readonly onTaken: (nearest: string | null) => Promise<void>
}

const plain = ({ name, phone, province, city, district, street }: AddressLike) => ({
  name,
  phone,
  province,
  city,
  district,
  street,
})

export function Confirm(props: ConfirmProps) {
  const { cardIds, packageId, day, address } = props
  const redeeming = useAct('orders.redeemCards')
  const [problem, setProblem] = useState<string>()
  const submit = async () => {
    if (!day) return setProblem('请选择提货日期')
    if (!address) return setProblem('请选择收货地址')
    setProblem(undefined)
    const answer = await redeeming.run({
      cardIds: [...cardIds],
      packageId,
      pickUpOn: day,
      address: plain(address),
      remark: '',
    })
    if (!answer) return
    if (answer.ok) return replace('orders/order/index', { id: answer.value.orderId, new: 1 })
    setProblem(failureWords(answer.code, answer.message, cardIds.length))
    if (answer.code === 'DATE_FULL' || answer.code === 'DATE_NOT_OFFERED') {
      const others = props.days.filter((entry) => entry.day !== day)
      await props.onTaken(nearestFree(others, day))
    }
  }
  return (
    <SubmitBar
      problem={problem}
      note={`${counted(cardIds.length, '份套餐')} · 冷链配送 · 免运费`}
      action={
        <Button id="confirm-redeem" running={redeeming.running} onTap={submit}>
          确认提货
        </Button>
      }
    >
      <Text className="title-2">{day ? `${dayWords(day)} ${weekday(day)}送达` : '请选择日期'}</Text>
    </SubmitBar>
  )
}

/** The fear comes first: are my cards gone? */
function failureWords(code: string, message: string, count: number): string {
  if (code === 'OFFLINE') {
    return `这次提货还没有提交，${count} 张卡仍可使用。恢复网络后重试，不会重复提货。`
  }
  if (code === 'TIMEOUT') return '正在确认结果，请勿重复操作。稍后重试会得到同一结果。'
  return message
}
