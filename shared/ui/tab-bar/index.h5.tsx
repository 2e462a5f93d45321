import { Image, Text, View } from '@tarojs/components'
import { openTab } from '../device/navigate'
import { platform } from '../platform'
import './tab-bar.css'
import { useTabs } from './tabs'

/** WeChat draws its tab bar natively (see native/custom-tab-bar); a browser gets this one. */
export function TabBar({ page }: { page: string }) {
  const { tabs, badges } = useTabs()
  return (
    <View className="x-tabbar" aria-role="tablist">
      {tabs.map((tab) => {
        const on = tab.page === page
        const waiting = badges[tab.page] ?? 0
        return (
          <View
            key={tab.page}
            id={`tab-${tab.icon}`}
            className={`x-tab ${on ? 'x-tab-on' : ''}`}
            aria-role="tab"
            aria-selected={on}
            onClick={() => {
              if (!on) openTab(tab.page)
            }}
          >
            <Image
              className="x-tab-icon"
              src={platform.assetUrl(`tab-${tab.icon}${on ? '-on' : ''}.svg`)}
            />
            <Text>{tab.text}</Text>
            {waiting > 0 ? (
              <Text className="x-tab-badge">{waiting > 99 ? '99+' : waiting}</Text>
            ) : null}
          </View>
        )
      })}
    </View>
  )
}
