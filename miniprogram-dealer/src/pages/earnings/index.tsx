import { Text, View } from '@tarojs/components'
import type { EarningState } from '@xietong/domain/channel/earning'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { Pick } from '@xietong/ui/pick'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { counted, yuan } from '@xietong/ui/words/numbers'
import { today } from '@xietong/ui/words/time'
import { useState } from 'react'
import { type Earning, earningStates, earningTypes } from '../../parts/earning-words'
import { useMyDealer } from '../../parts/my-dealer'
import { Balances } from './balances'
import './earnings.css'
import { monthOptions } from './months'
import { EarningRow } from './row'

const HERE = 'pages/earnings/index'

type State = EarningState | 'all'
type Type = Earning['orderType'] | 'all'

const states: readonly { key: State; label: string }[] = [
  { key: 'all', label: '全部' },
  ...earningStates,
]
const types: readonly { key: Type; label: string }[] = [
  { key: 'all', label: '全部类型' },
  ...earningTypes,
]

/** What online orders brought this dealer, and when it can be withdrawn (DL-078). */
export default function Earnings() {
  const signedIn = useSignedIn()
  const me = useMyDealer()
  const allowed = me.value?.menus.includes('earnings') ?? true
  return (
    <Page tab={HERE}>
      {signedIn && allowed ? <Mine /> : null}
      {signedIn ? null : <SignInFirst title="还没有登录" text="登录后查看收益。" />}
      {allowed ? null : (
        <EmptyState title="没有收益权限" text="由负责人或有提现权限的操作员查看。" picture="boat" />
      )}
    </Page>
  )
}

function Mine() {
  const now = useNow()
  const [month, setMonth] = useState('all')
  const [type, setType] = useState<Type>('all')
  const [state, setState] = useState<State>('all')
  const filter = {
    ...(month === 'all' ? {} : { month }),
    ...(type === 'all' ? {} : { orderType: type }),
    ...(state === 'all' ? {} : { state }),
  }
  const list = useRows('channel.listMyEarnings', { filter, sort: '-createdAt' })
  const sums = useQuery('channel.sumMyEarnings', { filter })
  useFresh(() => {
    void list.reload()
    void sums.reload()
  })
  const narrowed = Object.keys(filter).length > 0
  return (
    <View>
      <Balances sums={sums.value} failed={sums.failure !== null} />
      <View className="row earn-tools">
        <Pick id="month" options={monthOptions(today(now))} value={month} onChange={setMonth} />
        <Pick<Type> id="type" options={types} value={type} onChange={setType} />
      </View>
      <StatusTabs<State> items={states} value={state} onChange={setState} />
      {sums.value && sums.value.count > 0 ? (
        <View className="row between cap on-ground earn-sum">
          <Text>{`共 ${counted(sums.value.count, '笔')}`}</Text>
          <Text id="filter-sum">{`合计 ${yuan(sums.value.sumFen)}`}</Text>
        </View>
      ) : null}
      <PageList
        list={list}
        keyOf={(row) => row.id}
        className="earn-list"
        empty={
          narrowed ? (
            <EmptyState title="没有符合条件的收益" text="换一个月份、类型或状态再看。" />
          ) : (
            <EmptyState
              title="还没有收益"
              text="会员线上付款后，差价收益先记为未入账，售后期满后转为待提余额。"
            />
          )
        }
      >
        {(row) => <EarningRow row={row} now={now} />}
      </PageList>
    </View>
  )
}
