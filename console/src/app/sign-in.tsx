import { signInConsole } from '@xietong/domain/identity/contract'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { act } from '../api/hooks'
import { asProblem } from '../api/problem'
import { begin, useSession } from '../api/session'
import { Doorway } from './doorway'
import { knownBrowser, rememberBrowser } from './known-browser'
import { type Asked, SecondFactor } from './second-factor'

interface Values {
  readonly login: string
  readonly password: string
}

/** Account and password (AD-001); shown in place, so that the address is kept (AD-003). */
export function SignIn() {
  const { ended } = useSession()
  const [fault, setFault] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const [second, setSecond] = useState<{ asked: Asked; who: Values } | null>(null)
  const send = async (who: Values, secondCode?: string) => {
    setSending(true)
    setFault(null)
    try {
      // Each try is an intention of its own: a wrong password counts as often as it is sent.
      const intention = `sign in ${Date.now()}`
      const browser = knownBrowser(who.login)
      const more = secondCode ? { secondCode } : browser ? { browser } : {}
      const input = { ...who, ...more }
      const answer = await act({ operation: signInConsole, input, intention })
      rememberBrowser(who.login, answer.browser)
      begin(answer.token)
    } catch (error) {
      const problem = asProblem(error)
      if (problem.code === 'SECOND_FACTOR_NEEDED') {
        setSecond({ asked: problem.detail as unknown as Asked, who })
      } else {
        setFault(problem.message)
      }
    } finally {
      setSending(false)
    }
  }
  if (second) {
    return (
      <Doorway title="验证是你本人">
        {fault ? <Alert type="error" showIcon message={fault} /> : null}
        <SecondFactor
          asked={second.asked}
          who={second.who}
          isSending={isSending}
          onCode={(code) => void send(second.who, code)}
          onBack={() => {
            setSecond(null)
            setFault(null)
          }}
        />
      </Doorway>
    )
  }
  return (
    <Doorway title="登录管理后台">
      {fault ? <Alert type="error" showIcon message={fault} /> : null}
      {ended && !fault ? <Alert type="warning" showIcon message={ended} /> : null}
      <Form<Values>
        layout="vertical"
        onFinish={({ login, password }) => send({ login: login.trim(), password })}
        requiredMark={false}
      >
        <Form.Item name="login" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
          <Input size="large" autoFocus autoComplete="username" maxLength={40} />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password size="large" autoComplete="current-password" maxLength={72} />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" block loading={isSending}>
          {isSending ? '登录中' : '登录'}
        </Button>
      </Form>
    </Doorway>
  )
}
