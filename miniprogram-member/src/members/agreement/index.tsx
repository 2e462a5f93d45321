import { RichText, Text, View } from '@tarojs/components'
import { setTitle } from '@xietong/ui/device/say'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { when } from '@xietong/ui/words/time'
import { useEffect } from 'react'

const edition = (version: number, published: string) => `第 ${version} 版 · ${published}发布`
const kinds = ['registration', 'service', 'privacy'] as const

/** The text of an agreement as the console keeps it. */
export default function Agreement() {
  const params = useParams()
  const kind = kinds.find((one) => one === params.kind) ?? 'service'
  const query = useQuery('settings.getAgreement', { kind })
  const now = useNow()
  const title = query.value?.title
  useEffect(() => {
    if (title) setTitle(title)
  }, [title])
  return (
    <Page>
      <Look query={query}>
        {(value) => (
          <Sheet>
            <Text className="title-1">{value.title}</Text>
            <View className="cap">{edition(value.version, when(value.publishedAt, now))}</View>
            <RichText nodes={value.html} />
          </Sheet>
        )}
      </Look>
    </Page>
  )
}
