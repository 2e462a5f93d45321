import { ScrollView, Text, View } from '@tarojs/components'
import { open, openTab } from '@xietong/ui/device/navigate'
import { Illustration } from '@xietong/ui/illustration'
import { useSettings } from '@xietong/ui/settings/settings'
import { useShop } from '../../parts/shop-view'

interface Target {
  readonly label: string
  readonly go: () => void
}

/** Where a banner leads: `package:<id>`, `e-card:<id>`, `/cards`, a page, or the shop. */
function targetOf(link: string): Target {
  const [kind = '', id = ''] = link.split(':')
  if ((kind === 'package' || kind === 'e-card') && id) {
    return { label: '查看详情', go: () => open('catalog/item/index', { kind, id }) }
  }
  const isCards = link === '/cards'
  return {
    label: isCards ? '选购电子卡' : '去选购',
    go: () => {
      const sale = isCards ? 'e-card' : 'package'
      useShop.setState({ kind: sale, categoryId: null, keyword: '' })
      openTab('pages/shop/index')
    },
  }
}

/** A long title breaks where its writer paused, not where the line happens to end. */
function titleLines(title: string): string[] {
  const [first = '', ...rest] = title.split(/[\n ，·]+/)
  const second = rest.join(' ')
  return title.length > 9 && second ? [first, second] : [title]
}

/** The season's banners; with none the area is not there. */
export function Banners() {
  const banners = useSettings((known) => known.settings?.banners)
  if (!banners || banners.length === 0) return null
  return (
    <ScrollView scrollX enhanced showScrollbar={false} pagingEnabled className="home-banners">
      <View className="home-banner-row">
        {banners.map((banner) => (
          <View
            key={banner.title}
            className="home-banner"
            onClick={() => targetOf(banner.link).go()}
          >
            <View className="home-banner-art">
              <Illustration name="banner" width="100%" height={168} fill />
            </View>
            <View className="home-banner-text">
              <View className="home-banner-title">
                {titleLines(banner.title).map((line) => (
                  <View key={line}>{line}</View>
                ))}
              </View>
              {banner.note ? <Text className="home-banner-note">{banner.note}</Text> : null}
              <Text className="home-banner-go">{targetOf(banner.link).label}</Text>
            </View>
          </View>
        ))}
      </View>
    </ScrollView>
  )
}
