import { EmptyState } from '@xietong/ui/empty-state'
import { askToSignIn } from '@xietong/ui/session/sign-in-page'

/** A tab page that belongs to a person, before anybody has signed in. */
export function SignInFirst({ title, text }: { title: string; text: string }) {
  return (
    <EmptyState
      picture="empty-card"
      title={title}
      text={text}
      step={{ label: '登录', onTap: askToSignIn }}
    />
  )
}
