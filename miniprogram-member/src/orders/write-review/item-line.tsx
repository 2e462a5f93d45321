import { Text } from '@tarojs/components'
import { GoodsPicture } from '@xietong/ui/goods-picture'
import { Sheet } from '@xietong/ui/sheet'
import './write-review.css'

export interface Subject {
  readonly name: string
  readonly kind: 'package' | 'e-card' | 'physical-card'
  readonly picture: string | null
}

export const asKind = (text: string | undefined): Subject['kind'] =>
  text === 'e-card' || text === 'physical-card' ? text : 'package'

/** What the words are about. */
export function ItemLine({ subject }: { readonly subject: Subject }) {
  return (
    <Sheet className="row write-item">
      <GoodsPicture file={subject.picture} kind={subject.kind} width={48} height={48} />
      <Text className="grow item-name two">{subject.name}</Text>
    </Sheet>
  )
}
