import { Text, View } from '@tarojs/components'
import { open } from '@xietong/ui/device/navigate'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { usePull } from '@xietong/ui/hooks/use-pull'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Icon, type IconName } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { platform } from '@xietong/ui/platform'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { setBadge } from '@xietong/ui/tab-bar/tabs'
import { useEffect } from 'react'
import { type MyDealer, useMyDealer } from '../../parts/my-dealer'
import { Head } from './head'
import './home.css'
import { ToDos } from './to-dos'

const HERE = 'pages/home/index'

/** What this dealer has, and what waits for it. */
export default function Home() {
  const signedIn = useSignedIn()
  const me = useMyDealer()
  usePull(me.reload)
  const { statusTop } = platform.barMetrics()
  if (!signedIn) {
    return (
      <Page tab={HERE}>
        <View style={{ paddingTop: `${statusTop}px` }}>
          <SignInFirst
            title="登录后开始工作"
            text="配送订单、收益和邀请会员都在这里。"
            picture="boat"
          />
        </View>
      </Page>
    )
  }
  return (
    <Page tab={HERE} bleed>
      {me.value ? (
        <Filled dealer={me.value} />
      ) : (
        <View className="home-look" style={{ paddingTop: `${statusTop + 12}px` }}>
          <Look query={me}>{() => null}</Look>
        </View>
      )}
    </Page>
  )
}

function Filled({ dealer }: { dealer: MyDealer }) {
  const unread = useQuery('notify.countUnread', {})
  useFresh(unread.reload)
  const waiting = unread.value?.unread ?? 0
  useEffect(() => setBadge('pages/me/index', waiting), [waiting])
  return (
    <View>
      <Head dealer={dealer} />
      <View className="home-body">
        <Acts menus={dealer.menus} />
        <ToDos dealer={dealer} unread={waiting} />
      </View>
    </View>
  )
}

interface Act {
  readonly menu: string
  readonly icon: IconName
  readonly word: string
  readonly go: () => void
}

const acts: readonly Act[] = [
  { menu: 'delivery', icon: 'chat', word: '售后', go: () => open('fulfilment/cases/index') },
  { menu: 'invite-members', icon: 'qr', word: '邀请', go: () => open('channel/invite/index') },
  { menu: 'members', icon: 'person', word: '会员', go: () => open('channel/members/index') },
  { menu: 'employees', icon: 'people', word: '员工', go: () => open('channel/people/index') },
  { menu: 'messages', icon: 'bell', word: '消息', go: () => open('notify/messages/index') },
]

/** Only what this person may use at this dealer and what has no tab of its own. */
function Acts({ menus }: { menus: readonly string[] }) {
  return (
    <View className="x-sheet home-acts">
      {acts
        .filter(({ menu }) => menus.includes(menu))
        .map(({ menu, icon, word, go }) => (
          <View key={menu} id={`act-${menu}`} className="home-act" onClick={go}>
            <Icon name={icon} size={26} weight={1.5} />
            <Text>{word}</Text>
          </View>
        ))}
    </View>
  )
}
