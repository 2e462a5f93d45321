import { Input, Text, View } from '@tarojs/components'
import { open } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { useState } from 'react'
import { useChoices } from '../../parts/choices'
import { LeadRowCard } from '../../parts/lead-row'
import { useMyRole } from '../../parts/my-role'
import { Counts, type Due } from './counts'
import './home.css'

const HERE = 'pages/home/index'

/** Whom to contact now: my leads, the urgent ones first. */
export default function Home() {
  const signedIn = useSignedIn()
  useMyRole()
  return (
    <Page tab={HERE}>
      {signedIn ? (
        <Leads />
      ) : (
        <SignInFirst
          title="登录后查看潜客"
          text="今天要联系谁、哪些已逾期，都在这里。"
          picture="boat"
        />
      )}
    </Page>
  )
}

function Leads() {
  const now = useNow(60_000)
  const [due, setDue] = useState<Due>('all')
  const [typed, setTyped] = useState('')
  const [keyword, setKeyword] = useState('')
  const { stages } = useChoices()
  const counts = useQuery('sales.countMyLeads', {})
  const list = useRows('sales.listMyLeads', {
    filter: { ...(due === 'all' ? {} : { due }), ...(keyword ? { keyword } : {}) },
    sort: 'urgency',
  })
  useFresh(() => {
    void list.reload()
    void counts.reload()
  })
  return (
    <View>
      <View className="row between home-head">
        <View className="row-base">
          <Text className="title-2">我的潜客</Text>
          {counts.value ? (
            <Text className="home-all">{`本月新增 ${counts.value.newThisMonth}`}</Text>
          ) : null}
        </View>
        <View className="link home-add" id="add-lead" onClick={() => open('sales/add-lead/index')}>
          <Icon name="plus" size={16} weight={2} color="#1F6F78" />
          <Text>新增潜客</Text>
        </View>
      </View>
      <View className="home-find">
        <Icon name="search" size={16} color="#6B7280" />
        <Input
          id="keyword"
          className="home-words"
          value={typed}
          placeholder="姓名或手机号"
          placeholderClass="x-field-hint"
          confirmType="search"
          maxlength={30}
          onInput={(event) => setTyped(event.detail.value)}
          onConfirm={() => setKeyword(typed.trim())}
          onBlur={() => setKeyword(typed.trim())}
        />
      </View>
      <Counts counts={counts.value} value={due} onChange={setDue} />
      <PageList
        list={list}
        keyOf={(row) => row.id}
        className="leads"
        empty={<Nothing due={due} searched={keyword !== ''} />}
      >
        {(row) => (
          <LeadRowCard
            row={row}
            stages={stages}
            now={now}
            onTap={() => open('sales/lead/index', { id: row.id })}
          />
        )}
      </PageList>
    </View>
  )
}

function Nothing({ due, searched }: { due: Due; searched: boolean }) {
  if (searched) {
    return <EmptyState title="没有找到这位潜客" text="换姓名或手机号的一部分再找。" />
  }
  if (due === 'overdue') {
    return <EmptyState title="没有逾期的跟踪" text="到期没有填写结果的跟踪会出现在这里。" />
  }
  if (due === 'today') {
    return <EmptyState title="今天没有安排跟踪" text="在潜客详情里安排下次跟踪的时间。" />
  }
  return (
    <EmptyState
      title="还没有潜客"
      text="自己开拓的客户从这里添加，公司分配的会直接出现。"
      step={{ label: '新增潜客', onTap: () => open('sales/add-lead/index') }}
    />
  )
}
