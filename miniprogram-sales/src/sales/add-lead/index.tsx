import { View } from '@tarojs/components'
import type { CommandInput } from '@xietong/client/caller'
import { Button } from '@xietong/ui/button'
import { Choices } from '@xietong/ui/choices'
import { replace } from '@xietong/ui/device/navigate'
import { say } from '@xietong/ui/device/say'
import { Field } from '@xietong/ui/field'
import { useAct } from '@xietong/ui/hooks/use-act'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { SubmitBar } from '@xietong/ui/submit-bar'
import { TextArea } from '@xietong/ui/text-area'
import { useState } from 'react'
import { asItems, useChoices } from '../../parts/choices'

type Form = CommandInput<'sales.createLead'>

const blank: Form = {
  name: '',
  phone: '',
  customerType: '',
  region: '',
  company: '',
  need: '',
  remark: '',
  referrer: '',
}

/** Refusals about the phone stand under the phone: somebody else looks after it already. */
const OF_THE_PHONE = ['LEAD_EXISTS', 'DUPLICATE']

/** A lead of one's own; name, phone and type are needed, the rest can wait. */
export default function AddLead() {
  const { query } = useChoices()
  const [form, setForm] = useState(blank)
  const saving = useAct('sales.createLead')
  const { failure } = saving
  const ofPhone = failure !== null && OF_THE_PHONE.includes(failure.code)
  const complete = form.name.trim() && /^1[3-9]\d{9}$/.test(form.phone) && form.customerType
  const set = (change: Partial<Form>) => {
    saving.clear()
    setForm((before) => ({ ...before, ...change }))
  }
  const save = async () => {
    const trimmed = Object.entries(form).map(([key, text]) => [key, text.trim()])
    const answer = await saving.run(Object.fromEntries(trimmed))
    if (!answer?.ok) return
    say('潜客已添加')
    replace('sales/lead/index', { id: answer.value.leadId })
  }
  return (
    <Page
      foot={
        <SubmitBar
          problem={ofPhone ? undefined : failure?.message}
          note="姓名、手机号和客户类型必填"
          action={
            <Button id="save-lead" running={saving.running} disabled={!complete} onTap={save}>
              添加潜客
            </Button>
          }
        />
      }
    >
      <Look query={query}>
        {({ customerTypes }) => (
          <View>
            <Required
              form={form}
              set={set}
              types={customerTypes}
              phoneProblem={ofPhone ? failure?.message : undefined}
            />
            <Optional form={form} set={set} />
          </View>
        )}
      </Look>
    </Page>
  )
}

interface PartProps {
  readonly form: Form
  readonly set: (change: Partial<Form>) => void
}

function Required({
  form,
  set,
  types,
  phoneProblem,
}: PartProps & { types: readonly string[]; phoneProblem?: string | undefined }) {
  return (
    <View>
      <Field
        id="name"
        label="姓名"
        maxLength={30}
        value={form.name}
        onInput={(name) => set({ name })}
      />
      <Field
        id="phone"
        label="手机号"
        type="number"
        maxLength={11}
        placeholder="11 位手机号"
        value={form.phone}
        problem={phoneProblem}
        onInput={(phone) => set({ phone })}
      />
      <Choices
        id="type"
        label="客户类型"
        items={asItems(types)}
        value={[form.customerType]}
        onTap={(customerType) => set({ customerType })}
      />
    </View>
  )
}

function Optional({ form, set }: PartProps) {
  return (
    <View>
      <Field
        id="company"
        label="公司（选填）"
        maxLength={60}
        value={form.company}
        onInput={(company) => set({ company })}
      />
      <Field
        id="region"
        label="地区（选填）"
        maxLength={60}
        value={form.region}
        onInput={(region) => set({ region })}
      />
      <TextArea
        id="need"
        label="需求（选填）"
        maxLength={200}
        value={form.need}
        onInput={(need) => set({ need })}
      />
      <Field
        id="referrer"
        label="推荐人（选填）"
        maxLength={30}
        value={form.referrer}
        onInput={(referrer) => set({ referrer })}
      />
      <TextArea
        id="remark"
        label="备注（选填）"
        maxLength={200}
        value={form.remark}
        onInput={(remark) => set({ remark })}
      />
    </View>
  )
}
