import { Input, Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AddressCell } from '@xietong/ui/address-cell'
import { Button } from '@xietong/ui/button'
import { Cell } from '@xietong/ui/cell'
import { open, openTab, replace } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { EmptyState } from '@xietong/ui/empty-state'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useOnce } from '@xietong/ui/hooks/use-once'
import { type Query, useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { PriceText } from '@xietong/ui/price-text'
import { useSettings } from '@xietong/ui/settings/settings'
import { Sheet } from '@xietong/ui/sheet'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { counted, yuan } from '@xietong/ui/words/numbers'
import { useEffect, useRef, useState } from 'react'
import { loadCartBadge } from '../../parts/cart'
import { type CheckoutDraft, useCheckoutDraft } from '../../parts/checkout-draft'
import { useChosenAddress } from '../../parts/chosen-address'
import { payOrder } from '../../parts/pay'
import './checkout.css'
import { Lines } from './lines'
import { Sums } from './sums'

export type Quote = Output<'orders.quoteOrder'>

/** The total and how it came about; the server computes it again when it is submitted. */
export default function Checkout() {
  const draft = useCheckoutDraft()
  if (draft.lines.length === 0) {
    return (
      <Page>
        <EmptyState
          title="没有要确认的商品"
          text="从购物车或商品页进入，就能在这里下单。"
          step={{ label: '去选购', onTap: () => openTab('pages/shop/index') }}
        />
      </Page>
    )
  }
  return <WithLines draft={draft} />
}

function WithLines({ draft }: { draft: CheckoutDraft }) {
  const needsAddress = draft.lines.some((line) => line.kind === 'package')
  const { address, addressesKnown, reload } = useDeliveryAddress(needsAddress)
  const quote = useQuery(
    'orders.quoteOrder',
    addressesKnown ? { lines: [...draft.lines], addressId: address?.id ?? null } : null,
  )
  const [remark, setRemark] = useState('')
  const minutes = useSettings((known) => known.settings?.unpaidCloseMinutes ?? 30)
  useFresh(reload)
  useStepBack(quote)
  return (
    <Page
      foot={
        quote.value ? (
          <Submit
            draft={draft}
            quote={quote.value}
            addressId={address?.id ?? null}
            remark={remark}
            onChanged={quote.reload}
          />
        ) : undefined
      }
    >
      {needsAddress ? (
        <Sheet>
          <AddressCell
            address={address}
            onTap={() =>
              address
                ? open('members/addresses/index', { pick: 1 })
                : open('members/address/index', { pick: 1 })
            }
          />
        </Sheet>
      ) : null}
      <View className="checkout-body">
        <Look query={quote} errorTitle="订单还没有提交">
          {(value) => (
            <View>
              <Lines draft={draft} quote={value} />
              <Sheet cells>
                <Cell
                  label="给商家留言"
                  value={
                    <Input
                      id="remark"
                      className="checkout-remark"
                      value={remark}
                      maxlength={100}
                      placeholder="选填"
                      placeholderClass="x-field-hint"
                      onInput={(event) => setRemark(event.detail.value)}
                    />
                  }
                />
              </Sheet>
              <Sums quote={value} />
            </View>
          )}
        </Look>
      </View>
      <View className="mic on-ground checkout-note">
        {`提交后请在 ${minutes} 分钟内支付，超时订单自动关闭，库存释放。`}
      </View>
    </Page>
  )
}

/** A quantity that the server refuses goes back to the last one that it quoted. */
function useStepBack({ value, failure }: Query<Quote>): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new refusal steps back.
  useEffect(() => {
    if (!value || !failure) return
    say(failure.message)
    useCheckoutDraft.setState({
      lines: value.lines.map(({ kind, itemId, quantity }) => ({ kind, itemId, quantity })),
    })
  }, [failure])
}

function useDeliveryAddress(needed: boolean) {
  const book = useQuery('members.listAddresses', needed ? {} : null)
  const chosen = useChosenAddress((state) => state.addressId)
  const rows = book.value?.rows ?? []
  const address =
    rows.find((row) => row.id === chosen) ?? rows.find((row) => row.isDefault) ?? rows[0]
  const addressesKnown = !needed || book.value !== null || book.failure !== null
  return { address: address ?? null, addressesKnown, reload: book.reload }
}

interface SubmitProps {
  readonly draft: CheckoutDraft
  readonly quote: Quote
  readonly addressId: string | null
  readonly remark: string
  readonly onChanged: () => Promise<void>
}

function Submit({ draft, quote, addressId, remark, onChanged }: SubmitProps) {
  const placing = useAct('orders.placeOrder')
  const [problem, setProblem] = useState<string>()
  const placed = useRef<{ orderId: string; totalFen: number } | null>(null)
  const count = quote.lines.reduce((sum, line) => sum + line.quantity, 0)

  const pay = async (orderId: string, totalFen: number) => {
    const end = await payOrder(orderId, totalFen, quote.lines[0]?.name ?? '蟹同订单')
    useCheckoutDraft.setState({ lines: [], fromCart: false })
    if (end.kind === 'refused') say(end.failure.message)
    replace(end.kind === 'paid' ? 'orders/paid/index' : 'orders/order/index', { id: orderId })
  }
  const [submit, running] = useOnce(async () => {
    setProblem(undefined)
    // The order exists already when only the payment has to be tried again.
    if (placed.current) return pay(placed.current.orderId, placed.current.totalFen)
    if (quote.needsAddress && !addressId) return setProblem('请选择收货地址')
    const answer = await placing.run({
      lines: [...draft.lines],
      addressId,
      expectedTotalFen: quote.totalFen,
      fromCart: draft.fromCart,
      remark,
    })
    if (!answer) return
    if (!answer.ok) {
      setProblem(answer.message)
      if (answer.code === 'PRICE_CHANGED') await onChanged()
      return
    }
    placed.current = answer.value
    void loadCartBadge()
    await pay(answer.value.orderId, answer.value.totalFen)
  })
  const unserved = !quote.served
  const freight = quote.freightFen ? ` · 含运费 ${yuan(quote.freightFen)}` : ''
  return (
    <SubmitBar
      problem={unserved ? '该地区暂不支持配送，请更换地址' : problem}
      note={`共 ${counted(count, '件')}${freight}`}
      action={
        <Button id="submit" running={running} disabled={unserved} onTap={submit}>
          {problem && placing.failure?.code === 'PRICE_CHANGED' ? '按新金额支付' : '微信支付'}
        </Button>
      }
    >
      <View className="row-base checkout-total">
        <Text className="cap">合计</Text>
        <PriceText fen={quote.totalFen} size={24} />
      </View>
    </SubmitBar>
  )
}
