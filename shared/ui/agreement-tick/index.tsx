import { Text, View } from '@tarojs/components'
import { Tick } from '../tick'
import './agreement-tick.css'

export interface AgreementTickProps {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly agreements: readonly { readonly kind: string; readonly title: string }[]
  readonly onOpen: (kind: string) => void
  /** The person pressed a button without ticking. */
  readonly missing?: boolean
}

/** An explicit tick; nothing is ticked beforehand. */
export function AgreementTick(props: AgreementTickProps) {
  return (
    <View className={props.missing ? 'x-agree x-agree-missing' : 'x-agree'}>
      <Tick id="agree" on={props.on} label="同意协议" onTap={() => props.onChange(!props.on)} />
      <View className="grow x-agree-words">
        <Text onClick={() => props.onChange(!props.on)}>我已阅读并同意</Text>
        {props.agreements.map(({ kind, title }) => (
          <Text key={kind} className="link" onClick={() => props.onOpen(kind)}>
            《{title}》
          </Text>
        ))}
      </View>
    </View>
  )
}
