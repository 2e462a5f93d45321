import type { OutputOf } from '@xietong/domain/kernel/operation'
import type { getDelivery } from '@xietong/domain/notify/contract'
import { Course } from '../../look/course'
import { deliveryTable } from '../../look/states'
import { timeWords } from '../../look/words'
import { Fact, Facts } from '../../resource/facts'
import { channelNames } from './channel-names'

type Delivery = OutputOf<typeof getDelivery>

const kinds = { try: '发送', receipt: '状态报告' } as const

/** NT-011: what it said, then every try and receipt, newest first. */
export function DeliveryBody({ delivery }: { readonly delivery: Delivery }) {
  const newest = [...delivery.attemptList].reverse()
  return (
    <>
      <Facts>
        <Fact label="收件人">{delivery.recipient}</Fact>
        <Fact label="渠道">{channelNames[delivery.channel]}</Fact>
        <Fact label="号码或地址">{delivery.address}</Fact>
        <Fact label="记录编号">{delivery.recordNo}</Fact>
        <Fact label="模板">{delivery.template}</Fact>
        <Fact label="流水号">{delivery.serialNo}</Fact>
        <Fact label="产生">{timeWords(delivery.createdAt)}</Fact>
        <Fact label="发出">{delivery.sentAt ? timeWords(delivery.sentAt) : null}</Fact>
        <Fact label="说明">{delivery.reason}</Fact>
        <Fact label="内容" wide>
          <span style={{ whiteSpace: 'pre-wrap' }}>{delivery.text}</span>
        </Fact>
      </Facts>
      <h3>发送与回执</h3>
      {newest.length === 0 ? (
        <p className="sub">{unsentWords(delivery)}</p>
      ) : (
        <Course
          events={newest.map(({ kind, at, state, answer }, index) => ({
            at,
            text: `${kinds[kind]}：${deliveryTable[state].label}`,
            note: answer,
            tone: index === 0 ? ('now' as const) : undefined,
          }))}
        />
      )}
    </>
  )
}

/** Why there is no try to show. */
function unsentWords({ channel, state }: Delivery): string {
  if (state === 'merged') return '刚才已有同样的消息，没有再发'
  return channel === 'in-app' ? '站内消息写下就能看到，不需要发送' : '还没有发送过'
}
