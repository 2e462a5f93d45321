import {
  ProForm,
  ProFormDatePicker,
  ProFormDigit,
  ProFormSelect,
  ProFormSwitch,
  ProFormText,
  ProFormTextArea,
} from '@ant-design/pro-components'
import { Form } from 'antd'
import type { AnyOperation } from '../api/call'
import { PercentInput, RecordInput, YuanInput } from './controls'
import type { Field, FormSpec } from './declare'
import { InstantInput } from './instant-input'
import { faultAt, isRequiredAt, kindAt, labelAt, optionsAt } from './schema-facts'

const path = (name: string) => name.split('.')

/** The fields of a form, drawn from the contract and the declaration. */
export function FormFields({ spec }: { readonly spec: FormSpec }) {
  return (
    <div className={spec.columns === 2 ? 'form-grid' : undefined}>
      {spec.fields.map((field) => (
        <div key={field.name} className={field.wide ? 'form-wide' : undefined}>
          {field.when ? (
            <Form.Item noStyle shouldUpdate>
              {(form) =>
                field.when?.(form.getFieldsValue(true)) ? (
                  <FormField field={field} operation={spec.operation} />
                ) : null
              }
            </Form.Item>
          ) : (
            <FormField field={field} operation={spec.operation} />
          )}
        </div>
      ))}
    </div>
  )
}

interface FormFieldProps {
  readonly field: Field
  readonly operation: AnyOperation
}

function FormField({ field, operation }: FormFieldProps) {
  const schema = operation.input
  const kind = field.as ?? kindAt(schema, field.name)
  const required = field.required ?? isRequiredAt(schema, field.name)
  const label = field.label ?? labelAt(schema, field.name) ?? field.name
  const common = {
    name: path(field.name),
    label,
    extra: field.help,
    required,
    rules: [{ validator: (_: unknown, value: unknown) => check(field, operation, value) }],
  }
  const placeholder = field.placeholder ?? ''
  if (field.control) {
    return <ProForm.Item {...common}>{field.control}</ProForm.Item>
  }
  if (field.source) {
    return (
      <ProForm.Item {...common}>
        <RecordInput
          source={field.source}
          several={kind === 'records' || kind === 'words'}
          placeholder={placeholder}
        />
      </ProForm.Item>
    )
  }
  switch (kind) {
    case 'yuan':
      return <ProForm.Item {...common}>{<YuanInput placeholder={placeholder} />}</ProForm.Item>
    case 'percent':
      return <ProForm.Item {...common}>{<PercentInput placeholder={placeholder} />}</ProForm.Item>
    case 'whole':
      return (
        <ProFormDigit
          {...common}
          placeholder={placeholder}
          fieldProps={{ precision: 0, suffix: field.unit, style: { width: '100%' } }}
        />
      )
    case 'instant':
      return <ProForm.Item {...common}>{<InstantInput placeholder={placeholder} />}</ProForm.Item>
    case 'decimal':
      return (
        <ProFormDigit
          {...common}
          placeholder={placeholder}
          min={-1_000_000}
          fieldProps={{ precision: 6, style: { width: '100%' } }}
        />
      )
    default:
      return <WordField common={common} field={field} kind={kind} schema={schema} />
  }
}

interface WordFieldProps {
  readonly common: object
  readonly field: Field
  readonly kind: string
  readonly schema: AnyOperation['input']
}

function WordField({ common, field, kind, schema }: WordFieldProps) {
  const placeholder = field.placeholder ?? ''
  const options = field.options ?? optionsAt(schema, field.name).map(asOption)
  switch (kind) {
    case 'switch':
      return <ProFormSwitch {...common} />
    case 'choice':
      return <ProFormSelect {...common} options={[...options] as never} placeholder={placeholder} />
    case 'choices':
      return <ProFormSelect {...common} mode="multiple" options={[...options] as never} />
    case 'words':
      return <ProFormSelect {...common} mode="tags" placeholder={placeholder} />
    case 'day':
      return <ProFormDatePicker {...common} fieldProps={{ style: { width: '100%' } }} />
    case 'long-text':
      return <ProFormTextArea {...common} placeholder={placeholder} fieldProps={{ autoSize }} />
    case 'password':
      return <ProFormText.Password {...common} placeholder={placeholder} />
    default:
      return <ProFormText {...common} placeholder={placeholder} />
  }
}

const autoSize = { minRows: 2, maxRows: 8 }
const asOption = (value: string) => ({ value, label: value })

/** The contract's own check of this field, in a sentence, before anything is sent. */
function check(field: Field, operation: AnyOperation, value: unknown): Promise<void> {
  const isEmpty = value === undefined || value === null || value === ''
  if (isEmpty) {
    const required = field.required ?? isRequiredAt(operation.input, field.name)
    return required ? Promise.reject(new Error('请填写')) : Promise.resolve()
  }
  const fault = field.control ? undefined : faultAt(operation.input, field.name, value)
  return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
}
