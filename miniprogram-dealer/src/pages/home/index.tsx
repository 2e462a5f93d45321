import { EmptyState } from '@xietong/ui/empty-state'
import { Page } from '@xietong/ui/page'

export default function View() {
  return (
    <Page tab="pages/home/index">
      <EmptyState title="这里还没有内容" />
    </Page>
  )
}
