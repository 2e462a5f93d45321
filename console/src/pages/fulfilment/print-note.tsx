import { useQueryClient } from '@tanstack/react-query'
import type { getNote } from '@xietong/domain/fulfilment/contract'
import { printNote } from '@xietong/domain/fulfilment/tracing-contract'
import type { OutputOf } from '@xietong/domain/kernel/operation'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { act, useMay } from '../../api/hooks'
import { dayName, dayWords, timeWords } from '../../look/words'
import { useRefusal } from '../../resource/refusal'

type Note = OutputOf<typeof getNote>

/** Counts a print, then prints the note as one plain page; how often that was stands beside. */
export function PrintNote({ note }: { readonly note: Note }) {
  const client = useQueryClient()
  const refuse = useRefusal()
  const may = useMay()
  const [count, setCount] = useState<number | null>(null)
  useEffect(() => {
    if (count === null) {
      return
    }
    window.print()
    setCount(null)
    void client.invalidateQueries()
  }, [count, client])
  const print = async () => {
    try {
      const answer = await act({ operation: printNote, input: { noteId: note.id } })
      setCount(answer.printCount)
    } catch (error) {
      refuse(error)
    }
  }
  return (
    <span className="row">
      {note.printCount === 0
        ? '未打印'
        : `${note.printCount} 次，最近 ${note.printedAt ? timeWords(note.printedAt) : ''}`}
      {may(printNote) && note.state !== 'void' ? (
        <Button size="small" disabled={count !== null} onClick={print}>
          {note.printCount === 0 ? '打印发货单' : '再打印'}
        </Button>
      ) : null}
      {count === null ? null : createPortal(<Sheet note={note} count={count} />, document.body)}
    </span>
  )
}

/** What the printer gets: everything else of the page is left out by the style sheet. */
function Sheet({ note, count }: { readonly note: Note; readonly count: number }) {
  const { address } = note
  return (
    <div className="print-sheet">
      <h1>发货单 {note.noteNo}</h1>
      <p>
        订单 {note.orderNo} · 发货方 {note.shipper} · 第 {count} 次打印
      </p>
      <p>
        {address.name} {address.phone}
        <br />
        {[address.province, address.city, address.district, address.street].join(' ')}
      </p>
      {note.wantedOn ? (
        <p>
          提货日 {dayWords(note.wantedOn)} {dayName(note.wantedOn)}
        </p>
      ) : null}
      <table>
        <thead>
          <tr>
            <th>商品</th>
            <th>本次</th>
          </tr>
        </thead>
        <tbody>
          {note.lines.map((line) => (
            <tr key={line.lineId}>
              <td>{line.name}</td>
              <td>{line.quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <thead>
          <tr>
            <th>拣货</th>
            <th>数量</th>
          </tr>
        </thead>
        <tbody>
          {note.contents.map((line) => (
            <tr key={line.sku}>
              <td>{line.sku}</td>
              <td>{line.quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {note.remark ? <p>留言：{note.remark}</p> : null}
    </div>
  )
}
