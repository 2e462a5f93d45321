import { EmptyState } from '../empty-state'
import type { IllustrationName } from '../illustration'
import { useSession } from '../session/session'
import { askToSignIn } from '../session/sign-in-page'

export interface SignInFirstProps {
  readonly title: string
  readonly text: string
  readonly picture?: IllustrationName
}

/** A tab page that belongs to a person, before anybody has signed in. */
export function SignInFirst({ title, text, picture = 'empty-card' }: SignInFirstProps) {
  const ended = useSession((session) => session.ended)
  return (
    <EmptyState
      picture={picture}
      title={ended ? '登录已失效' : title}
      text={ended ? '请重新登录，内容都还在。' : text}
      step={{ label: '登录', onTap: askToSignIn }}
    />
  )
}
