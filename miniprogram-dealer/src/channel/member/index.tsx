import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Cell } from '@xietong/ui/cell'
import { dial } from '@xietong/ui/device/say'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { Tag } from '@xietong/ui/tag'
import { counted, phoneWords, yuan } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { Face } from '../../parts/face'
import './member.css'

/** DL-030: one member, where they came from and what they have bought. */
export default function Member() {
  const { id } = useParams()
  const query = useQuery('members.getMyMember', id ? { memberId: id } : null)
  useFresh(query.reload)
  return (
    <Page>
      <Look query={query} errorTitle="没有这位会员">
        {(member) => <Filled member={member} />}
      </Look>
    </Page>
  )
}

function Filled({ member }: { member: Output<'members.getMyMember'> }) {
  const now = useNow()
  const { phone } = member
  return (
    <View>
      <View className="row member-head">
        <Face avatar={member.avatar} name={member.nickname} />
        <View className="grow member-head-words">
          <Text className="title-1 member-head-name">{member.nickname}</Text>
          <Tag tone="gold">{member.levelName}</Tag>
        </View>
      </View>
      <Sheet cells>
        {phone ? (
          <Cell label="手机号" id="call" value={phoneWords(phone)} onTap={() => dial(phone)} />
        ) : (
          <Cell label="手机号" value="未绑定" />
        )}
        <Cell label="加入时间" value={when(member.registeredAt, now)} />
        <Cell label="邀请人" value={member.inviterName ?? '无'} />
        <Cell label="归属员工" value={member.employeeName ?? '无'} />
      </Sheet>
      <Sheet cells>
        <Cell label="已支付订单" value={counted(member.orders, '单')} />
        <Cell label="已支付金额" value={`${yuan(member.paidFen)} 元`} />
      </Sheet>
    </View>
  )
}
