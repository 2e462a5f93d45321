import { listDealers } from '@xietong/domain/channel/contract'
import { listOrders } from '@xietong/domain/orders/contract'
import { Input, Modal } from 'antd'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useMay, useRead } from '../api/hooks'
import { Icon } from '../look/icon'
import { areas } from './places'

const INPUT = 'quick-search-input'

interface Hit {
  readonly key: string
  readonly to: string
  readonly group: string
  readonly label: string
  readonly note: string
}

/** ⌘K or Ctrl K: jump to a page, an order or a dealer by name. */
export function QuickSearch() {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen((old) => !old)
      }
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <button type="button" className="side-find" onClick={() => setOpen(true)} title="搜索（⌘K）">
        <Icon name="search" size={14} />
        <span>搜索</span>
        <span className="key-cap">⌘K</span>
      </button>
      <Modal
        open={isOpen}
        footer={null}
        closable={false}
        destroyOnHidden
        width={560}
        style={{ top: 96 }}
        classNames={{ content: 'quick-search' }}
        onCancel={() => setOpen(false)}
        afterOpenChange={(open) => open && document.getElementById(INPUT)?.focus()}
      >
        <QuickPanel onLeave={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function useHits(typed: string): readonly Hit[] {
  const may = useMay()
  const pages = areas
    .flatMap((area) => area.places.map((place) => ({ area, place })))
    .filter(
      ({ area, place }) => may(place.operation) && `${area.label}${place.label}`.includes(typed),
    )
    .map(({ area, place }) => ({
      key: place.path,
      to: place.path,
      group: '页面',
      label: place.label,
      note: area.label === place.label ? '' : area.label,
    }))
  const long = typed.length >= 2
  const orders = useRead(
    listOrders,
    { filter: { keyword: typed }, size: 10 },
    { enabled: long && may(listOrders), keep: true },
  )
  const dealers = useRead(
    listDealers,
    { filter: { keyword: typed }, size: 10 },
    { enabled: long && may(listDealers), keep: true },
  )
  const found = (long ? (orders.data?.rows ?? []) : []).slice(0, 6).map((row) => ({
    key: row.id,
    to: `/orders/${row.id}`,
    group: '订单',
    label: row.orderNo,
    note: `${row.itemSummary} · ${row.buyer}`,
  }))
  const stores = (long ? (dealers.data?.rows ?? []) : []).slice(0, 4).map((row) => ({
    key: row.id,
    to: `/dealers/${row.id}`,
    group: '渠道商',
    label: row.name,
    note: `${row.city} ${row.district}`,
  }))
  return [...pages.slice(0, 8), ...found, ...stores]
}

function QuickPanel({ onLeave }: { readonly onLeave: () => void }) {
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const hits = useHits(typed.trim())
  const go = (hit: Hit | undefined) => {
    if (hit) {
      navigate(hit.to)
      onLeave()
    }
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setAt((at + step + hits.length) % Math.max(1, hits.length))
    }
    if (event.key === 'Enter') {
      go(hits[at])
    }
  }
  return (
    <>
      <Input
        id={INPUT}
        size="large"
        variant="borderless"
        prefix={<Icon name="search" />}
        placeholder="页面、订单号、收货人、渠道商"
        value={typed}
        maxLength={40}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <div className="quick-hits">
        {hits.length === 0 ? <div className="sub quick-none">没有找到“{typed}”</div> : null}
        {hits.map((hit, index) => (
          <button
            key={hit.key}
            type="button"
            className={index === at ? 'plain quick-hit at' : 'plain quick-hit'}
            onMouseEnter={() => setAt(index)}
            onClick={() => go(hit)}
          >
            <span className="sub quick-group">{hit.group}</span>
            <span className="strong">{hit.label}</span>
            <span className="sub cut grow">{hit.note}</span>
          </button>
        ))}
      </div>
      <div className="sub quick-foot">↑ ↓ 选择，Enter 打开，Esc 关闭</div>
    </>
  )
}
