import { App, Button, Drawer } from 'antd'
import { useMay, useRead } from '../api/hooks'
import { Icon } from '../look/icon'
import { Bones, ErrorState } from '../look/page-states'
import type { DetailSpec } from './declare'
import { useKeys } from './keyboard'
import { useActions } from './use-action'

export interface DetailDrawerProps {
  readonly spec: DetailSpec
  readonly id: string
  readonly noun: string
  readonly unit: string
  /** Ids of the list below, for ↑ and ↓. */
  readonly ids: readonly string[]
  readonly onMove: (id: string) => void
  readonly onClose: () => void
  readonly onEdit: () => void
}

/** One record over its list: head, body, side; ↑ ↓ go through the list, Esc closes. */
export function DetailDrawer(props: DetailDrawerProps) {
  const { spec, id, noun, unit, ids, onMove, onClose } = props
  const read = useRead(spec.operation, spec.input(id) as never)
  const record = read.data as never
  const place = ids.indexOf(id)
  const move = (step: number) => {
    const next = ids[place + step]
    if (place >= 0 && next) {
      onMove(next)
    }
  }
  useKeys({ ArrowUp: () => move(-1), ArrowDown: () => move(1) })
  return (
    <Drawer
      open
      width={spec.width ?? 960}
      onClose={onClose}
      classNames={{ body: 'detail-body' }}
      title={
        read.data === undefined ? (
          noun
        ) : (
          <span className="row">
            <span className="cut">{spec.title(record)}</span>
            {spec.copies ? <Copy words={spec.title(record)} /> : null}
            {spec.marks?.(record)}
          </span>
        )
      }
      extra={
        <span className="row">
          {place >= 0 ? <Steps place={place} count={ids.length} unit={unit} move={move} /> : null}
          {read.data === undefined ? null : <HeadActions {...props} record={record} />}
        </span>
      }
    >
      {read.data === undefined ? (
        read.error ? (
          <ErrorState what={`${noun}没有取到`} error={read.error} retry={() => read.refetch()} />
        ) : (
          <Bones rows={6} />
        )
      ) : (
        <DetailBody spec={spec} record={record} />
      )}
    </Drawer>
  )
}

function Copy({ words }: { readonly words: string }) {
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard.writeText(words).then(
      () => message.success(`已复制 ${words}`),
      () => message.warning('浏览器不让复制，请手工选取。'),
    )
  return (
    <button type="button" className="plain copy" aria-label={`复制 ${words}`} onClick={copy}>
      <Icon name="copy" size={14} />
    </button>
  )
}

function DetailBody({ spec, record }: { readonly spec: DetailSpec; readonly record: never }) {
  return (
    <>
      {spec.top ? <div className="detail-top">{spec.top(record)}</div> : null}
      <div className={spec.side ? 'detail-split' : undefined}>
        <div className="detail-main">{spec.body(record)}</div>
        {spec.side ? <aside className="detail-side">{spec.side(record)}</aside> : null}
      </div>
    </>
  )
}

interface StepsProps {
  readonly place: number
  readonly count: number
  readonly unit: string
  readonly move: (step: number) => void
}

function Steps({ place, count, unit, move }: StepsProps) {
  return (
    <>
      <span className="sub">
        本页第 {place + 1} / {count} {unit}
      </span>
      <Button
        aria-label="上一条（↑）"
        disabled={place === 0}
        icon={<Icon name="up" size={14} />}
        onClick={() => move(-1)}
      />
      <Button
        aria-label="下一条（↓）"
        disabled={place === count - 1}
        icon={<Icon name="down" size={14} />}
        onClick={() => move(1)}
      />
    </>
  )
}

function HeadActions({ spec, record, onEdit }: DetailDrawerProps & { readonly record: never }) {
  const may = useMay()
  const actions = useActions<never>()
  const visible = actions.visible(spec.actions ?? [], record)
  const primary = visible.find((action) => action.primary)
  return (
    <>
      {actions.dialog}
      {visible
        .filter((action) => action !== primary)
        .map((action) => (
          <Button
            key={action.key}
            danger={action.danger}
            onClick={() => actions.run(action, record)}
          >
            {action.label(record)}
          </Button>
        ))}
      {spec.edit && may(spec.edit.operation) ? (
        <Button type={primary ? 'default' : 'primary'} onClick={onEdit}>
          修改
        </Button>
      ) : null}
      {primary ? (
        <Button
          type="primary"
          loading={actions.isSending}
          onClick={() => actions.run(primary, record)}
        >
          {primary.label(record)}
        </Button>
      ) : null}
    </>
  )
}
