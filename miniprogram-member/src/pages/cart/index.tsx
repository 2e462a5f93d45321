import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { say } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Panel } from '@xietong/ui/panel'
import { PriceText } from '@xietong/ui/price-text'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { SkeletonRows } from '@xietong/ui/skeleton'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { Tick } from '@xietong/ui/tick'
import { counted } from '@xietong/ui/words/numbers'
import { useEffect, useState } from 'react'
import { showCartBadge } from '../../parts/cart'
import { startCheckout } from '../../parts/checkout-draft'
import { goOnShopping } from '../../parts/shop-view'
import './cart.css'
import { CartLine } from './line'

export type CartLineValue = Output<'orders.getCart'>['lines'][number]

const canBuy = (line: CartLineValue) => line.problem === 'none' || line.problem === 'short'

/** The cart lives on the server, so that it is the same on every device. */
export default function Cart() {
  return useSignedIn() ? (
    <SignedIn />
  ) : (
    <Page tab="pages/cart/index">
      <SignInFirst title="登录后查看购物车" text="购物车会保存在您的账号里，换手机也不会丢。" />
    </Page>
  )
}

function SignedIn() {
  const cart = useQuery('orders.getCart', {})
  const [left, setLeft] = useState<readonly string[]>([])
  const [removing, setRemoving] = useState<readonly string[] | null>(null)
  useFresh(cart.reload)
  useEffect(() => {
    if (cart.value) showCartBadge(cart.value.badge)
  }, [cart.value])
  const lines = cart.value?.lines ?? []
  const ticked = lines.filter((line) => canBuy(line) && !left.includes(line.packageId))
  const toggle = (id: string) =>
    setLeft(left.includes(id) ? left.filter((other) => other !== id) : [...left, id])
  return (
    <Page
      tab="pages/cart/index"
      foot={lines.length > 0 ? <Foot lines={lines} ticked={ticked} onLeft={setLeft} /> : undefined}
    >
      <Look query={cart} skeleton={<SkeletonRows count={3} />}>
        {() =>
          lines.length === 0 ? (
            <Nothing />
          ) : (
            <View>
              <View className="row between cart-head">
                <Text className="cap on-ground">共 {counted(lines.length, '种')}</Text>
                <Text className="link hit" id="go-on" onClick={goOnShopping}>
                  继续购物
                </Text>
                <Text
                  className="link hit"
                  id="clear-cart"
                  onClick={() => setRemoving(lines.map((line) => line.packageId))}
                >
                  清空
                </Text>
              </View>
              {lines.map((line) => (
                <CartLine
                  key={line.packageId}
                  line={line}
                  on={ticked.includes(line)}
                  canTick={canBuy(line)}
                  onToggle={() => toggle(line.packageId)}
                  onChanged={cart.reload}
                  onRemove={() => setRemoving([line.packageId])}
                />
              ))}
            </View>
          )
        }
      </Look>
      <Remove ids={removing} onClose={() => setRemoving(null)} onDone={cart.reload} />
    </Page>
  )
}

function Nothing() {
  return (
    <EmptyState
      title="购物车还是空的"
      text="看中的套餐加进来，可以一起结算、一次付运费。"
      step={{ label: '去选购', onTap: goOnShopping }}
    />
  )
}

interface FootProps {
  readonly lines: readonly CartLineValue[]
  readonly ticked: readonly CartLineValue[]
  readonly onLeft: (ids: readonly string[]) => void
}

function Foot({ lines, ticked, onLeft }: FootProps) {
  const count = ticked.reduce((sum, line) => sum + line.quantity, 0)
  const total = ticked.reduce((sum, line) => sum + line.subtotalFen, 0)
  const all = ticked.length > 0 && ticked.length === lines.filter(canBuy).length
  const order = () => {
    const short = ticked.find((line) => line.problem === 'short')
    if (short) return say(`${short.name} 库存不足，请减少数量`)
    startCheckout(
      ticked.map((line) => ({
        kind: 'package' as const,
        itemId: line.packageId,
        quantity: line.quantity,
      })),
      true,
    )
  }
  return (
    <SubmitBar
      note="不含运费"
      action={
        <Button id="checkout" disabled={count === 0} onTap={order}>
          {count === 0 ? '请先勾选' : `去结算 · ${counted(count, '件')}`}
        </Button>
      }
    >
      <View className="row cart-total">
        <Tick
          id="tick-all"
          on={all}
          label="全选"
          onTap={() => onLeft(all ? lines.map((line) => line.packageId) : [])}
        />
        <PriceText fen={total} size={22} />
      </View>
    </SubmitBar>
  )
}

interface RemoveProps {
  readonly ids: readonly string[] | null
  readonly onClose: () => void
  readonly onDone: () => Promise<void>
}

function Remove({ ids, onClose, onDone }: RemoveProps) {
  const removing = useAct('orders.removeFromCart')
  const remove = async () => {
    const answer = await removing.run({ packageIds: [...(ids ?? [])] })
    if (!answer?.ok) return
    onClose()
    await onDone()
  }
  return (
    <Panel title="移出购物车" open={ids !== null} onClose={onClose}>
      <Text className="ink-2">
        {ids && ids.length > 1
          ? `清空全部 ${ids.length} 种商品，需要时要重新加入。`
          : '移出后可在选购中重新加入。'}
      </Text>
      <View className="row cart-remove">
        <View className="grow">
          <Button block kind="plain" onTap={onClose}>
            保留
          </Button>
        </View>
        <View className="grow">
          <Button block id="confirm-remove" running={removing.running} onTap={remove}>
            移出购物车
          </Button>
        </View>
      </View>
    </Panel>
  )
}
