import { command, query } from '../kernel/operation'
import { listInput, listOutput } from '../kernel/paging'
import {
  amountFen,
  basisPoints,
  count,
  flag,
  id,
  instant,
  list,
  object,
  oneOf,
  text,
} from '../kernel/schema'
import { memberStates } from './contract'

const tag = text(12)

/** AD-101: one member as the console sees them; the phone is masked (AD-009). */
export const getMember = query('members.getMember', {
  title: '会员详情',
  may: { console: 'members.read' },
  input: { memberId: id },
  output: object({
    id,
    nickname: text(30),
    avatar: id.nullable(),
    phone: text(11).nullable(),
    state: oneOf(memberStates),
    levelId: id,
    levelName: text(20),
    levelDiscount: basisPoints,
    inviterKind: oneOf(['dealer', 'employee', 'member']).nullable(),
    inviterName: text(60).nullable(),
    dealerId: id.nullable(),
    dealerName: text(60).nullable(),
    employeeName: text(30).nullable(),
    registeredAt: instant,
    /** How they signed in the first time; null for members from before it was kept. */
    registeredBy: oneOf(['wechat', 'sms']).nullable(),
    lastVisitAt: instant.nullable(),
    tags: list(tag, 20),
    orders: count(1e9),
    paidFen: amountFen,
  }),
  refusals: [],
})
export const setMemberTags = command('members.setMemberTags', {
  title: '设置会员标签',
  may: { console: 'members.edit' },
  input: { memberId: id, tags: list(tag, 20).meta({ title: '标签' }) },
  output: object({}),
  refusals: [],
})
/** AD-093: a level that a member has is disabled, never deleted. */
export const deleteLevel = command('members.deleteLevel', {
  title: '删除会员等级',
  may: { console: 'levels.edit' },
  input: { levelId: id },
  output: object({}),
  refusals: ['DEFAULT_LEVEL', 'IN_USE'],
})

// The dealer program (DL-029, DL-030) -------------------------------------------------------------
/**
 * Members that a dealer owns: seed members and all who came from them, at any depth; an employee
 * sees those that are their own (DL-133).
 */
export const listMyMembers = query('members.listMyMembers', {
  title: '我的会员',
  may: { dealer: {} },
  input: listInput({ keyword: text(30), seed: flag }, ['-registeredAt', 'registeredAt']),
  output: listOutput(
    object({
      id,
      nickname: text(30),
      avatar: id.nullable(),
      phone: text(11).nullable(),
      registeredAt: instant,
      /** Invited by the dealer or its employees, not by another member. */
      seed: flag,
    }),
  ),
  refusals: [],
})
/** DL-029: the total and how many of them are seed members; exact at any size. */
export const countMyMembers = query('members.countMyMembers', {
  title: '我的会员人数',
  may: { dealer: {} },
  input: {},
  output: object({ total: count(1e9), seed: count(1e9) }),
  refusals: [],
})
export const getMyMember = query('members.getMyMember', {
  title: '我的会员详情',
  may: { dealer: {} },
  input: { memberId: id },
  output: object({
    id,
    nickname: text(30),
    avatar: id.nullable(),
    phone: text(11).nullable(),
    registeredAt: instant,
    inviterName: text(60).nullable(),
    employeeName: text(30).nullable(),
    levelName: text(20),
    orders: count(1e9),
    paidFen: amountFen,
  }),
  refusals: [],
})
