import { Button, Progress } from 'antd'
import { useState } from 'react'
import { saveFile } from '../../api/download'
import { Icon } from '../../look/icon'
import { whole } from '../../look/words'
import { useRefusal } from '../../resource/refusal'
import { type BulkTask, fileName, isOpen, percentOf, stageWords } from './task-words'

/** How far a task is: a bar with words while it runs, the counts when it has stopped. */
export function TaskProgress({ task }: { readonly task: BulkTask }) {
  if (isOpen(task)) {
    const percent = percentOf(task)
    return (
      <span className="task-progress">
        <Progress
          percent={percent ?? 100}
          status="active"
          showInfo={percent !== null}
          size="small"
          aria-label={stageWords(task)}
        />
        <span className="sub">{stageWords(task)}</span>
      </span>
    )
  }
  // Before the person has chosen, nothing has succeeded yet.
  const [good, bad] = task.state === 'checked' ? ['合格', '不合格'] : ['成功', '失败']
  return (
    <span className="task-progress">
      <span>
        {good} {whole(task.succeeded)} 行
        {task.failed > 0 ? (
          <>
            ，
            <b className="berry">
              {bad} {whole(task.failed)} 行
            </b>
          </>
        ) : null}
      </span>
      {task.problem ? <span className="sub berry cut-2">{task.problem}</span> : null}
    </span>
  )
}

/** The files of a task as buttons: its workbook, and the rows that were not taken. */
export function TaskFiles({ task }: { readonly task: BulkTask }) {
  const { resultFileId, failureFileId } = task
  return (
    <span className="row">
      {resultFileId ? (
        <FileButton fileId={resultFileId} name={fileName(task, 'result')} label="下载" />
      ) : null}
      {failureFileId ? (
        <FileButton fileId={failureFileId} name={fileName(task, 'failure')} label="失败明细" />
      ) : null}
    </span>
  )
}

interface FileButtonProps {
  readonly fileId: string
  readonly name: string
  readonly label: string
}

export function FileButton({ fileId, name, label }: FileButtonProps) {
  const [isLoading, setLoading] = useState(false)
  const refuse = useRefusal()
  const save = async () => {
    setLoading(true)
    await saveFile(fileId, name).catch(refuse)
    setLoading(false)
  }
  return (
    <Button size="small" loading={isLoading} icon={<Icon name="dl" size={12} />} onClick={save}>
      {label}
    </Button>
  )
}
