import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { openTab } from '@xietong/ui/device/navigate'
import { dial } from '@xietong/ui/device/say'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Icon } from '@xietong/ui/icon'
import { Panel } from '@xietong/ui/panel'
import { PriceText } from '@xietong/ui/price-text'
import { ensureSignedIn } from '@xietong/ui/session/sign-in-page'
import { useSettings } from '@xietong/ui/settings/settings'
import { Stepper } from '@xietong/ui/stepper'
import { useTabs } from '@xietong/ui/tab-bar/tabs'
import { useState } from 'react'
import { showCartBadge } from '../../parts/cart'
import { startCheckout } from '../../parts/checkout-draft'
import { goOnShopping } from '../../parts/shop-view'
import type { ShopItem } from './index'

type Wish = 'cart' | 'buy'

/** The bar at the thumb: hotline, cart, and the two ways to take it home. */
export function Buy({ item }: { item: ShopItem }) {
  const [wish, setWish] = useState<Wish | null>(null)
  const [added, setAdded] = useState(false)
  const isPrinted = item.kind === 'physical-card'
  const blocked = !item.onShelf || item.stock.soldOut || isPrinted
  const choose = (next: Wish) => {
    if (ensureSignedIn()) setWish(next)
  }
  return (
    <View>
      <View className="row item-buy">
        <Shortcuts />
        {item.kind === 'package' ? (
          <View className="grow">
            <Button
              block
              kind="second"
              id="add-to-cart"
              disabled={blocked}
              onTap={() => choose('cart')}
            >
              加入购物车
            </Button>
          </View>
        ) : null}
        <View className="grow">
          <Button block id="buy-now" disabled={blocked} onTap={() => choose('buy')}>
            {buyWords(item)}
          </Button>
        </View>
      </View>
      {wish ? (
        <Quantity
          item={item}
          wish={wish}
          onClose={() => setWish(null)}
          onAdded={() => {
            setWish(null)
            setAdded(true)
          }}
        />
      ) : null}
      <Panel title="已加入购物车" open={added} onClose={() => setAdded(false)}>
        <View className="row item-added">
          <View className="grow">
            <Button block kind="plain" id="go-on" onTap={goOnShopping}>
              继续购物
            </Button>
          </View>
          <View className="grow">
            <Button block id="to-cart" onTap={() => openTab('pages/cart/index')}>
              去购物车结算
            </Button>
          </View>
        </View>
      </Panel>
    </View>
  )
}

function buyWords({ kind, onShelf, stock }: ShopItem): string {
  if (!onShelf) return '商品已下架'
  if (kind === 'physical-card') return '请向门店或渠道商购买'
  return stock.soldOut ? '已售罄' : '立即购买'
}

function Shortcuts() {
  const hotline = useSettings((known) => known.settings?.hotline ?? '')
  const waiting = useTabs((state) => state.badges['pages/cart/index'] ?? 0)
  return (
    <View className="row item-shortcuts">
      {hotline ? (
        <View className="item-shortcut" onClick={() => dial(hotline)}>
          <Icon name="chat" size={22} weight={1.5} />
          <Text>客服</Text>
        </View>
      ) : null}
      <View className="item-shortcut" onClick={() => openTab('pages/cart/index')}>
        <Icon name="cart" size={22} weight={1.5} />
        <Text>购物车</Text>
        {waiting > 0 ? <Text className="item-badge">{waiting}</Text> : null}
      </View>
    </View>
  )
}

interface QuantityProps {
  readonly item: ShopItem
  readonly wish: Wish
  readonly onClose: () => void
  readonly onAdded: () => void
}

/** How many, within stock; the server decides again. */
function Quantity({ item, wish, onClose, onAdded }: QuantityProps) {
  const [count, setCount] = useState(1)
  const adding = useAct('orders.addToCart')
  const unit = item.kind === 'package' ? '份' : '张'
  const price = item.memberFen ?? item.retailFen
  const add = async () => {
    const answer = await adding.run({ packageId: item.id, quantity: count })
    if (!answer?.ok) return
    showCartBadge(answer.value.badge)
    onAdded()
  }
  const buy = () => {
    onClose()
    if (item.kind === 'physical-card') return
    startCheckout([{ kind: item.kind, itemId: item.id, quantity: count }], false)
  }
  const foot = (
    <Button
      block
      id="confirm-quantity"
      running={adding.running}
      onTap={wish === 'cart' ? add : buy}
    >
      {wish === 'cart' ? `加入购物车 · ${count} ${unit}` : `去确认订单 · ${count} ${unit}`}
    </Button>
  )
  return (
    <Panel title={wish === 'cart' ? '加入购物车' : '选择数量'} open onClose={onClose} foot={foot}>
      <Text className="item-name two">{item.name}</Text>
      <View className="row between item-quantity">
        <PriceText fen={price * count} size={24} />
        <Stepper
          id="quantity"
          value={count}
          max={item.stock.available ?? 9_999}
          unit={unit}
          onChange={setCount}
        />
      </View>
      <Problem text={adding.failure?.message} />
    </Panel>
  )
}
