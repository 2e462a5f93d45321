import { ProForm } from '@ant-design/pro-components'
import { Alert, Button, Drawer, Form, Modal } from 'antd'
import type { Problem } from '../api/problem'
import type { FormSpec } from './declare'
import { FormFields } from './form-fields'
import { type Conflict, ConflictPanel } from './stale-edit'
import { useFormSpec } from './use-form-spec'

export interface SpecFormProps {
  readonly spec: FormSpec
  readonly subject?: unknown
  readonly onClose: () => void
  readonly onDone?: (answer: unknown) => void
}

/** A form with its own address, over the list it belongs to. */
export function FormDrawer({ spec, subject, onClose, onDone }: SpecFormProps) {
  const [form] = Form.useForm()
  const { send, isSending, refusal, conflict } = useFormSpec(spec, subject, form)
  const submit = () => send((answer) => (onDone ? onDone(answer) : onClose()))
  return (
    <Drawer
      open
      width={spec.columns === 2 ? 760 : 520}
      title={spec.title}
      onClose={onClose}
      maskClosable={false}
      footer={
        <div className="row form-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" loading={isSending} onClick={submit}>
            {spec.submit}
          </Button>
        </div>
      }
    >
      <SpecForm
        spec={spec}
        subject={subject}
        form={form}
        refusal={refusal}
        conflict={conflict}
        submit={submit}
      />
    </Drawer>
  )
}

/** A short form on one action. */
export function FormDialog({ spec, subject, onClose, onDone }: SpecFormProps) {
  const [form] = Form.useForm()
  const { send, isSending, refusal, conflict } = useFormSpec(spec, subject, form)
  const submit = () => send((answer) => (onDone ? onDone(answer) : onClose()))
  return (
    <Modal
      open
      destroyOnHidden
      width={spec.columns === 2 ? 680 : 460}
      title={spec.title}
      okText={spec.submit}
      cancelText="再想想"
      confirmLoading={isSending}
      onOk={submit}
      onCancel={onClose}
      maskClosable={false}
    >
      <SpecForm
        spec={spec}
        subject={subject}
        form={form}
        refusal={refusal}
        conflict={conflict}
        submit={submit}
      />
    </Modal>
  )
}

interface InnerProps {
  readonly spec: FormSpec
  readonly subject: unknown
  readonly form: ReturnType<typeof Form.useForm>[0]
  readonly refusal: Problem | null
  readonly conflict: Conflict | null
  readonly submit: () => void
}

function SpecForm({ spec, subject, form, refusal, conflict, submit }: InnerProps) {
  return (
    <ProForm
      form={form}
      layout="vertical"
      submitter={false}
      initialValues={spec.initial(subject)}
      requiredMark={markOptional}
      onFinish={async () => submit()}
      isKeyPressSubmit={spec.fields.length < 4}
      omitNil={false}
      dateFormatter="YYYY-MM-DD"
    >
      {refusal ? <RefusalAlert problem={refusal} /> : null}
      {conflict ? <ConflictPanel spec={spec} form={form} conflict={conflict} /> : null}
      {spec.note ? <div className="form-note">{spec.note(subject)}</div> : null}
      <FormFields spec={spec} />
      {spec.preview ? (
        <Form.Item noStyle shouldUpdate>
          {({ getFieldsValue }) => spec.preview?.(getFieldsValue(true))}
        </Form.Item>
      ) : null}
    </ProForm>
  )
}

function markOptional(label: React.ReactNode, { required }: { required: boolean }) {
  return (
    <span>
      {label}
      {required ? null : <span className="sub"> 选填</span>}
    </span>
  )
}

export function RefusalAlert({ problem }: { readonly problem: Problem }) {
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      message={problem.message}
      description={problem.requestNo ? <span className="sub">编号 {problem.requestNo}</span> : null}
    />
  )
}
