import { ScrollView, Text, View } from '@tarojs/components'
import { open, openTab } from '@xietong/ui/device/navigate'
import { Illustration } from '@xietong/ui/illustration'
import { useSettings } from '@xietong/ui/settings/settings'

/** Where a banner leads: `package:<id>`, `e-card:<id>`, or the shop. */
function follow(link: string): void {
  const [kind = '', id = ''] = link.split(':')
  if ((kind === 'package' || kind === 'e-card') && id) open('catalog/item/index', { kind, id })
  else if (link.startsWith('/')) open(link.slice(1))
  else openTab('pages/shop/index')
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
          <View key={banner.title} className="home-banner" onClick={() => follow(banner.link)}>
            <View className="home-banner-art">
              <Illustration name="banner" width="100%" height={168} fill />
            </View>
            <View className="home-banner-text">
              <View className="home-banner-title">
                {titleLines(banner.title).map((line) => (
                  <View key={line}>{line}</View>
                ))}
              </View>
              {banner.note ? <Text className="home-banner-go">{banner.note}</Text> : null}
            </View>
          </View>
        ))}
      </View>
    </ScrollView>
  )
}
