import { useQueryClient } from '@tanstack/react-query'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { addDays, shanghaiDay, shanghaiTime } from '@xietong/domain/kernel/time'
import { getDashboard } from '@xietong/domain/orders/dashboard-contract'
import { getPublicSettings } from '@xietong/domain/settings/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { useRead } from '../../api/hooks'
import { Icon } from '../../look/icon'
import { Page } from '../../look/page'
import { Loaded } from '../../look/page-states'
import { useRefusal } from '../../resource/refusal'
import { Figures } from './figures'
import { FlowCard } from './flow-card'
import { OrdersToHandle } from './orders-to-handle'
import { StockCard } from './stock-card'
import { ToDoCard } from './to-do-card'

export type Dashboard = OutputOf<typeof getDashboard>

const input = { refresh: false } as const
const MINUTE_MS = 60_000

/** 首页 (AD-014 to 016): what waits, then how it goes, then what will run short. */
export function DashboardPage() {
  const read = useRead(getDashboard, input, { every: MINUTE_MS })
  const { refresh, isRefreshing } = useRefresh()
  return (
    <Page
      name="首页"
      title={<Today at={read.data?.at} />}
      note={<Season at={read.data?.at} />}
      extra={
        <>
          {read.data ? (
            <span className="note">
              数据截至 {shanghaiTime(new Date(read.data.at))}，与昨日同一时刻比
            </span>
          ) : null}
          <Button
            aria-label="刷新"
            title="刷新"
            loading={isRefreshing}
            icon={<Icon name="redo" />}
            onClick={refresh}
          />
        </>
      }
    >
      <Loaded read={read} what="首页数据" rows={8}>
        {(data) => (
          <div className="home">
            <div className="home-row">
              <ToDoCard />
              <OrdersToHandle data={data} />
            </div>
            <Figures data={data} />
            <div className="home-row fill">
              <FlowCard data={data} />
              <StockCard data={data} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** AD-016: on demand the figures are counted anew instead of taken from the last minute. */
function useRefresh() {
  const client = useQueryClient()
  const refuse = useRefusal()
  const [isRefreshing, setRefreshing] = useState(false)
  const refresh = async () => {
    setRefreshing(true)
    try {
      const fresh = await call(getDashboard, { refresh: true })
      client.setQueryData([getDashboard.name, input], fresh)
    } catch (error) {
      refuse(error)
    } finally {
      setRefreshing(false)
    }
  }
  return { refresh, isRefreshing }
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

function Today({ at }: { readonly at: string | undefined }) {
  const day = shanghaiDay(at ? new Date(at) : serverNow())
  const [, month, date] = day.split('-')
  const name = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]
  return (
    <>
      {Number(month)} 月 {Number(date)} 日 星期{name}
    </>
  )
}

/** The next day of the season that matters, counted down. */
function Season({ at }: { readonly at: string | undefined }) {
  const read = useRead(getPublicSettings, {})
  const today = shanghaiDay(at ? new Date(at) : serverNow())
  const season = read.data?.season
  if (!season) {
    return null
  }
  const marks = [
    ['预售', season.presaleOn],
    ['开湖', season.lakeOpensOn],
    ['中秋', season.midAutumnOn],
    ['国庆', season.nationalDayOn],
    ['收湖', season.lakeClosesOn],
  ] as const
  const next = marks.filter(([, day]) => day >= today).sort((a, b) => (a[1] < b[1] ? -1 : 1))[0]
  return next ? countdown(next[0], next[1], today) : null
}

function countdown(name: string, day: string, today: string): string {
  if (day === today) {
    return `今天${name}`
  }
  let days = 1
  while (addDays(today, days) < day && days < 400) {
    days += 1
  }
  return `距${name} ${days} 天`
}
