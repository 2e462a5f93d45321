import { useQueryClient } from '@tanstack/react-query'
import { confirmLocation } from '@xietong/domain/fulfilment/tracing-contract'
import { App, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { act } from '../../api/hooks'
import { useRefusal } from '../../resource/refusal'
import type { Candidates } from './decision'

export interface DoubtfulProps {
  readonly orderId: string
  readonly candidates: Candidates
}

/** IN-079: the map is not sure; a clerk confirms its place, corrects it, or says it is wrong. */
export function Doubtful({ orderId, candidates }: DoubtfulProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const refuse = useRefusal()
  const [latitude, setLatitude] = useState(candidates.latitude)
  const [longitude, setLongitude] = useState(candidates.longitude)
  const [isSending, setSending] = useState(false)
  const judge = async (place: { latitude: number; longitude: number } | null) => {
    setSending(true)
    try {
      await act({ operation: confirmLocation, input: { orderId, place } })
      message.success(place ? '位置已确认，门店按距离排序' : '已标为未定位，按同城、同省排序')
    } catch (error) {
      refuse(error)
    } finally {
      setSending(false)
      await client.invalidateQueries()
    }
  }
  const place = latitude === null || longitude === null ? null : { latitude, longitude }
  return (
    <div className="quote pane-doubtful">
      <b>位置存疑，请核对</b>
      <p className="sub">地图对这个地址没有把握。核对后，同一地址以后的订单也用这个位置。</p>
      <div className="row">
        <InputNumber
          aria-label="纬度"
          addonBefore="纬度"
          controls={false}
          min={3}
          max={54}
          value={latitude}
          onChange={setLatitude}
        />
        <InputNumber
          aria-label="经度"
          addonBefore="经度"
          controls={false}
          min={73}
          max={136}
          value={longitude}
          onChange={setLongitude}
        />
      </div>
      <div className="row">
        <Button disabled={isSending} onClick={() => judge(null)}>
          位置不对
        </Button>
        <Button
          className="grow"
          loading={isSending}
          disabled={place === null}
          onClick={() => judge(place)}
        >
          确认位置
        </Button>
      </div>
    </div>
  )
}
