import { requestSecondCode } from '@xietong/domain/identity/contract'
import { Alert, Button, Form, Input, QRCode } from 'antd'
import { useEffect, useState } from 'react'
import { act } from '../api/hooks'
import { asProblem } from '../api/problem'

/** What the server asks for on a new browser (AD-002). */
export type Asked =
  | { readonly way: 'sms'; readonly maskedPhone: string }
  | { readonly way: 'authenticator' }
  | { readonly way: 'enrol'; readonly secret: string; readonly uri: string }

interface SecondFactorProps {
  readonly asked: Asked
  readonly who: { readonly login: string; readonly password: string }
  readonly isSending: boolean
  readonly onCode: (code: string) => void
  readonly onBack: () => void
}

/** The second step of signing in: a code from the phone or from the authenticator. */
export function SecondFactor({ asked, who, isSending, onCode, onBack }: SecondFactorProps) {
  return (
    <>
      <Hint asked={asked} />
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(v) => onCode(v.code)}
      >
        <Form.Item
          name="code"
          label="验证码"
          rules={[{ required: true, pattern: /^\d{6}$/, message: '请填写 6 位数字' }]}
        >
          <Input
            size="large"
            autoFocus
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={6}
          />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" block loading={isSending}>
          {isSending ? '登录中' : '验证并登录'}
        </Button>
      </Form>
      {asked.way === 'sms' ? <SendCode who={who} /> : null}
      <Button type="link" onClick={onBack}>
        换一个账号登录
      </Button>
    </>
  )
}

function Hint({ asked }: { readonly asked: Asked }) {
  if (asked.way === 'sms') {
    return (
      <div className="sub">
        你的角色在新浏览器登录时需要短信验证，验证码发到 {asked.maskedPhone}。
      </div>
    )
  }
  if (asked.way === 'authenticator') {
    return <div className="sub">请打开手机上的身份验证器，填写“蟹同”当前的 6 位数字。</div>
  }
  const groups = asked.secret.match(/.{1,4}/g)?.join(' ') ?? ''
  return (
    <div>
      <div className="sub">
        你的角色需要二次验证。用手机的身份验证器扫描二维码，再把显示的 6
        位数字填到下面；扫不了时，选择“手动输入密钥”填入二维码下面的密钥。
      </div>
      <div className="enrol-code">
        <QRCode type="svg" value={asked.uri} size={184} errorLevel="M" />
        <span className="strong mono" data-testid="secret">
          {groups}
        </span>
      </div>
    </div>
  )
}

/** The first code leaves by itself; another one after the pause that the server names. */
function SendCode({ who }: Pick<SecondFactorProps, 'who'>) {
  const [left, setLeft] = useState(0)
  const [fault, setFault] = useState<string | null>(null)
  const send = async () => {
    setFault(null)
    try {
      const intention = `second code ${Date.now()}`
      const { waitSeconds } = await act({ operation: requestSecondCode, input: who, intention })
      setLeft(waitSeconds)
    } catch (error) {
      setFault(asProblem(error).message)
    }
  }
  useEffect(() => {
    if (left <= 0) {
      return
    }
    const timer = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <>
      {fault ? <Alert type="warning" showIcon message={fault} /> : null}
      <Button block disabled={left > 0} onClick={() => void send()}>
        {left > 0 ? `已发送，${left} 秒后可重发` : '获取短信验证码'}
      </Button>
    </>
  )
}
