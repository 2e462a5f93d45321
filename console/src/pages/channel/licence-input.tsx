import { App, Button } from 'antd'
import { useRef, useState } from 'react'
import { asProblem } from '../../api/problem'
import { uploadFile } from '../../api/upload'

const types = ['image/png', 'image/jpeg', 'image/webp'] as const

interface LicenceInputProps {
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
}

/** A licence is private: it is sent as such and shown again only through the record's own link. */
export function LicenceInput({ value, onChange }: LicenceInputProps) {
  const { message } = App.useApp()
  const chooser = useRef<HTMLInputElement>(null)
  const [isSending, setSending] = useState(false)
  const [chosen, setChosen] = useState('')
  const send = async (file: File | undefined) => {
    const type = types.find((known) => known === file?.type)
    if (!file || !type) {
      message.error('请选 PNG、JPG 或 WebP 图片。')
      return
    }
    setSending(true)
    try {
      onChange?.(await uploadFile(file, { type, access: 'private' }))
      setChosen(file.name)
    } catch (error) {
      message.error(asProblem(error).message)
    } finally {
      setSending(false)
    }
  }
  return (
    <div className="row">
      <span className="cut">{chosen || (value ? '已上传' : '未上传')}</span>
      <Button size="small" loading={isSending} onClick={() => chooser.current?.click()}>
        {value ? '更换' : '上传'}
      </Button>
      {value ? (
        <Button size="small" type="text" onClick={() => onChange?.(null)}>
          移除
        </Button>
      ) : null}
      <input
        ref={chooser}
        type="file"
        aria-label="选择营业执照"
        style={{ display: 'none' }}
        accept={types.join(',')}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          void send(file)
        }}
      />
    </div>
  )
}
