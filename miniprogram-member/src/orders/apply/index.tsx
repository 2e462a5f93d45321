import { Text } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { replace } from '@xietong/ui/device/navigate'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { MediaField } from '@xietong/ui/media-field'
import { type Media, useMedia } from '@xietong/ui/media-field/use-media'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { yuan } from '@xietong/ui/words/numbers'
import { useState } from 'react'
import './apply.css'
import {
  askedOf,
  asksGoods,
  type Claims,
  goodsChoices,
  type Quote,
  reasons,
  typesOf,
  type Why,
} from './claims'
import { Goods } from './goods'

function missingWords(
  lines: number,
  reason: Why['reason'],
  media: Pick<Media, 'unsent'>,
): string | undefined {
  if (lines === 0) return '请选择商品'
  if (reason === null) return '请选择原因'
  return media.unsent
}

/** MB-083: which pieces, why, and how much of what was paid for them. */
export default function Apply() {
  const { id = '' } = useParams()
  const query = useQuery('orders.quoteAfterSale', id ? { orderId: id } : null)
  const title = query.failure?.message ?? '售后申请没有加载出来'
  if (query.value !== null) return <Form quote={query.value} orderId={id} />
  return (
    <Page>
      <Look query={query} errorTitle={title}>
        {() => null}
      </Look>
    </Page>
  )
}

const nothingYet: Why = { type: 'refund', goods: 'received', reason: null, description: '' }

function Form({ quote, orderId }: { quote: Quote; orderId: string }) {
  const [claims, setClaims] = useState<Claims>({})
  const [why, setWhy] = useState<Why>(nothingYet)
  const media = useMedia({ pictures: 9, access: 'private' })
  const sending = useAct('orders.applyAfterSale')
  const asked = askedOf(quote, why, claims)
  const { reason, type, description } = why
  const resend = type === 'resend'
  const missing = missingWords(asked.lines.length, reason, media)
  const change = (next: Why) => {
    // Other pieces are open with another wish: what was chosen does not fit it.
    if (next.type !== why.type || next.goods !== why.goods) setClaims({})
    setWhy(next)
  }
  const send = async () => {
    if (reason === null) return
    const { lines, freightFen } = asked
    const goods = asksGoods(quote, why) ? { goods: why.goods } : {}
    const said = { type, reason, description, pictures: media.pictures, ...goods }
    const answer = await sending.run({ orderId, ...said, lines, freightFen })
    if (answer?.ok) await replace('orders/case/index', { id: answer.value.caseId })
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={sending.failure?.message}
          action={
            <Button
              id="send-after-sale"
              running={sending.running}
              disabled={missing !== undefined || (!resend && asked.total === 0)}
              reason={missing}
              onTap={send}
            >
              提交申请
            </Button>
          }
        >
          <Text className="title-2">
            {resend ? `补发 ${asked.pieces} 份` : `退款 ${yuan(asked.total)}`}
          </Text>
          {Number(asked.freightFen) > 0 ? (
            <Text className="cap">{`含运费 ${yuan(Number(asked.freightFen))}`}</Text>
          ) : null}
        </SubmitBar>
      }
    >
      <Wish quote={quote} why={why} onChange={change} />
      <Goods quote={quote} why={why} claims={claims} onChange={setClaims} />
      <Reasons why={why} media={media} onChange={setWhy} />
    </Page>
  )
}

interface WishProps {
  readonly quote: Quote
  readonly why: Why
  readonly onChange: (why: Why) => void
}

/** What the buyer wants and, of an order of which a part has left, for which pieces. */
function Wish({ quote, why, onChange }: WishProps) {
  return (
    <Sheet>
      <Choices
        id="type"
        label="售后类型"
        items={typesOf(quote)}
        value={[why.type]}
        onTap={(type) => onChange({ ...why, type })}
      />
      {asksGoods(quote, why) ? (
        <Choices
          id="goods"
          label="订单已发出一部分，退哪一部分"
          items={goodsChoices}
          value={[why.goods]}
          onTap={(goods) => onChange({ ...why, goods })}
        />
      ) : null}
    </Sheet>
  )
}

interface ReasonsProps {
  readonly why: Why
  readonly media: Media
  readonly onChange: (why: Why) => void
}

function Reasons({ why, media, onChange }: ReasonsProps) {
  return (
    <Sheet>
      <Choices
        id="reason"
        label="原因"
        items={reasons}
        value={why.reason ? [why.reason] : []}
        onTap={(reason) => onChange({ ...why, reason })}
      />
      <TextArea
        id="description"
        label="补充说明（选填）"
        value={why.description}
        onInput={(description) => onChange({ ...why, description })}
        maxLength={300}
        placeholder="说明情况，便于商家更快处理"
      />
      <MediaField id="evidence" label="凭证图片（选填，最多 9 张）" media={media} />
    </Sheet>
  )
}
