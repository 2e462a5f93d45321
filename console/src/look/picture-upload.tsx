import { App } from 'antd'
import { useRef, useState } from 'react'
import { asProblem } from '../api/problem'
import { uploadFile } from '../api/upload'
import { Icon } from './icon'

export const fileAddress = (id: string) => `/files/${id}`

/** A small picture of a record, or its drawn stand-in. */
export function Thumb({
  file,
  size = 34,
}: {
  readonly file: string | null
  readonly size?: number
}) {
  return file ? (
    <img className="thumb" src={fileAddress(file)} width={size} height={size} alt="" />
  ) : (
    <span className="thumb thumb-none" style={{ width: size, height: size }}>
      <Icon name="goods" />
    </span>
  )
}

const types = ['image/png', 'image/jpeg', 'image/webp'] as const
const MAX_BYTES = 20 * 1024 * 1024

async function upload(file: File): Promise<string> {
  const type = types.find((known) => known === file.type)
  if (!type || file.size > MAX_BYTES) {
    throw new Error('请选 20 MB 以内的 PNG、JPG 或 WebP 图片。')
  }
  return uploadFile(file, { type, access: 'public' })
}

export interface PicturesInputProps {
  readonly value?: readonly string[]
  readonly onChange?: (value: readonly string[]) => void
  readonly max: number
}

/** Chooses pictures; the first is the cover, a click on × takes one away. */
export function PicturesInput({ value = [], onChange, max }: PicturesInputProps) {
  const { message } = App.useApp()
  const chooser = useRef<HTMLInputElement>(null)
  const [isSending, setSending] = useState(false)
  const add = async (files: readonly File[]) => {
    setSending(true)
    try {
      const added: string[] = []
      for (const file of files.slice(0, max - value.length)) {
        added.push(await upload(file))
      }
      onChange?.([...value, ...added])
    } catch (error) {
      message.error(asProblem(error).message)
    } finally {
      setSending(false)
    }
  }
  return (
    <div className="row pictures">
      {value.map((file) => (
        <span className="picture" key={file}>
          <img src={fileAddress(file)} alt="" />
          <button
            type="button"
            aria-label="移除图片"
            onClick={() => onChange?.(value.filter((other) => other !== file))}
          >
            <Icon name="x" size={12} />
          </button>
        </span>
      ))}
      {value.length < max ? (
        <button
          type="button"
          className="picture picture-add"
          disabled={isSending}
          onClick={() => chooser.current?.click()}
        >
          <Icon name="plus" />
          {isSending ? '上传中' : '选图片'}
        </button>
      ) : null}
      <input
        ref={chooser}
        type="file"
        style={{ display: 'none' }}
        multiple
        accept={types.join(',')}
        onChange={(event) => {
          const files = Array.from(event.target.files ?? [])
          event.target.value = ''
          void add(files)
        }}
      />
    </div>
  )
}
