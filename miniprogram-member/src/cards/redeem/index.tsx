import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AddressCell } from '@xietong/ui/address-cell'
import { open, openTab } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { SeasonCalendar } from '@xietong/ui/season-calendar'
import { Sheet } from '@xietong/ui/sheet'
import { dayWords, yearDayWords } from '@xietong/ui/words/time'
import { useState } from 'react'
import { useChosenAddress } from '../../parts/chosen-address'
import { Confirm } from './confirm'
import { Packages } from './packages'
import './redeem.css'

export type Calendar = Output<'orders.getPickUpCalendar'>

/** The day is the question; the package is fixed and shown small. */
export default function Redeem() {
  const { ids = '' } = useParams()
  const cardIds = ids.split(',').filter(Boolean)
  if (cardIds.length === 0) {
    return (
      <Page>
        <EmptyState
          picture="empty-card"
          title="还没有选卡"
          text="在“提货卡”里点选要提的卡，再来选日期。"
          step={{ label: '去选卡', onTap: () => openTab('pages/wallet/index') }}
        />
      </Page>
    )
  }
  return <WithCards cardIds={cardIds} />
}

function WithCards({ cardIds }: { cardIds: string[] }) {
  const calendar = useQuery('orders.getPickUpCalendar', { cardIds })
  const book = useQuery('members.listAddresses', {})
  const picked = useChosenAddress((state) => state.addressId)
  const [day, setDay] = useState<string | null>(null)
  const [packageId, setPackageId] = useState<string | null>(null)
  useFresh(book.reload)
  const rows = book.value?.rows ?? []
  const address =
    rows.find((row) => row.id === picked) ?? rows.find((row) => row.isDefault) ?? rows[0] ?? null
  const value = calendar.value
  const inStock = value?.packages.filter((one) => one.available >= cardIds.length) ?? []
  const chosenPackage = packageId ?? (inStock[0] ?? value?.packages[0])?.packageId ?? null
  return (
    <Page
      foot={
        value && chosenPackage && !isOver(value) ? (
          <Confirm
            cardIds={cardIds}
            packageId={chosenPackage}
            day={day}
            address={address}
            onTaken={async (taken) => {
              await calendar.reload()
              setDay(taken)
            }}
            days={value.days}
          />
        ) : undefined
      }
    >
      <Look query={calendar} errorTitle="这次提货还没有提交">
        {(shown) => (
          <View>
            <Packages
              cardIds={cardIds}
              packages={shown.packages}
              value={chosenPackage}
              onChange={setPackageId}
            />
            <Days calendar={shown} value={day} onChange={setDay} />
            <Sheet>
              <AddressCell
                address={address}
                onTap={() =>
                  open(address ? 'members/addresses/index' : 'members/address/index', { pick: 1 })
                }
              />
            </Sheet>
            <View className="mic on-ground redeem-note">
              套餐固定，不可更换。提交后卡即已使用，商家按所选日期送达。
            </View>
          </View>
        )}
      </Look>
    </Page>
  )
}

const isOver = (calendar: Calendar) =>
  calendar.days.every((entry) => entry.state === 'closed' || entry.state === 'full')

function seasonOf({ opensOn, closesOn }: Calendar): string {
  return opensOn && closesOn ? `本季 ${dayWords(opensOn)} – ${dayWords(closesOn)}` : '全年可提'
}

interface DaysProps {
  readonly calendar: Calendar
  readonly value: string | null
  readonly onChange: (day: string) => void
}

function Days({ calendar, value, onChange }: DaysProps) {
  if (isOver(calendar)) return <OutOfSeason calendar={calendar} />
  return (
    <Sheet
      className="redeem-days"
      title="提货日期"
      aside={<Text className="cap">{seasonOf(calendar)}</Text>}
    >
      <SeasonCalendar
        days={calendar.days}
        value={value}
        onChange={onChange}
        note="名额有限，提交时再次确认"
      />
    </Sheet>
  )
}

/** The card keeps its value: when it can be redeemed, as far as that is known (MB-056). */
function OutOfSeason({ calendar }: { calendar: Calendar }) {
  return (
    <Sheet title="现在不能选日期" id="out-of-season">
      <Text className="ink-2">{whyClosed(calendar)}</Text>
    </Sheet>
  )
}

function whyClosed({ season, opensOn, closesOn }: Calendar): string {
  if (season === 'over') return '本季已结束，卡的价值不变。下一季日期公布后即可提货。'
  if (season === 'before' && opensOn && closesOn) {
    return `下一提货季 ${yearDayWords(opensOn)} – ${dayWords(closesOn)}，卡的价值不变，开季后可提。`
  }
  return '近期名额已约满，卡的价值不变，请过几天再来。'
}
