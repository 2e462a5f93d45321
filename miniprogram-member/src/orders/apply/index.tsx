import { Text, View } from '@tarojs/components'
import type { Input, Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { replace } from '@xietong/ui/device/navigate'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { MediaField } from '@xietong/ui/media-field'
import { type Media, useMedia } from '@xietong/ui/media-field/use-media'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { Stepper } from '@xietong/ui/stepper'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { Tick } from '@xietong/ui/tick'
import { yuan } from '@xietong/ui/words/numbers'
import { useState } from 'react'
import './apply.css'

type Quote = Output<'orders.quoteAfterSale'>
type Sent = Input<'orders.applyAfterSale'>
type Line = Quote['lines'][number]
interface Claim {
  readonly pieces: number
  readonly yuan: string
}
type Claims = Readonly<Record<string, Claim>>
interface Why {
  readonly type: Sent['type']
  readonly reason: Sent['reason'] | null
  readonly description: string
}

const reasons = (
  [
    '不想要了',
    '少件漏发',
    '死蟹或变质',
    '规格与描述不符',
    '包装破损',
    '未按约定时间送达',
    '其他',
  ] as const satisfies readonly Sent['reason'][]
).map((key) => ({ key, label: key }))
const types = [
  { key: 'refund', label: '仅退款' },
  { key: 'return', label: '退货退款' },
] as const

const fenOf = (typed: string): number => Math.round(Number(typed) * 100) || 0
const most = (line: Line, pieces: number) => Math.min(line.unitFen * pieces, line.leftFen)
const full = (line: Line, pieces: number): Claim => ({
  pieces,
  yuan: (most(line, pieces) / 100).toFixed(2),
})

const openLines = ({ lines }: Quote) =>
  lines.filter((line) => line.leftPieces > 0 && line.leftFen > 0)

/** What the form asks for; the freight comes with the last piece only. */
function askedOf(quote: Quote, claims: Claims) {
  const open = openLines(quote)
  const lines = open.flatMap(({ lineId }) => {
    const claim = claims[lineId]
    return claim ? [{ lineId, quantity: claim.pieces, amountFen: fenOf(claim.yuan) as never }] : []
  })
  const whole = open.every((line) => claims[line.lineId]?.pieces === line.leftPieces)
  const freightFen = whole && lines.length > 0 ? quote.freightFen : (0 as never)
  const total = lines.reduce((sum, line) => sum + line.amountFen, Number(freightFen))
  return { lines, freightFen, total }
}

/** MB-083: which pieces, why, and how much of what was paid for them. */
export default function Apply() {
  const { id = '' } = useParams()
  const query = useQuery('orders.quoteAfterSale', id ? { orderId: id } : null)
  const title = query.failure?.message ?? '售后申请没有加载出来'
  return (
    <Look query={query} errorTitle={title}>
      {(quote) => <Form quote={quote} orderId={id} />}
    </Look>
  )
}

function Form({ quote, orderId }: { quote: Quote; orderId: string }) {
  const [claims, setClaims] = useState<Claims>({})
  const [why, setWhy] = useState<Why>({ type: 'refund', reason: null, description: '' })
  const media = useMedia({ pictures: 9, access: 'private' })
  const sending = useAct('orders.applyAfterSale')
  const asked = askedOf(quote, claims)
  const { reason } = why
  const missing = missingWords(asked.lines.length, reason, media)
  const send = async () => {
    if (reason === null) return
    const { lines, freightFen } = asked
    const wish = { orderId, ...why, reason, pictures: media.pictures, lines, freightFen }
    const answer = await sending.run(wish)
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
              disabled={missing !== undefined || asked.total === 0}
              reason={missing}
              onTap={send}
            >
              提交申请
            </Button>
          }
        >
          <Text className="title-2">{`退款 ${yuan(asked.total)}`}</Text>
          {Number(asked.freightFen) > 0 ? (
            <Text className="cap">{`含运费 ${yuan(Number(asked.freightFen))}`}</Text>
          ) : null}
        </SubmitBar>
      }
    >
      <Goods quote={quote} claims={claims} onChange={setClaims} />
      <Reasons why={why} media={media} onChange={setWhy} />
    </Page>
  )
}

interface GoodsProps {
  readonly quote: Quote
  readonly claims: Claims
  readonly onChange: (claims: Claims) => void
}

function Goods({ quote, claims, onChange }: GoodsProps) {
  const open = openLines(quote)
  return (
    <Sheet title="退哪些商品">
      {open.length === 0 ? <Text className="cap-2">商品都在售后中或已退款</Text> : null}
      {open.map((line) => (
        <ClaimLine
          key={line.lineId}
          line={line}
          claim={claims[line.lineId]}
          onChange={(claim) => {
            const { [line.lineId]: _, ...others } = claims
            onChange(claim ? { ...others, [line.lineId]: claim } : others)
          }}
        />
      ))}
    </Sheet>
  )
}

function missingWords(
  lines: number,
  reason: Why['reason'],
  media: Pick<Media, 'sending'>,
): string | undefined {
  if (lines === 0) return '请选择商品'
  if (reason === null) return '请选择原因'
  return media.sending ? '图片正在上传' : undefined
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
        id="type"
        label="售后类型"
        items={types}
        value={[why.type]}
        onTap={(type) => onChange({ ...why, type })}
      />
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

interface ClaimLineProps {
  readonly line: Line
  readonly claim: Claim | undefined
  readonly onChange: (claim: Claim | undefined) => void
}

function ClaimLine({ line, claim, onChange }: ClaimLineProps) {
  const toggle = () => onChange(claim ? undefined : full(line, line.leftPieces))
  const limit = claim ? most(line, claim.pieces) : 0
  const over = claim && fenOf(claim.yuan) > limit
  return (
    <View>
      <View className="row apply-line" id={`pick-${line.lineId}`} onClick={toggle}>
        <Tick on={claim !== undefined} label={line.name} />
        <View className="grow">
          <Text className="two">{line.name}</Text>
          <Text className="cap">{`${yuan(line.unitFen)} · 可退 ${line.leftPieces} 份`}</Text>
        </View>
      </View>
      {claim ? (
        <View>
          <Stepper
            value={claim.pieces}
            max={line.leftPieces}
            unit="份"
            onChange={(pieces) => onChange(full(line, pieces))}
          />
          <Field
            id={`amount-${line.lineId}`}
            label={`退款金额（最多 ${yuan(limit)}）`}
            type="digit"
            value={claim.yuan}
            problem={over ? `最多可退 ${yuan(limit)}` : undefined}
            onInput={(typed) => onChange({ ...claim, yuan: typed })}
          />
        </View>
      ) : null}
    </View>
  )
}
