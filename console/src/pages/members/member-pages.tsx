import { unlockMember } from '@xietong/domain/cards/contract'
import { listDealerPeople } from '@xietong/domain/channel/contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { setMemberState } from '@xietong/domain/members/account-contract'
import {
  listLevels,
  listMembers,
  revealPhone,
  setMemberLevel,
} from '@xietong/domain/members/contract'
import { getMember, setMemberTags } from '@xietong/domain/members/people-contract'
import { percent } from '../../look/words'
import { twoLines, when, words } from '../../resource/columns'
import { action, detail, form, resource } from '../../resource/declare'
import { choiceFilter, daysFilter, recordFilter, searchFilter } from '../../resource/filters'
import { ResourcePage } from '../../resource/resource-page'
import { Reveal } from '../../resource/reveal'
import { sourceOf } from '../../resource/source'
import { dealerSource } from '../channel/dealer-source'
import { MemberBody, memberStates } from './member-body'

export { LevelsPage } from './levels-page'
export { dealerSource }

const levelSource = sourceOf(listLevels, {
  input: () => ({}),
  options: ({ rows }) => rows.map((row) => ({ value: row.id, label: row.name })),
})

const discountSource = sourceOf(listLevels, {
  input: () => ({}),
  options: ({ rows }) =>
    [...new Set(rows.map(({ discount }) => discount))].map((value) => ({
      value,
      label: percent(value),
    })),
})

const staffSource = sourceOf(listDealerPeople, {
  input: (typed) => (typed ? { keyword: typed } : {}),
  options: ({ rows }) =>
    rows.map((row) => ({ value: row.id, label: `${row.name}（${row.dealerName}）` })),
  search: true,
})

type Member = OutputOf<typeof getMember>

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
    searchFilter('name', '昵称'),
    searchFilter('phone', '手机号'),
    recordFilter('levelId', '全部等级', levelSource),
    recordFilter('levelDiscount', '等级折扣', discountSource),
    recordFilter('dealerId', '归属渠道', dealerSource),
    recordFilter('employeeId', '归属员工', staffSource),
    searchFilter('tag', '标签'),
    choiceFilter('state', '全部状态', memberStates),
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
  detail: detail(getMember, {
    input: (memberId) => ({ memberId }),
    title: (record) => record.nickname,
    actions: [
      action(setMemberTags, {
        label: '改标签',
        form: form(setMemberTags, {
          fields: [{ name: 'tags', as: 'words', placeholder: '输入后按回车' }],
          initial: (record: Member) => ({ tags: record.tags }),
          toInput: (_, record) => ({ memberId: record.id }),
          submit: '保存',
          done: '已保存标签',
        }),
      }),
      action(setMemberState, {
        label: '关闭账号',
        when: (record: Member) => record.state !== 'closed',
        form: form(setMemberState, {
          fields: ['reason'],
          note: () =>
            '会员会立即退出登录，也不能再登录。未使用的卡和未完成的订单保留，恢复后可继续使用。',
          toInput: (_, record: Member) => ({ memberId: record.id, state: 'closed' as const }),
          submit: '关闭账号',
          done: '已关闭会员账号',
        }),
      }),
      action(setMemberState, {
        label: '恢复账号',
        when: (record: Member) => record.state === 'closed',
        form: form(setMemberState, {
          fields: ['reason'],
          toInput: (_, record: Member) => ({ memberId: record.id, state: 'active' as const }),
          submit: '恢复账号',
          done: '已恢复会员账号',
        }),
      }),
      action(unlockMember, {
        label: '解除添加卡限制',
        form: form(unlockMember, {
          fields: ['reason'],
          note: () => '会员输错卡密过多、当天不能再添加卡时使用。请先核实来电人身份。',
          toInput: (_, record: Member) => ({ memberId: record.id }),
          submit: '解除限制',
          done: '已解除添加卡限制',
        }),
      }),
    ],
    body: (record) => <MemberBody member={record} />,
  }),
  first: '还没有会员。会员在小程序登录后会出现在这里。',
})

export const MembersPage = () => <ResourcePage resource={members} path="/members" />
