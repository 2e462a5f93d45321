import { listChannels, switchChannel } from '@xietong/domain/notify/contract'
import { Switch } from 'antd'
import { useState } from 'react'
import { useMay, useRead } from '../../api/hooks'
import { Page } from '../../look/page'
import { Loaded } from '../../look/page-states'
import { form } from '../../resource/declare'
import { FormDialog } from '../../resource/form-drawer'
import { type Channel, channelNames } from './channel-names'

interface Asked {
  readonly channel: Channel
  readonly on: boolean
}

const switching = form(switchChannel, {
  title: '启用或停用消息渠道',
  fields: ['reason'],
  note: ({ channel, on }: Asked) =>
    on
      ? `启用${channelNames[channel]}，之后的消息会从这里发出。`
      : `停用${channelNames[channel]}，之后的消息不再从这里发出，已排队的会跳过。`,
  toInput: (_, { channel, on }) => ({ channel, on }),
  submit: '确认',
  done: '已更新消息渠道',
})

/** NT-002: every channel can be switched off with a reason. */
export function ChannelsPage() {
  const read = useRead(listChannels, {})
  const may = useMay()
  const [asked, setAsked] = useState<Asked | null>(null)
  return (
    <Page title="消息渠道" note="停用要写原因；站内消息始终开着" reading>
      <section className="card">
        <Loaded read={read} what="消息渠道">
          {({ rows }) =>
            rows.map((row) => (
              <div className="box-line tall" key={row.channel}>
                <span className="grow">
                  <span className="strong">{channelNames[row.channel]}</span>
                  <span className="sub">{row.on ? '' : `　停用：${row.reason || '未写原因'}`}</span>
                </span>
                <Switch
                  checked={row.on}
                  disabled={!may(switchChannel) || row.channel === 'in-app'}
                  aria-label={channelNames[row.channel]}
                  onChange={(on) => setAsked({ channel: row.channel, on })}
                />
              </div>
            ))
          }
        </Loaded>
      </section>
      {asked ? (
        <FormDialog spec={switching} subject={asked} onClose={() => setAsked(null)} />
      ) : null}
    </Page>
  )
}
