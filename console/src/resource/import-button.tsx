import { startImport } from '@xietong/domain/bulk/contract'
import type { ImportKind } from '@xietong/domain/bulk/import-kind'
import { Alert, App, Button, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { saveBlob } from '../api/download'
import { useAct, useHolds } from '../api/hooks'
import { asProblem, type Problem } from '../api/problem'
import { uploadFile } from '../api/upload'
import { Icon } from '../look/icon'
import { templateFile } from './template-file'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MAX_BYTES = 20 * 1024 * 1024

/** Imports a workbook of one kind; absent without the right. The report waits in 任务中心. */
export function ImportButton({ kind }: { readonly kind: ImportKind }) {
  const holds = useHolds()
  const [isOpen, setOpen] = useState(false)
  if (!holds(kind.right)) {
    return null
  }
  return (
    <>
      <Button icon={<Icon name="up" size={14} />} onClick={() => setOpen(true)}>
        {kind.title}
      </Button>
      {isOpen ? <ImportDialog kind={kind} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

interface DialogProps {
  readonly kind: ImportKind
  readonly onClose: () => void
}

function ImportDialog({ kind, onClose }: DialogProps) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const sending = useAct<typeof startImport>()
  const [file, setFile] = useState<File | null>(null)
  const [remark, setRemark] = useState('')
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const start = async () => {
    if (!file) {
      return
    }
    setSending(true)
    setProblem(null)
    try {
      const fileId = await uploadFile(file, { type: XLSX, access: 'private' })
      const input = { kind: kind.name, fileId, remark }
      await sending.mutateAsync({ operation: startImport, input })
      message.success('文件已上传，正在检查。检查完请确认后再导入。')
      navigate('/bulk-tasks')
    } catch (error) {
      setProblem(asProblem(error))
      setSending(false)
    }
  }
  return (
    <Modal
      open
      title={kind.title}
      okText="上传并检查"
      cancelText="再想想"
      okButtonProps={{ disabled: file === null }}
      confirmLoading={isSending}
      maskClosable={false}
      onOk={start}
      onCancel={onClose}
    >
      <div className="import-dialog">
        {problem ? <Alert type="error" showIcon message={problem.message} /> : null}
        <span className="sub">{kind.note}</span>
        <ColumnWords kind={kind} />
        <FileChooser file={file} onChoose={setFile} />
        <Input
          maxLength={100}
          placeholder="备注（选填）"
          aria-label="备注"
          value={remark}
          onChange={(event) => setRemark(event.target.value)}
        />
      </div>
    </Modal>
  )
}

function ColumnWords({ kind }: { readonly kind: ImportKind }) {
  const save = () => {
    const titles = kind.columns.map(({ title, required }) => (required ? `${title}*` : title))
    const examples = kind.columns.map(({ example }) => example)
    saveBlob(templateFile([titles, examples]), `${kind.title}模板.xlsx`)
  }
  return (
    <div>
      第一行的列：
      {kind.columns.map(({ title, required }) => title + (required ? '*' : '')).join('、')}
      <Button type="link" size="small" onClick={save}>
        下载模板
      </Button>
      <div className="sub">
        一次最多 {kind.rowsMax.toLocaleString('en')}{' '}
        行；先检查，有问题的行会列出原因，确认后才导入。
      </div>
    </div>
  )
}

interface ChooserProps {
  readonly file: File | null
  readonly onChoose: (file: File | null) => void
}

function FileChooser({ file, onChoose }: ChooserProps) {
  const chooser = useRef<HTMLInputElement>(null)
  const { message } = App.useApp()
  const choose = (chosen: File | undefined) => {
    if (chosen && (chosen.size > MAX_BYTES || !/\.xlsx$/i.test(chosen.name))) {
      message.warning('请选 20 MB 以内的 .xlsx 文件。')
      return
    }
    onChoose(chosen ?? null)
  }
  return (
    <div className="row">
      <input
        ref={chooser}
        type="file"
        accept=".xlsx"
        hidden
        aria-label="选择文件"
        onChange={(event) => choose(event.target.files?.[0])}
      />
      <Button onClick={() => chooser.current?.click()}>选择文件</Button>
      <span className="cut">{file ? file.name : '还没有选择'}</span>
    </div>
  )
}
