import { Text, View } from '@tarojs/components'
import type { Input, Output } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { replace } from '@xietong/ui/device/navigate'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { Stepper } from '@xietong/ui/stepper'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { Tick } from '@xietong/ui/tick'
import { yuan } from '@xietong/ui/words/numbers'
import { useState } from 'react'

type Quote = Output<'orders.quoteAfterSale'>
type Sent = Input<'orders.applyAfterSale'>
type Line = Quote['lines'][number]
interface Claim {
  readonly pieces: number
  readonly yuan: string
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
  const [claims, setClaims] = useState<Readonly<Record<string, Claim>>>({})
  const [type, setType] = useState<Sent['type']>('refund')
  const [reason, setReason] = useState<Sent['reason'] | null>(null)
  const [description, setDescription] = useState('')
  const sending = useAct('orders.applyAfterSale')
  const open = quote.lines.filter((line) => line.leftPieces > 0 && line.leftFen > 0)
  const lines = open.flatMap((line) => {
    const claim = claims[line.lineId]
    return claim
      ? [{ lineId: line.lineId, quantity: claim.pieces, amountFen: fenOf(claim.yuan) as never }]
      : []
  })
  const whole = open.every((line) => claims[line.lineId]?.pieces === line.leftPieces)
  const freightFen = whole && lines.length > 0 ? quote.freightFen : (0 as never)
  const total = lines.reduce((sum, line) => sum + line.amountFen, Number(freightFen))
  const send = async () => {
    if (reason === null) return
    const answer = await sending.run({
      orderId,
      type,
      reason,
      description,
      pictures: [],
      lines,
      freightFen,
    })
    if (answer?.ok) await replace('orders/case/index', { id: answer.value.caseId })
  }
  const why = lines.length === 0 ? '请选择商品' : reason === null ? '请选择原因' : undefined
  return (
    <Page
      foot={
        <SubmitBar
          problem={sending.failure?.message}
          action={
            <Button
              id="send-after-sale"
              running={sending.running}
              disabled={why !== undefined || total === 0}
              reason={why}
              onTap={send}
            >
              提交申请
            </Button>
          }
        >
          <Text className="title-2">{`退款 ${yuan(total)}`}</Text>
          {Number(freightFen) > 0 ? (
            <Text className="cap">{`含运费 ${yuan(Number(freightFen))}`}</Text>
          ) : null}
        </SubmitBar>
      }
    >
      <Sheet title="退哪些商品">
        {open.length === 0 ? <Text className="cap-2">商品都在售后中或已退款</Text> : null}
        {open.map((line) => (
          <ClaimLine
            key={line.lineId}
            line={line}
            claim={claims[line.lineId]}
            onChange={(claim) => {
              const { [line.lineId]: _, ...others } = claims
              setClaims(claim ? { ...others, [line.lineId]: claim } : others)
            }}
          />
        ))}
      </Sheet>
      <Sheet>
        <Choices
          id="type"
          label="售后类型"
          items={types}
          value={[type]}
          onTap={(key) => setType(key)}
        />
        <Choices
          id="reason"
          label="原因"
          items={reasons}
          value={reason ? [reason] : []}
          onTap={(key) => setReason(key)}
        />
        <TextArea
          id="description"
          label="补充说明（选填）"
          value={description}
          onInput={setDescription}
          maxLength={300}
          placeholder="说明情况，便于商家更快处理"
        />
      </Sheet>
    </Page>
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
      <View className="row between" id={`pick-${line.lineId}`} onClick={toggle}>
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
