import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AddressCell, regionWords } from '@xietong/ui/address-cell'
import { Button } from '@xietong/ui/button'
import { open } from '@xietong/ui/device/navigate'
import { copy, dial } from '@xietong/ui/device/say'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useNow } from '@xietong/ui/hooks/use-now'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Sheet } from '@xietong/ui/sheet'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { today, when } from '@xietong/ui/words/time'
import { orderWords, stateWords, typeWords, wantedWords } from '../../parts/note-words'
import { HandBack } from './hand-back'
import { Items } from './items'
import './note.css'
import { Parcels } from './parcels'

export type NoteDetail = Output<'fulfilment.getStoreNote'>

/** Everything that is needed to pack and send one order, and what became of it. */
export default function Note() {
  const { id } = useParams()
  const query = useQuery('fulfilment.getStoreNote', id ? { noteId: id } : null)
  useFresh(query.reload)
  const note = query.value
  return (
    <Page
      {...(note?.state === 'to-ship'
        ? {
            foot: (
              <SubmitBar
                action={
                  <Button id="go-ship" onTap={() => open('fulfilment/ship/index', { id: note.id })}>
                    去发货
                  </Button>
                }
              >
                <WantedBy note={note} />
              </SubmitBar>
            ),
          }
        : {})}
    >
      <Look
        query={query}
        errorTitle={query.failure?.code === 'NOT_FOUND' ? '没有这张发货单' : '发货单没有加载出来'}
      >
        {(value) => <Filled note={value} onAsked={query.reload} />}
      </Look>
    </Page>
  )
}

function WantedBy({ note }: { note: NoteDetail }) {
  const now = useNow()
  return <Text className="strong">{wantedWords(note.wantedOn, today(now))}</Text>
}

function Filled({ note, onAsked }: { note: NoteDetail; onAsked: () => void }) {
  const now = useNow()
  const { address } = note
  const known = /^\d{11}$/.test(address.phone)
  const whole = `${address.name} ${address.phone} ${regionWords(address)}${address.street}`
  return (
    <View>
      <View className="note-head">
        <Text className="note-title">
          {note.state === 'to-ship'
            ? wantedWords(note.wantedOn, today(now))
            : stateWords[note.state]}
        </Text>
        <View className="cap-2">
          {note.state === 'to-ship'
            ? `${stateWords[note.state]} · ${when(note.createdAt, now)} 派来`
            : typeWords(note)}
        </View>
      </View>
      <Sheet>
        <AddressCell address={address} />
        <View className="row note-tools">
          {known ? (
            <Text className="link hit" id="call" onClick={() => dial(address.phone)}>
              打电话
            </Text>
          ) : null}
          <Text className="link hit" id="copy-address" onClick={() => copy(whole, '地址已复制')}>
            复制地址
          </Text>
        </View>
      </Sheet>
      <Items note={note} />
      {note.parcels.length > 0 ? (
        <Parcels parcels={note.parcels} now={now} onAsked={onAsked} />
      ) : null}
      <Sheet>
        <Plain label="类型" value={typeWords(note)} />
        <Plain label="订单" value={note.orderNo} />
        <Plain label="订单状态" value={orderWords(note.orderState)} />
        <Plain label="发货单" value={note.noteNo} />
        <Plain label="打印" value={note.printCount === 0 ? '未打印' : `${note.printCount} 次`} />
        {note.wantedOn ? (
          <Plain label="送达日" value={wantedWords(note.wantedOn, today(now))} />
        ) : null}
        {note.remark ? <Plain label="留言" value={note.remark} /> : null}
      </Sheet>
      {note.mayReturn ? <HandBack note={note} /> : null}
    </View>
  )
}

function Plain({ label, value }: { label: string; value: string }) {
  return (
    <View className="row between note-number">
      <Text className="cap">{label}</Text>
      <Text className="note-break">{value}</Text>
    </View>
  )
}
