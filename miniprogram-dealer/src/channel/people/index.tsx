import { Text, View } from '@tarojs/components'
import type { CommandInput } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { say } from '@xietong/ui/device/say'
import { Field, Problem } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { Segment } from '@xietong/ui/segment'
import { useState } from 'react'
import { type MyDealer, useMyDealer } from '../../parts/my-dealer'
import './people.css'

type Form = Omit<CommandInput<'channel.saveDealerPerson'>, 'dealerId'>
type Module = Form['modules'][number]
type Mode = 'keep' | 'end'

const blank: Form = { phone: '', name: '', role: 'employee', modules: [], active: true }

/** A module can be given when the dealer itself has the menu that it opens. */
const moduleWords: readonly { key: Module; label: string; menu: string }[] = [
  { key: 'delivery', label: '发货', menu: 'delivery' },
  { key: 'withdrawal', label: '收益', menu: 'earnings' },
  { key: 'employees', label: '员工管理', menu: 'employees' },
]

/** Gives a phone the right to sign in for this dealer, or takes it away. */
export default function People() {
  const me = useMyDealer()
  return (
    <Page>
      <Look query={me}>{(dealer) => <PersonForm dealer={dealer} />}</Look>
    </Page>
  )
}

function PersonForm({ dealer }: { dealer: MyDealer }) {
  const [form, setForm] = useState(blank)
  const saving = useAct('channel.saveDealerPerson')
  const taken = saving.failure?.code === 'PHONE_TAKEN'
  const complete = /^1[3-9]\d{9}$/.test(form.phone) && form.name.trim() !== ''
  const set = (change: Partial<Form>) => {
    saving.clear()
    setForm((before) => ({ ...before, ...change }))
  }
  const save = async () => {
    const answer = await saving.run({
      ...form,
      dealerId: dealer.dealerId,
      name: form.name.trim(),
      modules: form.role === 'operator' ? form.modules : [],
    })
    if (!answer?.ok) return
    say(form.active ? `${form.name.trim()} 已可登录` : `${form.name.trim()} 已停用`)
    setForm(blank)
  }
  return (
    <View>
      <Segment<Mode>
        items={[
          { key: 'keep', label: '添加或修改' },
          { key: 'end', label: '停用' },
        ]}
        value={form.active ? 'keep' : 'end'}
        onChange={(mode) => set({ active: mode === 'keep' })}
      />
      <Field
        id="phone"
        label="手机号"
        type="number"
        maxLength={11}
        placeholder="员工登录用的手机号"
        value={form.phone}
        problem={taken ? saving.failure?.message : undefined}
        onInput={(phone) => set({ phone })}
      />
      <Field
        id="name"
        label="姓名"
        maxLength={30}
        value={form.name}
        onInput={(name) => set({ name })}
      />
      {form.active ? <Rights dealer={dealer} form={form} set={set} /> : null}
      <Problem text={taken ? undefined : saving.failure?.message} />
      <View className="people-save">
        <Button block id="save-person" running={saving.running} disabled={!complete} onTap={save}>
          {form.active ? '保存员工' : '停用员工'}
        </Button>
      </View>
      <View className="cap on-ground people-hint">
        <Text>同一手机号再次保存即为修改；停用后该手机号立即退出登录。</Text>
      </View>
    </View>
  )
}

interface RightsProps {
  readonly dealer: MyDealer
  readonly form: Form
  readonly set: (change: Partial<Form>) => void
}

/** Only the owner makes operators and hands on modules. */
function Rights({ dealer, form, set }: RightsProps) {
  if (dealer.role !== 'owner') return null
  const given = form.modules
  const toggle = (module: Module) =>
    set({
      modules: given.includes(module) ? given.filter((one) => one !== module) : [...given, module],
    })
  return (
    <View>
      <Choices
        id="role"
        label="身份"
        items={[
          { key: 'employee', label: '员工' },
          { key: 'operator', label: '操作员' },
        ]}
        value={[form.role]}
        onTap={(role) => set({ role })}
      />
      {form.role === 'operator' ? (
        <Choices
          id="module"
          label="授权模块"
          items={moduleWords.filter(({ menu }) => dealer.menus.includes(menu))}
          value={given}
          onTap={toggle}
        />
      ) : null}
    </View>
  )
}
