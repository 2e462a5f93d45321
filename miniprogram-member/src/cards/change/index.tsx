import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AddressCell, type AddressLike } from '@xietong/ui/address-cell'
import { Button } from '@xietong/ui/button'
import { back, open } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { SeasonCalendar } from '@xietong/ui/season-calendar'
import { Sheet } from '@xietong/ui/sheet'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { dayWords, weekday } from '@xietong/ui/words/time'
import { useState } from 'react'
import { useChosenAddress } from '../../parts/chosen-address'

type Order = Output<'orders.getMyOrder'>

/** MB-058: until somebody ships it, a pick-up may go to another day or place. */
export default function ChangePickUp() {
  const { id = '' } = useParams()
  const order = useQuery('orders.getMyOrder', id ? { orderId: id } : null)
  const picked = usePickedAddress()
  const [wanted, setWanted] = useState<string | null>(null)
  const shown = order.value
  const day = wanted ?? shown?.wantedOn ?? null
  const address = picked ?? shown?.address ?? null
  return (
    <Page
      foot={
        shown && day && address ? (
          <Save
            orderId={shown.id}
            day={day}
            address={address}
            unchanged={day === shown.wantedOn && picked === null}
          />
        ) : undefined
      }
    >
      <Look query={order} errorTitle="这单提货没有改动">
        {(value) => (
          <View>
            <Days order={value} day={day} onChange={setWanted} />
            <Sheet>
              <AddressCell
                address={address}
                onTap={() => open('members/addresses/index', { pick: 1 })}
              />
            </Sheet>
          </View>
        )}
      </Look>
    </Page>
  )
}

/** The address that was picked since this page opened; null while it is still the order's own. */
function usePickedAddress(): AddressLike | null {
  const [before] = useState(() => useChosenAddress.getState().addressId)
  const picked = useChosenAddress((state) => state.addressId)
  const book = useQuery('members.listAddresses', {})
  useFresh(book.reload)
  return picked === before ? null : (book.value?.rows.find(({ id }) => id === picked) ?? null)
}

interface DaysProps {
  readonly order: Order
  readonly day: string | null
  readonly onChange: (day: string) => void
}

function Days({ order, day, onChange }: DaysProps) {
  const cardIds = order.cards.map(({ cardId }) => cardId)
  const calendar = useQuery('orders.getPickUpCalendar', cardIds.length > 0 ? { cardIds } : null)
  return (
    <Look query={calendar} errorTitle="日期没有加载出来">
      {(shown) => (
        <Sheet
          title="提货日期"
          aside={
            order.wantedOn ? (
              <Text className="cap">{`原定 ${dayWords(order.wantedOn)}`}</Text>
            ) : undefined
          }
        >
          <SeasonCalendar
            days={shown.days}
            value={day}
            onChange={onChange}
            note="商家安排发货后不能再改"
          />
        </Sheet>
      )}
    </Look>
  )
}

interface SaveProps {
  readonly orderId: string
  readonly day: string
  readonly address: AddressLike
  readonly unchanged: boolean
}

function Save({ orderId, day, address, unchanged }: SaveProps) {
  const saving = useAct('orders.changePickUp')
  const save = async () => {
    const { name, phone, province, city, district, street } = address
    const answer = await saving.run({
      orderId,
      pickUpOn: day,
      address: { name, phone, province, city, district, street },
    })
    if (!answer?.ok) return
    say('已修改，商家会按新的日期和地址送达')
    await back()
  }
  return (
    <SubmitBar
      problem={saving.failure?.message}
      action={
        <Button id="save-pick-up" running={saving.running} disabled={unchanged} onTap={save}>
          保存修改
        </Button>
      }
    >
      <Text className="title-2">{`${dayWords(day)} ${weekday(day)}送达`}</Text>
    </SubmitBar>
  )
}
