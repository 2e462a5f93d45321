import { Button as TaroButton } from '@tarojs/components'
import { Button } from '../button'
import '../button/button.css'
import type { PhoneButtonProps } from './phone-button'

/** Only a button of WeChat itself may ask for the phone number. */
export function PhoneButton(props: PhoneButtonProps) {
  if (!props.ready || props.running) {
    return (
      <Button
        block
        id={props.id ?? 'phone'}
        running={props.running ?? false}
        onTap={props.onNotReady}
      >
        {props.children}
      </Button>
    )
  }
  return (
    <TaroButton
      id={props.id ?? 'phone'}
      className="x-btn x-btn-primary x-btn-block"
      hoverClass="x-btn-press"
      openType="getPhoneNumber"
      onGetPhoneNumber={(event) => props.onCode(event.detail.code ?? null)}
    >
      {props.children}
    </TaroButton>
  )
}
