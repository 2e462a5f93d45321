import { changePassword } from '@xietong/domain/identity/contract'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { act } from '../api/hooks'
import { asProblem } from '../api/problem'
import { begin } from '../api/session'
import { Doorway } from './doorway'
import { leave } from './use-idle'

interface Values {
  readonly oldPassword: string
  readonly newPassword: string
  readonly again: string
}

/** AD-001: the first sign-in asks for a password of one's own before anything else. */
export function ForcedPassword({ name }: { readonly name: string }) {
  return (
    <Doorway title={`${name}，先设置你自己的密码`}>
      <PasswordForm />
      <Button type="link" onClick={() => leave(null)}>
        换一个账号登录
      </Button>
    </Doorway>
  )
}

export function PasswordForm({ onDone }: { readonly onDone?: () => void }) {
  const [fault, setFault] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async ({ oldPassword, newPassword }: Values) => {
    setSending(true)
    setFault(null)
    try {
      const { token } = await act({
        operation: changePassword,
        input: { oldPassword, newPassword },
      })
      begin(token)
      onDone?.()
    } catch (error) {
      setFault(asProblem(error).message)
    } finally {
      setSending(false)
    }
  }
  return (
    <Form<Values> layout="vertical" onFinish={send} requiredMark={false}>
      {fault ? <Alert type="error" showIcon message={fault} style={{ marginBottom: 16 }} /> : null}
      <Form.Item
        name="oldPassword"
        label="现在的密码"
        rules={[{ required: true, message: '请填写' }]}
      >
        <Input.Password autoComplete="current-password" maxLength={72} />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label="新密码"
        extra="至少 10 位，同时包含字母和数字。"
        rules={[{ required: true, min: 10, message: '至少 10 位' }]}
      >
        <Input.Password autoComplete="new-password" maxLength={72} />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输入一次"
        dependencies={['newPassword']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error('两次输入不一样')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={72} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={isSending}>
        设置新密码
      </Button>
    </Form>
  )
}
