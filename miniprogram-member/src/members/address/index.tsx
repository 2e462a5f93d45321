import { Text, View } from '@tarojs/components'
import type { AddressLike } from '@xietong/ui/address-cell'
import { AddressForm } from '@xietong/ui/address-form'
import { type AddressProblems, addressProblems } from '@xietong/ui/address-form/check'
import { api } from '@xietong/ui/api/api'
import { Button } from '@xietong/ui/button'
import { back } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { useAct } from '@xietong/ui/hooks/use-act'
import { useParams } from '@xietong/ui/hooks/use-params'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Page } from '@xietong/ui/page'
import { platform } from '@xietong/ui/platform'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { Tick } from '@xietong/ui/tick'
import { useEffect, useState } from 'react'
import { useChosenAddress } from '../../parts/chosen-address'
import './address.css'

const blank: AddressLike = { name: '', phone: '', province: '', city: '', district: '', street: '' }

/** Only what was read replaces what stands there. */
function filled(before: AddressLike, read: AddressLike): AddressLike {
  const known = Object.entries(read).filter(([, part]) => part !== '')
  return { ...before, ...Object.fromEntries(known) }
}

/** One address: typed, pasted or taken from WeChat. */
export default function Address() {
  const { id, pick } = useParams()
  const book = useQuery('members.listAddresses', id ? {} : null)
  const [address, setAddress] = useState(blank)
  const [isDefault, setDefault] = useState(false)
  const [problems, setProblems] = useState<AddressProblems>({})
  const saving = useAct('members.saveAddress')
  const known = book.value?.rows.find((row) => row.id === id)
  useEffect(() => {
    if (!known) return
    const { id: _id, isDefault: marked, ...fields } = known
    setAddress(fields)
    setDefault(marked)
  }, [known])

  const paste = async (text: string) => {
    const answer = await api.ask('members.parseAddress', { text })
    if (!answer.ok) return say(answer.message)
    setAddress((before) => filled(before, answer.value))
    const missing = Object.values(answer.value).some((part) => part === '')
    if (missing) say('有些内容没有识别出来，请补充')
  }
  const take = async () => {
    const picked = await platform.chooseAddress()
    if (picked.ok) setAddress(picked.value)
    else if (picked.reason !== 'cancel') say(picked.message)
  }
  const save = async () => {
    const found = addressProblems(address)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const answer = await saving.run({ addressId: id ?? null, address, isDefault })
    if (!answer?.ok) return
    if (pick === '1') useChosenAddress.setState({ addressId: answer.value.addressId })
    back()
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={saving.failure?.message}
          action={
            <View className="grow">
              <Button block id="save-address" running={saving.running} onTap={save}>
                保存地址
              </Button>
            </View>
          }
        />
      }
    >
      <AddressForm
        value={address}
        onChange={setAddress}
        problems={problems}
        onPaste={paste}
        {...(platform.name === 'weapp' ? { onImport: take } : {})}
      />
      <View className="row address-mark" onClick={() => setDefault(!isDefault)}>
        <Tick on={isDefault} label="设为默认地址" id="mark-default" />
        <Text>设为默认地址</Text>
      </View>
    </Page>
  )
}
