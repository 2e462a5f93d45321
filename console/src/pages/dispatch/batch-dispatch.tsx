import { listDealers } from '@xietong/domain/channel/contract'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useMay } from '../../api/hooks'
import { sourceOf, useSource } from '../../resource/source'
import type { Waiting } from './dispatch-page'
import type { Dispatch } from './use-dispatch'

export interface BatchDispatchProps {
  readonly rows: readonly Waiting[]
  readonly dispatch: Dispatch
  readonly onCancel: () => void
}

const storeSource = sourceOf(listDealers, {
  input: (typed) => ({
    filter: {
      kind: 'store' as const,
      state: 'active' as const,
      ...(typed ? { keyword: typed } : {}),
    },
    size: 50 as const,
  }),
  options: ({ rows }) =>
    rows.map((row) => ({ value: row.id, label: `${row.name}（${row.city}）` })),
  search: true,
})

/** Several orders to one shipper at once; each is checked and dispatched or refused by itself. */
export function BatchDispatch({ rows, dispatch, onCancel }: BatchDispatchProps) {
  const may = useMay()
  const [way, setWay] = useState<'platform' | 'store'>('platform')
  const [dealerId, setDealer] = useState<string | undefined>()
  const stores = useSource(storeSource)
  const name =
    way === 'platform'
      ? '平台总仓'
      : String(stores.options.find(({ value }) => value === dealerId)?.label ?? '')
  const ids = rows.map(({ id }) => id)
  const send = () =>
    way === 'platform'
      ? dispatch.send(ids, { kind: 'platform' }, name)
      : dealerId && dispatch.send(ids, { kind: 'store', dealerId }, name)
  return (
    <div className="batch-desk">
      <h2>已选 {rows.length} 单</h2>
      <p className="sub">每单各自校验库存：够的派出，不够的留在派单池并说明缺什么。</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="box-line">
            <span className="strong">{row.orderNo}</span>
            <span className="cut grow">{row.itemSummary}</span>
            <span className="sub">{row.region}</span>
          </li>
        ))}
      </ul>
      <Segmented
        value={way}
        options={[
          { value: 'platform', label: '平台总仓' },
          { value: 'store', label: '一家专卖店', disabled: !may(listDealers) },
        ]}
        onChange={(next) => setWay(next as 'store')}
      />
      {way === 'store' ? (
        <Select
          style={{ width: 320 }}
          placeholder="选择专卖店"
          showSearch
          filterOption={false}
          onSearch={stores.search}
          value={dealerId}
          options={stores.options as never}
          onChange={setDealer}
        />
      ) : null}
      <div className="row">
        <Button size="large" onClick={onCancel}>
          取消选择
        </Button>
        <Button
          type="primary"
          size="large"
          disabled={way === 'store' && !dealerId}
          loading={dispatch.isSending}
          onClick={send}
        >
          批量派给{name || '所选门店'}
        </Button>
      </div>
    </div>
  )
}
