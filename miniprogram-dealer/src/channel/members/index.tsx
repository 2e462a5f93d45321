import { Input, Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { open } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { useRows } from '@xietong/ui/hooks/use-rows'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { PageList } from '@xietong/ui/page-list'
import { StatusTabs } from '@xietong/ui/status-tabs'
import { Tag } from '@xietong/ui/tag'
import { counted, phoneWords } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useState } from 'react'
import { Face } from '../../parts/face'
import './members.css'

type Member = Output<'members.listMyMembers'>['rows'][number]
type Kind = 'all' | 'seed' | 'further'

const kinds: readonly { key: Kind; label: string }[] = [
  { key: 'all', label: '全部' },
  { key: 'seed', label: '种子会员' },
  { key: 'further', label: '会员邀请' },
]

/** DL-029: everybody this dealer owns, whoever invited them. */
export default function Members() {
  const [kind, setKind] = useState<Kind>('all')
  const [typed, setTyped] = useState('')
  const [keyword, setKeyword] = useState('')
  const filter = {
    ...(kind === 'all' ? {} : { seed: kind === 'seed' }),
    ...(keyword ? { keyword } : {}),
  }
  const list = useRows('members.listMyMembers', { filter, sort: '-registeredAt' })
  const total = useQuery('members.countMyMembers', {})
  const now = useNow()
  useFresh(() => {
    void list.reload()
    void total.reload()
  })
  return (
    <Page>
      <View className="row member-search">
        <Icon name="search" size={18} color="#6B7280" />
        <Input
          id="member-keyword"
          className="grow"
          type="text"
          maxlength={30}
          placeholder="昵称或手机号"
          confirmType="search"
          value={typed}
          onInput={({ detail }) => {
            setTyped(detail.value)
            if (detail.value === '') setKeyword('')
          }}
          onConfirm={() => setKeyword(typed.trim())}
        />
      </View>
      <StatusTabs<Kind> items={kinds} value={kind} onChange={setKind} />
      <View className="cap on-ground member-total" id="member-total">
        {total.value
          ? `共 ${counted(total.value.total, '位会员')}，其中种子会员 ${counted(total.value.seed, '位')}`
          : ''}
      </View>
      <PageList
        list={list}
        keyOf={(row) => row.id}
        className="member-list"
        empty={
          keyword || kind !== 'all' ? (
            <EmptyState title="没有符合条件的会员" text="换一个昵称、手机号或分类再看。" />
          ) : (
            <EmptyState
              title="还没有会员"
              text="请顾客扫您的邀请码注册，注册后会出现在这里。"
              step={{ label: '打开邀请码', onTap: () => open('channel/invite/index') }}
            />
          )
        }
      >
        {(row) => <MemberRow row={row} now={now} />}
      </PageList>
    </Page>
  )
}

function MemberRow({ row, now }: { row: Member; now: number }) {
  return (
    <View
      className="row member-row"
      id={`member-${row.id}`}
      onClick={() => open('channel/member/index', { id: row.id })}
    >
      <Face avatar={row.avatar} name={row.nickname} />
      <View className="grow member-words">
        <View className="row member-name">
          <Text className="strong cut">{row.nickname}</Text>
          {row.seed ? <Tag tone="lake">种子</Tag> : null}
        </View>
        <Text className="cap">{row.phone ? phoneWords(row.phone) : '未绑定手机'}</Text>
      </View>
      <Text className="cap member-when">{`${when(row.registeredAt, now)} 加入`}</Text>
    </View>
  )
}
