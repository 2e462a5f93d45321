import { Input, Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { type RowOf, useRows } from '@xietong/ui/hooks/use-rows'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import { useMyRole } from '../../parts/my-role'
import './customers.css'

/** First-tier dealers whom head office has given to me. */
export default function Customers() {
  const signedIn = useSignedIn()
  useMyRole()
  return (
    <Page tab="pages/customers/index">
      {signedIn ? (
        <Mine />
      ) : (
        <SignInFirst title="还没有登录" text="登录后查看由您负责的合作客户。" />
      )}
    </Page>
  )
}

function Mine() {
  const now = useNow()
  const [typed, setTyped] = useState('')
  const [keyword, setKeyword] = useState('')
  const list = useRows('sales.listMyCustomers', {
    filter: keyword ? { keyword } : {},
    sort: 'name',
  })
  useFresh(list.reload)
  return (
    <View>
      <View className="customers-find">
        <Icon name="search" size={16} color="#6B7280" />
        <Input
          id="keyword"
          className="customers-words"
          value={typed}
          placeholder="客户名称"
          placeholderClass="x-field-hint"
          confirmType="search"
          maxlength={60}
          onInput={(event) => setTyped(event.detail.value)}
          onConfirm={() => setKeyword(typed.trim())}
          onBlur={() => setKeyword(typed.trim())}
        />
      </View>
      <PageList
        list={list}
        keyOf={(row) => row.id}
        empty={
          keyword ? (
            <EmptyState title="没有找到这位客户" text="换名称的一部分再找。" />
          ) : (
            <EmptyState title="还没有合作客户" text="公司把渠道商指派给您后，会出现在这里。" />
          )
        }
      >
        {(row) => <Customer row={row} now={now} />}
      </PageList>
    </View>
  )
}

function Customer({ row, now }: { row: RowOf<'sales.listMyCustomers'>; now: number }) {
  return (
    <View className="x-sheet" id={`customer-${row.id}`}>
      <View className="title-2 cut">{row.name}</View>
      <View className="cap-2">{`${row.contact} · ${row.maskedPhone} · ${row.city}`}</View>
      <View className="row between wrap customer-foot">
        <Text className="cap">
          {row.lastFollowUpAt ? `上次 ${when(row.lastFollowUpAt, now)}` : '还没有跟踪'}
        </Text>
        <Button
          small
          kind="second"
          id={`follow-${row.id}`}
          onTap={() =>
            open('sales/follow-up/index', { kind: 'customer', target: row.id, name: row.name })
          }
        >
          新增跟踪
        </Button>
      </View>
    </View>
  )
}
