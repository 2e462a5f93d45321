import { Text } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useAct } from '../hooks/use-act'
import { type Picture, PicturePanel } from './picture-panel'
import './code-button.css'

export interface CodeButtonProps {
  readonly phone: string
  readonly purpose: 'sign-in' | 'bind-phone' | 'set-password'
  /** The sentence of a refusal; null when a code left. */
  readonly onAnswer: (problem: string | null) => void
}

/** The picture that a refusal brings along, if it asks for one. */
function pictureIn(detail: Readonly<Record<string, unknown>>): Picture | null {
  const { pictureId, picture } = detail
  return typeof pictureId === 'string' && typeof picture === 'string'
    ? { id: pictureId, source: picture }
    : null
}

/** Sends an SMS code and counts down to the next one. An ill-formed phone sends nothing. */
export function CodeButton({ phone, purpose, onAnswer }: CodeButtonProps) {
  const [left, setLeft] = useState(0)
  const [picture, setPicture] = useState<Picture | null>(null)
  const sending = useAct('identity.requestSmsCode')
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [left])
  const send = async (read?: { id: string; answer: string }) => {
    if (left > 0) return
    if (!/^1[3-9]\d{9}$/.test(phone)) return onAnswer('请输入 11 位手机号')
    const answer = await sending.run({
      phone,
      app: APP_NAME,
      purpose,
      ...(read ? { picture: read } : {}),
    })
    if (!answer) return
    setPicture(answer.ok ? null : pictureIn(answer.detail))
    onAnswer(answer.ok ? null : answer.message)
    if (answer.ok) setLeft(Math.max(60, answer.value.waitSeconds))
  }
  const words = sending.running ? '正在发送' : left > 0 ? `${left} 秒后重发` : '获取验证码'
  return (
    <>
      <Text
        id="send-code"
        className={left > 0 ? 'x-code x-code-off hit' : 'x-code hit'}
        onClick={() => send()}
      >
        {words}
      </Text>
      {picture ? (
        <PicturePanel
          key={picture.id}
          picture={picture}
          running={sending.running}
          onAnswer={(answer) => send({ id: picture.id, answer })}
          onClose={() => setPicture(null)}
        />
      ) : null}
    </>
  )
}
