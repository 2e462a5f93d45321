import { Text, View } from '@tarojs/components'
import { Button } from '@xietong/ui/button'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { platform } from '@xietong/ui/platform'
import { useSignedIn } from '@xietong/ui/session/session'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { useState } from 'react'
import './add.css'
import { numberIn, onlyDigits } from './scanned'

const NUMBER_DIGITS = 12
const SECRET_DIGITS_MIN = 10
const SECRET_DIGITS_MAX = 20

/** A printed card is added by its number, typed or scanned, and the password under its coating. */
export default function AddCard() {
  return useSignedIn() ? (
    <AddForm />
  ) : (
    <Page>
      <SignInFirst title="登录后添加提货卡" text="添加后卡会保存在您的账号里，随时可以提货。" />
    </Page>
  )
}

function AddForm() {
  const [number, setNumber] = useState('')
  const [secret, setSecret] = useState('')
  const adding = useAct('cards.addCard')
  const scan = async () => {
    const scanned = await platform.scan()
    if (!scanned.ok) return
    const found = numberIn(scanned.value)
    if (found === null) return say('没有识别到卡号，请手动输入')
    setNumber(found)
  }
  const add = async () => {
    const answer = await adding.run({ number, secret })
    if (!answer?.ok) return
    say('已添加到我的提货卡')
    back()
  }
  const isComplete = number.length === NUMBER_DIGITS && secret.length >= SECRET_DIGITS_MIN
  return (
    <Page>
      <Text className="cap-2">卡号在卡面上，密码在刮层下。添加后即可选日期提货。</Text>
      <View className="add-fields">
        <Field
          id="card-number"
          label="卡号"
          type="number"
          value={number}
          maxLength={NUMBER_DIGITS}
          placeholder="12 位数字"
          onInput={(text) => setNumber(onlyDigits(text))}
          tail={
            <View id="scan" className="row link hit" aria-label="扫码" onClick={() => void scan()}>
              <Icon name="scan" size={18} color="#1F6F78" weight={1.8} />
              <Text>扫码</Text>
            </View>
          }
        />
        <Field
          id="card-secret"
          label="密码"
          type="number"
          value={secret}
          maxLength={SECRET_DIGITS_MAX}
          placeholder="刮开涂层可见"
          onInput={(text) => setSecret(onlyDigits(text))}
          problem={adding.failure?.message}
        />
      </View>
      <Button
        block
        id="add-card"
        running={adding.running}
        disabled={!isComplete}
        onTap={() => void add()}
      >
        添加到我的提货卡
      </Button>
      <View className="add-note">
        <Text className="cap on-ground">
          同一张卡 24 小时内输错 5 次会锁定 24 小时；一天输错 10 次，当天不能再添加。
        </Text>
      </View>
    </Page>
  )
}
