import { getPriceLadder, listDealers } from '@xietong/domain/channel/contract'
import { atBasisPoints, fen } from '@xietong/domain/kernel/money'
import { listLevels } from '@xietong/domain/members/contract'
import { Select } from 'antd'
import { useState } from 'react'
import { useMay, useRead } from '../../api/hooks'
import { percent, yuan } from '../../look/words'
import { useSource } from '../../resource/source'
import { dealerSource } from '../channel/dealer-source'
import { Tier } from '../channel/dealer-words'

export interface PricePreviewProps {
  readonly retailFen: number | undefined
  /** Goods are not sold to members; the first-tier price is also what a store is paid (AD-117). */
  readonly settles?: true
}

/** AD-135, 206: only retail is entered; what each level and first-tier dealer pays follows. */
export function PricePreview({ retailFen, settles }: PricePreviewProps) {
  const may = useMay()
  const levels = useRead(listLevels, {}, { enabled: may(listLevels) && !settles })
  const dealers = useRead(
    listDealers,
    { filter: { tier: 1 }, size: 10 },
    { enabled: may(listDealers) },
  )
  if (!retailFen) {
    return <div className="quote sub">填好零售价后，这里算出每个会员等级和一级渠道的价格。</div>
  }
  const members = levels.data?.rows.filter(({ active }) => active) ?? []
  const rows = [
    ...members.map((row) => ({ ...row, kind: '会员' })),
    ...(dealers.data?.rows ?? []).map((row) => ({ ...row, kind: '一级渠道' })),
  ]
  return (
    <div className="box">
      <div className="box-head">
        <h3>{settles ? '一级渠道价 · 商品结算价' : '价格'}</h3>
        <span className="sub">
          {settles
            ? '零售价 × 一级折扣；门店发货按派单时的价格结算'
            : '零售价 × 折扣，四舍五入到分'}
        </span>
      </div>
      <table className="small-table">
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="sub">{row.kind}</td>
              <td>{row.name}</td>
              <td className="num">{percent(row.discount)}</td>
              <td className="num strong">{yuan(atBasisPoints(fen(retailFen), row.discount))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {may(getPriceLadder) ? <Ladder retailFen={retailFen} /> : null}
    </div>
  )
}

/** AD-134: what every dealer of a chosen chain pays, from the first tier down. */
function Ladder({ retailFen }: { readonly retailFen: number }) {
  const [dealerId, setDealerId] = useState<string | undefined>()
  const { options, isLoading, search } = useSource(dealerSource)
  const chain = useRead(
    getPriceLadder,
    { dealerId: dealerId ?? '', retailFen },
    { enabled: dealerId !== undefined },
  )
  return (
    <>
      <div className="box-line row">
        <span className="sub">渠道链价格</span>
        <Select
          style={{ width: 260 }}
          aria-label="选择渠道商看价格阶梯"
          placeholder="选择渠道商看价格阶梯"
          options={options as never}
          loading={isLoading}
          value={dealerId}
          showSearch
          allowClear
          filterOption={false}
          onSearch={search}
          onChange={setDealerId}
        />
      </div>
      {dealerId && chain.data ? (
        <table className="small-table">
          <tbody>
            {chain.data.rows.map((row) => (
              <tr key={row.dealerId}>
                <td>
                  <Tier tier={row.tier} /> {row.name}
                </td>
                <td className="num">{percent(row.discount)}</td>
                <td className="num strong">{yuan(row.priceFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  )
}
