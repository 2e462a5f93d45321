import { Picker, Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { say } from '@xietong/ui/device/say'
import { Field } from '@xietong/ui/field'
import { Icon } from '@xietong/ui/icon'
import { platform } from '@xietong/ui/platform'

export interface WaybillProps {
  readonly carriers: Output<'fulfilment.listCarriers'>['rows']
  readonly carrierCode: string
  readonly onCarrier: (code: string) => void
  readonly trackingNo: string
  readonly onTrackingNo: (text: string) => void
  readonly problem?: string | undefined
}

/** The courier from head office's list, and the number scanned or typed. */
export function Waybill(props: WaybillProps) {
  const { carriers, carrierCode } = props
  const place = carriers.findIndex(({ code }) => code === carrierCode)
  const scan = async () => {
    const scanned = await platform.scan()
    if (scanned.ok) props.onTrackingNo(scanned.value)
    else if (scanned.reason !== 'cancel') say(scanned.message)
  }
  return (
    <View>
      <View className="x-field">
        <Text className="x-field-label">物流公司</Text>
        <Picker
          id="carrier"
          className="ship-carrier"
          mode="selector"
          range={carriers.map(({ name }) => name)}
          value={Math.max(0, place)}
          onChange={(event) => {
            const chosen = carriers[Number(event.detail.value)]
            if (chosen) props.onCarrier(chosen.code)
          }}
        >
          <View className="x-field-box">
            <Text className="grow">{carriers[place]?.name ?? '请选择物流公司'}</Text>
            <Icon name="down" size={14} weight={2} color="#6B7280" />
          </View>
        </Picker>
      </View>
      <Field
        id="tracking-no"
        label="运单号"
        placeholder="扫描面单或手工填写"
        maxLength={40}
        value={props.trackingNo}
        problem={props.problem}
        onInput={props.onTrackingNo}
        tail={
          <View className="link hit ship-scan" id="scan" onClick={scan}>
            <Icon name="scan" size={18} color="#1F6F78" />
            <Text>扫码</Text>
          </View>
        }
      />
    </View>
  )
}
