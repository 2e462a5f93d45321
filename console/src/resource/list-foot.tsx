import { Button, Pagination } from 'antd'
import { howMany } from '../look/words'
import type { Resource } from './declare'
import { pageSizes } from './list-address'
import type { ListState } from './list-state'

export interface ListFootProps {
  readonly resource: Resource
  readonly state: ListState
}

/** The total, the keys of this page, the pages; beyond the exact count it goes on by key. */
export function ListFoot({ resource, state }: ListFootProps) {
  const { answer, address, change } = state
  const total = answer?.total ?? 0
  const isCapped = answer?.totalIsCapped ?? false
  const isLast = address.page * address.size >= total
  return (
    <div className="list-foot">
      <span className="sub">
        共 {howMany(total, isCapped, resource.unit)}
        {address.after ? '，正在看更早的' : ''}
      </span>
      <span className="grow" />
      <span className="sub keys-hint">{hint(resource)}</span>
      {address.after ? <Button onClick={() => change({})}>回到开头</Button> : null}
      {address.after ? null : (
        <Pagination
          current={address.page}
          pageSize={address.size}
          total={total}
          pageSizeOptions={[...pageSizes]}
          showSizeChanger
          locale={{ items_per_page: `${resource.unit} / 页` }}
          onChange={(page, size) => change(size === address.size ? { page } : { size, page: 1 })}
        />
      )}
      {answer?.next && isCapped && (isLast || address.after) ? (
        <Button onClick={() => change({ page: undefined, after: answer.next ?? undefined })}>
          继续往后
        </Button>
      ) : null}
    </div>
  )
}

function hint(resource: Resource): string {
  const open = resource.detail ? '，Enter 打开' : ''
  const tick = resource.batches.length > 0 ? '，X 勾选' : ''
  return `J / K 上下移动，← / → 翻页${open}${tick}`
}
