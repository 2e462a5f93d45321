import type { OutputOf } from '@xietong/domain/kernel/operation'
import { revealPhone } from '@xietong/domain/members/contract'
import type { getMember } from '@xietong/domain/members/people-contract'
import { Link } from 'react-router-dom'
import { Thumb } from '../../look/picture-upload'
import { percent, whole, yuan } from '../../look/words'
import { When } from '../../resource/columns'
import { Fact, Facts } from '../../resource/facts'
import { Reveal } from '../../resource/reveal'

type Member = OutputOf<typeof getMember>

export const memberStates = [
  { value: 'active', label: '正常' },
  { value: 'unbound', label: '未绑手机' },
  { value: 'closed', label: '已关闭' },
] as const

const inviters = { dealer: '渠道商', employee: '渠道员工', member: '会员' } as const
const ways = { wechat: '微信登录', sms: '手机验证码' } as const

/** AD-101: who a member is, whose they are and since when. */
export function MemberBody({ member }: { readonly member: Member }) {
  return (
    <>
      <div className="row">
        <Thumb file={member.avatar} size={56} />
        <b>{member.nickname}</b>
        <span className="sub">
          {member.levelName} {percent(member.levelDiscount)}
        </span>
      </div>
      <Facts>
        <Fact label="手机号">
          {member.phone ? (
            <Reveal operation={revealPhone} input={{ memberId: member.id }} masked={member.phone} />
          ) : (
            '未绑手机'
          )}
        </Fact>
        <Fact label="状态">{memberStates.find(({ value }) => value === member.state)?.label}</Fact>
        <Fact label="邀请人">
          {member.inviterKind ? `${member.inviterName}（${inviters[member.inviterKind]}）` : '无'}
        </Fact>
        <Fact label="归属渠道">
          {member.dealerId ? (
            <Link to={`/dealers/${member.dealerId}`}>{member.dealerName}</Link>
          ) : (
            '平台'
          )}
        </Fact>
        <Fact label="归属员工">{member.employeeName}</Fact>
        <Fact label="标签">{member.tags.join('、')}</Fact>
        <Fact label="注册时间">
          <When at={member.registeredAt} />
        </Fact>
        <Fact label="注册方式">{member.registeredBy ? ways[member.registeredBy] : null}</Fact>
        <Fact label="最近访问">
          <When at={member.lastVisitAt} />
        </Fact>
        <Fact label="已支付订单">
          {whole(member.orders)} 单，{yuan(member.paidFen)} 元
        </Fact>
      </Facts>
    </>
  )
}
