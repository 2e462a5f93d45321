import { Text, View } from '@tarojs/components'
import { CardThumb } from '@xietong/ui/card-face'
import { Sheet } from '@xietong/ui/sheet'
import { Tick } from '@xietong/ui/tick'
import { counted } from '@xietong/ui/words/numbers'
import type { Calendar } from './index'

export interface PackagesProps {
  readonly cardIds: readonly string[]
  readonly packages: Calendar['packages']
  readonly value: string | null
  readonly onChange: (packageId: string) => void
}

/** What the cards stand for; several only when the card lets its holder choose. */
export function Packages({ cardIds, packages, value, onChange }: PackagesProps) {
  const canChoose = packages.length > 1
  return (
    <Sheet className="redeem-packages">
      {packages.map((one) => (
        <View
          key={one.packageId}
          id={`package-${one.packageId}`}
          className="row redeem-package"
          onClick={() => onChange(one.packageId)}
        >
          <CardThumb face="electronic" />
          <Text className="grow strong two">{one.name}</Text>
          {canChoose ? (
            <Tick on={one.packageId === value} label={one.name} />
          ) : (
            <Text className="cap">{counted(cardIds.length, '张卡')}</Text>
          )}
        </View>
      ))}
    </Sheet>
  )
}
