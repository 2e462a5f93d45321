import { startExport } from '@xietong/domain/bulk/contract'
import { App, Button } from 'antd'
import { useNavigate } from 'react-router-dom'
import { useAct, useHolds } from '../api/hooks'
import { Icon } from '../look/icon'
import type { Resource } from './declare'
import { filterWords } from './filter-line'
import type { ListState } from './list-state'
import { useRefusal } from './refusal'

/** Exports what the list shows; absent without the right or where the contract offers none. */
export function ExportButton({ resource, state }: { resource: Resource; state: ListState }) {
  const holds = useHolds()
  const sending = useAct<typeof startExport>()
  const refuse = useRefusal()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { exports, name } = resource.operation
  if (!exports || !holds(exports.right)) {
    return null
  }
  const start = async () => {
    const words = filterWords(resource, state) || '全部'
    try {
      const query = JSON.stringify(state.asked)
      await sending.mutateAsync({ operation: startExport, input: { list: name, query, words } })
      message.success(
        <>
          正在导出，完成后会提示下载。
          <button type="button" className="link" onClick={() => navigate('/bulk-tasks')}>
            看任务中心
          </button>
        </>,
      )
    } catch (error) {
      refuse(error)
    }
  }
  return (
    <Button icon={<Icon name="dl" size={14} />} loading={sending.isPending} onClick={start}>
      导出
    </Button>
  )
}
