import { Text, View } from '@tarojs/components'
import { Icon } from '../icon'
import { phoneWords } from '../words/numbers'
import './address-cell.css'

export interface AddressLike {
  readonly name: string
  readonly phone: string
  readonly province: string
  readonly city: string
  readonly district: string
  readonly street: string
}

/** Municipalities are province and city in one; naming them twice reads as a mistake. */
export function regionWords({ province, city, district }: AddressLike): string {
  return `${province}${city === province ? '' : city}${district}`
}

export interface AddressCellProps {
  readonly address: AddressLike | null
  readonly onTap?: () => void
}

/** Who gets it and where, up to two lines; without an address it asks for one. */
export function AddressCell({ address, onTap }: AddressCellProps) {
  return (
    <View className="row x-address" id="address-cell" {...(onTap ? { onClick: onTap } : {})}>
      <Icon name="pin" size={22} weight={1.5} color="#1F6F78" />
      <View className="grow">
        {address ? (
          <>
            <View className="row-base wrap x-address-who">
              <Text className="title-2">{address.name}</Text>
              <Text className="x-address-phone">{phoneWords(address.phone)}</Text>
            </View>
            <View className="cap-2 two">{`${regionWords(address)}${address.street}`}</View>
          </>
        ) : (
          <Text className="x-address-add">添加收货地址</Text>
        )}
      </View>
      {onTap ? <Icon name="right" size={14} weight={2} color="#9A9EA6" /> : null}
    </View>
  )
}
