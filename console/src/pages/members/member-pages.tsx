import { listDealers } from '@xietong/domain/channel/contract'
import {
  listLevels,
  listMembers,
  revealPhone,
  setMemberLevel,
} from '@xietong/domain/members/contract'
import { twoLines, when, words } from '../../resource/columns'
import { action, form, resource } from '../../resource/declare'
import { daysFilter, recordFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { Reveal } from '../../resource/reveal'
import { sourceOf } from '../../resource/source'

export { LevelsPage } from './levels-page'

const levelSource = sourceOf(listLevels, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})

export const dealerSource = sourceOf(listDealers, {
  input: (typed) => ({ filter: typed ? { keyword: typed } : {}, size: 50 as const }),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
  search: true,
})

const members = resource(listMembers, {
  title: '会员',
  unit: '人',
  columns: [
    twoLines(
      'nickname',
      (row) => [
        row.nickname,
        row.phone ? (
          <Reveal
            key={row.id}
            operation={revealPhone}
            input={{ memberId: row.id }}
            masked={row.phone}
          />
        ) : (
          '未绑手机'
        ),
      ],
      { title: '会员' },
    ),
    words('levelName', { title: '等级', width: 120 }),
    twoLines('dealerName', (row) => [row.dealerName ?? '平台', row.employeeName ?? ''], {
      title: '归属',
    }),
    words('inviterName', { title: '邀请人' }),
    when('registeredAt', { title: '注册时间', sort: 'registeredAt', width: 128 }),
  ],
  filters: [
    searchFilter('keyword', '昵称、手机号'),
    recordFilter('levelId', '全部等级', levelSource),
    recordFilter('dealerId', '归属渠道', dealerSource),
    daysFilter('registeredFrom', 'registeredTo', '注册'),
  ],
  sorts: { '-registeredAt': '新注册的在前', registeredAt: '早注册的在前' },
  actions: [
    action(setMemberLevel, {
      label: '调等级',
      form: form(setMemberLevel, {
        fields: [{ name: 'levelId', label: '新等级', source: levelSource }, 'reason'],
        note: (row: { nickname: string; levelName: string }) =>
          `${row.nickname}，现在是 ${row.levelName}。之后的订单按新等级的折扣计价。`,
        toInput: (_, row: never) => ({ memberId: (row as { id: string }).id }),
        submit: '调整等级',
        done: '已调整会员等级',
      }),
    }),
  ],
  first: '还没有会员。会员在小程序登录后会出现在这里。',
})

export const MembersPage = () => <ResourcePage resource={members} path="/members" />
