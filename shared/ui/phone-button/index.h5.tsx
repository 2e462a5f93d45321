import { Button } from '../button'
import { browserSheet } from '../platform/browser-sheet'
import { askStandIn, persona } from '../platform/stand-in'
import type { PhoneButtonProps } from './phone-button'

/** In a browser the stand-in of WeChat asks whether the phone number may be given. */
export function PhoneButton(props: PhoneButtonProps) {
  const ask = async () => {
    if (!props.ready) return props.onNotReady()
    const user = persona()
    if (!user) return props.onCode(null)
    const { value: allowed } = await browserSheet({
      title: '微信手机号',
      lines: ['申请获取您的手机号，用于登录和接收订单通知'],
      choices: [
        { label: '允许', value: true, primary: true },
        { label: '不允许', value: false },
      ],
    })
    if (!allowed) return props.onCode(null)
    const answer = await askStandIn<{ code: string }>('wechat/phone-code', { app: APP_NAME, user })
    props.onCode(answer.ok ? answer.value.code : null)
  }
  return (
    <Button block id={props.id ?? 'phone'} running={props.running ?? false} onTap={ask}>
      {props.children}
    </Button>
  )
}
