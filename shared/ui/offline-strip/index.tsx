import { Text, View } from '@tarojs/components'
import { useNetwork } from '../device/network'
import { Icon } from '../icon'
import './offline-strip.css'

/** Under the title bar while the phone has no network. */
export function OfflineStrip() {
  const online = useNetwork((network) => network.online)
  if (online) return null
  return (
    <View className="x-offline" aria-role="alert">
      <Icon name="wifi" size={16} color="#8A5800" weight={1.8} />
      <Text className="grow">网络不可用</Text>
      <Text className="strong">请检查网络设置</Text>
    </View>
  )
}
