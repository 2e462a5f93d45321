import { Text, View } from '@tarojs/components'
import { AskConsent } from '@xietong/ui/ask-consent'
import { Cell } from '@xietong/ui/cell'
import { open, restart } from '@xietong/ui/device/navigate'
import { dial } from '@xietong/ui/device/say'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { usePull } from '@xietong/ui/hooks/use-pull'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Illustration } from '@xietong/ui/illustration'
import { Leave } from '@xietong/ui/leave'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { useSignedIn } from '@xietong/ui/session/session'
import { useSettings } from '@xietong/ui/settings/settings'
import { Sheet } from '@xietong/ui/sheet'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { setBadge, setTabs } from '@xietong/ui/tab-bar/tabs'
import { Tag } from '@xietong/ui/tag'
import { phoneWords } from '@xietong/ui/words/numbers'
import { useEffect } from 'react'
import {
  kindWords,
  type MyDealer,
  roleWords,
  tabsFor,
  tierWords,
  useMyDealer,
} from '../../parts/my-dealer'
import './me.css'

const HERE = 'pages/me/index'

/** Who I am at which dealer, and everything about this account. */
export default function Me() {
  const signedIn = useSignedIn()
  const me = useMyDealer()
  usePull(me.reload)
  return (
    <Page tab={HERE}>
      {signedIn ? (
        <Look query={me}>{(dealer) => <Filled dealer={dealer} />}</Look>
      ) : (
        <SignInFirst title="还没有登录" text="使用登记为渠道商或员工的手机号登录。" />
      )}
    </Page>
  )
}

function Filled({ dealer }: { dealer: MyDealer }) {
  const hotline = useSettings((known) => known.settings?.hotline ?? '')
  const has = (menu: string) => dealer.menus.includes(menu)
  return (
    <View>
      <View className="row me-person">
        <View className="me-face">
          <Illustration name="icon" width={40} height={38} />
        </View>
        <View className="grow">
          <View className="row me-name">
            <Text className="title-1 cut">{dealer.personName}</Text>
            <Tag tone="lake">{roleWords[dealer.role]}</Tag>
          </View>
          <Text className="cap on-ground">{dealer.name}</Text>
        </View>
      </View>
      <Sheet cells>
        <Cell label="渠道商等级" value={`${tierWords[dealer.tier]} · ${kindWords(dealer)}`} />
        <Superior dealer={dealer} />
      </Sheet>
      <Sheet cells>
        <Messages />
        {has('invite-members') ? (
          <Cell label="邀请会员" icon="qr" onTap={() => open('channel/invite/index')} />
        ) : null}
        {has('members') ? (
          <Cell
            label="我的会员"
            icon="person"
            id="to-members"
            onTap={() => open('channel/members/index')}
          />
        ) : null}
        {has('employees') ? (
          <Cell
            label="员工管理"
            icon="people"
            id="to-people"
            onTap={() => open('channel/people/index', { dealerId: dealer.dealerId })}
          />
        ) : null}
        <Cell label="设置登录密码" icon="edit" onTap={() => open('identity/password/index')} />
        {hotline ? (
          <Cell label="客服电话" icon="phone" value={hotline} onTap={() => dial(hotline)} />
        ) : null}
      </Sheet>
      {has('delivery') ? (
        <AskConsent moment="dispatch">有新配送订单时用微信通知我</AskConsent>
      ) : null}
      <Leave
        onLeft={() => {
          setTabs(tabsFor([]))
          restart('pages/home/index')
        }}
      />
    </View>
  )
}

/** DL-020: the dealer one belongs to, a tap from its phone; a first tier has the platform. */
function Superior({ dealer }: { dealer: MyDealer }) {
  const { parentName, parentTier, parentPhone } = dealer
  if (!parentName || !parentTier || !parentPhone) {
    return <Cell id="superior" label="归属上级" value="平台" />
  }
  return (
    <Cell
      id="superior"
      label={parentName}
      note={`归属上级 · ${tierWords[parentTier]}渠道商`}
      value={phoneWords(parentPhone)}
      onTap={() => dial(parentPhone)}
    />
  )
}

function Messages() {
  const count = useQuery('notify.countUnread', {})
  useFresh(count.reload)
  const unread = count.value?.unread ?? 0
  useEffect(() => setBadge(HERE, unread), [unread])
  return (
    <Cell
      label="消息"
      icon="bell"
      id="to-messages"
      value={
        unread > 0 ? <Text className="me-unread">{unread > 99 ? '99+' : unread}</Text> : undefined
      }
      onTap={() => open('notify/messages/index')}
    />
  )
}
