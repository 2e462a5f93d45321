import { Text, View } from '@tarojs/components'
import { Face } from '@xietong/ui/avatar-button/face'
import { Cell } from '@xietong/ui/cell'
import { open, openTab } from '@xietong/ui/device/navigate'
import { dial } from '@xietong/ui/device/say'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Icon, type IconName } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { useSignedIn } from '@xietong/ui/session/session'
import { askToSignIn, ensureSignedIn } from '@xietong/ui/session/sign-in-page'
import { useSettings } from '@xietong/ui/settings/settings'
import { Sheet } from '@xietong/ui/sheet'
import { setBadge } from '@xietong/ui/tab-bar/tabs'
import { Tag } from '@xietong/ui/tag'
import { discountWords, phoneWords } from '@xietong/ui/words/numbers'
import { useEffect } from 'react'
import './me.css'

const HERE = 'pages/me/index'

/** Who I am here, where my orders stand, and everything else that is mine. */
export default function Me() {
  const signedIn = useSignedIn()
  const hotline = useSettings((known) => known.settings?.hotline ?? '')
  return (
    <Page tab={HERE}>
      <Person signedIn={signedIn} />
      <Orders signedIn={signedIn} />
      <Sheet cells>
        <Messages signedIn={signedIn} />
        <Cell label="我的提货卡" icon="card" onTap={() => openTab('pages/wallet/index')} />
        <Cell
          label="我的收藏"
          icon="heart"
          id="to-favourites"
          onTap={() => ensureSignedIn() && open('members/favourites/index')}
        />
        <Cell
          label="我的评价"
          icon="star"
          id="to-reviews"
          onTap={() => ensureSignedIn() && open('orders/reviews/index')}
        />
        <Cell
          label="收货地址"
          icon="pin"
          id="to-addresses"
          onTap={() => ensureSignedIn() && open('members/addresses/index')}
        />
      </Sheet>
      <Sheet cells>
        {hotline ? (
          <Cell label="客服电话" icon="phone" value={hotline} onTap={() => dial(hotline)} />
        ) : null}
        <Cell
          label="服务协议"
          icon="list"
          onTap={() => open('members/agreement/index', { kind: 'service' })}
        />
        <Cell
          label="隐私政策"
          icon="info"
          onTap={() => open('members/agreement/index', { kind: 'privacy' })}
        />
      </Sheet>
    </Page>
  )
}

function Person({ signedIn }: { signedIn: boolean }) {
  const me = useQuery('members.getMyProfile', signedIn ? {} : null)
  useFresh(me.reload)
  const value = signedIn ? me.value : null
  const level = value ? [value.levelName, discountWords(value.levelDiscount)].filter(Boolean) : []
  return (
    <View
      id="person"
      className="row me-person"
      onClick={() => (signedIn ? open('members/profile/index') : askToSignIn())}
    >
      <Face address={value?.avatar ? `/files/${value.avatar}` : null} />
      <View className="grow">
        {value ? (
          <>
            <View className="row me-name">
              <Text className="title-1 cut">{value.nickname}</Text>
              <Tag tone="gold">{level.join(' ')}</Tag>
            </View>
            <Text className="cap on-ground">
              {value.phone ? phoneWords(value.phone) : '还没有绑定手机号'}
            </Text>
          </>
        ) : (
          <>
            <Text className="title-1">{signedIn ? '会员' : '登录 / 注册'}</Text>
            <View className="cap on-ground">
              {signedIn ? (me.failure?.message ?? '') : '登录后查看订单、提货卡和会员价'}
            </View>
          </>
        )}
      </View>
      <Icon name="right" size={14} color="#5F6672" weight={2} />
    </View>
  )
}

interface OrderEntry {
  readonly tab: string
  readonly label: string
  readonly icon: IconName
  readonly count: number
}

function Orders({ signedIn }: { signedIn: boolean }) {
  const counts = useQuery('orders.countMyOrders', signedIn ? {} : null)
  useFresh(counts.reload)
  const count = signedIn ? counts.value : null
  const entries: OrderEntry[] = [
    { tab: 'unpaid', label: '待付款', icon: 'wallet', count: count?.unpaid ?? 0 },
    { tab: 'to-ship', label: '待发货', icon: 'box', count: count?.toShip ?? 0 },
    { tab: 'to-receive', label: '待收货', icon: 'truck', count: count?.toReceive ?? 0 },
    { tab: 'to-review', label: '待评价', icon: 'chat', count: count?.toReview ?? 0 },
  ]
  const go = (tab?: string) => {
    if (ensureSignedIn()) open('orders/list/index', tab ? { tab } : {})
  }
  return (
    <Sheet
      title="我的订单"
      aside={
        <View className="row cap hit" id="all-orders" onClick={() => go()}>
          <Text>全部订单</Text>
          <Icon name="right" size={12} color="#9A9EA6" weight={2} />
        </View>
      }
    >
      <View className="row me-orders">
        {entries.map((entry) => (
          <View
            key={entry.tab}
            id={`orders-${entry.tab}`}
            className="me-order"
            onClick={() => go(entry.tab)}
          >
            <Icon name={entry.icon} size={24} weight={1.5} />
            <Text className="me-order-word">{entry.label}</Text>
            {entry.count > 0 ? <Text className="me-badge">{entry.count}</Text> : null}
          </View>
        ))}
      </View>
    </Sheet>
  )
}

function Messages({ signedIn }: { signedIn: boolean }) {
  const unread = useQuery('notify.countUnread', signedIn ? {} : null)
  useFresh(unread.reload)
  const count = signedIn ? (unread.value?.unread ?? 0) : 0
  useEffect(() => setBadge(HERE, count), [count])
  return (
    <Cell
      label="消息"
      icon="bell"
      id="to-messages"
      value={count > 0 ? <Text className="me-unread">{count}</Text> : ''}
      onTap={() => ensureSignedIn() && open('notify/messages/index')}
    />
  )
}
