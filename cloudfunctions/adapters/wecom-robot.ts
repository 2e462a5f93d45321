import { cutBytes, MARKDOWN_BYTES } from '@xietong/domain/notify/group-templates'
import type { RobotPort } from '../contexts/peers/port'
import type { PeerTools } from '../runtime/peer-tools'
import { askPeer } from './peer-call'
import { wecomAnswer } from './wecom-answer'

/** Group robot of WeCom (NT-060): whoever has the key may write to the group, so it is a secret. */
export function createRobotClient(tools: PeerTools): RobotPort {
  const { WECOM_BASE, WECOM_ROBOT_KEY: key } = tools.config
  return {
    off: key === '' ? '尚未配置群机器人' : null,
    send({ markdown }) {
      const path = `/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`
      return askPeer(
        tools,
        {
          peer: 'robot',
          call: 'send-markdown',
          method: 'POST',
          url: `${WECOM_BASE.replace(/\/$/, '')}${path}`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            msgtype: 'markdown',
            markdown: { content: cutBytes(markdown, MARKDOWN_BYTES) },
          }),
        },
        (raw) => wecomAnswer('robot', raw, () => null),
      )
    },
  }
}
