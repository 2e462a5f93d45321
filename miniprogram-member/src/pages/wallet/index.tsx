import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { open, openTab } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import type { RowOf } from '@xietong/ui/hooks/use-rows'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { useEffect, useState } from 'react'
import { useChosenCards } from '../../parts/chosen-cards'
import { useShop } from '../../parts/shop-view'
import { canRedeem, togglePick } from './choose'
import { faceOf, WalletCard } from './wallet-card'
import './wallet.css'

export type WalletRow = RowOf<'cards.listMyCards'>
type Tab = 'all' | 'active' | 'used' | 'void'

const orders = [
  { sort: '-receivedAt', label: '最近收到' },
  { sort: 'seasonEnd', label: '先到期' },
  { sort: 'name', label: '按名称' },
] as const

const tabs = [
  { key: 'all', label: '全部' },
  { key: 'active', label: '可提货' },
  { key: 'used', label: '已使用' },
  { key: 'void', label: '已注销' },
] as const

/** The cards as objects; tick and go. */
export default function Wallet() {
  return useSignedIn() ? (
    <SignedIn />
  ) : (
    <Page tab="pages/wallet/index">
      <SignInFirst title="登录后查看提货卡" text="买的电子卡会自动出现在这里，支付后立即到账。" />
    </Page>
  )
}

function SignedIn() {
  const [tab, setTab] = useState<Tab>('all')
  const [order, setOrder] = useState(0)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const sort = orders[order]?.sort ?? '-receivedAt'
  const list = useRows('cards.listMyCards', { filter: tab === 'all' ? {} : { state: tab }, sort })
  useFresh(list.reload)
  // Cards that were redeemed meanwhile are no longer chosen.
  useEffect(() => {
    setChosen((before) =>
      before.filter((id) => list.rows.some((card) => card.id === id && canRedeem(card))),
    )
  }, [list.rows])
  const cards = list.rows.filter((card) => chosen.includes(card.id))
  return (
    <Page tab="pages/wallet/index" foot={list.rows.length > 0 ? <Foot cards={cards} /> : undefined}>
      <StatusTabs<Tab>
        items={tabs.map((item) =>
          item.key === tab && list.total > 0 ? { ...item, count: list.total } : item,
        )}
        value={tab}
        onChange={setTab}
        tail={
          <View
            id="sort-cards"
            className="row wallet-sort hit"
            onClick={() => setOrder((order + 1) % orders.length)}
          >
            <Text>{orders[order]?.label}</Text>
            <Icon name="down" size={12} weight={2} color="#5F6672" />
          </View>
        }
      />
      <AddEntry />
      <PageList
        list={list}
        keyOf={(card) => card.id}
        className="x-face-stack"
        empty={<Nothing all={tab === 'all'} />}
      >
        {(card) => (
          <WalletCard
            card={card}
            chosen={chosen.includes(card.id)}
            onChoose={() => setChosen(togglePick(chosen, card, list.rows))}
          />
        )}
      </PageList>
    </Page>
  )
}

/** The way from a printed card in the hand into the wallet. */
function AddEntry() {
  return (
    <View
      className="row link hit wallet-add"
      id="add-by-number"
      onClick={() => open('cards/add/index')}
    >
      <Icon name="plus" size={14} color="#1F6F78" weight={2} />
      <Text>用卡号和密码添加实体卡</Text>
    </View>
  )
}

function Foot({ cards }: { cards: readonly WalletRow[] }) {
  const ids = cards.map((card) => card.id).join(',')
  return (
    <Button
      block
      id="redeem"
      disabled={cards.length === 0}
      reason="点选要提的卡，再选日期"
      onTap={() => {
        useChosenCards.setState({ cards: cards.map((card) => ({ ...card, face: faceOf(card) })) })
        open('cards/redeem/index', { ids })
      }}
    >
      {cards.length === 0 ? '去提货' : `去提货 · 已选 ${cards.length} 张`}
    </Button>
  )
}

function Nothing({ all }: { all: boolean }) {
  if (!all) return <EmptyState picture="empty-card" title="没有这种状态的卡" />
  const buy = () => {
    useShop.setState({ kind: 'e-card', categoryId: null, keyword: '' })
    openTab('pages/shop/index')
  }
  return (
    <EmptyState
      picture="empty-card"
      title="还没有提货卡"
      text="买电子卡，支付后立即到账；到账后选一个日期，就能把蟹送到家。"
      step={{ label: '选购电子卡', onTap: buy }}
    />
  )
}
