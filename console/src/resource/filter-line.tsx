import { Button, Select } from 'antd'
import { ColumnChooser, type ColumnChooserProps } from './column-chooser'
import type { Resource } from './declare'
import { ExportButton } from './export-button'
import type { ListState } from './list-state'

export interface FilterLineProps {
  readonly resource: Resource
  readonly state: ListState
  readonly chooser: ColumnChooserProps
}

/** One line: the filters, 重置 when something is set, the order and the columns at the right. */
export function FilterLine({ resource, state, chooser }: FilterLineProps) {
  const { address, change, reset, isFiltered } = state
  const sorts = Object.entries(resource.sorts).map(([value, label]) => ({ value, label }))
  return (
    <div className="filter-line">
      {resource.filters.map((filter) => filter.control(address.filter, change))}
      {isFiltered || address.sort ? (
        <Button type="link" size="small" onClick={reset}>
          重置
        </Button>
      ) : null}
      <span className="filter-tools">
        {sorts.length > 0 ? (
          <Select
            variant="borderless"
            size="small"
            popupMatchSelectWidth={false}
            aria-label="排序"
            value={address.sort ?? sorts[0]?.value}
            options={sorts}
            onChange={(sort) => change({ sort: sort === sorts[0]?.value ? undefined : sort })}
          />
        ) : null}
        <ExportButton resource={resource} state={state} />
        <ColumnChooser {...chooser} />
      </span>
    </div>
  )
}

/** Which filters are set, in words, for the empty state. */
export function filterWords(resource: Resource, state: ListState): string {
  return resource.filters
    .map((filter) => filter.words(state.address.filter))
    .filter((words) => words !== undefined)
    .join('、')
}
