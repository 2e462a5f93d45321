import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { Cell } from '@xietong/ui/cell'
import { open } from '@xietong/ui/device/navigate'
import { dial } from '@xietong/ui/device/say'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { Tag } from '@xietong/ui/tag'
import { phoneWords } from '@xietong/ui/words/numbers'
import { when } from '@xietong/ui/words/time'
import { useChoices } from '../../parts/choices'
import { sourceWords, stateWords } from '../../parts/lead-words'
import { StageLine } from '../../parts/stage-bar'
import './lead.css'
import { Records } from './records'
import { waitingOf } from './waiting'

export type LeadDetail = Output<'sales.getMyLead'>

/** One lead: what is late, how far it has come, and everything that was said. */
export default function Lead() {
  const { id } = useParams()
  const query = useQuery('sales.getMyLead', id ? { leadId: id } : null)
  useFresh(query.reload)
  return (
    <Page {...(query.value ? { foot: <Foot lead={query.value} /> } : {})}>
      <Look
        query={query}
        errorTitle={query.failure?.code === 'NOT_FOUND' ? '没有这位潜客' : '潜客没有加载出来'}
      >
        {(lead) => <Filled lead={lead} />}
      </Look>
    </Page>
  )
}

function Foot({ lead }: { lead: LeadDetail }) {
  const waiting = waitingOf(lead)
  const write = () =>
    open('sales/follow-up/index', {
      kind: 'lead',
      target: lead.id,
      name: lead.name,
      stage: lead.stage,
      ...(waiting ? { followUp: waiting.id, form: waiting.form } : {}),
    })
  return (
    <View className="row lead-foot-bar">
      <Button kind="plain" id="call" onTap={() => dial(lead.phone)}>
        打电话
      </Button>
      <View className="grow">
        <Button block id="write-result" onTap={write}>
          {waiting ? '填写跟踪结果' : '新增跟踪'}
        </Button>
      </View>
    </View>
  )
}

function Filled({ lead }: { lead: LeadDetail }) {
  const now = useNow(60_000)
  const { stages } = useChoices()
  const facts = [lead.customerType, lead.region, sourceWords[lead.source]]
  const late = lead.followUps.find(({ state }) => state === 'overdue')
  return (
    <View>
      <View className="lead-top">
        <View className="row lead-title">
          <Text className="title-1 cut">{lead.name}</Text>
          {lead.keyLead ? <Icon name="star" size={20} color="#B98A3E" weight={2} /> : null}
          {lead.state === 'following' ? null : <Tag>{stateWords[lead.state]}</Tag>}
        </View>
        {lead.company ? <View className="cap-2">{lead.company}</View> : null}
        <View className="cap on-ground">{facts.filter(Boolean).join(' · ')}</View>
      </View>
      {late ? (
        <View className="lead-late">
          <Icon name="clock" size={18} color="#B42318" />
          <Text className="grow">{`${late.form}跟踪已逾期，原定 ${when(late.at, now)}`}</Text>
        </View>
      ) : null}
      <Sheet>
        <StageLine stages={stages} stage={lead.stage} />
      </Sheet>
      <Records lead={lead} now={now} />
      <Sheet title="基础信息">
        <Fact label="手机号" value={phoneWords(lead.phone)} />
        <Fact label="需求" value={lead.need} />
        <Fact label="备注" value={lead.remark} />
        <Fact label="推荐人" value={lead.referrer} />
        <Fact label="创建时间" value={when(lead.createdAt, now)} />
      </Sheet>
      {lead.state === 'following' ? (
        <Sheet cells>
          <Cell
            label="释放到公海池"
            note="不再由您跟进，同事可以领取"
            id="to-release"
            onTap={() => open('sales/release/index', { id: lead.id, name: lead.name })}
          />
        </Sheet>
      ) : null}
    </View>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  if (!value) return null
  return (
    <View className="row between lead-fact">
      <Text className="cap">{label}</Text>
      <Text className="grow lead-value">{value}</Text>
    </View>
  )
}
