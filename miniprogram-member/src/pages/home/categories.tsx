import { Image, Text, View } from '@tarojs/components'
import { openTab } from '@xietong/ui/device/navigate'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Icon, type IconName } from '@xietong/ui/icon'
import { platform } from '@xietong/ui/platform'
import { type SaleKind, useShop } from '../../parts/shop-view'

interface Entry {
  readonly key: string
  readonly label: string
  readonly icon: IconName
  /** The console's picture of the category (AD-130). */
  readonly file?: string | null
  readonly kind: SaleKind
  readonly categoryId: string | null
}

const drawings: readonly IconName[] = ['gift', 'bowl', 'box']

/** First-level categories in the console's order; the cards stand at the end. */
export function Categories() {
  const { value } = useQuery('catalog.listCategories', { kind: 'package' })
  const shown = (value?.rows ?? []).filter((row) => row.shown && row.parentId === null).slice(0, 3)
  const entries: Entry[] = [
    { key: 'all', label: '全部套餐', icon: 'grid', kind: 'package', categoryId: null },
    ...shown.map((row, place) => ({
      key: row.id,
      label: row.name,
      icon: drawings[place] ?? ('gift' as const),
      file: row.icon,
      kind: 'package' as const,
      categoryId: row.id,
    })),
    { key: 'e-card', label: '电子提货卡', icon: 'phoneCard', kind: 'e-card', categoryId: null },
  ]
  return (
    <View className="home-cats">
      {entries.map((entry) => (
        <View
          key={entry.key}
          className="home-cat"
          id={`cat-${entry.key}`}
          onClick={() => {
            useShop.setState({ kind: entry.kind, categoryId: entry.categoryId, keyword: '' })
            openTab('pages/shop/index')
          }}
        >
          {entry.file ? (
            <Image
              className="home-cat-file"
              mode="aspectFit"
              src={platform.fileUrl(`/files/${entry.file}`)}
            />
          ) : (
            <Icon name={entry.icon} size={28} weight={1.3} />
          )}
          <Text className="home-cat-word">{entry.label}</Text>
        </View>
      ))}
    </View>
  )
}
