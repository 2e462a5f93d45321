import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { AddressCell } from '@xietong/ui/address-cell'
import { Button } from '@xietong/ui/button'
import { back, open } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Panel } from '@xietong/ui/panel'
import { SkeletonRows } from '@xietong/ui/skeleton'
import { Tick } from '@xietong/ui/tick'
import { useState } from 'react'
import { useChosenAddress } from '../../parts/chosen-address'
import './addresses.css'

type Row = Output<'members.listAddresses'>['rows'][number]
const MOST = 20

/** The address book; opened from an order, tapping an address takes it there. */
export default function Addresses() {
  const picking = useParams().pick === '1'
  const book = useQuery('members.listAddresses', {})
  const [removing, setRemoving] = useState<Row | null>(null)
  useFresh(book.reload)
  const add = () => open('members/address/index', picking ? { pick: 1 } : {})
  const pick = (row: Row) => {
    useChosenAddress.setState({ addressId: row.id })
    back()
  }
  const count = book.value?.rows.length ?? 0
  return (
    <Page
      foot={
        count > 0 ? (
          <Button
            block
            id="add-address"
            disabled={count >= MOST}
            reason={`最多保存 ${MOST} 个地址，请先删除不用的地址`}
            onTap={add}
          >
            添加收货地址
          </Button>
        ) : undefined
      }
    >
      <Look query={book} skeleton={<SkeletonRows count={3} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState
              title="还没有收货地址"
              text="添加后下单和提货都能直接选用。"
              step={{ label: '添加收货地址', onTap: add }}
            />
          ) : (
            rows.map((row) => (
              <AddressRow
                key={row.id}
                row={row}
                onPick={picking ? () => pick(row) : undefined}
                onChanged={book.reload}
                onRemove={() => setRemoving(row)}
              />
            ))
          )
        }
      </Look>
      <Remove row={removing} onClose={() => setRemoving(null)} onDone={book.reload} />
    </Page>
  )
}

interface AddressRowProps {
  readonly row: Row
  readonly onPick: (() => void) | undefined
  readonly onChanged: () => Promise<void>
  readonly onRemove: () => void
}

function AddressRow({ row, onPick, onChanged, onRemove }: AddressRowProps) {
  const marking = useAct('members.setDefaultAddress')
  const mark = async () => {
    if (row.isDefault) return
    const answer = await marking.run({ addressId: row.id })
    if (answer?.ok) await onChanged()
  }
  return (
    <View className="x-sheet" id={`address-${row.id}`}>
      <AddressCell address={row} {...(onPick ? { onTap: onPick } : {})} />
      <View className="row between address-acts">
        <View className="row address-default" onClick={mark}>
          <Tick on={row.isDefault} label="默认地址" id={`default-${row.id}`} />
          <Text className="cap-2">{row.isDefault ? '默认地址' : '设为默认'}</Text>
        </View>
        <View className="row address-links">
          <Text
            className="link hit"
            id={`edit-${row.id}`}
            onClick={() => open('members/address/index', { id: row.id })}
          >
            编辑
          </Text>
          <Text className="hit ink-2" id={`remove-${row.id}`} onClick={onRemove}>
            删除
          </Text>
        </View>
      </View>
      <Problem text={marking.failure?.message} />
    </View>
  )
}

interface RemoveProps {
  readonly row: Row | null
  readonly onClose: () => void
  readonly onDone: () => Promise<void>
}

function Remove({ row, onClose, onDone }: RemoveProps) {
  const removing = useAct('members.deleteAddress')
  if (!row) return null
  const remove = async () => {
    const answer = await removing.run({ addressId: row.id })
    if (!answer?.ok) return
    onClose()
    await onDone()
  }
  return (
    <Panel title="删除地址" open onClose={onClose}>
      <Text className="ink-2">{`删除 ${row.name} 的地址，已下的订单不受影响。`}</Text>
      <Problem text={removing.failure?.message} />
      <View className="row address-remove">
        <View className="grow">
          <Button block kind="plain" onTap={onClose}>
            保留地址
          </Button>
        </View>
        <View className="grow">
          <Button block id="confirm-delete" running={removing.running} onTap={remove}>
            删除地址
          </Button>
        </View>
      </View>
    </Panel>
  )
}
