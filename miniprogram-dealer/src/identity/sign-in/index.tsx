import { EmptyState } from '@xietong/ui/empty-state'
import { Page } from '@xietong/ui/page'

export default function SignIn() {
  return (
    <Page>
      <EmptyState title="请登录" />
    </Page>
  )
}
