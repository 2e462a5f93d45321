import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AskConsent } from '@xietong/ui/ask-consent'
import { Cell } from '@xietong/ui/cell'
import { open, restart } from '@xietong/ui/device/navigate'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { usePull } from '@xietong/ui/hooks/use-pull'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Illustration } from '@xietong/ui/illustration'
import { Leave } from '@xietong/ui/leave'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { useSignedIn } from '@xietong/ui/session/session'
import { Sheet } from '@xietong/ui/sheet'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { setBadge, setTabs } from '@xietong/ui/tab-bar/tabs'
import { Tag } from '@xietong/ui/tag'
import { useEffect } from 'react'
import { tabsFor, useMyRole } from '../../parts/my-role'
import './me.css'

const HERE = 'pages/me/index'

/** Who I am, and what is mine besides leads and customers. */
export default function Me() {
  const signedIn = useSignedIn()
  const me = useMyRole()
  usePull(me.reload)
  return (
    <Page tab={HERE}>
      {signedIn ? (
        <Look query={me}>{(value) => <Filled me={value} />}</Look>
      ) : (
        <SignInFirst title="还没有登录" text="使用公司登记的手机号登录。" />
      )}
    </Page>
  )
}

function Filled({ me }: { me: Output<'sales.getMe'> }) {
  return (
    <View>
      <View className="row me-person">
        <View className="me-face">
          <Illustration name="icon" width={40} height={38} />
        </View>
        <View className="grow">
          <View className="row me-name">
            <Text className="title-1 cut">{me.name}</Text>
            {me.supervisor ? <Tag tone="lake">主管</Tag> : null}
          </View>
          <Text className="cap on-ground">{me.departmentName}</Text>
        </View>
      </View>
      <Sheet cells>
        <Cell
          label="我的跟踪"
          icon="clock"
          id="to-follow-ups"
          onTap={() => open('sales/follow-ups/index')}
        />
        <Cell label="潜客公海" icon="people" id="to-pool" onTap={() => open('sales/pool/index')} />
        <Todos />
        <Messages />
        <Cell label="登录密码" id="to-password" onTap={() => open('identity/password/index')} />
      </Sheet>
      <AskConsent moment="lead">有新潜客时用微信通知我</AskConsent>
      <Leave
        onLeft={() => {
          setTabs(tabsFor(false))
          restart('pages/home/index')
        }}
      />
    </View>
  )
}

function Todos() {
  const count = useQuery('tasks.countMyTodos', {})
  useFresh(count.reload)
  const waiting = count.value ? count.value.overdue + count.value.fresh : 0
  return (
    <Cell
      label="待办"
      icon="list"
      id="to-todos"
      value={waiting > 0 ? `${waiting} 项` : undefined}
      onTap={() => open('tasks/todos/index')}
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
