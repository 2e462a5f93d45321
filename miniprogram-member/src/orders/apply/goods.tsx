import { Text, View } from '@tarojs/components'
import { Field } from '@xietong/ui/field'
import { Sheet } from '@xietong/ui/sheet'
import { Stepper } from '@xietong/ui/stepper'
import { Tick } from '@xietong/ui/tick'
import { yuan } from '@xietong/ui/words/numbers'
import {
  type Claim,
  type Claims,
  fenOf,
  full,
  type Line,
  most,
  openLines,
  piecesOf,
  type Quote,
  type Why,
} from './claims'

interface GoodsProps {
  readonly quote: Quote
  readonly why: Why
  readonly claims: Claims
  readonly onChange: (claims: Claims) => void
}

/** Which pieces of which lines, and how much of their money. */
export function Goods({ quote, why, claims, onChange }: GoodsProps) {
  const open = openLines(quote, why)
  return (
    <Sheet title={why.type === 'resend' ? '补发哪些商品' : '退哪些商品'}>
      {open.length === 0 ? <Text className="cap-2">没有可以申请的商品</Text> : null}
      {open.map((line) => (
        <ClaimLine
          key={line.lineId}
          line={line}
          pieces={piecesOf(line, quote, why)}
          money={why.type !== 'resend'}
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

interface ClaimLineProps {
  readonly line: Line
  readonly pieces: number
  readonly money: boolean
  readonly claim: Claim | undefined
  readonly onChange: (claim: Claim | undefined) => void
}

function ClaimLine({ line, pieces, money, claim, onChange }: ClaimLineProps) {
  const toggle = () => onChange(claim ? undefined : full(line, pieces))
  const limit = claim ? most(line, claim.pieces) : 0
  const over = claim && fenOf(claim.yuan) > limit
  return (
    <View>
      <View className="row apply-line" id={`pick-${line.lineId}`} onClick={toggle}>
        <Tick on={claim !== undefined} label={line.name} />
        <View className="grow">
          <Text className="two">{line.name}</Text>
          <Text className="cap">{`${yuan(line.unitFen)} · 可申请 ${pieces} 份`}</Text>
        </View>
      </View>
      {claim ? (
        <View>
          <Stepper
            value={claim.pieces}
            max={pieces}
            unit="份"
            onChange={(count) => onChange(full(line, count))}
          />
          {money ? (
            <Field
              id={`amount-${line.lineId}`}
              label={`退款金额（最多 ${yuan(limit)}）`}
              type="digit"
              value={claim.yuan}
              problem={over ? `最多可退 ${yuan(limit)}` : undefined}
              onInput={(typed) => onChange({ ...claim, yuan: typed })}
            />
          ) : null}
        </View>
      ) : null}
    </View>
  )
}
