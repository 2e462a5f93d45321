import { EmptyState } from '@xietong/ui/empty-state'
import { useParams } from '@xietong/ui/hooks/use-params'
import { Page } from '@xietong/ui/page'
import { Append } from './append'
import { asKind, type Subject } from './item-line'
import { Write } from './write'

/** MB-061, MB-062: a first review of a bought item, or what is added to it. */
export default function WriteReview() {
  const { line, review, name = '', kind, picture } = useParams()
  const subject: Subject = { name, kind: asKind(kind), picture: picture || null }
  if (line) return <Write lineId={line} subject={subject} />
  if (review) return <Append reviewId={review} subject={subject} />
  return (
    <Page>
      <EmptyState title="没有选择商品" text="请从“待评价”或“我的评价”里进入。" />
    </Page>
  )
}
