import { useQueryClient } from '@tanstack/react-query'
import { queryTrack } from '@xietong/domain/fulfilment/tracing-contract'
import { App } from 'antd'
import { useState } from 'react'
import { act, useMay } from '../../api/hooks'
import { useRefusal } from '../../resource/refusal'

/** IN-087: asks the aggregator now; the answer, or why the stored route stays, is said in words. */
export function QueryTrackButton({ parcelId }: { readonly parcelId: string }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const refuse = useRefusal()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  if (!may(queryTrack)) {
    return null
  }
  const ask = async () => {
    setAsking(true)
    try {
      const answer = await act({ operation: queryTrack, input: { parcelId } })
      message[answer.fresh ? 'success' : 'info'](answer.message)
      await client.invalidateQueries()
    } catch (error) {
      refuse(error)
    } finally {
      setAsking(false)
    }
  }
  return (
    <button type="button" className="link" disabled={isAsking} onClick={ask}>
      {isAsking ? '查询中…' : '查询物流'}
    </button>
  )
}
